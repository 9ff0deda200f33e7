import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Output } from '../../../api/contract.ts';
import { categoriesQuery, everyVenueQuery } from './eventsApi.ts';

export type VenueFacts = Output<'GET /api/stores/{storeKey}/venues'>['items'][number];
export type Category = Output<'GET /api/stores/{storeKey}/categories'>['items'][number];
export type Catalogue = { venues: readonly VenueFacts[]; categories: readonly Category[]; categoriesVersion: number };

/** The store's venues, archived ones too, and categories; undefined until both are there. */
export function useCatalogue(storeKey: string): Catalogue | undefined {
  const venues = useQuery(everyVenueQuery(storeKey)).data;
  const categories = useQuery(categoriesQuery(storeKey)).data;
  return useMemo(() => {
    if (venues === undefined || categories === undefined) return undefined;
    return { venues: venues.items, categories: categories.items, categoriesVersion: categories.version };
  }, [venues, categories]);
}

/** Has everything that an act on events changes read again. */
export function useRereadEvents(storeKey: string): () => void {
  const queries = useQueryClient();
  const params = { storeKey };
  return () => {
    for (const endpoint of changed) void queries.invalidateQueries({ queryKey: [endpoint, { params }] });
  };
}

const changed = [
  'GET /api/stores/{storeKey}/events',
  'GET /api/stores/{storeKey}/events/{eventId}',
  'GET /api/stores/{storeKey}/events/import/findings',
  'GET /api/stores/{storeKey}/categories',
  'GET /api/stores/{storeKey}/venues',
] as const;
