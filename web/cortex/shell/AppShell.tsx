import { Burger, Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { type RefObject, Suspense, useEffect, useRef } from 'react';
import { LoadingState } from '../../ui/states.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import classes from './AppShell.module.css';
import { CommandPalette } from './CommandPalette.tsx';
import { HeaderPlace, HomeLink } from './HeaderPlace.tsx';
import { Navigation } from './Navigation.tsx';
import { PaletteButton } from './PaletteButton.tsx';
import { SchemeMenu } from './SchemeMenu.tsx';
import { useKeptFocus } from './useKeptFocus.ts';
import { Wordmark } from './Wordmark.tsx';

/** The frame of every screen behind the sign-in: navigation, search, account, and the screen itself. */
export function AppShell() {
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const [isPaletteOpen, palette] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  useHotkeys([['mod+K', palette.toggle]], []);

  return (
    <div className={classes.shell}>
      <FocusOnNewScreen main={main} onLeave={drawer.close} />
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

type FocusProps = { main: RefObject<HTMLElement | null>; onLeave: () => void };

/**
 * A new screen starts at its top, for eyes and for the keyboard; a changed filter does not move the focus. Another part of
 * the same screen, such as a stage of the program editor, starts where the screen says so by `data-start`. By itself, so
 * that the frame is not drawn anew with each address.
 */
function FocusOnNewScreen({ main, onLeave }: FocusProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    const isPart = screenOf(shown.current) === screenOf(pathname);
    const part = isPart ? main.current?.querySelector<HTMLElement>('[data-start]') : null;
    shown.current = pathname;
    onLeave();
    (part ?? main.current)?.focus({ preventScroll: true });
  }, [main, pathname, onLeave]);
  return null;
}

function screenOf(pathname: string): string {
  return pathname.slice(0, pathname.lastIndexOf('/'));
}
