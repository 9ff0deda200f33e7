import { createContext } from 'react';
import type { MoneyFormat } from '../../../shared/contract/storefront.ts';
import type { CartDesk } from './cart.ts';
import type { FanDesk } from './fan.ts';
import type { OfferDesk } from './offer.ts';
import type { Router } from './router.ts';
import type { Shop } from './shop.ts';
import type { Store } from './store.ts';
import type { Translate } from './text.ts';

/** Everything of one open page. */
export type App = {
  shop: Store<Shop>;
  cart: CartDesk;
  fan: FanDesk;
  offers: OfferDesk;
  router: Router;
  t: Translate;
  /** How the server writes amounts; null: as the browser does. */
  moneyFormat: MoneyFormat | null;
};

export const AppContext = createContext<App | null>(null);
