import { call } from '../../../api/client.ts';
import type { Input } from '../../../api/contract.ts';
import { apiEvery, apiQuery, queryKey } from '../../../api/queries.ts';
import { startOfDay } from '../../../ui/zones.ts';
import { most } from '../../lists.ts';
import type { EventsSearch } from '../../searchOfSeason.ts';

/** As many rows as a page of the list has. */
const pageSize = 50;

/** The list as the address asks for it: days are those of the zone, the last one included. */
export function eventsQuery(storeKey: string, search: EventsSearch, zone: string) {
  return apiQuery('GET /api/stores/{storeKey}/events', {
    params: { storeKey },
    query: { ...filterOf(search, zone), cursor: search.cursor, limit: pageSize },
  });
}

type Filter = NonNullable<Input<'GET /api/stores/{storeKey}/events'>['query']>;

export function filterOf({ text, state, venue, category, from, until }: EventsSearch, zone: string): Filter {
  return {
    ...(text !== undefined && { text }),
    ...(state !== undefined && { state }),
    ...(venue !== undefined && { venueId: venue }),
    ...(category !== undefined && { categoryId: category }),
    ...(from !== undefined && { from: startOfDay(from, zone) }),
    ...(until !== undefined && { until: startOfDay(until, zone, 1) }),
  };
}

export function eventQuery(storeKey: string, eventId: string) {
  return apiQuery('GET /api/stores/{storeKey}/events/{eventId}', { params: { storeKey, eventId } });
}

export function categoriesQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/categories', { params: { storeKey } }), staleTime: 60_000 };
}

/** Every venue of the store, archived ones too. */
export function everyVenueQuery(storeKey: string) {
  const params = { storeKey };
  const filter = { includeArchived: 'true' } as const;
  return apiEvery(queryKey('GET /api/stores/{storeKey}/venues', { params, query: filter }), (cursor) =>
    call('GET /api/stores/{storeKey}/venues', { params, query: { ...filter, cursor, limit: most } }),
  );
}

export function findingsQuery(storeKey: string) {
  return apiQuery('GET /api/stores/{storeKey}/events/import/findings', { params: { storeKey } });
}
