import { expect, it } from 'vitest';
import { homeGames } from './data/schedule.ts';
import { instantOf, weekdayOf } from './dates.ts';
import { makeSeason, startOf } from './season.ts';
import { testTime } from './testing.ts';

it('whenever the season is made, three to five games are behind and the weekdays are those of the schedule', () => {
  for (let day = 0; day < 400; day += 7) {
    const now = testTime + day * 86_400_000 + day * 3_333_333;
    const games = makeSeason('season', now).filter(({ manifest }) => manifest === 'ARENA');
    const behind = games.filter((game) => startOf(game) <= now).length;
    expect(behind).toBeGreaterThanOrEqual(3);
    expect(behind).toBeLessThanOrEqual(5);
    expect(games.map(({ date }) => weekdayOf(date))).toEqual(homeGames.map(([date]) => weekdayOf(date)));
  }
});

it('tip-offs are those of the arena, three hours before the Eastern time of the schedule', () => {
  const [first] = makeSeason('season', testTime);
  expect(first).toMatchObject({ code: 'GSW01', date: '2026-11-05', time: '19:00', opponent: 'Denver Nuggets' });
  expect(first === undefined ? 0 : startOf(first)).toBe(Date.parse('2026-11-06T03:00:00Z'));
});

it('local times become instants on both sides of a clock change', () => {
  expect(instantOf('2026-10-31', '19:00', 'America/Los_Angeles')).toBe(Date.parse('2026-11-01T02:00:00Z'));
  expect(instantOf('2026-11-01', '19:00', 'America/Los_Angeles')).toBe(Date.parse('2026-11-02T03:00:00Z'));
});

it('a season has forty games of which three are not settled, and what is sold beside them', () => {
  const events = makeSeason('season', testTime);
  expect(events.filter(({ manifest }) => manifest === 'ARENA')).toHaveLength(40);
  expect(events.filter(({ dateStatus }) => dateStatus !== 'SET').map(({ code }) => code)).toEqual(['GSW38']);
  expect(events.filter(({ timeStatus }) => timeStatus !== 'SET').map(({ code }) => code)).toEqual([
    'GSW35',
    'GSW38',
    'GSW39',
  ]);
  expect(events.filter(({ itemSets }) => itemSets.includes('ADDONS')).map(({ code }) => code)).toEqual([
    'PARK',
    'SCARF',
    'LOUNGE',
    'FANFEST',
  ]);
  expect(new Set(events.map(({ code }) => code)).size).toBe(events.length);
});

it('the few events of a small world hold one behind, one marquee game and none that starts within a day', () => {
  for (let day = 0; day < 400; day += 5) {
    const now = testTime + day * 86_400_000;
    const events = makeSeason('small', now);
    expect(events.map(({ code }) => code)).toEqual(['GSW01', 'GSW02', 'GSW03', 'GSW04', 'GSW05', 'PARK']);
    expect(events.filter((event) => startOf(event) <= now + 86_400_000).map(({ code }) => code)).toEqual(['GSW01']);
    expect(events[4]?.itemSets).toContain('MARQUEE');
  }
});
