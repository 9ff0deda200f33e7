import type { EventDate, EventTime } from '../contract/events.ts';
import { instantOf } from './local-time.ts';

export type When = { date: EventDate; time: EventTime };

/** Instants in UTC milliseconds. `skipped`: the clocks jump over this time; see docs/rules/events.md. */
export type Resolved =
  | { kind: 'resolved'; startsAt: number | null; sortsAt: number | null }
  | { kind: 'skipped'; date: string; from: string; to: string };

/**
 * When an event starts and where it stands in lists. It starts only when date, time and the zone of its venue are known;
 * it stands at its start, else at noon of its date, else at its estimate, else nowhere (last).
 */
export function resolveWhen({ date, time }: When, estimatedAt: number | null, timeZone: string | null): Resolved {
  if (date.state !== 'set') return { kind: 'resolved', startsAt: null, sortsAt: estimatedAt };
  if (time.state !== 'set' || timeZone === null) {
    const noon = instantOf({ date: date.on, time: '12:00' }, timeZone ?? 'UTC');
    return { kind: 'resolved', startsAt: null, sortsAt: noon.kind === 'at' ? noon.at : estimatedAt };
  }
  const start = instantOf({ date: date.on, time: time.at }, timeZone);
  if (start.kind === 'skipped') return { ...start, date: date.on };
  return { kind: 'resolved', startsAt: start.at, sortsAt: start.at };
}

type Decided = When & { venueId: string | null };

/**
 * What of a published event an edit would change though publishing has fixed it: its venue, and a date or a time that is
 * set. Deciding or announcing one that was not set changes nothing that was promised.
 */
export function fixedFields(before: Decided, after: Decided): ('venue' | 'date' | 'time')[] {
  const isDateKept = before.date.state !== 'set' || (after.date.state === 'set' && after.date.on === before.date.on);
  const isTimeKept = before.time.state !== 'set' || (after.time.state === 'set' && after.time.at === before.time.at);
  return [
    ...(after.venueId === before.venueId ? [] : (['venue'] as const)),
    ...(isDateKept ? [] : (['date'] as const)),
    ...(isTimeKept ? [] : (['time'] as const)),
  ];
}
