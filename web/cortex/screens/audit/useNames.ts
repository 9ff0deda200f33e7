import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { everyProgramQuery } from '../../programs.ts';
import { everySuiteQuery } from '../../suites.ts';
import { everyVenueQuery } from '../events/eventsApi.ts';
import type { Names } from './entryWords.ts';

/** The store's programs by id; empty while they are read, and for those who may not see them. */
export function useProgramNames(storeKey: string): Names {
  const { data } = useQuery(everyProgramQuery(storeKey));
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
}

/** Also its suites and venues, which entries keep by id. */
export function useStoreNames(storeKey: string): Names {
  const programs = useProgramNames(storeKey);
  const suites = useQuery(everySuiteQuery(storeKey)).data;
  const venues = useQuery(everyVenueQuery(storeKey)).data;
  return useMemo(() => {
    const others = [...(suites?.items ?? []), ...(venues?.items ?? [])];
    return new Map([...programs, ...others.map(({ id, name }) => [id, name] as const)]);
  }, [programs, suites, venues]);
}
