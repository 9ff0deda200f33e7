import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../api/client.ts';
import type { Output } from '../api/contract.ts';
import { apiEvery, queryKey } from '../api/queries.ts';
import { most } from './lists.ts';

export type Suite = Output<'GET /api/stores/{storeKey}/suites'>['items'][number];

/** Every suite of the store by name, archived ones too. */
export function everySuiteQuery(storeKey: string) {
  const params = { storeKey };
  const filter = { includeArchived: 'true' } as const;
  return {
    ...apiEvery(queryKey('GET /api/stores/{storeKey}/suites', { params, query: filter }), (cursor) =>
      call('GET /api/stores/{storeKey}/suites', { params, query: { ...filter, cursor, limit: most } }),
    ),
    staleTime: 30_000,
  };
}

/** Names of the store's suites by id, of archived ones too; undefined until all are there, and where none is needed. */
export function useSuiteNames(storeKey: string, isNeeded: boolean): ReadonlyMap<string, string> | undefined {
  const { data } = useQuery({ ...everySuiteQuery(storeKey), enabled: isNeeded });
  return useMemo(() => data && new Map(data.items.map(({ id, name }) => [id, name])), [data]);
}
