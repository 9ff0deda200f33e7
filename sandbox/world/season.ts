import { type HomeGame, homeGames } from './data/schedule.ts';
import { homeTeam, teamNames } from './data/teams.ts';
import { addDays, hoursEarlier, instantOf, weekdayOf } from './dates.ts';
import type { ManifestName, Size } from './seating.ts';

export type DateStatus = 'SET' | 'TBD' | 'TBA';
/** Date and time of day are local at the arena; of an undecided one they are the vendor's guess. */
export type EventFacts = {
  code: string;
  id: number;
  description: string;
  date: string;
  time: string;
  dateStatus: DateStatus;
  timeStatus: DateStatus;
  opponent: string;
  manifest: ManifestName;
  itemSets: readonly string[];
  category: string;
  /** Milliseconds. */
  onSaleAt: number;
  /** How many hours after its start an event is still sold. */
  offSaleHours: number;
  /** What the opponent is worth: 1 is usual. */
  demand: number;
};

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** The arena's clocks are three hours behind the Eastern time of the schedule, all year. */
const hoursBehindEastern = 3;
const usual = 0.85;
const worth: Readonly<Record<string, number>> = {
  LAL: 1.9,
  BOS: 1.6,
  NYK: 1.5,
  OKC: 1.4,
  DEN: 1.3,
  SAS: 1.3,
  DAL: 1.4,
  CLE: 1.2,
  HOU: 1.15,
  MIL: 1.15,
  LAC: 1.1,
  PHX: 1.1,
  MIN: 1.05,
  PHI: 1.05,
  MIA: 1,
  SAC: 1,
};
/** By the date of the schedule: games whose date or time the league has not settled. */
const unsettled = new Map<string, Partial<Pick<EventFacts, 'dateStatus' | 'timeStatus'>>>([
  ['2026-03-27', { timeStatus: 'TBA' }],
  ['2026-04-05', { dateStatus: 'TBD', timeStatus: 'TBD' }],
  ['2026-04-07', { timeStatus: 'TBD' }],
]);

/** The events of a world that is made at this instant: about four games are behind, the others ahead. */
export function makeSeason(size: Size, now: number): EventFacts[] {
  const weeks = weeksToShift(now);
  const first = addDays(homeGames[0]?.[0] ?? '', 7 * weeks);
  const onSaleAt = instantOf(addDays(first, -60), '10:00', homeTeam.timeZone);
  const all = homeGames.map((game) => gameFacts(game, weeks, onSaleAt));
  const games = (size === 'season' ? all : fewOf(all, now)).map((game, index) => ({
    ...game,
    id: 3001 + index,
    code: `GSW${String(index + 1).padStart(2, '0')}`,
  }));
  const last = games.map(({ date }) => date).reduce((latest, date) => (date > latest ? date : latest));
  const goods = goodsUntil(last, onSaleAt, now);
  return [...games, ...(size === 'season' ? goods : goods.slice(0, 1))];
}

export function startOf({ date, time }: { date: string; time: string }): number {
  return instantOf(date, time, homeTeam.timeZone);
}

/** Whole weeks, so that a Friday stays a Friday. */
function weeksToShift(now: number): number {
  const times = homeGames.map((game) => ({ date: game[0], time: tipOff(game) }));
  const behind = (weeks: number) =>
    times.filter(({ date, time }) => startOf({ date: addDays(date, 7 * weeks), time }) <= now).length;
  const near = Math.floor((now - startOf(times[3] ?? { date: '', time: '' })) / weekMs);
  return [near, near - 1, near + 1, near - 2].reduce((best, weeks) =>
    Math.abs(behind(weeks) - 4) < Math.abs(behind(best) - 4) ? weeks : best,
  );
}

function gameFacts(game: HomeGame, weeks: number, onSaleAt: number): Omit<EventFacts, 'code' | 'id'> {
  const [scheduled, , visitor, note] = game;
  const opponent = teamNames.get(visitor) ?? visitor;
  const date = addDays(scheduled, 7 * weeks);
  const isWeekend = [0, 5, 6].includes(weekdayOf(date));
  const demand = (worth[visitor] ?? usual) + (isWeekend ? 0.1 : 0);
  return {
    description: `Warriors vs. ${opponent}${note === undefined ? '' : ` (${note})`}`,
    date,
    time: tipOff(game),
    dateStatus: 'SET',
    timeStatus: 'SET',
    ...unsettled.get(scheduled),
    opponent,
    manifest: 'ARENA',
    itemSets: ['SEASON', ...(demand >= 1.4 ? ['MARQUEE'] : []), ...(isWeekend ? ['WEEKEND'] : [])],
    category: 'BASKETBALL',
    onSaleAt,
    offSaleHours: 1,
    demand,
  };
}

function tipOff(game: HomeGame): string {
  return hoursEarlier(game[1], hoursBehindEastern);
}

/**
 * The last game behind, three ahead of which one has no settled time, and the first marquee game after them. None starts
 * within a day: a test that runs at the machine's time must not see a game begin.
 */
function fewOf<G extends Omit<EventFacts, 'code' | 'id'>>(games: readonly G[], now: number): G[] {
  const behind = games.filter((game) => startOf(game) <= now).length;
  const ahead = games.filter((game) => startOf(game) > now + dayMs);
  const marquee = ahead.slice(3).filter(({ itemSets }) => itemSets.includes('MARQUEE'));
  return [
    ...games.slice(behind - 1, behind),
    ...ahead.slice(0, 3).map((game, index) => (index === 2 ? { ...game, timeStatus: 'TBD' as const } : game)),
    ...marquee.slice(0, 1),
  ];
}

/** What is sold beside the games, until the last of them. The fan festival is announced, and sold later. */
function goodsUntil(last: string, onSaleAt: number, now: number): EventFacts[] {
  const common = {
    date: last,
    time: '12:00',
    dateStatus: 'SET',
    timeStatus: 'SET',
    opponent: '',
    itemSets: ['ADDONS'],
    onSaleAt,
    offSaleHours: 12,
    demand: 1,
  } as const;
  return [
    { ...common, id: 3901, code: 'PARK', description: 'Garage parking', manifest: 'PARKING', category: 'PARKING' },
    { ...common, id: 3902, code: 'SCARF', description: 'Team scarf', manifest: 'SHOP', category: 'MERCHANDISE' },
    {
      ...common,
      id: 3903,
      code: 'LOUNGE',
      description: 'Pre-game lounge',
      manifest: 'LOUNGE',
      category: 'HOSPITALITY',
    },
    {
      ...common,
      id: 3904,
      code: 'FANFEST',
      description: 'Fan festival lounge',
      manifest: 'LOUNGE',
      category: 'HOSPITALITY',
      onSaleAt: Math.floor(now / weekMs + 6) * weekMs,
    },
  ];
}
