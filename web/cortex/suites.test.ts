import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { everySuiteQuery } from './suites.ts';

afterEach(() => vi.unstubAllGlobals());

it('suites are named by all there are, archived ones too, not by the first page of them', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const { searchParams } = new URL(address, 'http://localhost');
    const isFirst = searchParams.get('cursor') === null;
    return Response.json(isFirst ? { items: [{ id: '1' }], next: 'more' } : { items: [{ id: '201' }], next: null });
  });
  const { items } = await new QueryClient().query(everySuiteQuery('flex'));
  expect(items.map(({ id }) => id)).toEqual(['1', '201']);
  expect(asked.map((address) => Object.fromEntries(new URLSearchParams(address.split('?')[1])))).toEqual([
    { includeArchived: 'true', limit: '200' },
    { includeArchived: 'true', limit: '200', cursor: 'more' },
  ]);
});
