import type { SeatRange } from '../../../shared/contract/suites.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { tellChange } from './inventory.copy.service.ts';
import { lessCounts } from './inventory.hashes.service.ts';
import { loseSeats } from './inventory.index.service.ts';
import { withoutSeats } from './inventory.sections.service.ts';
import * as sold from './inventory.sold.repository.ts';
import type { Count, SectionCopy } from './inventory.types.ts';

export type SoldSeat = {
  eventCode: string;
  sectionName: string;
  rowName: string;
  seatNumber: number;
  /** After the vendor's answer: what is read later knows of the sale. */
  soldAt: Date;
};

/** This process offers them no more from this moment on; what it answers does not wait for the copy. */
export function forgetSold(ctx: StoreCtx, seats: readonly SoldSeat[]): void {
  for (const [eventCode, own] of groupBy(seats, (seat) => seat.eventCode)) loseSeats(ctx, eventCode, rangesOf(own));
}

/**
 * Seats we sold leave the copy without a question to the vendor (docs/rules/inventory.md), in the transaction of `ctx`.
 * Answers the events that somebody is writing at this moment: those are left as they are, for another try. Doing it twice
 * changes nothing.
 */
export async function takeSoldOut(ctx: StoreCtx, seats: readonly SoldSeat[]): Promise<string[]> {
  const { db } = ctx.store;
  const byEvent = groupBy(seats, ({ eventCode }) => eventCode);
  const events = await sold.lock(db, [...byEvent.keys()]);
  const locked = new Set(events.map(({ eventCode }) => eventCode));
  const others = [...byEvent.keys()].filter((code) => !locked.has(code));
  const plans = events.map((event) => ({ event, ranges: rangesOf(byEvent.get(event.eventCode) ?? []) }));
  const changes = await changeSections(ctx, plans);
  const written = plans.flatMap((plan) => toRow(plan, changes.get(plan.event.eventCode) ?? []) ?? []);
  if (written.length > 0) await sold.putEvents(db, written);
  for (const [eventCode, change] of changes) {
    const sectionNames = change.map(({ section }) => section.sectionName);
    await tellChange(ctx, { eventCode, revision: change[0]?.revision ?? 0, sectionNames, hasNewPrices: false });
  }
  return others.length === 0 ? [] : sold.listExisting(db, others);
}

/** A reading without what we sold since the vendor was asked for it. */
export function lessSold(
  sections: readonly SectionCopy[],
  soldMeanwhile: readonly sold.SoldEntry[],
  readAt: Date,
): SectionCopy[] {
  const later = soldMeanwhile.filter(([, , , , soldAt]) => soldAt >= readAt.getTime());
  const ranges = later.map(([sectionName, rowName, firstSeat, lastSeat]) => {
    return { sectionName, rowName, firstSeat, lastSeat };
  });
  const touched = new Set(ranges.map(({ sectionName }) => sectionName));
  return sections.map((one) => (touched.has(one.sectionName) ? withoutSeats(one, ranges).section : one));
}

type Range = SeatRange & { soldAt: Date };
type Plan = { event: Awaited<ReturnType<typeof sold.lock>>[number]; ranges: readonly Range[] };
type Change = { section: SectionCopy; removed: readonly Count[]; revision: number };

/** Writes the sections that have seats of these; answers them by event. */
async function changeSections(ctx: StoreCtx, plans: readonly Plan[]): Promise<Map<string, Change[]>> {
  const { db } = ctx.store;
  const wanted = plans.flatMap(({ event, ranges }) => {
    const { eventCode, detailReadAt, revision } = event;
    if (detailReadAt === null) return [];
    const unread = ranges.filter(({ soldAt }) => soldAt >= detailReadAt);
    const bySection = groupBy(unread, ({ sectionName }) => sectionName);
    return [...bySection].map(([sectionName, own]) => ({ eventCode, sectionName, own, revision: revision + 1 }));
  });
  const found = wanted.length === 0 ? [] : await sold.listSections(db, wanted);
  const changes = found.flatMap((section) => {
    const of = wanted.find((one) => one.eventCode === section.eventCode && one.sectionName === section.sectionName);
    const left = withoutSeats(section, of?.own ?? []);
    if (of === undefined || left.removed.length === 0) return [];
    return [{ eventCode: of.eventCode, revision: of.revision, ...left }];
  });
  if (changes.length > 0) {
    const sections = changes.map(({ eventCode, revision, section: { counts, ...rest } }) => ({
      ...{ ...rest, eventCode, revision },
      counts: counts.map(toTuple),
    }));
    await sold.putSections(db, { at: ctx.clock.now(), sections });
  }
  return groupBy(changes, ({ eventCode }) => eventCode);
}

/** Null when nothing of the event changes. */
function toRow({ event, ranges }: Plan, changes: readonly Change[]) {
  const { eventCode, revision, summaryHash, seatCount, counts, isTaken, soldMeanwhile } = event;
  if (changes.length === 0 && !isTaken) return null;
  const removed = changes.flatMap((change) => change.removed);
  return {
    eventCode,
    revision: revision + (changes.length > 0 ? 1 : 0),
    summaryHash:
      summaryHash && changes.reduce((hash, { section, removed }) => lessCounts(hash, section, removed), summaryHash),
    seatCount: seatCount - removed.reduce((sum, [, , count]) => sum + count, 0),
    counts: less(counts, removed),
    soldMeanwhile: isTaken ? [...soldMeanwhile, ...ranges.map(toEntry)] : [],
  };
}

function less(counts: readonly Count[], removed: readonly Count[]) {
  return counts
    .map(([className, priceCode, count]): [string, string, number] => {
      const gone = removed.filter(([ofClass, ofPrice]) => ofClass === className && ofPrice === priceCode);
      return [className, priceCode, count - gone.reduce((sum, [, , of]) => sum + of, 0)];
    })
    .filter(([, , count]) => count > 0);
}

function toTuple([className, priceCode, count]: Count): [string, string, number] {
  return [className, priceCode, count];
}

function toEntry({ sectionName, rowName, firstSeat, lastSeat, soldAt }: Range): sold.SoldEntry {
  return [sectionName, rowName, firstSeat, lastSeat, soldAt.getTime()];
}

/** Of one event: seats side by side that were sold together are one. */
function rangesOf(seats: readonly SoldSeat[]): Range[] {
  const ranges: Range[] = [];
  for (const { sectionName, rowName, seatNumber, soldAt } of seats.toSorted((a, b) => a.seatNumber - b.seatNumber)) {
    const before = ranges.find(
      (one) =>
        one.sectionName === sectionName &&
        one.rowName === rowName &&
        one.lastSeat === seatNumber - 1 &&
        one.soldAt.getTime() === soldAt.getTime(),
    );
    if (before !== undefined) before.lastSeat = seatNumber;
    else ranges.push({ sectionName, rowName, firstSeat: seatNumber, lastSeat: seatNumber, soldAt });
  }
  return ranges;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
