import type { Clock } from '../../server/core/clock.ts';

export type TestClock = Clock & { set: (instant: string) => void; advance: (milliseconds: number) => void };

/** A clock that stands still until it is set. */
export function makeTestClock(start = '2026-10-01T12:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    set: (instant) => {
      at = Date.parse(instant);
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
