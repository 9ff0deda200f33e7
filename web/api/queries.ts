import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callWith } from './client.ts';
import type { Input, InputArgs, Output, ReadEndpoint } from './contract.ts';

/** A read for the query cache. Its key is the endpoint and what it was given. */
export function apiQuery<E extends ReadEndpoint>(endpoint: E, ...[input]: InputArgs<Input<E>>) {
  return queryOptions<Output<E>>({
    queryKey: queryKey(endpoint, input),
    queryFn: ({ signal }) => callWith(endpoint, input, signal),
  });
}

/**
 * The key of a read, or the beginning of several: `queryKey('GET /api/stores/{storeKey}/people', { params })` names
 * every page of that list.
 */
export function queryKey<E extends ReadEndpoint>(endpoint: E, input?: Partial<Input<E>>): [E, Partial<Input<E>>] {
  return [endpoint, input ?? {}];
}

type Page<R> = { items: readonly R[]; next: string | null };

/** A list that grows page by page: `readPage` is given the cursor of the page, `undefined` for the first one. */
export function apiPages<P extends { items: readonly unknown[]; next: string | null }>(
  key: readonly unknown[],
  readPage: (cursor: string | undefined) => Promise<P>,
) {
  const first: string | undefined = undefined;
  return infiniteQueryOptions({
    queryKey: [...key, 'pages'],
    initialPageParam: first,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => readPage(pageParam),
    getNextPageParam: (page: P) => page.next ?? undefined,
  });
}

/** A whole list, to choose from and to name things by: `readPage` is asked until there are no more. */
export function apiEvery<R>(key: readonly unknown[], readPage: (cursor: string | undefined) => Promise<Page<R>>) {
  return queryOptions({
    queryKey: [...key, 'every'],
    queryFn: async () => {
      const items: R[] = [];
      let page: Page<R> | undefined;
      do {
        page = await readPage(page?.next ?? undefined);
        items.push(...page.items);
      } while (page.next !== null);
      return { items };
    },
  });
}
