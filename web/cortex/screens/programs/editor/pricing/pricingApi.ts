import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { call } from '../../../../../api/client.ts';
import { apiEvery, apiQuery, queryKey } from '../../../../../api/queries.ts';
import { most } from '../../../../lists.ts';

/** The vendor's amounts change with syncs; the news of a store has them read again. */
export function amountsQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/inventory/amounts', { params: { storeKey } }), staleTime: 60_000 };
}

export function suitePriceCodesQuery(storeKey: string) {
  const query = apiQuery('GET /api/stores/{storeKey}/inventory/suite-price-codes', { params: { storeKey } });
  return { ...query, staleTime: 60_000 };
}

export function accountGroupsQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/account-groups', { params: { storeKey } }), staleTime: 60_000 };
}

/** Every event of the store by its code, archived ones too; undefined until all are there. */
export function useEventsByCode(storeKey: string): ReadonlyMap<string, Event> | undefined {
  const { data } = useQuery(everyEventQuery(storeKey));
  return useMemo(() => data && new Map(data.items.map((event) => [event.code, event])), [data]);
}

function everyEventQuery(storeKey: string) {
  const params = { storeKey };
  const filter = { includeArchived: 'true' } as const;
  return {
    ...apiEvery(queryKey('GET /api/stores/{storeKey}/events', { params, query: filter }), (cursor) =>
      call('GET /api/stores/{storeKey}/events', { params, query: { ...filter, cursor, limit: most } }),
    ),
    staleTime: 60_000,
  };
}
