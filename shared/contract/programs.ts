import { z } from 'zod';
import { Id, Instant, StoreParams } from './common.ts';
import {
  AccessStage,
  AddOnsStage,
  DefinitionStage,
  EventsStage,
  PackagesStage,
  PacksStage,
  PresentationStage,
  Stage,
  SuitesStage,
} from './program-content.ts';
import { defineRoutes } from './route.ts';

export const ProgramState = z.enum(['draft', 'published', 'archived']);
export type ProgramState = z.infer<typeof ProgramState>;

/** What a stage's write answers: the stage as it stands now, tidied, and its new version. */
export function stageOf<T extends z.ZodType>(content: T) {
  return z.strictObject({ content, version: z.int(), updatedAt: Instant, updatedBy: z.string() });
}

export const ProgramParams = StoreParams.extend({ programId: Id });

/** Where in the editor a page stands. */
export const EditorPlace = z.enum([...Stage.options, 'review']);
export type EditorPlace = z.infer<typeof EditorPlace>;
/** A page of somebody who has the program's editor open. */
export const Presence = z.strictObject({
  pageId: Id,
  /** Of the staff member or the API key. */
  actorId: Id,
  name: z.string(),
  place: EditorPlace,
  since: Instant,
});
const Present = z.strictObject({ items: z.array(Presence) });

const one = '/api/stores/{storeKey}/programs/{programId}';
/** Each stage has its own version for `If-Match`, so edits of different stages do not disturb each other. */
const write = { method: 'PUT', params: ProgramParams, ifMatch: true } as const;
const problems = ['program.not_found', 'program.archived'] as const;

export const programRoutes = defineRoutes({
  putDefinition: {
    ...write,
    path: `${one}/definition`,
    summary: 'Set type, structure, class names and limits',
    access: 'store.programs.edit',
    body: DefinitionStage,
    response: stageOf(DefinitionStage),
    problems,
  },
  putEvents: {
    ...write,
    path: `${one}/events`,
    summary: 'Set the events of a Build Your Own plan, in order',
    access: 'store.programs.edit',
    body: EventsStage,
    response: stageOf(EventsStage),
    problems,
  },
  putPacks: {
    ...write,
    path: `${one}/packs`,
    summary: 'Set packs and tiers, in order; what is hidden is made by itself and may be left out',
    access: 'store.programs.edit',
    body: PacksStage,
    response: stageOf(PacksStage),
    bodyLimit: 4_000_000,
    problems,
  },
  putPackages: {
    ...write,
    path: `${one}/packages`,
    summary: 'Set packages, in order',
    access: 'store.programs.edit',
    body: PackagesStage,
    response: stageOf(PackagesStage),
    bodyLimit: 4_000_000,
    problems,
  },
  putSuites: {
    ...write,
    path: `${one}/suites`,
    summary: 'Set suites and suite price tiers',
    access: 'store.programs.edit',
    body: SuitesStage,
    response: stageOf(SuitesStage),
    problems,
  },
  putAccess: {
    ...write,
    path: `${one}/access`,
    summary: 'Set who may enter and when: gates, block list and presales',
    access: 'store.programs.edit',
    body: AccessStage,
    response: stageOf(AccessStage),
    bodyLimit: 8_000_000,
    problems,
  },
  putPresentation: {
    ...write,
    path: `${one}/presentation`,
    summary: 'Set banner, copy and colours',
    access: 'store.programs.edit',
    body: PresentationStage,
    response: stageOf(PresentationStage),
    bodyLimit: 4_000_000,
    problems,
  },
  putAddOns: {
    ...write,
    path: `${one}/add-ons`,
    summary: 'Set add-ons, in order',
    access: 'store.programs.edit',
    body: AddOnsStage,
    response: stageOf(AddOnsStage),
    bodyLimit: 2_000_000,
    problems,
  },
  listPresent: {
    method: 'GET',
    path: `${one}/presence`,
    summary: 'Pages that have the editor of a program open, in the order they came',
    access: 'store.programs.view',
    params: ProgramParams,
    response: Present,
    problems: ['program.not_found'],
  },
  showPresence: {
    method: 'PUT',
    path: `${one}/presence`,
    summary: 'Say where in the editor a page stands, every 15 seconds; after 40 without it the page is forgotten',
    access: 'store.programs.view',
    params: ProgramParams,
    /** Null: the page is left. */
    body: z.strictObject({ pageId: Id, place: EditorPlace.nullable() }),
    response: Present,
    problems: ['program.not_found'],
  },
});
