import { apiQuery } from '../../../api/queries.ts';

/** Sales, holds and webhooks make no news here: they are looked at while somebody watches. */
const watched = { refetchInterval: 30_000 };

export function todayQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/insights/today', { params: { storeKey } }), ...watched };
}

export function holdsQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/vendor/holds', { params: { storeKey } }), ...watched };
}

export function unfinishedQuery(storeKey: string) {
  return {
    ...apiQuery('GET /api/stores/{storeKey}/sales/purchases', { params: { storeKey }, query: { limit: 200 } }),
    ...watched,
  };
}

export function ordersToSeeQuery(storeKey: string) {
  const query = { attention: 'true', limit: 100 };
  return { ...apiQuery('GET /api/stores/{storeKey}/sales/orders', { params: { storeKey }, query }), ...watched };
}

export function webhooksQuery(storeKey: string) {
  return {
    ...apiQuery('GET /api/stores/{storeKey}/webhooks', { params: { storeKey }, query: { limit: 200 } }),
    ...watched,
  };
}
