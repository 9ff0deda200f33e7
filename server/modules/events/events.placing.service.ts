import { resolveWhen } from '../../../shared/rules/event-dates.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { type FieldError, type ProblemError, problem } from '../../core/problem.ts';
import { holdVenue, requireUnarchived } from '../venues/venues.acts.service.ts';
import type { EventFields } from './events.types.ts';

/**
 * When the event starts and where it stands in lists. Holds its venue; an archived one cannot be newly given. `at`: the
 * field that named the venue.
 */
export async function placeEvent(ctx: StoreCtx, fields: EventFields, venueBefore: string | null, at = '/body/venueId') {
  const venue = fields.venueId === null ? null : await holdVenue(ctx, fields.venueId, at);
  if (venue !== null && venue.id !== venueBefore) requireUnarchived(venue);
  const timeZone = venue?.timeZone ?? null;
  const when = resolveWhen(fields, fields.estimatedAt?.getTime() ?? null, timeZone);
  if (when.kind === 'skipped') throw skippedTime(when, timeZone);
  return toInstants(when);
}

export function skippedTime(
  { date, from, to }: { date: string; from: string; to: string },
  timeZone: string | null,
  errors: FieldError[] = [],
): ProblemError {
  return problem('event.time_skipped', { date, from, to, timeZone }, { errors });
}

export function toInstants({ startsAt, sortsAt }: { startsAt: number | null; sortsAt: number | null }) {
  return { startsAt: toDate(startsAt), sortsAt: toDate(sortsAt) };
}

function toDate(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
