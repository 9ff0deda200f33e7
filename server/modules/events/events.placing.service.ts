import { resolveWhen } from '../../../shared/rules/event-dates.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import { holdVenue, requireUnarchived } from '../venues/venues.acts.service.ts';
import * as categories from './events.categories.repository.ts';
import type { EventFields } from './events.types.ts';

/** When the event starts and where it stands in lists. Holds its venue; an archived one cannot be newly given. */
export async function placeEvent(ctx: StoreCtx, fields: EventFields, venueBefore: string | null) {
  const venue = fields.venueId === null ? null : await holdVenue(ctx, fields.venueId, '/body/venueId');
  if (venue !== null && venue.id !== venueBefore) requireUnarchived(venue);
  const timeZone = venue?.timeZone ?? null;
  const when = resolveWhen(fields, fields.estimatedAt?.getTime() ?? null, timeZone);
  if (when.kind === 'skipped') throw problem('event.time_skipped', skippedParams(when, timeZone));
  return instants(when);
}

/** What `event.time_skipped` says. */
export function skippedParams({ date, from, to }: { date: string; from: string; to: string }, timeZone: string | null) {
  return { date, from, to, timeZone };
}

export function instants({ startsAt, sortsAt }: { startsAt: number | null; sortsAt: number | null }) {
  return { startsAt: toDate(startsAt), sortsAt: toDate(sortsAt) };
}

/** What no single field shows to be wrong. */
export function refuseFaults({ minSeats, maxSeats, onSaleAt, offSaleAt }: EventFields): void {
  const errors: FieldError[] = [];
  if (maxSeats !== null && maxSeats < minSeats) {
    errors.push({ at: '/body/maxSeats', code: 'below_minimum', message: `The minimum is ${minSeats}.` });
  }
  if (onSaleAt !== null && offSaleAt !== null && offSaleAt <= onSaleAt) {
    errors.push({ at: '/body/offSaleAt', code: 'before_on_sale', message: 'It must be after the on-sale.' });
  }
  if (errors.length > 0) throw problem('request.invalid', {}, { errors });
}

/** Each once, in the order of the store's categories. */
export async function sortCategories(ctx: StoreCtx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const all = (await categories.list(ctx.store.db)).map(({ id }) => id);
  const errors = ids.flatMap((id, index) =>
    all.includes(id)
      ? []
      : [{ at: `/body/categoryIds/${index}`, code: 'category.not_found', message: 'There is no such category.' }],
  );
  if (errors.length > 0) throw problem('category.not_found', {}, { errors });
  return all.filter((id) => ids.includes(id));
}

/** Tells open pages which events changed. */
export async function announceEvents(ctx: StoreCtx, changed: readonly { id: string; code: string }[]): Promise<void> {
  const data = { eventIds: changed.map(({ id }) => id), eventCodes: changed.map(({ code }) => code) };
  await announce(ctx, { topic: 'events.changed', data });
}

function toDate(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
