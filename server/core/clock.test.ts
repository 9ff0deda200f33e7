import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeTestClock } from '../../test/harness/clock.ts';
import { keepMeasuring, openClock } from './clock.ts';

const start = Date.parse('2026-10-01T12:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A database that is `ahead` milliseconds of this machine, and answers each round after its trip. */
function databaseClock(ahead: number, trips: number[] = []) {
  const state = { ahead, isDown: false, asked: 0 };
  const time = async () => {
    state.asked += 1;
    if (state.isDown) throw new Error('the connection was refused');
    const trip = trips.shift() ?? 0;
    vi.advanceTimersByTime(trip / 2);
    const answer = Date.now() + state.ahead;
    vi.advanceTimersByTime(trip / 2);
    return answer;
  };
  return { state, time };
}

it('the clock shows the time of the database, not of this machine', async () => {
  const clock = await openClock(databaseClock(90_000).time);
  expect(clock.now()).toEqual(new Date(start + 90_000));
  vi.advanceTimersByTime(1_500);
  expect(clock.now()).toEqual(new Date(start + 91_500));
});

it('the time an answer takes on its way is taken off', async () => {
  const clock = await openClock(databaseClock(-5_000, [40, 40, 40]).time);
  expect(clock.offset()).toBe(-5_000);
});

it('of three measurements the fastest counts', async () => {
  const { state, time } = databaseClock(0);
  const trips = [200, 2, 200];
  const wrong = [70, 0, -70];
  const clock = await openClock(async () => {
    const round = state.asked;
    const answer = await time();
    vi.advanceTimersByTime(trips[round] ?? 0);
    return answer + (wrong[round] ?? 0);
  });
  expect(Math.abs(clock.offset())).toBeLessThanOrEqual(1);
});

it('the clock is measured again every 30 s until that is ended', async () => {
  const { state, time } = databaseClock(1_000);
  const clock = await openClock(time);
  const end = keepMeasuring(clock);
  state.ahead = 4_000;
  await vi.advanceTimersByTimeAsync(29_999);
  expect(clock.offset()).toBe(1_000);
  await vi.advanceTimersByTimeAsync(1);
  expect(clock.offset()).toBe(4_000);
  end();
  state.ahead = 9_000;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(clock.offset()).toBe(4_000);
});

it('while the database does not answer the last measurement holds, and a later one replaces it', async () => {
  const { state, time } = databaseClock(1_000);
  const clock = await openClock(time);
  const end = keepMeasuring(clock);
  state.isDown = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now()).toEqual(new Date(start + 61_000));
  state.isDown = false;
  state.ahead = 2_000;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(clock.offset()).toBe(2_000);
  end();
});

it('there is no clock without a first answer of the database', async () => {
  const { state, time } = databaseClock(0);
  state.isDown = true;
  await expect(openClock(time)).rejects.toThrow('refused');
});

it('a clock that tests set is not measured', async () => {
  const clock = makeTestClock('2026-10-01T12:00:00.000Z');
  keepMeasuring(clock)();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now()).toEqual(new Date(start));
});
