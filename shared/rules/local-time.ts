/** A day and a time of day on the clocks of some zone: `2026-10-21`, `19:30`. */
export type LocalTime = { date: string; time: string };

/** `at`: UTC milliseconds · `skipped`: the clocks of that day go from one time of day to the other without this one. */
export type Found = { kind: 'at'; at: number } | { kind: 'skipped'; from: string; to: string };

const day = 24 * 60 * 60_000;

/**
 * The instant at which the clocks of an IANA zone show a local time. When they show it twice, because they were put
 * back, it is the first of the two. When they never do, because they were put forward, it says over what they jump.
 * Knows only what `Intl` knows of zones; throws a RangeError for one it does not know.
 */
export function instantOf({ date, time }: LocalTime, timeZone: string): Found {
  const local = Date.parse(`${date}T${time}:00.000Z`);
  // Zones are at most 14 hours from UTC and never change twice within two days.
  const before = offsetAt(local - day, timeZone);
  const after = offsetAt(local + day, timeZone);
  const fits = [local - before, local - after].filter((at) => at + offsetAt(at, timeZone) === local);
  if (fits.length > 0) return { kind: 'at', at: Math.min(...fits) };
  const change = changeBetween(local - day, local + day, timeZone);
  return { kind: 'skipped', from: timeOf(change + before), to: timeOf(change + after) };
}

/** What the clocks of the zone show at an instant (UTC milliseconds), to the minute. */
export function localTimeOf(at: number, timeZone: string): LocalTime {
  const shown = new Date(at + offsetAt(at, timeZone)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** Milliseconds the zone is ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Map(
    formatterFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** The millisecond from which on the zone has the later offset. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const after = offsetAt(to, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return high;
}

function timeOf(local: number): string {
  return new Date(local).toISOString().slice(11, 16);
}

/** Making one takes a hundred times longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}
