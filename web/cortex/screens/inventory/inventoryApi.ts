import type { Event } from '../../../../shared/contract/events.ts';
import type { EventFreshness, SyncRun } from '../../../../shared/contract/inventory.ts';
import { call } from '../../../api/client.ts';
import { apiPages, apiQuery, queryKey } from '../../../api/queries.ts';
import type { InventorySearch } from '../../searchOfSeason.ts';

/** Runs by schedule make no news: what they read is looked for at this pace. */
const pace = { refetchInterval: 30_000 };
const pageSize = 50;

export function overviewQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}/inventory', { params: { storeKey } }), ...pace };
}

export function freshnessQuery(storeKey: string, { only, cursor }: InventorySearch) {
  const query = { only, cursor, limit: pageSize };
  return { ...apiQuery('GET /api/stores/{storeKey}/inventory/events', { params: { storeKey }, query }), ...pace };
}

export function runsQuery(storeKey: string, { cause, cursor }: InventorySearch) {
  const query = { cause, cursor, limit: 50 };
  return { ...apiQuery('GET /api/stores/{storeKey}/inventory/runs', { params: { storeKey }, query }), ...pace };
}

/** While the run goes on, news of it come live; reading it now and then as well helps when they do not arrive. */
export function runQuery(storeKey: string, runId: string) {
  return {
    ...apiQuery('GET /api/stores/{storeKey}/inventory/runs/{runId}', { params: { storeKey, runId } }),
    refetchInterval: ({ state: { data } }: { state: { data: SyncRun | undefined } }) =>
      data?.state === 'running' ? 2_000 : (false as const),
  };
}

export function resultsQuery(storeKey: string, runId: string, cursor: string | undefined) {
  return apiQuery('GET /api/stores/{storeKey}/inventory/runs/{runId}/results', {
    params: { storeKey, runId },
    query: { cursor, limit: pageSize },
  });
}

export function inventoryEventQuery(storeKey: string, eventCode: string) {
  const params = { storeKey, eventCode };
  return { ...apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}', { params }), ...pace };
}

export function pricesQuery(storeKey: string, eventCode: string) {
  return apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/prices', {
    params: { storeKey, eventCode },
  });
}

export function sectionsQuery(storeKey: string, eventCode: string) {
  return apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/sections', {
    params: { storeKey, eventCode },
  });
}

export function seatsQuery(storeKey: string, eventCode: string) {
  return apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/seats', { params: { storeKey, eventCode } });
}

/** The event itself, by its code. */
export function venueOfEventQuery(storeKey: string, eventCode: string) {
  return apiQuery('GET /api/stores/{storeKey}/events', { params: { storeKey }, query: { text: eventCode, limit: 50 } });
}

export function changePages(storeKey: string, eventCode: string) {
  const params = { storeKey, eventCode };
  return apiPages(queryKey('GET /api/stores/{storeKey}/inventory/events/{eventCode}/changes', { params }), (cursor) =>
    call('GET /api/stores/{storeKey}/inventory/events/{eventCode}/changes', { params, query: { cursor, limit: 20 } }),
  );
}

export function eventNameOf({
  name,
  eventCode,
}: Pick<EventFreshness, 'eventCode'> & { name: Event['name'] | null }): string {
  return name ?? eventCode;
}
