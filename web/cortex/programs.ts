import { call } from '../api/client.ts';
import { apiEvery, queryKey } from '../api/queries.ts';
import { most } from './lists.ts';

/** Every program of the store, newest first: to choose from and to name them by. */
export function everyProgramQuery(storeKey: string) {
  const params = { storeKey };
  return apiEvery(queryKey('GET /api/stores/{storeKey}/programs', { params }), (cursor) =>
    call('GET /api/stores/{storeKey}/programs', { params, query: { cursor, limit: most } }),
  );
}
