import type { Finding } from '../../../shared/rules/finding.ts';
import {
  type Act,
  type ActRefusal,
  applyAct,
  closingTime,
  type Schedule,
  timeline,
} from '../../../shared/rules/lifecycle.ts';
import { actorId, actorName, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as acts from './lifecycle.acts.repository.ts';
import * as ledger from './lifecycle.ledger.service.ts';
import * as schedules from './lifecycle.schedule.repository.ts';
import type { ActKind } from './lifecycle.types.ts';

export type ActRequest = {
  kind: ActKind;
  /**
   * What is done, from the schedule as the lock found it, inside the act's transaction; null changes nothing and is not
   * recorded.
   */
  act: (ctx: StoreCtx, schedule: Schedule, now: number) => Promise<Act | null>;
  reason: string | null;
  programId?: string | null;
  planId?: string | null;
  /** What stood against it when it was done all the same, or why a plan is held. */
  findings?: readonly Finding[];
  isOverride?: boolean;
};

/**
 * One act on the store's schedule. It locks the schedule first, then reads the instant, so that acts of many people at
 * once happen one after the other, each later than the one before. The ledger is rewritten from that instant on, in the
 * same transaction. Refuses with the problem of the rule that is against it.
 */
export async function perform(ctx: StoreCtx, request: ActRequest): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const state = await schedules.lockState(ctx.store.db);
    const now = instantAfter(state.lastActAt, ctx.clock.now());
    const act = await request.act(ctx, state.schedule, now);
    if (act === null) return;
    const result = applyAct(state.schedule, act, now);
    if (!result.ok) throw refused(result.refusal);
    await ledger.rewrite(ctx, timeline(result.schedule, now), now);
    await keep(ctx, request, { before: state.schedule, after: result.schedule, at: new Date(now) });
  });
}

/** The schedule stays as it is; its ledger is written again, with the newest releases, and the act is kept. */
export async function performRepublish(ctx: StoreCtx, programId: string): Promise<void> {
  const state = await schedules.lockState(ctx.store.db);
  const now = instantAfter(state.lastActAt, ctx.clock.now());
  if ((await schedules.countUses(ctx.store.db, { programId, now: new Date(now) })) === 0) return;
  await ledger.rewrite(ctx, timeline(state.schedule, now), now);
  const request: Pick<ActRequest, 'kind' | 'reason' | 'programId'> = { kind: 'republish', reason: null, programId };
  await keep(ctx, request, { before: state.schedule, after: state.schedule, at: new Date(now) });
}

type Kept = { before: Schedule; after: Schedule; at: Date };

async function keep(ctx: StoreCtx, request: Omit<ActRequest, 'act'>, { before, after, at }: Kept) {
  const { kind, reason, programId = null, planId = null, findings = [], isOverride = false } = request;
  const number = await schedules.saveState(ctx.store.db, { schedule: copy(after), at });
  await acts.insert(ctx.store.db, {
    id: newId(),
    number,
    at,
    kind,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    actorName: actorName(ctx.actor),
    reason,
    programId,
    planId,
    scheduleBefore: copy(before),
    scheduleAfter: copy(after),
    findings,
    isOverride,
    requestId: ctx.requestId,
  });
  const subject = { type: 'switchboard', id: ctx.store.id, name: ctx.store.name };
  await audit.record(ctx, { action: `lifecycle.${kind}`, subject, before, after, ...(reason !== null && { reason }) });
  await announce(ctx, { topic: 'lifecycle.changed', data: { revision: number } });
}

/** Acts have milliseconds of their own, so that a ledger never has an empty interval. */
function instantAfter(last: Date, now: Date): number {
  return Math.max(now.getTime(), last.getTime() + 1);
}

function refused(refusal: ActRefusal) {
  return problem(refusal, { seconds: closingTime / 1000 });
}

function copy(schedule: Schedule) {
  return { baseProgramId: schedule.baseProgramId, plans: schedule.plans.map((plan) => ({ ...plan })) };
}
