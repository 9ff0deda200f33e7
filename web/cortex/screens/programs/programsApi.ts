import type { ProgramContent, Stage } from '../../../../shared/contract/program-content.ts';
import { call } from '../../../api/client.ts';
import type { Output } from '../../../api/contract.ts';
import { apiPages, apiQuery, queryKey } from '../../../api/queries.ts';
import type { ProgramsSearch } from '../../searchOfPrograms.ts';

export type ProgramSummary = Output<'GET /api/stores/{storeKey}/programs'>['items'][number];

const pageSize = 50;

export function programsQuery(storeKey: string, { state, cursor }: Pick<ProgramsSearch, 'state' | 'cursor'>) {
  return apiQuery('GET /api/stores/{storeKey}/programs', {
    params: { storeKey },
    query: { limit: pageSize, ...(state !== undefined && { state }), ...(cursor !== undefined && { cursor }) },
  });
}

export function programQuery(storeKey: string, programId: string) {
  return apiQuery('GET /api/stores/{storeKey}/programs/{programId}', { params: { storeKey, programId } });
}

export function checksQuery(storeKey: string, programId: string) {
  return apiQuery('GET /api/stores/{storeKey}/programs/{programId}/checks', { params: { storeKey, programId } });
}

export function presenceQuery(storeKey: string, programId: string) {
  return apiQuery('GET /api/stores/{storeKey}/programs/{programId}/presence', { params: { storeKey, programId } });
}

export function diffQuery(storeKey: string, from: string, to: string) {
  return apiQuery('GET /api/stores/{storeKey}/program-diff', { params: { storeKey }, query: { from, to } });
}

export function releasesKey(storeKey: string, programId: string) {
  return queryKey('GET /api/stores/{storeKey}/programs/{programId}/releases', { params: { storeKey, programId } });
}

export function releasePages(storeKey: string, programId: string) {
  return apiPages(releasesKey(storeKey, programId), (cursor) =>
    call('GET /api/stores/{storeKey}/programs/{programId}/releases', {
      params: { storeKey, programId },
      query: { cursor, limit: 20 },
    }),
  );
}

export function releaseQuery(storeKey: string, programId: string, number: number) {
  const params = { storeKey, programId, number: String(number) };
  return apiQuery('GET /api/stores/{storeKey}/programs/{programId}/releases/{number}', { params });
}

type Where = { storeKey: string; programId: string };
type Saved = { content: ProgramContent; version: number };
type Put = (params: Where, content: ProgramContent, version: number) => Promise<Saved>;

/** Saves one stage of the content over its version; answers the content with the stage as it is stored now. */
export function putStage(where: Where, stage: Stage, content: ProgramContent, version: number): Promise<Saved> {
  return puts[stage](where, content, version);
}

const one = '/api/stores/{storeKey}/programs/{programId}';

const puts: Record<Stage, Put> = {
  definition: async (params, content, version) => {
    const answer = await call(`PUT ${one}/definition`, { params, version, body: content.definition });
    return { content: { ...content, definition: answer.content }, version: answer.version };
  },
  events: async (params, content, version) => {
    const answer = await call(`PUT ${one}/events`, { params, version, body: content.events });
    return { content: { ...content, events: answer.content }, version: answer.version };
  },
  packs: async (params, content, version) => {
    const answer = await call(`PUT ${one}/packs`, { params, version, body: content.packs });
    return { content: { ...content, packs: answer.content }, version: answer.version };
  },
  packages: async (params, content, version) => {
    const answer = await call(`PUT ${one}/packages`, { params, version, body: content.packages });
    return { content: { ...content, packages: answer.content }, version: answer.version };
  },
  suites: async (params, content, version) => {
    const answer = await call(`PUT ${one}/suites`, { params, version, body: content.suites });
    return { content: { ...content, suites: answer.content }, version: answer.version };
  },
  pricing: async (params, content, version) => {
    const answer = await call(`PUT ${one}/pricing`, { params, version, body: content.pricing });
    return { content: { ...content, pricing: answer.content }, version: answer.version };
  },
  access: async (params, content, version) => {
    const answer = await call(`PUT ${one}/access`, { params, version, body: content.access });
    return { content: { ...content, access: answer.content }, version: answer.version };
  },
  presentation: async (params, content, version) => {
    const answer = await call(`PUT ${one}/presentation`, { params, version, body: content.presentation });
    return { content: { ...content, presentation: answer.content }, version: answer.version };
  },
  add_ons: async (params, content, version) => {
    const answer = await call(`PUT ${one}/add-ons`, { params, version, body: content.add_ons });
    return { content: { ...content, add_ons: answer.content }, version: answer.version };
  },
};
