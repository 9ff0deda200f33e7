import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { everyProgramQuery } from '../../programs.ts';
import type { Names } from './entryWords.ts';

/** The store's programs by id; empty while they are read, and for those who may not see them. */
export function useProgramNames(storeKey: string): Names {
  const { data } = useQuery(everyProgramQuery(storeKey));
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
}
