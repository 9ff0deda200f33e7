import { type CadenceBudget, type CadenceEvent, cadenceOf } from '../../../shared/rules/sync-cadence.ts';
import { type StoreCtx, unhurried } from '../../core/ctx.ts';
import { listFacts } from '../events/events.service.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import type { BudgetView } from '../vendors/vendors.accounts.types.ts';
import { limitOf } from '../vendors/vendors.windows.service.ts';
import * as plans from './inventory.plans.repository.ts';
import * as states from './inventory.state.repository.ts';
import type { VendorState } from './inventory.types.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Milliseconds a plan holds: starts come nearer, and the vendor's quota is used up by others. */
const planHolds = 5 * minute;

export type Plan = {
  detailSeconds: number;
  /** Events that are copied: not archived, not begun, and still at the vendor. */
  copied: ReadonlySet<string>;
  /** What the vendor said last of every event that was ever planned. */
  vendorStates: ReadonlyMap<string, VendorState>;
};

/** Plans anew when the plan is old or was forgotten; null: it holds. */
export async function planIfDue(
  ctx: StoreCtx,
  { plannedAt }: Pick<states.StateRow, 'plannedAt'>,
  quota: BudgetView,
): Promise<Plan | null> {
  const isDue = plannedAt === null || ctx.clock.now().getTime() - plannedAt.getTime() >= planHolds;
  return isDue ? planEvents(ctx, quota) : null;
}

/**
 * Says for every event how often it is looked at, so that all of it fits into the vendor's quota, and lets go of those
 * that are past. Events that are new are due at once.
 */
export async function planEvents(ctx: StoreCtx, quota: BudgetView): Promise<Plan> {
  const now = ctx.clock.now();
  const [{ planned, copied }, setting, budget] = await Promise.all([
    loadEvents(ctx),
    settingOf(ctx, 'inventory'),
    loadBudget(ctx, quota),
  ]);
  const { fastestMinutes, slowestMinutes, detailMinutes } = setting;
  const { summarySeconds, detailSeconds } = cadenceOf([...copied.values()], {
    now: now.getTime(),
    limits: { fastestMinutes, slowestMinutes, detailMinutes },
    budget,
  });
  const changes = [...summarySeconds].flatMap(([eventCode, cadenceSeconds]) => {
    const row = planned.get(eventCode);
    const dueAt = dueOf(row, cadenceSeconds, now);
    const isKept = row?.cadenceSeconds === cadenceSeconds && row.nextDueAt !== null && row.nextDueAt <= dueAt;
    return isKept ? [] : [{ eventCode, cadenceSeconds, dueAt }];
  });
  const retired = [...planned.values()]
    .filter(({ eventCode, nextDueAt }) => nextDueAt !== null && !copied.has(eventCode))
    .map(({ eventCode }) => eventCode);
  await unhurried(ctx, async ({ store: { db } }) => {
    if (changes.length > 0) await plans.plan(db, changes);
    if (retired.length > 0) await plans.retire(db, retired);
    await states.setPlanned(db, { at: now, detailSeconds });
  });
  return { detailSeconds, ...viewOf(planned, copied) };
}

/** The events as they are planned, without planning. */
export async function readPlan(ctx: StoreCtx, detailSeconds: number): Promise<Plan> {
  const { planned, copied } = await loadEvents(ctx);
  return { detailSeconds, ...viewOf(planned, copied) };
}

function viewOf(planned: ReadonlyMap<string, Planned>, copied: ReadonlyMap<string, CadenceEvent>) {
  const vendorStates = new Map([...planned].map(([eventCode, { vendorState }]) => [eventCode, vendorState]));
  return { copied: new Set(copied.keys()), vendorStates };
}

type Planned = Awaited<ReturnType<typeof plans.listPlanned>>[number];

/** A failed event waits for its next try; others come a cadence after their last reading. */
function dueOf(row: Planned | undefined, cadenceSeconds: number, now: Date): Date {
  if (row === undefined) return now;
  if (row.failingSince !== null && row.nextDueAt !== null) return row.nextDueAt;
  return row.readAt === null ? now : new Date(row.readAt.getTime() + cadenceSeconds * 1_000);
}

async function loadEvents(ctx: StoreCtx) {
  const [rows, facts] = await Promise.all([plans.listPlanned(ctx.store.db), listFacts(ctx)]);
  const planned = new Map(rows.map((row) => [row.eventCode, row]));
  const now = ctx.clock.now().getTime();
  const copied = new Map<string, CadenceEvent>();
  for (const [eventCode, { state, startsAt, offSaleAt }] of facts) {
    const row = planned.get(eventCode);
    const isOver = state === 'archived' || (startsAt !== null && startsAt <= now) || row?.vendorState === 'cancelled';
    if (isOver) continue;
    copied.set(eventCode, {
      eventCode,
      startsAt,
      isPublished: state === 'published' && (offSaleAt === null || offSaleAt > now),
      isOffered: row?.isOffered ?? false,
      activityAt: row?.activityAt?.getTime() ?? null,
    });
  }
  return { planned, copied };
}

/** Until a day was seen, a third of the summaries is taken to show a change. */
const usualChangeShare = 0.3;

async function loadBudget(ctx: StoreCtx, quota: BudgetView): Promise<CadenceBudget> {
  const since = new Date(ctx.clock.now().getTime() - day);
  const [{ requestsPer100Calls }, { summaryCalls, detailCalls }] = await Promise.all([
    states.find(ctx.store.db),
    states.sumCalls(ctx.store.db, since),
  ]);
  const isKnown = summaryCalls >= 100;
  return {
    perDay: limitOf(quota, quota.perDay, 'sync'),
    requestsPerCall: requestsPer100Calls / 100,
    changeShare: isKnown ? Math.min(1, detailCalls / summaryCalls) : usualChangeShare,
  };
}
