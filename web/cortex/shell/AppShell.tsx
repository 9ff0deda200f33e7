import { Burger, Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { LoadingState } from '../../ui/states.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './AppShell.module.css';
import { CommandPalette } from './CommandPalette.tsx';
import { HeaderPlace, HomeLink } from './HeaderPlace.tsx';
import { Navigation } from './Navigation.tsx';
import { PaletteButton } from './PaletteButton.tsx';
import { SchemeMenu } from './SchemeMenu.tsx';
import { Wordmark } from './Wordmark.tsx';

/** The frame of every screen behind the sign-in: navigation, search, account, and the screen itself. */
export function AppShell() {
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const [isPaletteOpen, palette] = useDisclosure(false);
  const main = useFocusOnNewScreen(drawer.close);
  useHotkeys([['mod+K', palette.toggle]], []);

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <aside className={classes.sidebar}>
        <div className={classes.places}>
          <HomeLink />
          <Navigation onSwitch={palette.open} />
        </div>
      </aside>
      <header className={classes.header}>
        <div className={classes.narrowOnly}>
          <Burger
            opened={isDrawerOpen}
            onClick={drawer.toggle}
            size="sm"
            aria-label="Navigation"
            aria-expanded={isDrawerOpen}
          />
          <HeaderPlace />
        </div>
        <PaletteButton onOpen={palette.open} />
        <div className={classes.corner}>
          <SchemeMenu />
          <AccountMenu />
        </div>
      </header>
      <main ref={main} id="main" tabIndex={-1} className={classes.main}>
        <div className={classes.content}>
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
      <Drawer opened={isDrawerOpen} onClose={drawer.close} size="xs" title={<Wordmark />}>
        <Navigation
          onSwitch={() => {
            drawer.close();
            palette.open();
          }}
        />
      </Drawer>
      {isPaletteOpen && <CommandPalette onClose={palette.close} />}
    </div>
  );
}

/** A new screen starts at its top, for eyes and for the keyboard; a changed filter does not move the focus. */
function useFocusOnNewScreen(onLeave: () => void) {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    onLeave();
    main.current?.focus({ preventScroll: true });
  }, [pathname, onLeave]);
  return main;
}
