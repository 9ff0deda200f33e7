import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveTopic } from '../../shared/contract/live.ts';
import { addressOf } from '../api/client.ts';
import { queryKey } from '../api/queries.ts';

type Params = { storeKey: string };

type Answer = (queries: QueryClient, params: Params) => void;

/** What to read again on each piece of news that a screen shows. */
const answers: { [T in LiveTopic | 'live.gap']?: Answer } = {
  'store.changed': (queries, params) => {
    void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}', { params }) });
  },
  'settings.changed': (queries, params) => {
    void queries.invalidateQueries({ queryKey: queryKey('GET /api/stores/{storeKey}/settings', { params }) });
  },
  'live.gap': (queries) => void queries.invalidateQueries(),
};

/** Hears of what others change in the store while its screens are open; the browser reconnects by itself. */
export function useStoreNews(storeKey: string, isOpen: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOpen) return;
    const params = { storeKey };
    const source = new EventSource(addressOf('GET /api/stores/{storeKey}/live', { params }));
    for (const [topic, answer] of Object.entries(answers)) {
      source.addEventListener(topic, () => answer(queries, params));
    }
    return () => source.close();
  }, [storeKey, isOpen, queries]);
}
