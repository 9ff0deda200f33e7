import type { SeatRange, SuiteFields } from '../contract/suites.ts';

/** Seats in ranges that do not overlap. */
export function countSeats(ranges: readonly SeatRange[]): number {
  return ranges.reduce((sum, range) => sum + sizeOf(range), 0);
}

/** The seats of both ranges, or null when they share none. */
export function sharedSeats(one: SeatRange, other: SeatRange): SeatRange | null {
  if (one.sectionName !== other.sectionName || one.rowName !== other.rowName) return null;
  const firstSeat = Math.max(one.firstSeat, other.firstSeat);
  const lastSeat = Math.min(one.lastSeat, other.lastSeat);
  return firstSeat > lastSeat ? null : { ...one, firstSeat, lastSeat };
}

/**
 * The most seats that follow each other in one row; a part of a suite can be at most this large. Seat numbers count on by
 * one within a row, so ranges that touch are one run. The ranges do not overlap.
 */
export function longestRun(ranges: readonly SeatRange[]): number {
  const sorted = [...ranges].sort((one, other) => one.firstSeat - other.firstSeat);
  let longest = 0;
  const runs = new Map<string, { end: number; size: number }>();
  for (const range of sorted) {
    const row = JSON.stringify([range.sectionName, range.rowName]);
    const before = runs.get(row);
    const size = sizeOf(range) + (before?.end === range.firstSeat - 1 ? before.size : 0);
    runs.set(row, { end: range.lastSeat, size });
    longest = Math.max(longest, size);
  }
  return longest;
}

/** `at` is a JSON pointer into the suite's fields. */
export type SuiteFault = { at: string; code: string; message: string };

/** What is wrong with a suite by itself: a seat it has twice, or a part that does not fit into any of its rows. */
export function suiteFaults({
  seats,
  overflow,
  partialSizes,
}: Pick<SuiteFields, 'seats' | 'overflow' | 'partialSizes'>): SuiteFault[] {
  const twice = seats.flatMap((range, index) =>
    seats.slice(0, index).some((other) => sharedSeats(range, other) !== null)
      ? [{ at: `/seats/${index}`, code: 'overlap', message: 'The suite has some of these seats already.' }]
      : [],
  );
  const both = overflow !== null && seats.some((range) => sharedSeats(range, overflow) !== null);
  if (both) twice.push({ at: '/overflow', code: 'overlap', message: 'Seats of the suite cannot be its overflow too.' });
  if (twice.length > 0) return twice;
  const longest = longestRun(seats);
  return partialSizes.flatMap((size, index) => {
    const message = `At most ${longest} of its seats are consecutive in one row.`;
    return size > longest ? [{ at: `/partialSizes/${index}`, code: 'too_large', message }] : [];
  });
}

function sizeOf({ firstSeat, lastSeat }: SeatRange): number {
  return lastSeat - firstSeat + 1;
}
