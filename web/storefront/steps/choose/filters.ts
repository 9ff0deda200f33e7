import { weekdayOf } from '../../app/dates.ts';
import type { PlanGame } from './plan.ts';

export type Filters = {
  /** `2026-12`. */
  month: string | null;
  /** Monday 1 to Sunday 7. */
  weekday: number | null;
  opponent: string | null;
  mostCents: number | null;
};

/** As they stand in the address; what makes no sense filters nothing. */
export function readFilters(search: URLSearchParams): Filters {
  const month = search.get('month');
  return {
    month: month !== null && /^\d{4}-\d\d$/.test(month) ? month : null,
    weekday: numberOf(search.get('day')),
    opponent: search.get('opponent'),
    mostCents: numberOf(search.get('most')),
  };
}

export function isFiltering({ month, weekday, opponent, mostCents }: Filters): boolean {
  return month !== null || weekday !== null || opponent !== null || mostCents !== null;
}

/** What is chosen is always shown. */
export function fits({ game, cents, isChosen }: PlanGame, { month, weekday, opponent, mostCents }: Filters): boolean {
  if (isChosen) return true;
  if (month !== null && game.day?.startsWith(month) !== true) return false;
  if (weekday !== null && (game.day === null || weekdayOf(game.day) !== weekday)) return false;
  if (opponent !== null && game.opponent !== opponent) return false;
  return mostCents === null || (cents !== null && cents <= mostCents);
}

/** Three prices that split the games into about equal parts, rounded up to whole units of money. */
export function priceSteps(games: readonly PlanGame[]): number[] {
  const sorted = games.flatMap(({ cents }) => cents ?? []).toSorted((a, b) => a - b);
  const steps = [0.25, 0.5, 0.75].flatMap((part) => {
    const cents = sorted[Math.floor(sorted.length * part)];
    return cents === undefined ? [] : [Math.ceil(cents / 500) * 500];
  });
  const highest = sorted.at(-1) ?? 0;
  return [...new Set(steps)].filter((cents) => cents < highest);
}

function numberOf(text: string | null): number | null {
  const value = Number(text);
  return text === null || text === '' || !Number.isSafeInteger(value) || value <= 0 ? null : value;
}
