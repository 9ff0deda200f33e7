import { describe, expect, it } from 'vitest';
import { startOfDay } from './zones.ts';

describe('the start of a day', () => {
  it.each([
    ['2026-10-01', 'UTC', '2026-10-01T00:00:00.000Z'],
    ['2026-10-01', 'America/Los_Angeles', '2026-10-01T07:00:00.000Z'],
    ['2026-12-01', 'America/Los_Angeles', '2026-12-01T08:00:00.000Z'],
    ['2026-10-01', 'Asia/Kolkata', '2026-09-30T18:30:00.000Z'],
    ['2026-10-01', 'Pacific/Auckland', '2026-09-30T11:00:00.000Z'],
    // Clocks change in the night of these days.
    ['2026-11-01', 'America/Los_Angeles', '2026-11-01T07:00:00.000Z'],
    ['2026-11-02', 'America/Los_Angeles', '2026-11-02T08:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ])('%s in %s is %s', (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
  });

  it('a day later is the end of the day, also when it has 25 hours', () => {
    expect(startOfDay('2026-11-01', 'America/Los_Angeles', 1)).toBe('2026-11-02T08:00:00.000Z');
  });
});
