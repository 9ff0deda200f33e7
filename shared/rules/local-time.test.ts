import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, localTimeOf } from './local-time.ts';

const newYork = 'America/New_York';
const phoenix = 'America/Phoenix';
const sydney = 'Australia/Sydney';
const lisbon = 'Europe/Lisbon';
const lordHowe = 'Australia/Lord_Howe';

function find(local: string, timeZone: string): string {
  const [date = '', time = ''] = local.split(' ');
  const found = instantOf({ date, time }, timeZone);
  return found.kind === 'at' ? new Date(found.at).toISOString().slice(0, 16) : `skipped ${found.from}-${found.to}`;
}

describe('a local time', () => {
  test.each([
    ['2026-01-15 19:30', newYork, '2026-01-16T00:30'],
    ['2026-07-15 19:30', newYork, '2026-07-15T23:30'],
    ['2026-01-15 19:30', phoenix, '2026-01-16T02:30'],
    ['2026-07-15 19:30', phoenix, '2026-07-16T02:30'],
    ['2026-01-15 19:30', sydney, '2026-01-15T08:30'],
    ['2026-07-15 19:30', sydney, '2026-07-15T09:30'],
    ['2026-01-15 19:30', lisbon, '2026-01-15T19:30'],
    ['2026-07-15 19:30', lisbon, '2026-07-15T18:30'],
    ['2026-07-15 00:00', 'UTC', '2026-07-15T00:00'],
    ['2026-12-31 23:59', 'Pacific/Kiritimati', '2026-12-31T09:59'],
    ['2026-01-01 00:00', 'Pacific/Pago_Pago', '2026-01-01T11:00'],
    ['2026-01-01 12:00', 'Asia/Kathmandu', '2026-01-01T06:15'],
  ])('%s in %s is %s', (local, timeZone, instant) => {
    expect(find(local, timeZone)).toBe(instant);
  });

  test('in a zone nobody knows is an error', () => {
    expect(() => instantOf({ date: '2026-01-01', time: '12:00' }, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('when clocks are put forward', () => {
  test.each([
    ['2026-03-08 01:59', newYork, '2026-03-08T06:59'],
    ['2026-03-08 02:00', newYork, 'skipped 02:00-03:00'],
    ['2026-03-08 02:59', newYork, 'skipped 02:00-03:00'],
    ['2026-03-08 03:00', newYork, '2026-03-08T07:00'],
    ['2026-03-08 02:30', phoenix, '2026-03-08T09:30'],
    ['2026-10-04 01:59', sydney, '2026-10-03T15:59'],
    ['2026-10-04 02:30', sydney, 'skipped 02:00-03:00'],
    ['2026-10-04 03:00', sydney, '2026-10-03T16:00'],
    ['2026-03-29 00:59', lisbon, '2026-03-29T00:59'],
    ['2026-03-29 01:30', lisbon, 'skipped 01:00-02:00'],
    ['2026-03-29 02:00', lisbon, '2026-03-29T01:00'],
    ['2026-10-04 02:15', lordHowe, 'skipped 02:00-02:30'],
    ['2026-10-04 02:30', lordHowe, '2026-10-03T15:30'],
  ])('%s in %s is %s', (local, timeZone, instant) => {
    expect(find(local, timeZone)).toBe(instant);
  });
});

describe('when clocks are put back, a time they show twice is the first', () => {
  test.each([
    ['2026-11-01 00:59', newYork, '2026-11-01T04:59'],
    ['2026-11-01 01:00', newYork, '2026-11-01T05:00'],
    ['2026-11-01 01:59', newYork, '2026-11-01T05:59'],
    ['2026-11-01 02:00', newYork, '2026-11-01T07:00'],
    ['2026-11-01 01:30', phoenix, '2026-11-01T08:30'],
    ['2026-04-05 02:30', sydney, '2026-04-04T15:30'],
    ['2026-04-05 03:00', sydney, '2026-04-04T17:00'],
    ['2026-10-25 01:30', lisbon, '2026-10-25T00:30'],
    ['2026-10-25 02:00', lisbon, '2026-10-25T02:00'],
    ['2026-04-05 01:45', lordHowe, '2026-04-04T14:45'],
  ])('%s in %s is %s', (local, timeZone, instant) => {
    expect(find(local, timeZone)).toBe(instant);
  });
});

describe('for every minute of this century and every zone', () => {
  const minute = fc
    .integer({ min: Date.UTC(2000, 0, 2) / 60_000, max: Date.UTC(2099, 11, 30) / 60_000 })
    .map((at) => at * 60_000);
  const zone = fc.constantFrom(newYork, phoenix, sydney, lisbon, lordHowe, 'America/St_Johns', 'Asia/Tehran');

  test('the clocks show the local time at its instant, and not before', () => {
    fc.assert(
      fc.property(minute, zone, (at, timeZone) => {
        const local = localTimeOf(at, timeZone);
        const found = instantOf(local, timeZone);
        expect(found.kind).toBe('at');
        if (found.kind !== 'at') return;
        expect(localTimeOf(found.at, timeZone)).toEqual(local);
        expect(found.at).toBeLessThanOrEqual(at);
        expect(at - found.at).toBeLessThanOrEqual(60 * 60_000);
      }),
      { numRuns: 300 },
    );
  });

  test('a time that is skipped is shown at no instant near it', () => {
    const around = (local: string, timeZone: string) =>
      Array.from({ length: 4 * 24 * 4 }, (_, at) => Date.parse(`${local}:00Z`) + (at - 192) * 15 * 60_000).map((at) => {
        const { date, time } = localTimeOf(at, timeZone);
        return `${date}T${time}`;
      });
    expect(around('2026-03-08T02:30', newYork)).not.toContain('2026-03-08T02:30');
    expect(around('2026-03-08T03:30', newYork)).toContain('2026-03-08T03:30');
  });
});
