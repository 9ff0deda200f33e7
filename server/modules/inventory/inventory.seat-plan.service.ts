import { inOrder } from '../../../shared/rules/seat-index/names.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import type { Live } from '../../core/live.ts';
import { listRunsAfter } from './inventory.seat-plan.repository.ts';
import { toRuns } from './inventory.sections.service.ts';
import type { SeatRun } from './inventory.types.ts';

/** A row as all copies together show it. A seat is known by its number; those between the first and the last are seats. */
export type PlanRow = {
  firstSeat: number;
  lastSeat: number;
  /** Seats after which there is an aisle; one less than the first where it begins at one. */
  aislesAfter: Set<number>;
};
/** By section and row, both in order. */
export type SeatPlan = ReadonlyMap<string, ReadonlyMap<string, PlanRow>>;

/** Milliseconds within which what other events show is not looked for again. */
const freshFor = 60_000;
/** Venues a process keeps; a plan of 18,000 seats takes about 200 kB. */
const mostPlans = 100;

type Kept = {
  rows: Map<string, Map<string, PlanRow>>;
  /** The greatest revision that was read, by event. */
  revisions: Map<string, number>;
  readAt: number;
  ordered: SeatPlan | null;
  reading: Promise<void> | null;
};

/**
 * Which seats a venue has, as far as copies of these events have shown: a seat that is taken at one was free at another. Only
 * what changed since the last time is read, once a minute at most; a seat that was seen stays for as long as the process
 * runs. Asks for no permission.
 */
export async function seatPlanOf(ctx: StoreCtx, venueId: string, eventCodes: readonly string[]): Promise<SeatPlan> {
  const kept = keptOf(ctx, venueId);
  const now = ctx.clock.now().getTime();
  const isNew = eventCodes.some((code) => !kept.revisions.has(code));
  if (isNew || now - kept.readAt >= freshFor || now < kept.readAt) {
    kept.reading ??= read(ctx, kept, eventCodes).finally(() => {
      kept.reading = null;
    });
    await kept.reading;
  }
  kept.ordered ??= new Map(inOrder(kept.rows).map(([name, rows]) => [name, new Map(inOrder(rows))]));
  return kept.ordered;
}

/** The plan with these seats as well. */
export function withRuns(plan: SeatPlan, runs: readonly SeatRun[]): SeatPlan {
  const isKnown = runs.every(({ sectionName, rowName, firstSeat, lastSeat }) => {
    const row = plan.get(sectionName)?.get(rowName);
    return row !== undefined && row.firstSeat <= firstSeat && lastSeat <= row.lastSeat;
  });
  if (isKnown) return plan;
  const rows = new Map([...plan].map(([name, own]) => [name, copyRows(own)]));
  for (const run of runs) addRun(rows, run);
  return new Map(inOrder(rows).map(([name, own]) => [name, new Map(inOrder(own))]));
}

async function read(ctx: StoreCtx, kept: Kept, eventCodes: readonly string[]): Promise<void> {
  const known = new Map(eventCodes.map((code) => [code, kept.revisions.get(code) ?? 0]));
  const found = await listRunsAfter(ctx.store.db, known);
  for (const { eventCode, revision, ...section } of found) {
    known.set(eventCode, Math.max(known.get(eventCode) ?? 0, revision));
    for (const run of toRuns(section)) addRun(kept.rows, run);
  }
  for (const [code, revision] of known) kept.revisions.set(code, revision);
  kept.readAt = ctx.clock.now().getTime();
  if (found.length > 0) kept.ordered = null;
}

function addRun(plan: Map<string, Map<string, PlanRow>>, run: SeatRun): void {
  const { sectionName, rowName, firstSeat, lastSeat, aisle } = run;
  const rows = plan.get(sectionName) ?? new Map<string, PlanRow>();
  plan.set(sectionName, rows);
  const row = rows.get(rowName) ?? { firstSeat, lastSeat, aislesAfter: new Set<number>() };
  rows.set(rowName, row);
  row.firstSeat = Math.min(row.firstSeat, firstSeat);
  row.lastSeat = Math.max(row.lastSeat, lastSeat);
  if ((aisle & 1) !== 0) row.aislesAfter.add(firstSeat - 1);
  if ((aisle & 2) !== 0) row.aislesAfter.add(lastSeat);
}

function copyRows(rows: ReadonlyMap<string, PlanRow>): Map<string, PlanRow> {
  return new Map([...rows].map(([name, row]) => [name, { ...row, aislesAfter: new Set(row.aislesAfter) }]));
}

const plans = new WeakMap<Live, Map<string, Kept>>();

/** The least recently used go first. */
function keptOf({ live, store }: StoreCtx, venueId: string): Kept {
  const all = plans.get(live) ?? new Map<string, Kept>();
  plans.set(live, all);
  const key = `${store.id}:${venueId}`;
  const kept = all.get(key) ?? {
    rows: new Map(),
    revisions: new Map(),
    readAt: Number.NEGATIVE_INFINITY,
    ordered: null,
    reading: null,
  };
  all.delete(key);
  all.set(key, kept);
  for (const oldest of all.keys()) if (all.size > mostPlans) all.delete(oldest);
  return kept;
}
