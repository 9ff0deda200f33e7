import { instantOf, localTimeOf } from './local-time.ts';

/** A day on the clocks of a zone: from `from` on, before `until`, in UTC milliseconds. */
export type LocalDay = { on: string; from: number; until: number };

const day = 24 * 60 * 60_000;

/** The day (`2026-10-21`) that the clocks of an IANA zone show at an instant (UTC milliseconds). */
export function localDayOf(at: number, timeZone: string): string {
  return localTimeOf(at, timeZone).date;
}

/** The day so many days later, or earlier when negative, on the calendar; no zone matters for that. */
export function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00.000Z`) + days * day).toISOString().slice(0, 10);
}

/** Every day from the first to the last, both included; none when the last is before the first. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let on = first; on <= last; on = addDays(on, 1)) days.push(on);
  return days;
}

/**
 * Where a day begins and ends in an IANA zone. It has 23, 24 or 25 hours, in some zones half an hour more or less; where
 * the clocks go forward at midnight it begins with the first time they show. Days that follow each other share their
 * boundary, so that every instant lies in exactly one of them.
 */
export function localDay(on: string, timeZone: string): LocalDay {
  return { on, from: startOf(on, timeZone), until: startOf(addDays(on, 1), timeZone) };
}

function startOf(on: string, timeZone: string): number {
  const midnight = instantOf({ date: on, time: '00:00' }, timeZone);
  if (midnight.kind === 'at') return midnight.at;
  // The clocks jump over midnight: the first instant at which they show this day, or a later one.
  const utc = Date.parse(`${on}T00:00:00.000Z`);
  let [before, after] = [utc - day, utc + day];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDayOf(middle, timeZone) >= on) after = middle;
    else before = middle;
  }
  return after;
}
