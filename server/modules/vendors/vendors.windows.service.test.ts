import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  available,
  availableAt,
  limitOf,
  nothingSpent,
  type Quota,
  type Spent,
  usedInDay,
  usedInMinute,
} from './vendors.windows.service.ts';

const start = Date.parse('2026-10-01T12:00:00.000Z');
const at = (milliseconds: number) => new Date(start + milliseconds);
const quota: Quota = { perMinute: 80, perDay: 5_000, checkoutShare: 20, holdShare: 30 };
const minute = 60_000;
const day = 24 * 60 * minute;

function spend(times: readonly number[], spent: Spent = nothingSpent): Spent {
  return times.reduce((sum, time) => add(sum, 1, at(time), at(time)), spent);
}

describe('what each purpose may use', () => {
  it.each([
    [80, 80, 64, 40],
    [5_000, 5_000, 4_000, 2_500],
    [10, 10, 8, 5],
    [3, 3, 2, 1],
    [1, 1, 1, 1],
  ])('of %i is %i for checkout, %i for holds and %i for sync', (size, checkout, hold, sync) => {
    expect(limitOf(quota, size, 'checkout')).toBe(checkout);
    expect(limitOf(quota, size, 'hold')).toBe(hold);
    expect(limitOf(quota, size, 'staff')).toBe(hold);
    expect(limitOf(quota, size, 'sync')).toBe(sync);
  });

  it('has no end without a quota', () => {
    const none = { ...quota, perMinute: null, perDay: null };
    const spent = spend(Array.from({ length: 100 }, () => 0));
    expect(available(none, spent, 'sync', at(0))).toBe(Number.POSITIVE_INFINITY);
    expect(availableAt(none, spent, 'sync', 1_000, at(0))).toEqual(at(0));
  });

  it('is the smaller of what minute and day leave', () => {
    const small = { ...quota, perDay: 10 };
    expect(available(small, spend([0, 0, 0]), 'checkout', at(0))).toBe(7);
    expect(available(small, spend([0, 0, 0]), 'sync', at(2 * minute))).toBe(2);
  });
});

describe('a request', () => {
  it('leaves the minute 62 seconds after the beginning of its second', () => {
    const spent = spend([900]);
    expect(usedInMinute(spent, at(61_999))).toBe(1);
    expect(usedInMinute(spent, at(62_000))).toBe(0);
  });

  it('leaves the day 24 hours and a half after the beginning of its half hour', () => {
    const spent = spend([10 * minute]);
    expect(usedInDay(spent, at(day + 30 * minute - 1))).toBe(1);
    expect(usedInDay(spent, at(day + 30 * minute))).toBe(0);
  });

  it('that was leased counts from the second in which the lease ends, and can be given back', () => {
    const leased = add(nothingSpent, 5, at(1_000), at(0));
    expect(usedInMinute(leased, at(0))).toBe(5);
    expect(usedInMinute(leased, at(62_999))).toBe(5);
    expect(usedInMinute(add(leased, -2, at(1_000), at(900)), at(900))).toBe(3);
    expect(usedInMinute(add(leased, -2, at(1_000), at(2 * minute)), at(2 * minute))).toBe(0);
  });
});

describe('the time of a place', () => {
  it('is when enough requests have left', () => {
    const spent = spend([...Array.from({ length: 79 }, () => 0), 10_000]);
    expect(availableAt(quota, spent, 'checkout', 1, at(11_000))).toEqual(at(62_000));
    expect(availableAt(quota, spent, 'checkout', 80, at(11_000))).toEqual(at(72_000));
  });

  it('of a line longer than the limit takes whole windows more', () => {
    const spent = spend(Array.from({ length: 80 }, () => 0));
    expect(availableAt(quota, spent, 'checkout', 81, at(0))).toEqual(at(2 * 62_000));
    expect(availableAt(quota, spent, 'sync', 41, at(0))).toEqual(at(2 * 62_000));
  });

  it('may be tomorrow', () => {
    const spent = spend(Array.from({ length: 10 }, () => 0));
    const small = { ...quota, perDay: 10 };
    expect(availableAt(small, spent, 'checkout', 1, at(5 * minute))).toEqual(at(day + 30 * minute));
  });
});

describe('whenever it is asked', () => {
  const spans = array(tuple(integer({ min: 0, max: 3 * minute }), constantFrom('checkout', 'hold', 'sync')), {
    maxLength: 60,
  });

  it('whoever goes only when there is room never makes more requests in a minute than the quota', () => {
    const small = { perMinute: 7, perDay: 30, checkoutShare: 20, holdShare: 30 } as const;
    const run = property(spans, (wishes) => {
      const sent: number[] = [];
      let spent = nothingSpent;
      for (const [time, purpose] of wishes.toSorted(([one], [other]) => one - other)) {
        if (available(small, spent, purpose, at(time)) < 1) continue;
        spent = add(spent, 1, at(time), at(time));
        sent.push(time);
      }
      for (const from of sent) {
        expect(sent.filter((time) => time >= from && time < from + minute).length).toBeLessThanOrEqual(7);
      }
      expect(sent.length).toBeLessThanOrEqual(30);
    });
    assert(run);
  });

  it('the time of a place is the first at which there is room for all before it', () => {
    const small = { perMinute: 7, perDay: null, checkoutShare: 20, holdShare: 30 } as const;
    const times = array(integer({ min: 0, max: minute }), { maxLength: 7 });
    const run = property(times, integer({ min: 1, max: 7 }), (before, count) => {
      const spent = spend(before.toSorted((one, other) => one - other));
      const free = availableAt(small, spent, 'checkout', count, at(minute)).getTime() - start;
      expect(available(small, spent, 'checkout', at(free))).toBeGreaterThanOrEqual(count);
      if (free > minute) expect(available(small, spent, 'checkout', at(free - 1))).toBeLessThan(count);
    });
    assert(run);
  });
});
