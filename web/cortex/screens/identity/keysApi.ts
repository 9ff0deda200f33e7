import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { apiPages, queryKey } from '../../../api/queries.ts';

export type ApiKey = Output<'GET /api/stores/{storeKey}/keys'>['items'][number];
export type MadeKey = Output<'POST /api/stores/{storeKey}/keys'>;
export type KeyPermission = ApiKey['permissions'][number];

export function keyPages(storeKey: string) {
  const params = { storeKey };
  return apiPages(queryKey('GET /api/stores/{storeKey}/keys', { params }), (cursor) =>
    call('GET /api/stores/{storeKey}/keys', { params, query: { cursor, limit: 100 } }),
  );
}
