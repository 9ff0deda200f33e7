import { addDays, daysBetween, localDay, localDayOf } from '../../../../shared/rules/local-days.ts';
import { instantOf } from '../../../../shared/rules/local-time.ts';
import type { Zoom } from '../../searchOfSwitchboard.ts';
import type { Board } from './lifecycleApi.ts';

/** Instants are UTC milliseconds; half-open. */
export type Span = { from: number; until: number };
export type Bar = {
  key: string;
  /** Null: the store is closed. */
  programId: string | null;
  name: string;
  /** The releases that were live in it, oldest first. */
  releases: readonly number[];
  startsAt: number;
  endsAt: number | null;
  planId: string | null;
  state: 'past' | 'active' | 'planned' | 'held';
};

const hour = 3_600_000;
const day = 24 * hour;
const lengths: Record<Zoom, number> = { day, week: 7 * day, month: 35 * day, season: 240 * day };

/** What the timeline shows: from an instant on, or so that a third of it is past. */
export function spanOf(zoom: Zoom, from: string | undefined, now: number): Span {
  const start = from === undefined ? Math.floor((now - lengths[zoom] / 3) / hour) * hour : Date.parse(from);
  return { from: start, until: start + lengths[zoom] };
}

/** The span moved by parts of its length, such as half of it back: -0.5. */
export function moved({ from, until }: Span, parts: number): Span {
  const by = Math.round(((until - from) * parts) / hour) * hour;
  return { from: from + by, until: until + by };
}

/** Another zoom around the same middle. */
export function zoomed({ from, until }: Span, zoom: Zoom): Span {
  const start = Math.round(((from + until) / 2 - lengths[zoom] / 2) / hour) * hour;
  return { from: start, until: start + lengths[zoom] };
}

/**
 * One bar for each stretch of a program, whatever releases it went through, and for each in which the store was closed
 * since `knownFrom`; the held plans after them.
 */
export function barsOf(board: Pick<Board, 'past' | 'active' | 'future' | 'plans'>, now: number, known: Known): Bar[] {
  const rows = [...board.past, ...(board.active === null ? [] : [board.active]), ...board.future];
  const bars: Bar[] = [];
  let end: number | null = known.from;
  for (const row of rows) {
    const [startsAt, endsAt] = [Date.parse(row.startsAt), row.endsAt === null ? null : Date.parse(row.endsAt)];
    if (end !== null && startsAt > end) bars.push(closed(end, startsAt, now));
    const last = bars.at(-1);
    if (
      last !== undefined &&
      last.programId === row.programId &&
      last.planId === row.planId &&
      last.endsAt === startsAt
    ) {
      bars[bars.length - 1] = joined(last, endsAt, row.releaseNumber, now);
    } else {
      const { programId, programName: name, planId, releaseNumber } = row;
      const state = stateOf(startsAt, endsAt, now);
      bars.push({ key: row.startsAt, programId, name, releases: [releaseNumber], startsAt, endsAt, planId, state });
    }
    end = endsAt;
  }
  if (end !== null) bars.push(closed(end, null, now));
  return [...bars, ...heldBars(board, known.names)];
}

export type Known = {
  /** Before it nothing is known. */
  from: number;
  names: ReadonlyMap<string, string>;
};

function heldBars({ plans }: Pick<Board, 'plans'>, names: Known['names']): Bar[] {
  return plans
    .filter(({ isHeld }) => isHeld)
    .map(({ id, programId, startsAt, endsAt }) => ({
      key: `held ${id}`,
      programId,
      name: names.get(programId) ?? 'A program',
      releases: [],
      startsAt: Date.parse(startsAt),
      endsAt: endsAt === null ? null : Date.parse(endsAt),
      planId: id,
      state: 'held',
    }));
}

function joined(bar: Bar, endsAt: number | null, release: number, now: number): Bar {
  const releases = bar.releases.includes(release) ? bar.releases : [...bar.releases, release];
  return { ...bar, endsAt, releases, state: stateOf(bar.startsAt, endsAt, now) };
}

function closed(startsAt: number, endsAt: number | null, now: number): Bar {
  const state = stateOf(startsAt, endsAt, now);
  return {
    key: `closed ${startsAt}`,
    programId: null,
    name: 'Closed',
    releases: [],
    startsAt,
    endsAt,
    planId: null,
    state,
  };
}

function stateOf(startsAt: number, endsAt: number | null, now: number): 'past' | 'active' | 'planned' {
  if (endsAt !== null && endsAt <= now) return 'past';
  return startsAt <= now ? 'active' : 'planned';
}

/** Where a bar stands, in percent of the span; null when it is not in it. */
export type Place = { left: number; width: number; isCutLeft: boolean; isCutRight: boolean };

export function placeOf({ startsAt, endsAt }: Pick<Bar, 'startsAt' | 'endsAt'>, span: Span): Place | null {
  const end = endsAt ?? Number.POSITIVE_INFINITY;
  if (startsAt >= span.until || end <= span.from) return null;
  const left = shareOf(Math.max(startsAt, span.from), span);
  const right = shareOf(Math.min(end, span.until), span);
  return { left, width: right - left, isCutLeft: startsAt < span.from, isCutRight: end > span.until };
}

/** An instant as percent of the span. */
export function shareOf(at: number, { from, until }: Span): number {
  return (100 * (at - from)) / (until - from);
}

export type Tick = { at: number; label: string; isMajor: boolean };

/** Lines and words of the scale, at times of the zone's clocks. */
export function ticksOf(span: Span, zoom: Zoom, zone: string): Tick[] {
  const first = localDayOf(span.from, zone);
  const days = daysBetween(first, localDayOf(span.until, zone));
  const found = days.flatMap((on) => ticksOfDay(on, zoom, zone));
  return found.filter(({ at }) => at >= span.from && at < span.until);
}

function ticksOfDay(on: string, zoom: Zoom, zone: string): Tick[] {
  const at = localDay(on, zone).from;
  switch (zoom) {
    case 'day':
      return [{ at, label: dayWords(on), isMajor: true }, ...hoursOf(on, zone)];
    case 'week':
      return [{ at, label: dayWords(on), isMajor: true }];
    case 'month': {
      const isMonday = weekday(on) === 1;
      return [{ at, label: isMonday ? shortWords(on) : '', isMajor: isMonday }];
    }
    case 'season':
      return on.endsWith('-01') ? [{ at, label: monthWords(on), isMajor: true }] : [];
  }
}

function hoursOf(on: string, zone: string): Tick[] {
  return [3, 6, 9, 12, 15, 18, 21].flatMap((hours) => {
    const time = `${String(hours).padStart(2, '0')}:00`;
    const found = instantOf({ date: on, time }, zone);
    return found.kind === 'at' ? [{ at: found.at, label: time, isMajor: false }] : [];
  });
}

function weekday(on: string): number {
  return new Date(`${on}T00:00:00.000Z`).getUTCDay();
}

const inUtc = { timeZone: 'UTC' } as const;
const longDay = new Intl.DateTimeFormat('en', { ...inUtc, weekday: 'short', day: 'numeric', month: 'short' });
const shortDay = new Intl.DateTimeFormat('en', { ...inUtc, day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en', { ...inUtc, month: 'short' });
const monthAndYear = new Intl.DateTimeFormat('en', { ...inUtc, month: 'short', year: 'numeric' });

const dayWords = (on: string) => longDay.format(new Date(on));
const shortWords = (on: string) => shortDay.format(new Date(on));
const monthWords = (on: string) => (on.slice(5, 7) === '01' ? monthAndYear : month).format(new Date(on));

/** The instant from which on the ledger must be read for a span: whole months, so that moving reads seldom. */
export function readFrom({ from }: Span, now: number, zone: string): string | undefined {
  if (from >= now - 29 * day) return undefined;
  const monthStart = `${localDayOf(from, zone).slice(0, 7)}-01`;
  return new Date(localDay(addDays(monthStart, -1), zone).from).toISOString();
}
