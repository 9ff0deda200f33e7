import { z } from 'zod';
import { CheckReport, Finding } from './checks.ts';
import { Id, Instant, PageQuery, pageOf, Reason, StoreParams } from './common.ts';
import { ProgramContent, Stage } from './program-content.ts';
import { defineRoutes } from './route.ts';

export const Release = z.strictObject({
  id: Id,
  programId: Id,
  number: z.int(),
  /** SHA-256 of the content; equal contents have equal hashes. */
  contentHash: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  /** The warnings that were accepted, and by whom. */
  accepted: z.array(z.strictObject({ code: z.string(), at: z.string(), by: z.string() })),
});

const ProgramParams = StoreParams.extend({ programId: Id });
const ReleaseParams = ProgramParams.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });
const one = '/api/stores/{storeKey}/programs/{programId}';
/** A side of a comparison: the working copy of a program, or `id@number` for a release. */
const Side = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(@\d{1,6})?$/, 'Use a program id, or id@number for a release.');

export const releaseRoutes = defineRoutes({
  publishProgram: {
    method: 'POST',
    path: `${one}/publish`,
    summary: 'Freeze the working copy as the next release',
    access: 'store.programs.publish',
    params: ProgramParams,
    body: z.strictObject({
      /** Of every stage, as the editor has them. */
      versions: z.record(Stage, z.int()),
      /** The warnings that are accepted, by name. */
      accept: z.array(z.strictObject({ code: z.string().max(100), at: z.string().max(400) })).max(2_000),
    }),
    response: z.strictObject({ release: Release, report: CheckReport }),
    problems: [
      'program.not_found',
      'program.archived',
      'program.has_errors',
      'program.warnings_not_accepted',
      'program.unchanged',
      'version.stale',
    ],
  },
  archiveProgram: {
    method: 'POST',
    path: `${one}/archive`,
    summary: 'Archive a program that is neither active nor planned',
    access: 'store.programs.publish',
    params: ProgramParams,
    problems: ['program.not_found', 'program.archived', 'program.in_use'],
  },
  listReleases: {
    method: 'GET',
    path: `${one}/releases`,
    summary: 'Releases of a program, newest first',
    access: 'store.programs.view',
    params: ProgramParams,
    query: PageQuery,
    response: pageOf(Release),
    problems: ['program.not_found'],
  },
  getRelease: {
    method: 'GET',
    path: `${one}/releases/{number}`,
    summary: 'A release as it was frozen, with what the checks said',
    access: 'store.programs.view',
    params: ReleaseParams,
    response: Release.extend({ content: ProgramContent, stages: CheckReport.shape.stages }),
    problems: ['release.not_found'],
  },
  checkRelease: {
    method: 'GET',
    path: `${one}/readiness`,
    summary: 'What the checks say of the newest release, which is what a switch starts, for now or another instant',
    access: 'store.programs.view',
    params: ProgramParams,
    query: z.strictObject({ at: Instant.optional() }),
    response: z.strictObject({ releaseNumber: z.int(), report: CheckReport }),
    problems: ['program.not_found', 'program.not_published'],
  },
  diffPrograms: {
    method: 'GET',
    path: '/api/stores/{storeKey}/program-diff',
    summary: 'What a fan gains, loses and pays differently from one side to the other',
    access: 'store.programs.view',
    params: StoreParams,
    query: z.strictObject({ from: Side, to: Side }),
    response: z.strictObject({
      changes: z.array(z.looseObject({ kind: z.string() })),
      /** The same in words, in English. */
      sentences: z.array(z.string()),
    }),
    problems: ['program.not_found', 'release.not_found'],
  },
  previewProgram: {
    method: 'GET',
    path: `${one}/preview`,
    summary:
      'The working copy or a release as fans would get it at an instant; the address is the preview link for staff',
    access: 'store.programs.view',
    params: ProgramParams,
    query: z.strictObject({ release: z.coerce.number().int().min(1).optional(), at: Instant.optional() }),
    response: z.strictObject({
      at: Instant,
      releaseNumber: z.int().nullable(),
      content: ProgramContent,
      /** Event codes that can be bought then. */
      openEvents: z.array(z.string()),
      report: CheckReport,
    }),
    problems: ['program.not_found', 'release.not_found'],
  },
});

export const Return = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('base') }),
  z.strictObject({ kind: z.literal('program'), programId: Id }),
  z.strictObject({ kind: z.literal('closed') }),
]);
export const Plan = z.strictObject({
  id: Id,
  programId: Id,
  startsAt: Instant,
  endsAt: Instant.nullable(),
  /** base: whatever would have been active. */
  returnTo: Return,
  isHeld: z.boolean(),
  /** Why it is held. */
  findings: z.array(Finding),
  /** When its program was last looked at; a plan that could not be looked at goes ahead all the same. */
  checkedAt: Instant.nullable(),
});
export const Interval = z.strictObject({
  programId: Id,
  programName: z.string(),
  releaseId: Id,
  releaseNumber: z.int(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  planId: Id.nullable(),
});
export const SwitchAct = z.strictObject({
  id: Id,
  number: z.int(),
  at: Instant,
  kind: z.enum(['now', 'plan', 'change', 'cancel', 'hold', 'release_hold', 'undo', 'republish', 'close']),
  actorName: z.string(),
  reason: z.string().nullable(),
  programId: Id.nullable(),
  planId: Id.nullable(),
  /** It was done although the checks found errors. */
  isOverride: z.boolean(),
});
/** What is active now, what was, and what is planned. */
export const Switchboard = z.strictObject({
  now: Instant,
  /** Null: the store is closed. */
  active: Interval.nullable(),
  past: z.array(Interval),
  future: z.array(Interval),
  plans: z.array(Plan),
  /** What is active when no plan says otherwise; null: the store is closed then. */
  baseProgramId: Id.nullable(),
  lastAct: SwitchAct.nullable(),
  canUndo: z.boolean(),
  revision: z.int(),
});

const board = '/api/stores/{storeKey}/switchboard';
const PlanParams = StoreParams.extend({ planId: Id });
const act = { method: 'POST', params: StoreParams, response: Switchboard } as const;
const PlanFields = z.strictObject({
  startsAt: Instant,
  endsAt: Instant.nullable(),
  returnTo: Return,
  reason: Reason.nullable(),
});
const planProblems = [
  'plan.in_past',
  'plan.too_short',
  'plan.overlaps',
  'plan.too_close',
  'program.not_found',
  'program.not_published',
  'program.archived',
] as const;

export const switchboardRoutes = defineRoutes({
  getSwitchboard: {
    method: 'GET',
    path: board,
    summary: 'Past (30 days unless said), present and planned programs',
    access: 'store.programs.view',
    params: StoreParams,
    query: z.strictObject({ from: Instant.optional(), to: Instant.optional() }),
    response: Switchboard,
  },
  listActs: {
    method: 'GET',
    path: `${board}/acts`,
    summary: 'Every act on the switchboard, newest first',
    access: 'store.programs.view',
    params: StoreParams,
    query: PageQuery,
    response: pageOf(SwitchAct),
  },
  getAsOf: {
    method: 'GET',
    path: `${board}/as-of`,
    summary: 'The release that was, is or will be active at an instant; store data is not part of it',
    access: 'store.programs.view',
    params: StoreParams,
    query: z.strictObject({ at: Instant }),
    response: z.strictObject({ at: Instant, interval: Interval.nullable(), content: ProgramContent.nullable() }),
  },
  switchNow: {
    ...act,
    access: 'store.programs.switch',
    path: `${board}/switch`,
    summary: 'Make a published program active now',
    body: z.strictObject({ programId: Id, reason: Reason.nullable(), override: z.boolean() }),
    problems: ['program.not_found', 'program.not_published', 'program.archived', 'program.has_errors'],
  },
  closeStore: {
    ...act,
    access: 'store.programs.switch',
    path: `${board}/close`,
    summary: 'Close the store: no program is active',
    body: z.strictObject({ reason: Reason }),
  },
  planSwitch: {
    ...act,
    access: 'store.programs.switch',
    path: `${board}/plans`,
    summary: 'Plan a switch, with its return',
    body: PlanFields.extend({ programId: Id }),
    status: 201,
    problems: planProblems,
  },
  changePlan: {
    ...act,
    access: 'store.programs.switch',
    method: 'PUT',
    path: `${board}/plans/{planId}`,
    summary: 'Move a planned switch; of one that runs, only the end and the return',
    params: PlanParams,
    body: PlanFields,
    problems: [...planProblems, 'plan.not_found', 'plan.running'],
  },
  cancelPlan: {
    ...act,
    access: 'store.programs.switch',
    method: 'DELETE',
    path: `${board}/plans/{planId}`,
    summary: 'Cancel a planned switch; one that runs ends now',
    params: PlanParams,
    problems: ['plan.not_found', 'plan.too_close'],
  },
  releaseHold: {
    ...act,
    access: 'store.programs.switch',
    path: `${board}/plans/{planId}/release`,
    summary: 'Let a held plan start after all',
    params: PlanParams,
    body: z.strictObject({ override: z.boolean(), reason: Reason.nullable() }),
    problems: [
      'plan.not_found',
      'plan.not_held',
      'plan.in_past',
      'plan.overlaps',
      'plan.too_close',
      'program.has_errors',
    ],
  },
  previewUndo: {
    method: 'GET',
    path: `${board}/undo`,
    summary: 'Which act an undo would take back now, and the schedule it would leave',
    access: 'store.programs.view',
    params: StoreParams,
    response: z.strictObject({
      undone: z
        .strictObject({
          act: SwitchAct,
          baseProgramId: Id.nullable(),
          plans: z.array(Plan.omit({ findings: true, checkedAt: true })),
        })
        .nullable(),
    }),
  },
  undoAct: {
    ...act,
    access: 'store.programs.switch',
    path: `${board}/undo`,
    summary: 'Take the last act back: the schedule as it was before it, from now on',
    body: z.strictObject({
      reason: Reason.nullable(),
      /** The act that is meant: refused when another one was done since. Without it, whichever was last. */
      actId: Id.optional(),
    }),
    problems: [
      'lifecycle.nothing_to_undo',
      'lifecycle.changed_since',
      'plan.too_close',
      'plan.overlaps',
      'program.archived',
    ],
  },
});
