import { expect, it } from 'vitest';
import { announcement, clockText, secondsLeft } from './countdown.ts';

it.each([
  [10_000, 10],
  [9_001, 10],
  [1, 1],
  [0, 0],
  [-5_000, 0],
])('with %i milliseconds to go there are %i seconds left', (milliseconds, seconds) => {
  expect(secondsLeft(1_700_000_000_000 + milliseconds, 1_700_000_000_000)).toBe(seconds);
});

it('the end of a hold is said at five, two and one minutes and at half a minute, once each', () => {
  const said: number[] = [];
  let before: number | null = null;
  for (let left = 600; left >= 0; left -= 1) {
    const at = announcement(before, left);
    if (at !== null) said.push(at);
    before = left;
  }
  expect(said).toEqual([300, 120, 60, 30]);
});

it('a page that slept says the time that has passed by once, and nothing when it is over', () => {
  expect(announcement(400, 100)).toBe(300);
  expect(announcement(400, 0)).toBeNull();
  expect(announcement(null, 299)).toBeNull();
});

it('seconds read as a clock', () => {
  expect([clockText(605), clockText(60), clockText(9), clockText(0)]).toEqual(['10:05', '1:00', '0:09', '0:00']);
});
