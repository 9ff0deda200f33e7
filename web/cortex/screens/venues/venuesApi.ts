import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { apiEvery, apiQuery, queryKey } from '../../../api/queries.ts';
import { most } from '../../lists.ts';
import type { VenuesSearch } from '../../searchOfVenues.ts';

export function venuesQuery(storeKey: string, { text, archived, cursor }: VenuesSearch) {
  return apiQuery('GET /api/stores/{storeKey}/venues', {
    params: { storeKey },
    query: {
      ...(text !== undefined && { text }),
      ...(archived === true && { includeArchived: 'true' }),
      cursor,
      limit: 50,
    },
  });
}

export function venueQuery(storeKey: string, venueId: string) {
  return apiQuery('GET /api/stores/{storeKey}/venues/{venueId}', { params: { storeKey, venueId } });
}

export function mapQuery(storeKey: string, venueId: string, mapId: string) {
  return apiQuery('GET /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}', { params: { storeKey, venueId, mapId } });
}

/** Every game at a venue, to show a map with what is free at one. */
export function gamesQuery(storeKey: string, venueId: string) {
  const params = { storeKey };
  return apiEvery(queryKey('GET /api/stores/{storeKey}/events', { params, query: { venueId } }), (cursor) =>
    call('GET /api/stores/{storeKey}/events', { params, query: { venueId, cursor, limit: most } }),
  );
}

export function freeSectionsQuery(storeKey: string, eventCode: string) {
  return apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/sections', {
    params: { storeKey, eventCode },
  });
}

export function freeSeatsQuery(storeKey: string, eventCode: string) {
  return apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/seats', { params: { storeKey, eventCode } });
}

/** Has everything that an act on a venue changes read again. */
export function useRereadVenues(storeKey: string): () => void {
  const queries = useQueryClient();
  const params = { storeKey };
  return () => {
    for (const endpoint of changed) void queries.invalidateQueries({ queryKey: [endpoint, { params }] });
  };
}

const changed = [
  'GET /api/stores/{storeKey}/venues',
  'GET /api/stores/{storeKey}/venues/{venueId}',
  'GET /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}',
] as const;
