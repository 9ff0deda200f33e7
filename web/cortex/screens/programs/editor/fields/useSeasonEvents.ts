import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { call } from '../../../../../api/client.ts';
import { queryKey } from '../../../../../api/queries.ts';

const most = 200;

/** Every event of the store that is not archived, by start; undefined until all are read. */
export function useSeasonEvents(storeKey: string): readonly Event[] | undefined {
  return useSeasonEventsQuery(storeKey).data;
}

export function useSeasonEventsQuery(storeKey: string) {
  return useQuery({
    queryKey: [...queryKey('GET /api/stores/{storeKey}/events', { params: { storeKey } }), 'season'],
    queryFn: () => readAll(storeKey),
    staleTime: 30_000,
  });
}

async function readAll(storeKey: string): Promise<Event[]> {
  const events: Event[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('GET /api/stores/{storeKey}/events', {
      params: { storeKey },
      query: { limit: most, ...(cursor !== undefined && { cursor }) },
    });
    events.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return events;
}

export type EventsByCode = ReadonlyMap<string, Event>;

export function useByCode(events: readonly Event[]): EventsByCode {
  return useMemo(() => new Map(events.map((event) => [event.code, event])), [events]);
}
