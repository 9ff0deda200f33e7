import { partialMatchKey, QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { apiEvery, apiPages, apiQuery, queryKey } from './queries.ts';

describe('the key of a read', () => {
  it('begins with the endpoint, so that a part of the input names all its reads', () => {
    const params = { storeKey: 'flex' };
    const page = apiQuery('GET /api/stores/{storeKey}/people', { params, query: { limit: 5 } });
    const ofStore = queryKey('GET /api/stores/{storeKey}/people', { params });
    const ofOther = queryKey('GET /api/stores/{storeKey}/people', { params: { storeKey: 'other' } });
    expect(partialMatchKey(page.queryKey, ofStore)).toBe(true);
    expect(partialMatchKey(page.queryKey, queryKey('GET /api/stores/{storeKey}/people'))).toBe(true);
    expect(partialMatchKey(page.queryKey, ofOther)).toBe(false);
  });
});

describe('a list of pages', () => {
  it('reads on with the cursor of the last page until there is none', () => {
    const pages = apiPages(['list'], async (cursor) => ({ items: [cursor], next: null as string | null }));
    expect(pages.getNextPageParam({ items: ['c0'], next: 'c1' }, [], undefined, [])).toBe('c1');
    expect(pages.getNextPageParam({ items: ['c1'], next: null }, [], undefined, [])).toBeUndefined();
  });
});

describe('a whole list', () => {
  it('is read page by page until there are no more, under a key that its pages have too', async () => {
    const asked: (string | undefined)[] = [];
    const list = apiEvery(['list'], async (cursor) => {
      asked.push(cursor);
      return cursor === undefined ? { items: ['newest'], next: 'older' } : { items: ['oldest'], next: null };
    });
    expect(await new QueryClient().query(list)).toEqual({ items: ['newest', 'oldest'] });
    expect(asked).toEqual([undefined, 'older']);
    expect(partialMatchKey(list.queryKey, ['list'])).toBe(true);
  });
});
