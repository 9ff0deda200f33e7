import { useContext, useMemo, useSyncExternalStore } from 'react';
import type { OpenOffer } from '../../../shared/contract/catalog.ts';
import type { LocalText } from '../../../shared/contract/program-content.ts';
import type { CartDesk, CartState } from './cart.ts';
import { type App, AppContext } from './context.ts';
import { regional } from './dates.ts';
import type { FanDesk, FanState } from './fan.ts';
import { formatMoney } from './money.ts';
import type { Route } from './route.ts';
import type { Router } from './router.ts';
import type { Shop } from './shop.ts';
import { useStore } from './store.ts';
import type { Translate } from './text.ts';

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('outside of the storefront');
  return app;
}

/** What the store sells, and for whom: `{ storeKey, base, locale, offer, copy, availability, free, at, isPreview }`. */
export function useShop(): Shop {
  return useStore(useApp().shop);
}

/** The offer of a step that is only shown while the program sells. */
export function useOpenOffer(): OpenOffer {
  const { offer } = useShop();
  if (offer.state !== 'open') throw new Error('the offer is not open');
  return offer;
}

/** The fan's choice and cart: `{ cart, choice, isLoading, isSaving, isOffline, problem, put, flush, take, refresh }`. */
export function useCart(): CartState & Omit<CartDesk, 'state'> {
  const { cart } = useApp();
  const state = useStore(cart.state);
  return useMemo(() => ({ ...cart, ...state }), [cart, state]);
}

/** A part of the cart's state: whoever reads it is drawn anew when that changes. It is the same as long as nothing in it has. */
export function useCartPart<T>(read: (state: CartState) => T): T {
  const { state } = useApp().cart;
  const get = () => read(state.get());
  return useSyncExternalStore(state.subscribe, get, get);
}

/** Who is signed in: `{ fan, isLoading, ask, signOut, … }`. `ask` opens the sign-in dialog when nobody is. */
export function useFan(): FanState & Omit<FanDesk, 'state'> {
  const { fan } = useApp();
  const state = useStore(fan.state);
  return useMemo(() => ({ ...fan, ...state }), [fan, state]);
}

export function useRoute(): Route {
  return useStore(useApp().router.place).route;
}

/** `go`, `prepare` and `hrefOf`. */
export function useRouter(): Router {
  return useApp().router;
}

export type Reader = {
  t: Translate;
  /** Cents of the store's currency as the reader's language writes them. */
  money: (cents: number) => string;
  /** A text that staff wrote, in the reader's language or else in the store's. */
  say: (text: LocalText) => string;
};

/** The words of the page: `{ t, money, say }`. */
export function useText(): Reader {
  const { t, moneyFormat } = useApp();
  const { copy, locale, offer } = useShop();
  const currency = offer.state === 'open' ? offer.currency : 'USD';
  const first = copy.languages.default;
  return useMemo(
    () => ({
      t,
      money: (cents) => formatMoney(cents, currency, regional[locale], moneyFormat),
      say: (text) =>
        [text[locale], text[first], ...Object.values(text)].find((one) => one !== undefined && one !== '') ?? '',
    }),
    [t, moneyFormat, currency, locale, first],
  );
}
