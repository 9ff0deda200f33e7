import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { ProblemError } from '../../core/problem.ts';
import type { VendorFailure } from '../vendors/vendors.types.ts';
import { compareCopy, keepReading, type Reading, type Taken } from './inventory.copy.service.ts';
import * as events from './inventory.events.repository.ts';
import { emptySum, hashOfPrices, textOf } from './inventory.hashes.service.ts';
import type { Calls } from './inventory.reading.service.ts';
import { keepResult, runOf, tallyOf, tallyOfChange, tellProgress } from './inventory.recording.service.ts';
import type { Slice } from './inventory.slice-state.service.ts';

const minute = 60_000;
/** After so many events that were not answered the vendor is left alone for a while. */
const mostUnanswered = 3;
const restAfterOutage = 2 * minute;
const longestBackoff = 60 * minute;
const lookForMissingEvery = 60 * minute;

/** Remembers why the event could not be read, and when it is tried again: after 1, 2, 4 … minutes, at most an hour. */
export async function fail(
  ctx: StoreCtx,
  slice: Slice,
  event: events.ClaimedRow,
  { kind, detail, calls }: { kind: events.Failed['kind']; detail: string; calls: Calls },
): Promise<void> {
  const at = ctx.clock.now();
  const { leaseId } = slice;
  const { eventCode, failureCount, revision, seatCount, wantedBy } = event;
  const dueAt = new Date(at.getTime() + Math.min(longestBackoff, minute * 2 ** Math.min(failureCount, 10)));
  const failure = { leaseId, eventCode, at, kind, detail: detail.slice(0, 500), dueAt, wantedBy };
  const runId = runOf(slice, event);
  await slice.round.counts.open(ctx, runId);
  const isKept = await transaction(ctx, async (ctx) => {
    if (!(await events.fail(ctx.store.db, failure))) return false;
    const seats = { seatsBefore: seatCount, seatsAfter: seatCount };
    const what = { change: null, failure: `${kind}: ${failure.detail}`, findings: [] };
    await keepResult(ctx, runId, { eventCode, outcome: 'failed', revision, ...seats, ...what });
    return true;
  });
  slice.round.counts.add(runId, { ...tallyOf(calls), failedCount: isKept ? 1 : 0 }, isKept ? 1 : 0);
  await tellProgress(ctx, slice, event);
}

/** A reading that says that nothing is free; the amounts stay. */
export async function withdrawal(ctx: StoreCtx, taken: Taken, vendorState: 'cancelled' | 'missing') {
  const now = ctx.clock.now();
  const pricesHash = taken.pricesHash ?? hashOfPrices([]);
  const reading: Reading = { readAt: now, prices: [], pricesHash, sections: [] };
  const change = await compareCopy(ctx, { ...taken, pricesHash }, reading);
  const keep = { summaryHash: textOf(emptySum()), vendorState, vendorStateAt: now, findings: [], nextDueAt: null };
  return { reading, change, keep };
}

/** A busy vendor is no failure: all that is left of the slice comes again when the vendor said. */
export async function endWithFailure(
  ctx: StoreCtx,
  slice: Slice,
  event: events.ClaimedRow,
  failure: VendorFailure,
  calls: Calls,
) {
  const { kind, message, reason, line } = failure;
  if (kind === 'busy') {
    const until = line?.retryAt ?? new Date(ctx.clock.now().getTime() + minute);
    if (slice.stop === null || ('until' in slice.stop && slice.stop.until < until)) slice.stop = { until };
    const answered = tallyOf({ summaries: calls.details, details: 0 });
    slice.round.counts.add(runOf(slice, event), answered, 0);
    return;
  }
  if (reason === 'event_not_found') return withdraw(ctx, slice, event, calls);
  slice.unanswered = kind === 'unavailable' || kind === 'unknown' ? slice.unanswered + 1 : 0;
  if (kind === 'setup') slice.stop = { failure };
  else if (slice.unanswered >= mostUnanswered) {
    slice.stop ??= { until: new Date(ctx.clock.now().getTime() + restAfterOutage) };
  }
  await fail(ctx, slice, event, { kind, detail: message, calls });
}

/** What the vendor said cannot be kept. What is wrong with the database concerns all events and is thrown. */
export async function endUnreadable(
  ctx: StoreCtx,
  slice: Slice,
  event: events.ClaimedRow,
  error: unknown,
  calls: Calls,
) {
  if (error instanceof ProblemError) throw error;
  ctx.log.error({ err: faultFacts(error), event: event.eventCode }, 'inventory: an event could not be copied');
  const detail = error instanceof Error ? error.message : 'it could not be kept';
  await fail(ctx, slice, event, { kind: 'unreadable', detail, calls });
}

/** The vendor has no such event any more: nothing of it is free. Its turn still comes, in case it is back. */
async function withdraw(ctx: StoreCtx, slice: Slice, event: events.ClaimedRow, calls: Calls) {
  const { eventCode, seatCount, vendorState, vendorStateAt } = event;
  const now = ctx.clock.now();
  const taken = { ...event, leaseId: slice.leaseId };
  const { reading, change, keep } = await withdrawal(ctx, taken, 'missing');
  const wasMissing = vendorState === 'missing';
  const writing = {
    reading,
    change,
    keep: {
      ...keep,
      vendorStateAt: wasMissing ? vendorStateAt : now,
      nextDueAt: new Date(now.getTime() + lookForMissingEvery),
    },
  };
  const runId = runOf(slice, event);
  await slice.round.counts.open(ctx, runId);
  const kept = await keepReading(ctx, taken, writing, async (ctx, revision) => {
    const result = { eventCode, outcome: 'missing', revision, seatsBefore: seatCount, seatsAfter: 0 } as const;
    if (!wasMissing) await keepResult(ctx, runId, { ...result, change, failure: null, findings: [] });
  });
  if (kept === null) await events.releaseOne(ctx.store.db, { eventCode, leaseId: slice.leaseId });
  const counted = { changedCount: wasMissing ? 0 : 1, unchangedCount: wasMissing ? 1 : 0 };
  slice.round.counts.add(runId, { ...tallyOfChange(calls, change, []), ...counted });
  await tellProgress(ctx, slice, event);
}
