import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import type { Input, Output } from '../../../api/contract.ts';
import { apiEvery, apiPages, apiQuery, queryKey } from '../../../api/queries.ts';
import { most } from '../../lists.ts';
import type { SuitesSearch } from '../../searchOfVenues.ts';

export type Suite = Output<'GET /api/stores/{storeKey}/suites/{suiteId}'>;
export type SuiteType = Output<'GET /api/stores/{storeKey}/suite-types'>['items'][number];

export function suitesQuery(storeKey: string, { text, venue, type, archived, cursor }: SuitesSearch) {
  return apiQuery('GET /api/stores/{storeKey}/suites', {
    params: { storeKey },
    query: {
      ...(text !== undefined && { text }),
      ...(venue !== undefined && { venueId: venue }),
      ...(type !== undefined && { suiteTypeId: type }),
      ...(archived === true && { includeArchived: 'true' }),
      cursor,
      limit: 100,
    },
  });
}

export function suiteQuery(storeKey: string, suiteId: string) {
  return apiQuery('GET /api/stores/{storeKey}/suites/{suiteId}', { params: { storeKey, suiteId } });
}

export function suiteTypePages(storeKey: string) {
  const params = { storeKey };
  return apiPages(queryKey('GET /api/stores/{storeKey}/suite-types', { params }), (cursor) =>
    call('GET /api/stores/{storeKey}/suite-types', { params, query: { cursor, limit: most } }),
  );
}

/** Every type, to choose from. */
export function everySuiteTypeQuery(storeKey: string) {
  const params = { storeKey };
  return apiEvery(queryKey('GET /api/stores/{storeKey}/suite-types', { params }), (cursor) =>
    call('GET /api/stores/{storeKey}/suite-types', { params, query: { cursor, limit: most } }),
  );
}

type SuggestionsQuery = NonNullable<Input<'GET /api/stores/{storeKey}/suite-suggestions'>['query']>;

export function suggestionsQuery(storeKey: string, query: SuggestionsQuery) {
  return apiQuery('GET /api/stores/{storeKey}/suite-suggestions', { params: { storeKey }, query });
}

/** Has everything that an act on suites changes read again. */
export function useRereadSuites(storeKey: string): () => void {
  const queries = useQueryClient();
  const params = { storeKey };
  return () => {
    for (const endpoint of changed) void queries.invalidateQueries({ queryKey: [endpoint, { params }] });
  };
}

const changed = [
  'GET /api/stores/{storeKey}/suites',
  'GET /api/stores/{storeKey}/suites/{suiteId}',
  'GET /api/stores/{storeKey}/suite-types',
  'GET /api/stores/{storeKey}/suite-suggestions',
] as const;
