import { z } from 'zod';
import type { Finding } from '../../../shared/rules/finding.ts';
import { settle } from '../../../shared/rules/lifecycle.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { latestRun } from '../checks/checks.service.ts';
import * as programs from '../programs/programs.service.ts';
import * as acts from './lifecycle.acts.repository.ts';
import * as schedules from './lifecycle.schedule.repository.ts';
import { type Activation, FindingSchema, type Plan, type PlanState, type Switchboard } from './lifecycle.types.ts';

const day = 24 * 60 * 60 * 1_000;
const newest = 2_147_483_647;
const Place = z.tuple([z.coerce.number().pipe(z.int().min(1).max(newest))]);

/** The past from `from` (30 days by default), the present, and all that is planned until `to`. */
export async function readBoard(
  ctx: StoreCtx,
  span: { from?: Date | undefined; to?: Date | undefined } = {},
): Promise<Switchboard> {
  requireStore(ctx, 'store.programs.view');
  const now = ctx.clock.now();
  const from = span.from ?? new Date(now.getTime() - 30 * day);
  const state = await schedules.findState(ctx.store.db);
  const ledger = await readLedger(ctx, { from, to: span.to ?? null });
  const [lastAct = null] = await acts.list(ctx.store.db, { below: newest, limit: 1 });
  const { baseProgramId, plans } = settle(state.schedule, now.getTime());
  return {
    now,
    active: ledger.find((row) => isAt(row, now)) ?? null,
    past: ledger.filter(({ endsAt }) => endsAt !== null && endsAt <= now),
    future: ledger.filter(({ startsAt }) => startsAt > now),
    plans: await planStates(ctx, plans),
    baseProgramId,
    lastAct,
    canUndo: (await acts.findLastUndoable(ctx.store.db)) !== null,
    revision: state.revision,
  };
}

/** The interval that holds the instant, past, present or planned. */
export async function activationAt(ctx: StoreCtx, at: Date): Promise<Activation | null> {
  requireStore(ctx, 'store.programs.view');
  const ledger = await readLedger(ctx, { from: at, to: new Date(at.getTime() + 1) });
  return ledger.find((row) => isAt(row, at)) ?? null;
}

/** Newest first. */
export async function listActs(ctx: StoreCtx, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  requireStore(ctx, 'store.programs.view');
  const [below] = readCursorAs(cursor, Place) ?? [newest];
  const found = await acts.list(ctx.store.db, { below, limit: limit + 1 });
  return toPage(found, limit, ({ number }) => [String(number)]);
}

async function readLedger(ctx: StoreCtx, span: { from: Date; to: Date | null }): Promise<Activation[]> {
  const names = await programs.namesById(ctx);
  const found = await schedules.list(ctx.store.db, span);
  return found.map((row) => ({ ...row, programName: names.get(row.programId) ?? '' }));
}

function isAt({ startsAt, endsAt }: Activation, at: Date): boolean {
  return startsAt <= at && (endsAt === null || at < endsAt);
}

async function planStates(ctx: StoreCtx, plans: readonly Plan[]): Promise<PlanState[]> {
  const held = await heldFor(
    ctx,
    plans.filter(({ isHeld }) => isHeld).map(({ id }) => id),
  );
  const states: PlanState[] = [];
  for (const plan of plans) {
    const run = await latestRun(ctx, plan.programId);
    states.push({ ...plan, findings: held.get(plan.id) ?? [], checkedAt: run?.checkedAt ?? null });
  }
  return states;
}

async function heldFor(ctx: StoreCtx, planIds: readonly string[]): Promise<Map<string, Finding[]>> {
  const found = planIds.length === 0 ? [] : await acts.listHolds(ctx.store.db, planIds);
  return new Map(
    found.flatMap(({ planId, findings }) =>
      planId === null ? [] : [[planId, z.array(FindingSchema).parse(findings)]],
    ),
  );
}
