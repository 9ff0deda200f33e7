import type { Interval } from '../../../shared/rules/lifecycle.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as releases from './lifecycle.releases.repository.ts';
import * as schedules from './lifecycle.schedule.repository.ts';

type Row = Omit<schedules.ActivationRow, 'id'>;

/**
 * Makes the ledger from `now` on this timeline, at the programs' newest releases. What ended is not touched; the present
 * row keeps its start when its program and release go on. Shortens before it inserts, as the exclusion constraint wants.
 */
export async function rewrite(ctx: StoreCtx, intervals: readonly Interval[], now: number): Promise<void> {
  const { db } = ctx.store;
  const at = new Date(now);
  const [first, ...later] = await withReleases(ctx, intervals);
  const [present] = await schedules.listAt(db, at);
  await schedules.deleteFuture(db, at);
  const goesOn = present !== undefined && first !== undefined && continues(present, first, at);
  if (present !== undefined && present.startsAt < at) {
    await schedules.setEnd(db, { id: present.id, endsAt: goesOn ? first.endsAt : at });
  }
  const isKept = goesOn && present.startsAt < at;
  for (const row of isKept || first === undefined ? later : [first, ...later]) {
    await schedules.insert(db, { id: newId(), ...row });
  }
}

function continues(present: schedules.ActivationRow, next: Row, at: Date): boolean {
  return (
    next.startsAt.getTime() === at.getTime() &&
    present.programId === next.programId &&
    present.releaseId === next.releaseId &&
    present.planId === next.planId
  );
}

async function withReleases(ctx: StoreCtx, intervals: readonly Interval[]): Promise<Row[]> {
  const programIds = [...new Set(intervals.map(({ programId }) => programId))];
  const newest = new Map((await releases.listNewest(ctx.store.db, programIds)).map((row) => [row.programId, row.id]));
  return intervals.map(({ programId, planId, startsAt, endsAt }) => {
    const releaseId = newest.get(programId);
    if (releaseId === undefined) throw new Error(`the program ${programId} is scheduled without a release`);
    return {
      programId,
      releaseId,
      planId,
      startsAt: new Date(startsAt),
      endsAt: endsAt === null ? null : new Date(endsAt),
    };
  });
}
