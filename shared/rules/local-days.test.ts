import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, localDay, localDayOf } from './local-days.ts';

const hour = 3_600_000;
const hoursOf = (on: string, zone: string) => {
  const { from, until } = localDay(on, zone);
  return (until - from) / hour;
};

describe('a local day', () => {
  it.each([
    ['2026-10-21', 'America/Los_Angeles', '2026-10-21T07:00:00.000Z', 24],
    ['2026-11-01', 'America/Los_Angeles', '2026-11-01T07:00:00.000Z', 25],
    ['2026-03-08', 'America/Los_Angeles', '2026-03-08T08:00:00.000Z', 23],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 23],
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', 24.5],
    ['2026-06-01', 'Asia/Kolkata', '2026-05-31T18:30:00.000Z', 24],
    ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z', 24],
    ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z', 24],
  ])('%s in %s begins at %s and has %d hours', (on, zone, from, hours) => {
    expect(new Date(localDay(on, zone).from).toISOString()).toBe(from);
    expect(hoursOf(on, zone)).toBe(hours);
  });

  it('begins with the first time shown where the clocks go forward at midnight', () => {
    const { from } = localDay('2026-04-24', 'Africa/Cairo');
    expect(new Date(from).toISOString()).toBe('2026-04-23T22:00:00.000Z');
    expect(hoursOf('2026-04-24', 'Africa/Cairo')).toBe(23);
  });

  it('begins with the first midnight where the clocks show two', () => {
    expect(new Date(localDay('2026-11-01', 'America/Havana').from).toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(hoursOf('2026-11-01', 'America/Havana')).toBe(25);
  });

  it.each(['America/Los_Angeles', 'Europe/Berlin', 'Africa/Cairo', 'America/Havana', 'Australia/Lord_Howe', 'UTC'])(
    'of a year in %s ends where the next begins, and holds exactly the instants that show it',
    (zone) => {
      for (const on of daysBetween('2026-01-01', '2026-12-31')) {
        const { from, until } = localDay(on, zone);
        expect(localDay(addDays(on, 1), zone).from).toBe(until);
        expect(localDayOf(from, zone)).toBe(on);
        expect(localDayOf(until - 1, zone)).toBe(on);
        expect(localDayOf(from - 1, zone)).toBe(addDays(on, -1));
      }
    },
  );
});

it('days are counted on the calendar', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2026-12-30', '2027-01-02')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
  expect(daysBetween('2026-01-02', '2026-01-01')).toEqual([]);
});
