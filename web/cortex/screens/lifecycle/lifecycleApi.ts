import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Output, ReadEndpoint } from '../../../api/contract.ts';
import { apiQuery, queryKey } from '../../../api/queries.ts';

export type Board = Output<'GET /api/stores/{storeKey}/switchboard'>;
export type PlanState = Board['plans'][number];
export type SwitchAct = NonNullable<Board['lastAct']>;
export type ProgramSummary = Output<'GET /api/stores/{storeKey}/programs'>['items'][number];
export type Report = Output<'GET /api/stores/{storeKey}/programs/{programId}/readiness'>['report'];
export type Finding = Report['stages'][number]['findings'][number];
export type CartCounts = Output<'GET /api/stores/{storeKey}/carts'>;
export type Undone = NonNullable<Output<'GET /api/stores/{storeKey}/switchboard/undo'>['undone']>;

/** The switchboard from an instant on; without one, of the last thirty days. */
export function boardQuery(storeKey: string, from?: string) {
  return apiQuery('GET /api/stores/{storeKey}/switchboard', { params: { storeKey }, query: { from } });
}

export function actsQuery(storeKey: string, cursor: string | undefined) {
  return apiQuery('GET /api/stores/{storeKey}/switchboard/acts', {
    params: { storeKey },
    query: { cursor, limit: 20 },
  });
}

export function asOfQuery(storeKey: string, at: string) {
  return apiQuery('GET /api/stores/{storeKey}/switchboard/as-of', { params: { storeKey }, query: { at } });
}

export function undoQuery(storeKey: string) {
  return apiQuery('GET /api/stores/{storeKey}/switchboard/undo', { params: { storeKey } });
}

export { everyProgramQuery as programsQuery } from '../../programs.ts';

/** What the checks say of the newest release, now or at an instant. */
export function readinessQuery(storeKey: string, programId: string, at?: string) {
  return apiQuery('GET /api/stores/{storeKey}/programs/{programId}/readiness', {
    params: { storeKey, programId },
    query: { at },
  });
}

/** Sides are `id@number`. */
export function diffQuery(storeKey: string, from: string, to: string) {
  return apiQuery('GET /api/stores/{storeKey}/program-diff', { params: { storeKey }, query: { from, to } });
}

/** Fans come and go without news: looked at while somebody watches. */
export function cartsQuery(storeKey: string) {
  return {
    ...apiQuery('GET /api/stores/{storeKey}/carts', { params: { storeKey } }),
    refetchInterval: 10_000,
  };
}

const ofSwitchboard: readonly ReadEndpoint[] = [
  'GET /api/stores/{storeKey}/switchboard',
  'GET /api/stores/{storeKey}/switchboard/acts',
  'GET /api/stores/{storeKey}/switchboard/as-of',
  'GET /api/stores/{storeKey}/switchboard/undo',
  'GET /api/stores/{storeKey}/programs',
  'GET /api/stores/{storeKey}/audit',
];

/** Reads again what an act changes, without waiting for its news. */
export function useRereadSwitchboard(storeKey: string): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of ofSwitchboard) {
      void queries.invalidateQueries({ queryKey: queryKey(endpoint, { params: { storeKey } }) });
    }
  }, [queries, storeKey]);
}
