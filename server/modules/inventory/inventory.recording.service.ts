import type { Finding } from '../../../shared/rules/finding.ts';
import { actorName, type StoreCtx } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import type { CopyChange } from './inventory.copy.service.ts';
import type { ClaimedRow } from './inventory.events.repository.ts';
import type { Calls } from './inventory.reading.service.ts';
import * as runs from './inventory.runs.repository.ts';
import type { Slice } from './inventory.slice-state.service.ts';

/** Nothing. */
export const noTally: runs.Tally = {
  unchangedCount: 0,
  changedCount: 0,
  failedCount: 0,
  sectionsWritten: 0,
  sectionsUnchanged: 0,
  pricesWritten: 0,
  summaryCalls: 0,
  detailCalls: 0,
  findingCount: 0,
};

export function tallyOf({ summaries, details }: Calls): runs.Tally {
  return { ...noTally, summaryCalls: summaries, detailCalls: details };
}

/** Of the change of one event. */
export function tallyOfChange(calls: Calls, change: CopyChange, findings: readonly Finding[]): runs.Tally {
  const isChange = change.sections.length + change.priceChanges.length > 0;
  return {
    ...tallyOf(calls),
    changedCount: isChange ? 1 : 0,
    unchangedCount: isChange ? 0 : 1,
    sectionsWritten: change.sections.length,
    sectionsUnchanged: change.sectionsUnchanged,
    pricesWritten: change.priceChanges.length,
    findingCount: findings.length,
  };
}

/** Most sections and amounts that one result names. */
const mostNamed = 1_000;

export type Result = Pick<runs.NewResult, 'eventCode' | 'outcome' | 'revision' | 'seatsBefore' | 'seatsAfter'> & {
  change: CopyChange | null;
  failure: string | null;
  findings: readonly Finding[];
};

/** Keeps what came of one event, in the transaction of `ctx`; its run is there already. */
export async function keepResult(ctx: StoreCtx, runId: string, { change, ...rest }: Result): Promise<void> {
  // Of a first reading all sections are new, and nobody reads so long a list.
  const isFirst = rest.revision === 1;
  const sections = isFirst ? [] : (change?.seatChanges.slice(0, mostNamed) ?? []);
  const prices = isFirst ? [] : (change?.priceChanges.slice(0, mostNamed) ?? []);
  await runs.insertResult(ctx.store.db, { ...rest, runId, at: ctx.clock.now(), sections, prices });
}

/**
 * Counts of the runs of a slice. They are added up here and written now and then: every event's transaction would wait for
 * the row of the run otherwise.
 */
export type Counts = {
  /** Before anything of it is written: the run of the schedule is made with its first event. */
  open: (ctx: StoreCtx, runId: string) => Promise<void>;
  add: (runId: string, tally: runs.Tally, eventCount?: number) => void;
  write: (ctx: StoreCtx) => Promise<void>;
};

export function openCounts(): Counts {
  const opened = new Map<string, Promise<void>>();
  let pending = new Map<string, { tally: runs.Tally; eventCount: number }>();
  const write = async (ctx: StoreCtx, runId: string, tally: runs.Tally, eventCount: number) => {
    await runs.add(ctx.store.db, {
      id: runId,
      askedBy: actorName(ctx.actor),
      at: ctx.clock.now(),
      eventCount,
      ...tally,
    });
  };
  return {
    open(ctx, runId) {
      const opening = opened.get(runId) ?? write(ctx, runId, noTally, 0);
      opened.set(runId, opening);
      return opening;
    },
    add(runId, tally, eventCount = 1) {
      const before = pending.get(runId) ?? { tally: noTally, eventCount: 0 };
      pending.set(runId, { tally: sum(before.tally, tally), eventCount: before.eventCount + eventCount });
    },
    async write(ctx) {
      const all = pending;
      pending = new Map();
      for (const [runId, { tally, eventCount }] of all) await write(ctx, runId, tally, eventCount);
    },
  };
}

function sum(one: runs.Tally, other: runs.Tally): runs.Tally {
  return {
    unchangedCount: one.unchangedCount + other.unchangedCount,
    changedCount: one.changedCount + other.changedCount,
    failedCount: one.failedCount + other.failedCount,
    sectionsWritten: one.sectionsWritten + other.sectionsWritten,
    sectionsUnchanged: one.sectionsUnchanged + other.sectionsUnchanged,
    pricesWritten: one.pricesWritten + other.pricesWritten,
    summaryCalls: one.summaryCalls + other.summaryCalls,
    detailCalls: one.detailCalls + other.detailCalls,
    findingCount: one.findingCount + other.findingCount,
  };
}

/** The run that what came of the event belongs to. */
export function runOf({ round }: Slice, { wantedBy }: ClaimedRow): string {
  return wantedBy ?? round.roundId;
}

/** Milliseconds between two words about the progress of a run. */
const tellEvery = 1_000;

/** Writes the counts and tells open pages that a run goes on; not for every event. */
export async function tellProgress(ctx: StoreCtx, slice: Slice, { wantedBy }: ClaimedRow): Promise<void> {
  const now = ctx.clock.now().getTime();
  if (wantedBy === null || now - slice.toldAt < tellEvery) return;
  slice.toldAt = now;
  await slice.round.counts.write(ctx);
  await announceRun(ctx, wantedBy);
}

/** Tells open pages that a run that staff asked for went on, or is over. */
export async function announceRun(ctx: StoreCtx, runId: string): Promise<void> {
  await announce(ctx, { topic: 'inventory.run', data: { runId } });
}
