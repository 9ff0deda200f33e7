import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Store } from '../../shared/contract/stores.ts';
import { apiQuery } from '../api/queries.ts';

export function storeQuery(storeKey: string) {
  return { ...apiQuery('GET /api/stores/{storeKey}', { params: { storeKey } }), staleTime: 30_000 };
}

/** The store of the address; on screens inside `StoreFrame` only, which has read it. */
export function useStore(): Store {
  const { storeKey } = useParams({ from: '/app/stores/$storeKey' });
  return useSuspenseQuery(storeQuery(storeKey)).data;
}
