import type { Finding } from '../../../shared/rules/finding.ts';
import { activeAt, type Return, type Schedule, settle } from '../../../shared/rules/lifecycle.ts';
import { can, requireStore, type StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as programs from '../programs/programs.service.ts';
import * as acts from './lifecycle.acts.repository.ts';
import { perform } from './lifecycle.acts.service.ts';
import { readBoard } from './lifecycle.board.service.ts';
import { releaseErrors, toFieldErrors } from './lifecycle.readiness.service.ts';
import * as schedules from './lifecycle.schedule.repository.ts';
import type { SwitchAct, Switchboard } from './lifecycle.types.ts';
import { watchPlan } from './lifecycle.watch.service.ts';

export type SwitchRequest = { programId: string; reason: string | null; override: boolean };
export type PlanRequest = {
  programId: string;
  startsAt: Date;
  endsAt: Date | null;
  returnTo: Return;
  reason: string | null;
};

/**
 * Makes a published program active from now on. A program with errors needs `override` and its permission; a second
 * click on the program that is active already changes nothing.
 */
export async function switchNow(ctx: StoreCtx, { programId, reason, override }: SwitchRequest): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  const errors = await releaseErrors(ctx, programId, ctx.clock.now());
  refuseErrors(ctx, errors, override);
  await perform(ctx, {
    kind: 'now',
    reason,
    programId,
    findings: errors,
    isOverride: errors.length > 0,
    async act(ctx, schedule, now) {
      await requirePublished(ctx, [programId]);
      return activeAt(settle(schedule, now), now) === programId ? null : { kind: 'switch', programId };
    },
  });
  return readBoard(ctx);
}

/** Nothing is active until somebody switches or a plan starts. */
export async function closeStore(ctx: StoreCtx, reason: string): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  await perform(ctx, {
    kind: 'close',
    reason,
    act: async (_ctx, schedule, now) =>
      activeAt(settle(schedule, now), now) === null ? null : { kind: 'switch', programId: null },
  });
  return readBoard(ctx);
}

/** Checks do not refuse a plan: they run again before it starts, and may hold it then. */
export async function planSwitch(ctx: StoreCtx, { reason, ...request }: PlanRequest): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  const planId = newId();
  const { programId, returnTo } = request;
  const plan = { id: planId, programId, returnTo, ...span(request) };
  await perform(ctx, {
    kind: 'plan',
    reason,
    programId,
    planId,
    async act(ctx) {
      await requirePublished(ctx, [programId, ...returnProgram(returnTo)]);
      await watchPlan(ctx, plan);
      return { kind: 'plan', plan };
    },
  });
  return readBoard(ctx);
}

export async function changePlan(
  ctx: StoreCtx,
  planId: string,
  { reason, ...request }: Omit<PlanRequest, 'programId'>,
): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  await perform(ctx, {
    kind: 'change',
    reason,
    planId,
    async act(ctx) {
      await requirePublished(ctx, returnProgram(request.returnTo));
      const moved = span(request);
      await watchPlan(ctx, { id: planId, startsAt: moved.startsAt });
      return { kind: 'change', planId, ...moved, returnTo: request.returnTo };
    },
  });
  return readBoard(ctx);
}

/** A plan that runs ends now, and what it returns to is active. */
export async function cancelPlan(ctx: StoreCtx, planId: string): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  await perform(ctx, { kind: 'cancel', reason: null, planId, act: async () => ({ kind: 'cancel', planId }) });
  return readBoard(ctx);
}

/** Lets a held plan start after all; while its program has errors this is an override. */
export async function releaseHold(
  ctx: StoreCtx,
  planId: string,
  { override, reason }: { override: boolean; reason: string | null },
): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  const plan = (await readBoard(ctx)).plans.find(({ id }) => id === planId);
  if (plan === undefined) throw problem('plan.not_found');
  const errors = await releaseErrors(ctx, plan.programId, new Date(plan.startsAt));
  refuseErrors(ctx, errors, override);
  await perform(ctx, {
    kind: 'release_hold',
    reason,
    planId,
    programId: plan.programId,
    findings: errors,
    isOverride: errors.length > 0,
    act: async () => ({ kind: 'release_hold', planId }),
  });
  return readBoard(ctx);
}

/**
 * The schedule as it was before the last act, from now on. Never refused for what checks say, but a plan that is held
 * stays held. Publishing and holds are not undone here: publish again, or release the hold.
 */
export async function undo(
  ctx: StoreCtx,
  { reason, actId }: { reason: string | null; actId?: string | undefined },
): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.switch');
  await perform(ctx, {
    kind: 'undo',
    reason,
    async act(ctx, schedule) {
      const last = await acts.findLastUndoable(ctx.store.db);
      if (last === null) throw problem('lifecycle.nothing_to_undo');
      if (actId !== undefined && actId !== last.id) throw problem('lifecycle.changed_since');
      const restored = scheduleBefore(last, schedule);
      await requirePublished(ctx, programsIn(restored));
      return { kind: 'restore', schedule: restored };
    },
  });
  return readBoard(ctx);
}

/** The act that an undo would take back now, and the schedule it would leave; null when there is none. */
export async function previewUndo(ctx: StoreCtx): Promise<{ act: SwitchAct; schedule: Schedule } | null> {
  requireStore(ctx, 'store.programs.view');
  const last = await acts.findLastUndoable(ctx.store.db);
  if (last === null) return null;
  const { schedule } = await schedules.findState(ctx.store.db);
  const { scheduleBefore: _, ...act } = last;
  return { act, schedule: settle(scheduleBefore(last, schedule), ctx.clock.now().getTime()) };
}

/** What is held stays held. */
function scheduleBefore(last: { scheduleBefore: Schedule }, schedule: Schedule): Schedule {
  const held = new Set(schedule.plans.filter(({ isHeld }) => isHeld).map(({ id }) => id));
  const plans = last.scheduleBefore.plans.map((plan) => ({ ...plan, isHeld: plan.isHeld || held.has(plan.id) }));
  return { ...last.scheduleBefore, plans };
}

function programsIn({ baseProgramId, plans }: Schedule): string[] {
  const named = plans.flatMap(({ programId, returnTo }) => [programId, ...returnProgram(returnTo)]);
  return [...new Set(baseProgramId === null ? named : [baseProgramId, ...named])];
}

function span({ startsAt, endsAt }: Pick<PlanRequest, 'startsAt' | 'endsAt'>) {
  return { startsAt: startsAt.getTime(), endsAt: endsAt?.getTime() ?? null };
}

function returnProgram(returnTo: Return): string[] {
  return returnTo.kind === 'program' ? [returnTo.programId] : [];
}

async function requirePublished(ctx: StoreCtx, programIds: readonly string[]) {
  for (const programId of programIds) {
    const program = await programs.findProgram(ctx, programId);
    if (program.state === 'archived') throw problem('program.archived');
    if (program.state === 'draft') throw problem('program.not_published', { program: program.name });
  }
}

function refuseErrors(ctx: StoreCtx, errors: readonly Finding[], override: boolean) {
  if (errors.length === 0) return;
  const target = { storeId: ctx.store.id, clientId: ctx.store.clientId };
  if (!override) throw problem('program.has_errors', { count: errors.length }, { errors: toFieldErrors(errors) });
  if (!can(ctx.actor, 'store.programs.override', target)) {
    throw problem('permission.denied', { permission: 'store.programs.override' });
  }
}
