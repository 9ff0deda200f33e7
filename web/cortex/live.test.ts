import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { queryKey } from '../api/queries.ts';
import { openRereads } from './live.ts';

const ofStore = (storeKey: string) =>
  queryKey('GET /api/stores/{storeKey}/inventory/events', { params: { storeKey }, query: { only: 'stale' } });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('news of a store', () => {
  it('that come in a burst are answered by one reading of each list, with whatever filter it has', () => {
    const queries = new QueryClient();
    queries.setQueryData(ofStore('flex'), { items: [], next: null });
    queries.setQueryData(ofStore('other'), { items: [], next: null });
    const invalidate = vi.spyOn(queries, 'invalidateQueries');
    const rereads = openRereads(queries, 'flex');
    for (let count = 0; count < 40; count += 1) rereads.add(['GET /api/stores/{storeKey}/inventory/events']);
    expect(invalidate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(invalidate).toHaveBeenCalledOnce();
    expect(queries.getQueryState(ofStore('flex'))?.isInvalidated).toBe(true);
    expect(queries.getQueryState(ofStore('other'))?.isInvalidated).toBe(false);
    rereads.add(['GET /api/stores/{storeKey}/inventory/events']);
    vi.advanceTimersByTime(500);
    expect(invalidate).toHaveBeenCalledTimes(2);
  });

  it('are not answered any more once the store is left', () => {
    const queries = new QueryClient();
    const invalidate = vi.spyOn(queries, 'invalidateQueries');
    const rereads = openRereads(queries, 'flex');
    rereads.add(['GET /api/stores/{storeKey}']);
    rereads.close();
    vi.advanceTimersByTime(5_000);
    expect(invalidate).not.toHaveBeenCalled();
  });
});
