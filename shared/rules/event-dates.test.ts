import { describe, expect, test } from 'vitest';
import type { EventDate, EventTime } from '../contract/events.ts';
import { fixedFields, resolveWhen } from './event-dates.ts';

const on = (date: string): EventDate => ({ state: 'set', on: date });
const at = (time: string): EventTime => ({ state: 'set', at: time });
const tbd = { state: 'tbd' } as const;
const tba = { state: 'tba' } as const;
const estimate = Date.parse('2027-04-01T00:00:00Z');
const losAngeles = 'America/Los_Angeles';

describe('an event', () => {
  test('starts at its local date and time in the zone of its venue, and stands there', () => {
    const start = Date.parse('2026-10-22T02:30:00Z');
    expect(resolveWhen({ date: on('2026-10-21'), time: at('19:30') }, estimate, losAngeles)).toEqual({
      kind: 'resolved',
      startsAt: start,
      sortsAt: start,
    });
  });

  test.each([tbd, tba])('with a date and a time that is %j stands at noon of the date', (time) => {
    const sortsAt = Date.parse('2026-10-21T19:00:00Z');
    expect(resolveWhen({ date: on('2026-10-21'), time }, estimate, losAngeles)).toMatchObject({
      startsAt: null,
      sortsAt,
    });
  });

  test('without a venue stands at noon of its date and does not start', () => {
    const sortsAt = Date.parse('2026-10-21T12:00:00Z');
    expect(resolveWhen({ date: on('2026-10-21'), time: at('19:30') }, null, null)).toMatchObject({
      startsAt: null,
      sortsAt,
    });
  });

  test.each([tbd, tba])('with a date that is %j stands at its estimate, or nowhere', (date) => {
    expect(resolveWhen({ date, time: at('19:30') }, estimate, losAngeles)).toMatchObject({
      startsAt: null,
      sortsAt: estimate,
    });
    expect(resolveWhen({ date, time: tbd }, null, losAngeles)).toMatchObject({ startsAt: null, sortsAt: null });
  });

  test('cannot start at a time that the clocks of its venue jump over', () => {
    expect(resolveWhen({ date: on('2027-03-14'), time: at('02:30') }, null, losAngeles)).toEqual({
      kind: 'skipped',
      date: '2027-03-14',
      from: '02:00',
      to: '03:00',
    });
    expect(resolveWhen({ date: on('2027-03-14'), time: at('02:30') }, null, 'America/Phoenix').kind).toBe('resolved');
  });
});

describe('publishing fixes', () => {
  const set = { date: on('2026-10-21'), time: at('19:30'), venueId: 'v' };

  test.each([
    ['the venue', { ...set, venueId: 'w' }, ['venue']],
    ['also against none', { ...set, venueId: null }, ['venue']],
    ['a date that is set', { ...set, date: on('2026-10-22') }, ['date']],
    ['also against undeciding it', { ...set, date: tbd }, ['date']],
    ['a time that is set', { ...set, time: at('20:00') }, ['time']],
    ['both', { ...set, date: tba, time: tba }, ['date', 'time']],
    ['nothing that stays', { ...set }, []],
  ])('%s', (_, after, fields) => {
    expect(fixedFields(set, after)).toEqual(fields);
  });

  test.each([
    ['deciding a date', { ...set, date: tbd }, set],
    ['announcing a time', { ...set, time: tba }, set],
    ['that a date is decided but not announced', { ...set, date: tbd }, { ...set, date: tba }],
  ])('not %s', (_, before, after) => {
    expect(fixedFields(before, after)).toEqual([]);
  });
});
