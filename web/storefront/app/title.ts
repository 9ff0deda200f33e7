import type { OfferCopy } from '../../../shared/contract/catalog.copy.ts';
import type { Route } from './route.ts';
import type { Reader } from './state.ts';

const keys = {
  choose: 'title.choose',
  seats: 'title.seats',
  'add-ons': 'title.add_ons',
  review: 'title.review',
  pay: 'title.pay',
  orders: 'title.orders',
  'sign-in': 'title.sign_in',
  missing: 'title.missing',
} as const;

/** Of the browser's tab and of search results. */
export function titleOf(route: Route, { page, store }: OfferCopy, { t }: Pick<Reader, 't'>): string {
  const site = page.title === 'Tickets' ? store.name : page.title;
  return route.step === 'home' ? site : `${t(keys[route.step])} · ${site}`;
}
