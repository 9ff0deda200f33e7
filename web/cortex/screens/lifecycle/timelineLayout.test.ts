import { describe, expect, it } from 'vitest';
import { barsOf, moved, placeOf, readFrom, spanOf, ticksOf, zoomed } from './timelineLayout.ts';

const zone = 'America/Los_Angeles';
const at = (text: string) => Date.parse(text);
const names = new Map([['sale', 'Sale']]);

function row(programId: string, startsAt: string, endsAt: string | null, rest: object = {}) {
  return {
    programId,
    programName: programId,
    releaseId: `${programId}-1`,
    releaseNumber: 1,
    startsAt,
    endsAt,
    planId: null,
    ...rest,
  };
}
const noon = '2026-11-20T12:00:00.000Z';
const board = { past: [], active: null, future: [], plans: [] };

describe('the bars of the timeline', () => {
  it('are one for each stretch of a program, with the releases it went through', () => {
    const past = [row('regular', '2026-11-18T00:00:00.000Z', '2026-11-19T00:00:00.000Z')];
    const active = row('regular', '2026-11-19T00:00:00.000Z', null, { releaseNumber: 2 });
    const bars = barsOf({ ...board, past, active }, at(noon), { from: at('2026-11-18T00:00:00.000Z'), names });
    expect(bars).toEqual([
      expect.objectContaining({ name: 'regular', releases: [1, 2], state: 'active', endsAt: null }),
    ]);
  });

  it('keep a plan apart from the same program before and after it', () => {
    const active = row('regular', '2026-11-19T00:00:00.000Z', '2026-11-21T00:00:00.000Z');
    const future = [
      row('sale', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z', { planId: 'p' }),
      row('regular', '2026-11-22T00:00:00.000Z', null),
    ];
    const bars = barsOf({ ...board, active, future }, at(noon), { from: at('2026-11-19T00:00:00.000Z'), names });
    expect(bars.map(({ name, state }) => [name, state])).toEqual([
      ['regular', 'active'],
      ['sale', 'planned'],
      ['regular', 'planned'],
    ]);
  });

  it('say where the store was closed: before the first program, between two, and after the last', () => {
    const past = [row('a', '2026-11-10T00:00:00.000Z', '2026-11-11T00:00:00.000Z')];
    const future = [row('b', '2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z')];
    const bars = barsOf({ ...board, past, future }, at(noon), { from: at('2026-11-01T00:00:00.000Z'), names });
    expect(bars.map(({ programId, state }) => [programId, state])).toEqual([
      [null, 'past'],
      ['a', 'past'],
      [null, 'active'],
      ['b', 'planned'],
      [null, 'planned'],
    ]);
  });

  it('of a store in which nothing was ever active are one closed bar without an end', () => {
    const bars = barsOf(board, at(noon), { from: at('2026-11-01T00:00:00.000Z'), names });
    expect(bars).toEqual([expect.objectContaining({ programId: null, endsAt: null, state: 'active' })]);
  });

  it('name the plans that are held, which are in no ledger', () => {
    const held = {
      id: 'p',
      programId: 'sale',
      startsAt: '2026-11-27T00:00:00.000Z',
      endsAt: null,
      returnTo: { kind: 'base' as const },
      isHeld: true,
      findings: [],
      checkedAt: null,
    };
    const bars = barsOf({ ...board, plans: [held] }, at(noon), { from: at(noon), names });
    expect(bars.at(-1)).toMatchObject({ name: 'Sale', state: 'held', planId: 'p' });
  });
});

describe('a bar in a span', () => {
  const span = { from: 0, until: 1_000 };

  it.each([
    ['inside', 250, 500, { left: 25, width: 25, isCutLeft: false, isCutRight: false }],
    ['cut at the left', -500, 500, { left: 0, width: 50, isCutLeft: true, isCutRight: false }],
    ['without an end', 900, null, { left: 90, width: 10, isCutLeft: false, isCutRight: true }],
    ['over the whole', -1, 1_001, { left: 0, width: 100, isCutLeft: true, isCutRight: true }],
  ])('%s stands where it is', (_, startsAt, endsAt, place) => {
    expect(placeOf({ startsAt, endsAt }, span)).toEqual(place);
  });

  it.each([
    ['ends where it begins', -100, 0],
    ['begins where it ends', 1_000, null],
  ])('that %s is not in it', (_, startsAt, endsAt) => {
    expect(placeOf({ startsAt, endsAt }, span)).toBeNull();
  });
});

describe('the span', () => {
  it('shows a third of the past unless an instant is asked for', () => {
    const span = spanOf('day', undefined, at(noon));
    expect([span.from, span.until]).toEqual([at('2026-11-20T04:00:00.000Z'), at('2026-11-21T04:00:00.000Z')]);
    expect(spanOf('week', noon, 0).from).toBe(at(noon));
  });

  it('keeps its length when it moves, and its middle when it is zoomed', () => {
    const week = spanOf('week', noon, 0);
    const later = moved(week, 0.5);
    expect(later.until - later.from).toBe(week.until - week.from);
    expect(later.from - week.from).toBe(3.5 * 24 * 3_600_000);
    const near = zoomed(week, 'day');
    expect((near.from + near.until) / 2).toBe((week.from + week.until) / 2);
  });

  it('reads the ledger from the beginning of a month, and not at all beyond the usual thirty days', () => {
    const now = at(noon);
    expect(readFrom({ from: now - 3_600_000, until: now }, now, zone)).toBeUndefined();
    expect(readFrom({ from: at('2026-08-15T00:00:00.000Z'), until: now }, now, zone)).toBe('2026-07-31T07:00:00.000Z');
  });
});

describe('the scale', () => {
  it('of a day that has 25 hours still has each time once, at its own instant', () => {
    const span = { from: at('2026-11-01T07:00:00.000Z'), until: at('2026-11-02T08:00:00.000Z') };
    const ticks = ticksOf(span, 'day', zone);
    expect(ticks.map(({ label }) => label)).toEqual([
      'Sun, Nov 1',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
    ]);
    expect((ticks[1]?.at ?? 0) - (ticks[0]?.at ?? 0)).toBe(4 * 3_600_000);
  });

  it('leaves out a time that the clocks skip', () => {
    const span = { from: at('2026-03-29T00:00:00.000Z'), until: at('2026-03-30T00:00:00.000Z') };
    // in Troll they go from 01:00 to 03:00, in Casey nothing happens
    expect(ticksOf(span, 'day', 'Antarctica/Troll').map(({ label }) => label)).toContain('03:00');
    const cairo = { from: at('2026-04-23T20:00:00.000Z'), until: at('2026-04-24T20:00:00.000Z') };
    expect(ticksOf(cairo, 'day', 'Africa/Cairo').filter(({ isMajor }) => isMajor)).toHaveLength(1);
  });

  it('of a season names months, of a month its Mondays', () => {
    const season = ticksOf({ from: at('2026-10-15T00:00Z'), until: at('2027-02-15T00:00Z') }, 'season', zone);
    expect(season.map(({ label }) => label)).toEqual(['Nov', 'Dec', 'Jan 2027', 'Feb']);
    const month = ticksOf({ from: at('2026-11-01T12:00Z'), until: at('2026-11-15T12:00Z') }, 'month', zone);
    expect(month.filter(({ isMajor }) => isMajor).map(({ label }) => label)).toEqual(['Nov 2', 'Nov 9']);
    expect(month).toHaveLength(14);
  });
});
