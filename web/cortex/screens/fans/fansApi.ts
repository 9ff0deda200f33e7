import type { Output } from '../../../api/contract.ts';
import { apiQuery } from '../../../api/queries.ts';
import type { FansSearch } from '../../searchOfSales.ts';

export type KnownFan = Output<'GET /api/stores/{storeKey}/fans/{fanId}'>;
export type CartOfFan = Output<'GET /api/stores/{storeKey}/fans/{fanId}/carts'>['items'][number];

const pageSize = 50;

export function fansQuery(storeKey: string, { text, group, cursor }: FansSearch) {
  const query = { text, accountGroup: group, cursor, limit: pageSize };
  return apiQuery('GET /api/stores/{storeKey}/fans', { params: { storeKey }, query });
}

export function fanQuery(storeKey: string, fanId: string) {
  return apiQuery('GET /api/stores/{storeKey}/fans/{fanId}', { params: { storeKey, fanId } });
}

export function cartsOfFanQuery(storeKey: string, fanId: string, cursor: string | undefined) {
  const query = { cursor, limit: 20 };
  return apiQuery('GET /api/stores/{storeKey}/fans/{fanId}/carts', { params: { storeKey, fanId }, query });
}

/** The account groups fans of the store are in; for those who may see programs. */
export function groupsQuery(storeKey: string) {
  return apiQuery('GET /api/stores/{storeKey}/account-groups', { params: { storeKey } });
}
