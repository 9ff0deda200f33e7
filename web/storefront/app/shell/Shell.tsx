import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import type { Cart } from '../../../../shared/contract/carts.ts';
import { afterPaint } from '../afterPaint.ts';
import type { Route } from '../route.ts';
import { useApp, useCartPart, useFan, useShop, useText } from '../state.ts';
import { useStore } from '../store.ts';
import { titleOf } from '../title.ts';
import { useLife } from '../useLife.ts';
import { Connection } from './Connection.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import css from './Shell.module.css';
import { StateScreen } from './StateScreen.tsx';

/** Loaded when they are first needed. */
const CartBar = lazy(async () => ({ default: (await import('./CartBar.tsx')).CartBar }));
const SignInDialog = lazy(async () => ({
  default: (await import('../../steps/sign-in/SignInDialog.tsx')).SignInDialog,
}));

/** What surrounds every step. */
export function Shell() {
  const { router } = useApp();
  const { t } = useText();
  const { route, Step, isLoading, visits } = useStore(router.place);
  const { isPreview } = useShop();
  useLife();
  useArrival(route, visits);
  return (
    <div className={css.page} data-step={route.step}>
      <a href="#main" className={css.skip}>
        {t('shell.skip')}
      </a>
      {isPreview && <p className={css.preview}>{t('preview.banner')}</p>}
      <Header />
      <Connection />
      <main id="main" className={css.main} aria-busy={isLoading || undefined}>
        <Current route={route} Step={Step} />
      </main>
      <Footer key={visits} />
      <Chosen />
      <Asking />
    </div>
  );
}

/** Who has chosen something already finds the way on with it. */
function Chosen() {
  const hasChoice = useCartPart(({ choice }) => choice !== null);
  return (
    hasChoice && (
      <Suspense>
        <CartBar />
      </Suspense>
    )
  );
}

function Asking() {
  const { isAsking } = useFan();
  return (
    isAsking && (
      <Suspense>
        <SignInDialog />
      </Suspense>
    )
  );
}

/** Steps of choosing need an open offer. Who holds seats, or adds to an order, goes on whatever has become of it. */
function Current({ route, Step }: { route: Route; Step: ComponentType }) {
  const { offer, isPreview } = useShop();
  const { t } = useText();
  const cart = useCartPart((state) => state.cart);
  // the same element, so that a step is not made anew with everything around it
  const step = useMemo(() => <Step />, [Step]);
  if (offer.state !== 'open' && !goesOn(route, cart)) return <StateScreen offer={offer} />;
  const isShown = !isPreview || route.step === 'home' || route.step === 'choose';
  return isShown ? step : <h1 className={css.elsewhere}>{t('preview.banner')}</h1>;
}

/** What can be done at a step though the store sells nothing to whoever looks. */
function goesOn({ step }: Route, cart: Cart | null): boolean {
  const isHeld = cart !== null && cart.state !== 'choosing';
  switch (step) {
    case 'orders':
    case 'sign-in':
    case 'missing':
      return true;
    case 'home':
      return false;
    case 'choose':
      return isHeld;
    default:
      // what is added to an order goes by the order's own offer
      return isHeld || (cart !== null && cart.forOrderId !== null);
  }
}

/** Says where one has come to: the tab's title, and the heading for those who hear the page. */
function useArrival(route: Route, visits: number) {
  const { copy } = useShop();
  const reader = useText();
  const title = titleOf(route, copy, reader);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = title;
  }, [title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit counts
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    // to move the focus the browser lays the page out: that is done once, for the frame
    return afterPaint(() => {
      const heading = document.querySelector<HTMLElement>('main h1');
      // who is in the step already is left there
      if (document.activeElement?.closest('main') != null) return;
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
    });
  }, [visits]); // oxlint-disable-line react/exhaustive-effect-dependencies -- each visit moves the focus
}
