import { monotonic } from '../../core/clock.ts';
import { type StoreCtx, transaction, unhurried } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as events from './inventory.events.repository.ts';
import { fail } from './inventory.failing.service.ts';
import { type Answer, keepAnswers, nextTurn } from './inventory.keeping.service.ts';
import { callTimeout } from './inventory.reading.service.ts';
import { announceRun, runOf, tallyOf } from './inventory.recording.service.ts';
import * as acts from './inventory.run-acts.repository.ts';
import type { Round, Slice } from './inventory.slice-state.service.ts';
import { visitEvent } from './inventory.visit.service.ts';
import { openWriter } from './inventory.writer.service.ts';

/** Events taken at a time, and how many of them are asked for at the same time. */
const sliceSize = 50;
const lanes = 3;
/** Events that are written in one transaction. */
const batchSize = 10;
/** Milliseconds an event is taken for: longer than the two calls and the writing in between; renewed before each event. */
const leaseFor = 3 * callTimeout;

export type SliceEnd = {
  /** Nothing else is due. */
  isLast: boolean;
  /** The vendor takes no calls before. */
  stoppedUntil: Date | null;
};

/** Takes what is most urgent of what is due, brings it up to date, and gives back what could not be done. */
export async function syncSlice(ctx: StoreCtx, round: Round): Promise<SliceEnd> {
  const leaseId = newId();
  const now = ctx.clock.now();
  const claim = { now, leaseId, until: new Date(now.getTime() + leaseFor), limit: sliceSize };
  const claimed = inOrder(await unhurried(ctx, ({ store: { db } }) => events.claim(db, claim)));
  const isLast = claimed.length < sliceSize;
  if (claimed.length === 0) return { isLast, stoppedUntil: null };
  const slice: Slice = { round, leaseId, same: [], stop: null, unanswered: 0, toldAt: 0 };
  let isDone = false;
  try {
    isDone = await visitAll(ctx, slice, claimed);
  } finally {
    await finish(ctx, slice, isDone);
  }
  for (const runId of new Set(claimed.flatMap(({ wantedBy }) => wantedBy ?? []))) await endRun(ctx, runId);
  const { stop } = slice;
  return { isLast, stoppedUntil: stop !== null && 'until' in stop ? stop.until : null };
}

/** The run is over when none of its events is left. */
export async function endRun(ctx: StoreCtx, runId: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await acts.end(ctx.store.db, { id: runId, at: ctx.clock.now() });
    await announceRun(ctx, runId);
  });
}

/** A few at a time, so that writing goes on while the vendor is waited for. False when some are left. */
async function visitAll(ctx: StoreCtx, slice: Slice, claimed: readonly events.ClaimedRow[]): Promise<boolean> {
  const waiting = [...claimed];
  let renewedAt = ctx.clock.now().getTime();
  const renew = async () => {
    const now = ctx.clock.now().getTime();
    if (now - renewedAt < callTimeout / 2) return;
    renewedAt = now;
    await events.renew(ctx.store.db, { leaseId: slice.leaseId, until: new Date(now + leaseFor) });
  };
  const writer = openWriter<Answer>(batchSize, (answers) => keepAnswers(ctx, slice, answers));
  const lane = async () => {
    for (;;) {
      const isOver = slice.stop !== null || monotonic() > slice.round.endsAt;
      const event = isOver ? undefined : waiting.shift();
      if (event === undefined) return;
      await renew();
      await visitEvent(ctx, slice, event, writer);
    }
  };
  const asked = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const ends = [...asked, ...(await Promise.allSettled([writer.end()]))];
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  await failAlike(ctx, slice, waiting);
  return slice.stop === null && waiting.length === 0;
}

/** A wrong key is wrong for every event: the rest fails without a call. */
async function failAlike(ctx: StoreCtx, slice: Slice, rest: readonly events.ClaimedRow[]) {
  if (slice.stop === null || !('failure' in slice.stop)) return;
  const { message } = slice.stop.failure;
  const calls = { summaries: 0, details: 0 };
  for (const event of rest) await fail(ctx, slice, event, { kind: 'setup', detail: message, calls });
}

/** Writes what is unchanged, all in one statement, and gives back what is left. */
async function finish(ctx: StoreCtx, slice: Slice, isDone: boolean) {
  const { leaseId, stop } = slice;
  await unhurried(ctx, async (ctx) => {
    await confirm(ctx, slice);
    await slice.round.counts.write(ctx);
    if (isDone) return;
    const dueAt = stop !== null && 'until' in stop ? stop.until : null;
    await events.release(ctx.store.db, { leaseId, dueAt });
  });
}

async function confirm(ctx: StoreCtx, slice: Slice) {
  if (slice.same.length === 0) return;
  const rows = slice.same.map(({ event, readAt }) => {
    const { eventCode, wantedBy } = event;
    return { eventCode, readAt, wantedBy, dueAt: nextTurn(ctx, event) };
  });
  const ours = new Set(await events.confirm(ctx.store.db, slice.leaseId, rows));
  for (const { event, calls } of slice.same) {
    if (ours.has(event.eventCode))
      slice.round.counts.add(runOf(slice, event), { ...tallyOf(calls), unchangedCount: 1 });
  }
}

/** As they were claimed: an update answers its rows in no order. */
function inOrder(claimed: readonly events.ClaimedRow[]): events.ClaimedRow[] {
  const rank = ({ staleAt, wantedBy, isOffered }: events.ClaimedRow) =>
    (staleAt === null ? 4 : 0) + (wantedBy === null ? 2 : 0) + (isOffered ? 0 : 1);
  const due = ({ nextDueAt }: events.ClaimedRow) => nextDueAt?.getTime() ?? 0;
  return claimed.toSorted((one, other) => rank(one) - rank(other) || due(one) - due(other));
}
