import { z } from 'zod';
import { eventCodesOf } from '../../../shared/rules/checks/input.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { activeAt, closingTime, settle } from '../../../shared/rules/lifecycle.ts';
import { asSystem, type Ctx, type StoreCtx, withStore } from '../../core/ctx.ts';
import { enqueueForStore, platformJob, storeJob } from '../../core/jobs.ts';
import { checkContent, recordRun } from '../checks/checks.service.ts';
import { setOffered } from '../inventory/inventory.stale.service.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { perform } from './lifecycle.acts.service.ts';
import { errorsIn } from './lifecycle.readiness.service.ts';
import { newestContent } from './lifecycle.releases.service.ts';
import * as schedules from './lifecycle.schedule.repository.ts';
import type { Plan } from './lifecycle.types.ts';

/** Looks at one plan again before it starts. */
export const checkPlanJob = storeJob('lifecycle.check_plan', z.object({ planId: z.uuid() }));
/** Looks again at what is active and at every plan, after something changed that checks look at. */
export const recheckJob = storeJob('lifecycle.recheck', z.object({}));
/** The same for every store, because time passes without telling anybody. */
export const recheckStoresJob = platformJob('lifecycle.recheck_stores', z.object({}));

const minute = 60_000;
/** Milliseconds before its start at which a plan is looked at; the last one leaves time to hold it. */
const looks = [10 * minute, 2 * minute, 30_000];

/** Sets the looks at a plan, in the transaction that plans it; those that have passed are made at once. */
export async function watchPlan(ctx: StoreCtx, { id, startsAt }: Pick<Plan, 'id' | 'startsAt'>): Promise<void> {
  for (const before of looks) {
    const runAt = new Date(startsAt - before);
    await enqueueForStore(ctx, checkPlanJob, { planId: id }, { key: `check-plan:${id}:${before}`, runAt });
  }
}

export async function recheckStore(ctx: StoreCtx): Promise<void> {
  const now = ctx.clock.now();
  const { schedule } = await schedules.findState(ctx.store.db);
  const activeId = activeAt(settle(schedule, now.getTime()), now.getTime());
  if (activeId !== null) await checkRelease(ctx, { programId: activeId, at: now, cause: 'change' });
  const offered = activeId === null ? null : await newestContent(ctx, activeId);
  await setOffered(ctx, offered === null ? [] : eventCodesOf(offered));
  const waiting = settle(schedule, now.getTime()).plans.filter((plan) => isWaiting(ctx, plan));
  for (const plan of waiting) await checkPlan(ctx, plan.id);
}

/** The store is looked at again in a moment, or after a delay in milliseconds; once for many changes. */
export async function requestRecheck(ctx: StoreCtx, delay = 0): Promise<void> {
  const runAt = new Date(ctx.clock.now().getTime() + delay);
  await enqueueForStore(ctx, recheckJob, {}, delay === 0 ? { key: 'recheck' } : { key: `recheck:${delay}`, runAt });
}

export async function recheckStores(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) await requestRecheck(withStore(ctx, store));
}

/**
 * Holds a plan whose program has errors at its start. Only a start is ever held, never a return; a plan that starts in
 * less than the closing time goes ahead.
 */
export async function checkPlan(ctx: StoreCtx, planId: string): Promise<void> {
  if (ctx.store.state !== 'active') return;
  const { schedule } = await schedules.findState(ctx.store.db);
  const plan = schedule.plans.find(({ id }) => id === planId);
  if (plan === undefined || !isWaiting(ctx, plan)) return;
  const errors = await checkRelease(ctx, { programId: plan.programId, at: new Date(plan.startsAt), cause: 'plan' });
  if (errors.length === 0) return;
  await perform(asSystem(ctx, 'checks'), {
    kind: 'hold',
    reason: null,
    planId,
    programId: plan.programId,
    findings: errors,
    async act(_ctx, now, at) {
      const found = now.plans.find(({ id }) => id === planId);
      return found !== undefined && found.startsAt === plan.startsAt && isOpen(found, at)
        ? { kind: 'hold', planId }
        : null;
    },
  });
}

/** The errors of the program's newest release at an instant; the run is kept for staff. */
async function checkRelease(
  ctx: StoreCtx,
  { programId, at, cause }: { programId: string; at: Date; cause: 'change' | 'plan' },
): Promise<Finding[]> {
  const content = await newestContent(ctx, programId);
  if (content === null) return [];
  const report = await checkContent(ctx, { content, at });
  await recordRun(ctx, { programId, report, cause });
  return errorsIn(report);
}

function isWaiting(ctx: StoreCtx, plan: Plan): boolean {
  return isOpen(plan, ctx.clock.now().getTime());
}

function isOpen(plan: Plan, now: number): boolean {
  return !plan.isHeld && plan.startsAt - now >= closingTime;
}
