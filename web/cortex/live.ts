import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveTopic } from '../../shared/contract/live.ts';
import { addressOf } from '../api/client.ts';
import type { ReadEndpoint } from '../api/contract.ts';

/** What to read again on each piece of news that a screen shows; with whatever more the reads were given. */
const answers: { [T in LiveTopic]?: readonly ReadEndpoint[] } = {
  'store.changed': ['GET /api/stores/{storeKey}'],
  'settings.changed': ['GET /api/stores/{storeKey}/settings'],
  'events.changed': [
    'GET /api/stores/{storeKey}/events',
    'GET /api/stores/{storeKey}/events/{eventId}',
    'GET /api/stores/{storeKey}/events/import/findings',
    'GET /api/stores/{storeKey}/programs/{programId}/checks',
    'GET /api/stores/{storeKey}/programs/{programId}/readiness',
    'GET /api/stores/{storeKey}/inventory',
    'GET /api/stores/{storeKey}/inventory/events',
  ],
  'program.changed': [
    'GET /api/stores/{storeKey}/programs',
    'GET /api/stores/{storeKey}/programs/{programId}',
    'GET /api/stores/{storeKey}/programs/{programId}/checks',
    'GET /api/stores/{storeKey}/program-diff',
  ],
  'program.published': [
    'GET /api/stores/{storeKey}/programs',
    'GET /api/stores/{storeKey}/programs/{programId}',
    'GET /api/stores/{storeKey}/programs/{programId}/checks',
    'GET /api/stores/{storeKey}/programs/{programId}/releases',
    'GET /api/stores/{storeKey}/programs/{programId}/readiness',
    'GET /api/stores/{storeKey}/program-diff',
  ],
  'lifecycle.changed': [
    'GET /api/stores/{storeKey}/programs',
    'GET /api/stores/{storeKey}/programs/{programId}',
    'GET /api/stores/{storeKey}/switchboard',
    'GET /api/stores/{storeKey}/switchboard/acts',
    'GET /api/stores/{storeKey}/switchboard/as-of',
    'GET /api/stores/{storeKey}/switchboard/undo',
    'GET /api/stores/{storeKey}/audit',
  ],
  'program.presence': ['GET /api/stores/{storeKey}/programs/{programId}/presence'],
  'categories.changed': ['GET /api/stores/{storeKey}/categories'],
  'venues.changed': [
    'GET /api/stores/{storeKey}/venues',
    'GET /api/stores/{storeKey}/venues/{venueId}',
    'GET /api/stores/{storeKey}/venues/{venueId}/maps/{mapId}',
  ],
  'suites.changed': ['GET /api/stores/{storeKey}/suites', 'GET /api/stores/{storeKey}/suites/{suiteId}'],
  'suite_types.changed': ['GET /api/stores/{storeKey}/suite-types'],
  'inventory.changed': [
    'GET /api/stores/{storeKey}/inventory',
    'GET /api/stores/{storeKey}/inventory/events',
    'GET /api/stores/{storeKey}/inventory/events/{eventCode}',
    'GET /api/stores/{storeKey}/inventory/events/{eventCode}/prices',
    'GET /api/stores/{storeKey}/inventory/events/{eventCode}/sections',
    'GET /api/stores/{storeKey}/inventory/events/{eventCode}/seats',
    'GET /api/stores/{storeKey}/inventory/events/{eventCode}/changes',
  ],
  'inventory.run': [
    'GET /api/stores/{storeKey}/inventory',
    'GET /api/stores/{storeKey}/inventory/events',
    'GET /api/stores/{storeKey}/inventory/runs',
    'GET /api/stores/{storeKey}/inventory/runs/{runId}',
    'GET /api/stores/{storeKey}/inventory/runs/{runId}/results',
  ],
};

/** Hears of what others change in the store while its screens are open; the browser reconnects by itself. */
export function useStoreNews(storeKey: string, isOpen: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOpen) return;
    const params = { storeKey };
    const source = new EventSource(addressOf('GET /api/stores/{storeKey}/live', { params }));
    const rereads = openRereads(queries, storeKey);
    for (const [topic, endpoints] of Object.entries(answers)) {
      source.addEventListener(topic, () => rereads.add(endpoints));
    }
    source.addEventListener('live.gap', () => void queries.invalidateQueries());
    return () => {
      source.close();
      rereads.close();
    };
  }, [storeKey, isOpen, queries]);
}

/** A sync tells of every event it changes: what came in within this time is answered by one reading. */
const gatherMilliseconds = 500;

/** Gathers what is to be read again, and has it read at once. */
export function openRereads(queries: Pick<QueryClient, 'invalidateQueries'>, storeKey: string) {
  const waiting = new Set<ReadEndpoint>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    timer = undefined;
    for (const endpoint of waiting) void queries.invalidateQueries({ queryKey: [endpoint, { params: { storeKey } }] });
    waiting.clear();
  };
  return {
    add(endpoints: readonly ReadEndpoint[]) {
      for (const endpoint of endpoints) waiting.add(endpoint);
      timer ??= setTimeout(read, gatherMilliseconds);
    },
    close: () => clearTimeout(timer),
  };
}
