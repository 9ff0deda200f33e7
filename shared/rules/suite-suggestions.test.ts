import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeatRange } from '../contract/suites.ts';
import { type SuggestionInput, suggestSuites } from './suite-suggestions.ts';

const range = (sectionName: string, rowName: string, firstSeat: number, lastSeat: number): SeatRange => ({
  sectionName,
  rowName,
  firstSeat,
  lastSeat,
});
const suggest = (seats: SeatRange[], rest: Partial<SuggestionInput> = {}) =>
  suggestSuites({ seats, groupBy: 'section', nameOf: (name) => name, suites: [], ...rest });

test('each section is a suite of all seats that are free at any event, in the order of names', () => {
  const seats = [
    range('SUITE 10', 'A', 1, 6),
    range('SUITE 2', 'B', 1, 6),
    range('SUITE 2', 'A', 4, 6),
    range('SUITE 2', 'A', 1, 3),
    range('SUITE 2', 'A', 1, 6),
    range('SUITE 2', 'A', 9, 9),
  ];
  expect(suggest(seats)).toEqual([
    {
      name: 'SUITE 2',
      seats: [range('SUITE 2', 'A', 1, 6), range('SUITE 2', 'A', 9, 9), range('SUITE 2', 'B', 1, 6)],
      capacity: 13,
      blockedBy: null,
    },
    { name: 'SUITE 10', seats: [range('SUITE 10', 'A', 1, 6)], capacity: 6, blockedBy: null },
  ]);
});

test('by row, each row is one; names are those that staff gave the sections', () => {
  const seats = [range('S1', 'B', 1, 4), range('S1', 'A', 1, 6)];
  const found = suggest(seats, { groupBy: 'row', nameOf: () => 'Terrace' });
  expect(found.map(({ name, capacity }) => [name, capacity])).toEqual([
    ['Terrace, row A', 6],
    ['Terrace, row B', 4],
  ]);
});

describe('what cannot be added is shown with the reason:', () => {
  const owner = { name: 'Owner', seats: [range('S1', 'A', 6, 6)], overflow: range('S2', 'A', 1, 2) };

  test.each([
    [[range('S1', 'A', 1, 6)], { reason: 'seats_taken', suite: 'Owner' }],
    [[range('S2', 'A', 2, 3)], { reason: 'seats_taken', suite: 'Owner' }],
    [[range('owner', 'A', 1, 6)], { reason: 'name_taken', suite: 'Owner' }],
    [
      Array.from({ length: 51 }, (_, row) => range('S3', String(row), 1, 2)),
      { reason: 'too_many_ranges', suite: null },
    ],
    [[range('S1', 'A', 1, 5)], null],
  ])('%j', (seats, blockedBy) => {
    expect(suggest(seats, { suites: [owner] })[0]?.blockedBy).toEqual(blockedBy);
  });
});

test('whatever the seats, each is in exactly one suggestion', () => {
  const seat = fc.tuple(fc.constantFrom('S1', 'S2'), fc.constantFrom('A', 'B'), fc.nat(30), fc.nat(8));
  const named = ({ sectionName, rowName, firstSeat, lastSeat }: SeatRange) =>
    Array.from({ length: lastSeat - firstSeat + 1 }, (_, index) => `${sectionName} ${rowName} ${firstSeat + index}`);
  fc.assert(
    fc.property(fc.array(seat), fc.constantFrom('section' as const, 'row' as const), (given, groupBy) => {
      const seats = given.map(([section, row, first, more]) => range(section, row, first, first + more));
      const found = suggest(seats, { groupBy }).flatMap((suite) => suite.seats.flatMap(named));
      expect(found.sort()).toEqual([...new Set(seats.flatMap(named))].sort());
    }),
    { numRuns: 200 },
  );
});
