import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { apiPages, queryKey } from '../api/queries.ts';

/** As many as one request may ask for. */
export const most = 200;

export function useStorePages(filter: { text?: string | undefined; client?: string | undefined }) {
  return useInfiniteQuery({
    ...apiPages(queryKey('GET /api/stores', { query: filter }), (cursor) =>
      call('GET /api/stores', { query: { ...filter, cursor, limit: 50 } }),
    ),
    placeholderData: keepPreviousData,
  });
}

export function useClientPages() {
  return useInfiniteQuery(
    apiPages(queryKey('GET /api/clients'), (cursor) => call('GET /api/clients', { query: { cursor, limit: most } })),
  );
}

export function useProductPages() {
  return useInfiniteQuery(
    apiPages(queryKey('GET /api/products'), (cursor) => call('GET /api/products', { query: { cursor, limit: most } })),
  );
}

/** The rows of the pages that were read. */
export function rowsOf<R>(data: { pages: readonly { items: readonly R[] }[] }): R[] {
  return data.pages.flatMap((page) => page.items);
}
