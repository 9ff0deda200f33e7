import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeatRange } from '../contract/suites.ts';
import { countSeats, longestRun, sharedSeats, suiteFaults } from './seats.ts';

const seats = (firstSeat: number, lastSeat: number, rowName = 'A', sectionName = 'S1'): SeatRange => ({
  sectionName,
  rowName,
  firstSeat,
  lastSeat,
});

describe('the longest run', () => {
  test.each<[string, SeatRange[], number]>([
    ['of no seats', [], 0],
    ['of one range', [seats(1, 8)], 8],
    ['joins ranges that touch, in whatever order', [seats(5, 8), seats(1, 4), seats(9, 9)], 9],
    ['ends at a gap', [seats(1, 4), seats(6, 8)], 4],
    ['stays in its row', [seats(1, 4), seats(5, 9, 'B')], 5],
    ['stays in its section', [seats(1, 4), seats(5, 7, 'A', 'S2')], 4],
    ['tells rows apart whose names run together', [seats(1, 2, 'B', 'A'), seats(3, 4, '', 'AB')], 2],
  ])('%s', (_, ranges, size) => {
    expect(longestRun(ranges)).toBe(size);
  });

  test('agrees with counting seat by seat', () => {
    const chosen = fc.uniqueArray(fc.tuple(fc.constantFrom('A', 'B'), fc.integer({ min: 0, max: 15 })), {
      selector: ([row, seat]) => `${row}${seat}`,
    });
    fc.assert(
      fc.property(chosen, (list) => {
        const has = (row: string, seat: number) => list.some(([r, s]) => r === row && s === seat);
        const from = (row: string, seat: number): number => (has(row, seat) ? 1 + from(row, seat + 1) : 0);
        const naive = Math.max(0, ...list.map(([row, seat]) => from(row, seat)));
        const ranges = list.map(([row, seat]) => seats(seat, seat, row));
        expect(longestRun(ranges)).toBe(naive);
        expect(countSeats(ranges)).toBe(list.length);
      }),
    );
  });
});

describe('shared seats', () => {
  test.each<[string, SeatRange, SeatRange, SeatRange | null]>([
    ['of ranges that overlap', seats(1, 8), seats(5, 12), seats(5, 8)],
    ['of a range inside another', seats(1, 8), seats(3, 3), seats(3, 3)],
    ['of ranges that only touch are none', seats(1, 4), seats(5, 8), null],
    ['of other rows are none', seats(1, 8), seats(1, 8, 'B'), null],
    ['of other sections are none', seats(1, 8), seats(1, 8, 'A', 'S2'), null],
  ])('%s', (_, one, other, shared) => {
    expect(sharedSeats(one, other)).toEqual(shared);
    expect(sharedSeats(other, one)).toEqual(shared);
  });
});

describe('a suite', () => {
  const suite = (ranges: SeatRange[], partialSizes: number[], overflow: SeatRange | null = null) => ({
    seats: ranges,
    partialSizes,
    overflow,
  });

  test.each<[string, ReturnType<typeof suite>, string[]]>([
    ['without seats is fine', suite([], []), []],
    ['may sell parts as long as its longest run', suite([seats(1, 4), seats(5, 8), seats(1, 6, 'B')], [2, 8]), []],
    [
      'cannot sell a part that no row holds',
      suite([seats(1, 8), seats(1, 8, 'B')], [2, 9]),
      ['/partialSizes/1 too_large'],
    ],
    ['without seats cannot sell parts', suite([], [1]), ['/partialSizes/0 too_large']],
    ['cannot have a seat twice', suite([seats(1, 8), seats(8, 12)], []), ['/seats/1 overlap']],
    ['cannot have its own seats as overflow', suite([seats(1, 8)], [], seats(8, 9)), ['/overflow overlap']],
    ['may have an overflow beside it', suite([seats(1, 8)], [], seats(9, 10)), []],
  ])('%s', (_, fields, faults) => {
    expect(suiteFaults(fields).map(({ at, code }) => `${at} ${code}`)).toEqual(faults);
  });
});
