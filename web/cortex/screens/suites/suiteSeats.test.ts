import { describe, expect, it } from 'vitest';
import { capacityOf, freeSeatsIn, rangeInWords, standingOf } from './suiteSeats.ts';

const range = (rowName: string, firstSeat: number, lastSeat: number) => ({
  sectionName: '12',
  rowName,
  firstSeat,
  lastSeat,
});

describe('the seats of a suite', () => {
  it('are counted, not typed', () => {
    expect(capacityOf([range('A', 1, 12), range('B', 5, 5), range('C', 9, 3)])).toBe(13);
  });

  it('are free where the event says so, whatever aisles lie between', () => {
    const seats = {
      sections: [
        [
          '12',
          [
            ['A', 3, '|AA|-B'],
            ['B', 1, 'A'],
          ],
        ],
      ] satisfies [string, [string, number, string][]][],
    };
    const free = (...ranges: ReturnType<typeof range>[]) => freeSeatsIn(seats, ranges);
    expect([free(range('A', 1, 12)), free(range('A', 4, 5)), free(range('A', 1, 2)), free(range('Z', 1, 9))]).toEqual([
      ...[3, 1, 0, 0],
    ]);
    expect(free(range('A', 3, 3), range('B', 1, 1))).toBe(2);
  });

  it('are said in words', () => {
    expect(rangeInWords(range('A', 1, 12))).toBe('Section 12, row A, seats 1 to 12');
    expect(rangeInWords(range('A', 4, 4))).toBe('Section 12, row A, seat 4');
  });
});

it.each([
  [12, 12, [], 'All seats free'],
  [0, 12, [2], 'No seat free'],
  [5, 12, [6], '5 of 12 seats free: cannot be sold'],
  [5, 12, [2, 6], '5 of 12 seats free: sold in parts'],
  [0, 0, [], 'No seats yet'],
])('%i free of %i, sold in %j, means: %s', (free, capacity, sizes, words) => {
  expect(standingOf(free, capacity, sizes).words).toBe(words);
});
