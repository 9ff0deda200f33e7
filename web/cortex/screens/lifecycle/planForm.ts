import { type ActRefusal, closingTime } from '../../../../shared/rules/lifecycle.ts';
import { instantOf, localTimeOf } from '../../../../shared/rules/local-time.ts';
import type { PlanState } from './lifecycleApi.ts';

/** What the fields of a plan hold; times are those of the store's clocks, as `2026-11-27T00:00`. */
export type PlanValues = { startsAt: string; ends: 'at' | 'never'; endsAt: string; returnTo: string; reason: string };
export type PlanTimes = { startsAt: string; endsAt: string | null; returnTo: PlanState['returnTo'] };

const hour = 3_600_000;

/** The next full hour that is at least ten minutes away, and a day later. */
export function newPlanValues(now: number, zone: string): PlanValues {
  const start = Math.ceil((now + 600_000) / hour) * hour;
  return {
    startsAt: textOf(start, zone),
    ends: 'at',
    endsAt: textOf(start + 24 * hour, zone),
    returnTo: 'base',
    reason: '',
  };
}

export function valuesOf({ startsAt, endsAt, returnTo }: PlanState, zone: string): PlanValues {
  return {
    startsAt: textOf(Date.parse(startsAt), zone),
    ends: endsAt === null ? 'never' : 'at',
    endsAt: endsAt === null ? '' : textOf(Date.parse(endsAt), zone),
    returnTo: returnTo.kind === 'program' ? returnTo.programId : returnTo.kind,
    reason: '',
  };
}

/** The plan in instants; null while a time is missing or one the clocks skip. What was not touched stays to the second. */
export function timesOf(values: PlanValues, zone: string, was: PlanState | null = null): PlanTimes | null {
  const before = was === null ? null : valuesOf(was, zone);
  const keep = (name: 'startsAt' | 'endsAt') =>
    was !== null && before?.[name] === values[name] ? was[name] : instantIn(values[name], zone);
  const startsAt = keep('startsAt');
  const endsAt = values.ends === 'never' ? null : keep('endsAt');
  if (startsAt === null || (values.ends === 'at' && endsAt === null)) return null;
  return { startsAt, endsAt, returnTo: values.ends === 'never' ? { kind: 'base' } : returnOf(values.returnTo) };
}

/** What is wrong with a time by itself; null when nothing is. */
export function timeError(text: string, zone: string): string | null {
  const [date, time] = partsOf(text);
  if (date === undefined || time === undefined) return 'Choose a day and a time.';
  const found = instantOf({ date, time }, zone);
  return found.kind === 'at'
    ? null
    : `The clocks of ${zone} go from ${found.from} to ${found.to} on that day. Choose a time outside.`;
}

/** What is said below a time that is fine: the reader's own clock where it differs, and which of two equal times. */
export function timeHint(text: string, zone: string, ownZone: string): string | null {
  const instant = instantIn(text, zone);
  if (instant === null) return null;
  const at = Date.parse(instant);
  const twice = [hour / 2, hour].some((later) => textOf(at + later, zone) === text.slice(0, 16));
  const own = ownClock(instant, zone, ownZone);
  const hints = [
    ...(own === null ? [] : [`${own} on your clock.`]),
    ...(twice ? ['The clocks show this time twice on that day; the first is meant.'] : []),
  ];
  return hints.length === 0 ? null : hints.join(' ');
}

/** An instant on the reader's clock, with its zone; null where it shows the same as the store's. */
export function ownClock(instant: string, zone: string, ownZone: string): string | null {
  const at = Date.parse(instant);
  if (textOf(at, zone) === textOf(at, ownZone)) return null;
  const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: ownZone });
  return `${format.format(at)} (${ownZone})`;
}

/** The field a refusal is about, with the words for it; null for one that no field can mend. */
export function placeRefusal(refusal: ActRefusal): { field: 'startsAt' | 'endsAt'; words: string } | null {
  switch (refusal) {
    case 'plan.in_past':
      return { field: 'startsAt', words: 'This is in the past. Choose a later time, or switch now.' };
    case 'plan.too_short':
      return { field: 'endsAt', words: 'Let it end at least a minute after its start.' };
    case 'plan.overlaps':
      return { field: 'startsAt', words: 'Another plan runs at that time. Move one of the two.' };
    case 'plan.too_close':
      return {
        field: 'startsAt',
        words: `A switch is less than ${closingTime / 1_000} seconds away and goes ahead. Choose a later time.`,
      };
    case 'plan.running':
      return { field: 'startsAt', words: 'It has started: only its end and its return can change.' };
    case 'plan.ended':
    case 'plan.held':
    case 'plan.not_held':
    case 'plan.not_found':
      return null;
  }
}

export function textOf(at: number, zone: string): string {
  const { date, time } = localTimeOf(at, zone);
  return `${date}T${time}`;
}

/** Null while it is none, or one that the clocks skip. */
export function instantIn(text: string, zone: string): string | null {
  const [date, time] = partsOf(text);
  if (date === undefined || time === undefined) return null;
  const found = instantOf({ date, time }, zone);
  return found.kind === 'at' ? new Date(found.at).toISOString() : null;
}

/** An input may leave the time out, and add seconds. */
function partsOf(text: string): [string | undefined, string | undefined] {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(text);
  return [found?.[1], found?.[2]];
}

function returnOf(chosen: string): PlanState['returnTo'] {
  if (chosen === 'base' || chosen === 'closed') return { kind: chosen };
  return { kind: 'program', programId: chosen };
}
