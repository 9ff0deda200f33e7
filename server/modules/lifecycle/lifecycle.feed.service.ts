import { z } from 'zod';
import type { Finding } from '../../../shared/rules/finding.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import * as programs from '../programs/programs.service.ts';
import * as acts from './lifecycle.acts.repository.ts';
import * as schedules from './lifecycle.schedule.repository.ts';
import { type Activation, type ActKind, FindingSchema, type Plan } from './lifecycle.types.ts';

export type { Activation, Plan } from './lifecycle.types.ts';

type FedSchedule = { baseProgramId: string | null; plans: readonly Plan[] };
export type FedAct = {
  number: number;
  at: Date;
  kind: ActKind;
  before: FedSchedule;
  after: FedSchedule;
  findings: readonly Finding[];
};

/**
 * For who tells others what happened: acts after a number, oldest first. Numbers are gapless and appear in their order,
 * so a reader that remembers the last one misses none and has none twice.
 */
export async function listActsAfter(ctx: StoreCtx, number: number, limit: number): Promise<FedAct[]> {
  requireStore(ctx, 'store.programs.view');
  const found = await acts.listAfter(ctx.store.db, { number, limit });
  return found.map(({ scheduleBefore: before, scheduleAfter: after, findings, ...act }) => ({
    ...act,
    before,
    after,
    findings: z.array(FindingSchema).parse(findings),
  }));
}

/** The number of the newest act; 0 before the first. */
export async function latestActNumber(ctx: StoreCtx): Promise<number> {
  return (await schedules.findState(ctx.store.db)).revision;
}

/** Rows of the ledger that end after an instant, with all that is planned, oldest first. */
export async function listActivations(ctx: StoreCtx, endsAfter: Date): Promise<Activation[]> {
  requireStore(ctx, 'store.programs.view');
  const names = await programs.namesById(ctx);
  const found = await schedules.list(ctx.store.db, { from: endsAfter, to: null });
  return found.map((row) => ({ ...row, programName: names.get(row.programId) ?? '' }));
}
