import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CadenceBudget, type CadenceEvent, cadenceOf } from './sync-cadence.ts';

const now = Date.parse('2026-10-01T12:00:00.000Z');
const day = 24 * 60 * 60_000;
const limits = { fastestMinutes: 5, slowestMinutes: 60, detailMinutes: 360 };
const plenty: CadenceBudget = { perDay: null, requestsPerCall: 1, changeShare: 0.3 };

function makeEvent(eventCode: string, rest: Partial<CadenceEvent> = {}): CadenceEvent {
  return { eventCode, startsAt: now + day, isPublished: true, isOffered: false, activityAt: null, ...rest };
}

/** Minutes between two summaries of the one event. */
function minutesOf(rest: Partial<CadenceEvent>, budget = plenty): number {
  return (cadenceOf([makeEvent('E', rest)], { now, limits, budget }).summarySeconds.get('E') ?? 0) / 60;
}

/** Requests a day that a plan comes to. */
function costOf(events: readonly CadenceEvent[], budget: CadenceBudget): number {
  const { summarySeconds, detailSeconds } = cadenceOf(events, { now, limits, budget });
  const summaries = [...summarySeconds.values()].reduce((sum, seconds) => sum + 86_400 / seconds, 0);
  const details = (events.length * 86_400) / detailSeconds;
  return budget.requestsPerCall * (summaries * (1 + budget.changeShare) + details);
}

describe('with a quota that suffices', () => {
  test.each<[string, Partial<CadenceEvent>, number]>([
    ['a game of today is looked at as often as allowed', { startsAt: now + day / 2 }, 5],
    ['a game of tomorrow too', { startsAt: now + day }, 5],
    ['each further day adds half of that', { startsAt: now + 5 * day }, 15],
    ['up to the slowest', { startsAt: now + 90 * day }, 60],
    ['a game without a start is slow', { startsAt: null }, 60],
    ['a draft is slow', { isPublished: false }, 60],
    ['fans who buy make any game fast', { startsAt: null, activityAt: now - 29 * 60_000 }, 5],
    ['for half an hour', { startsAt: null, activityAt: now - 30 * 60_000 }, 60],
  ])('%s', (_, event, minutes) => {
    expect(minutesOf(event)).toBe(minutes);
  });

  test('what is not offered is slow while something else is', () => {
    const events = [makeEvent('A', { isOffered: true }), makeEvent('B')];
    const { summarySeconds } = cadenceOf(events, { now, limits, budget: plenty });
    expect(summarySeconds).toEqual(
      new Map([
        ['A', 5 * 60],
        ['B', 60 * 60],
      ]),
    );
  });

  test('every event is read whole in the time that was set, also when there is none', () => {
    expect(cadenceOf([makeEvent('A')], { now, limits, budget: plenty }).detailSeconds).toBe(360 * 60);
    expect(cadenceOf([], { now, limits, budget: { ...plenty, perDay: 100 } })).toEqual({
      summarySeconds: new Map(),
      detailSeconds: 360 * 60,
    });
  });
});

describe('with a quota that does not suffice', () => {
  const season = Array.from({ length: 41 }, (_, index) => makeEvent(`G${index}`, { startsAt: now + index * 4 * day }));

  test('a season at the usual quota of 5,000 a day, half of it for syncing, needs no longer waits', () => {
    const budget = { perDay: 2_500, requestsPerCall: 1.1, changeShare: 0.3 };
    expect(costOf(season, budget)).toBeLessThanOrEqual(2_250);
    expect(cadenceOf(season, { now, limits, budget }).summarySeconds.get('G0')).toBe(300);
  });

  test('all wait longer by the same factor, so near games stay ahead', () => {
    const tight = cadenceOf(season, { now, limits, budget: { ...plenty, perDay: 1_000 } }).summarySeconds;
    const free = cadenceOf(season, { now, limits, budget: plenty }).summarySeconds;
    const factors = [...tight].map(([code, seconds]) => seconds / (free.get(code) ?? 0));
    expect(Math.max(...factors) - Math.min(...factors)).toBeLessThan(0.01);
    expect(factors[0]).toBeGreaterThan(1.5);
  });

  test('whatever the events and the quota, the plan fits into nine tenths of the day', () => {
    const anyEvent = fc.record({
      eventCode: fc.uuid(),
      startsAt: fc.option(fc.integer({ min: now, max: now + 300 * day })),
      isPublished: fc.boolean(),
      isOffered: fc.boolean(),
      activityAt: fc.option(fc.integer({ min: now - day, max: now })),
    });
    const anyBudget = fc.record({
      perDay: fc.integer({ min: 1, max: 100_000 }),
      requestsPerCall: fc.double({ min: 1, max: 10, noNaN: true }),
      changeShare: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyEvent, { selector: ({ eventCode }) => eventCode, maxLength: 60 }),
        anyBudget,
        (events, budget) => {
          expect(costOf(events, budget)).toBeLessThanOrEqual(budget.perDay * 0.9 + 1e-6);
        },
      ),
    );
  });
});
