import { z } from 'zod';
import type { FoundEvents, VendorEvent } from '../../vendors.types.ts';
import { placesOf } from './places.ts';
import { count, date, instant, label, maybe, timeOfDay } from './values.ts';

const momentState = z.enum(['SET', 'TBD', 'TBA']);
const undecided = { TBD: { state: 'tbd' }, TBA: { state: 'tba' } } as const;

const event = z
  .object({
    event_name: label,
    description: maybe(label),
    // of one that is undecided they are a guess, and one that cannot be read is none
    event_date: z.unknown(),
    date_status: momentState,
    event_time: z.unknown(),
    time_status: momentState,
    opponent: maybe(label),
    arena_name: label,
    arena_time_zone: maybe(label),
    manifest_name: label,
    item_sets: z.array(label).default([]),
    minor_category: maybe(label),
    onsale_datetime: maybe(instant),
    offsale_datetime: maybe(instant),
    event_status: z.enum(['ACTIVE', 'CANCELLED']),
    capacity: maybe(count),
  })
  .transform((sent, ctx): VendorEvent => {
    const { date_status: dateStatus, time_status: timeStatus } = sent;
    const [on, at] = [date.safeParse(sent.event_date).data, timeOfDay.safeParse(sent.event_time).data];
    const isMissing = (status: z.infer<typeof momentState>, value: unknown) => status === 'SET' && value === undefined;
    if (isMissing(dateStatus, on) || isMissing(timeStatus, at)) {
      ctx.issues.push({ code: 'custom', message: 'set, but missing or no such thing', input: undefined });
      return z.NEVER;
    }
    return {
      code: sent.event_name,
      name: sent.description ?? sent.event_name,
      opponent: sent.opponent,
      date: dateStatus === 'SET' ? { state: 'set', on: on ?? '' } : undecided[dateStatus],
      time: timeStatus === 'SET' ? { state: 'set', at: at ?? '' } : undecided[timeStatus],
      estimatedOn: dateStatus === 'SET' ? null : (on ?? null),
      venueName: sent.arena_name,
      timeZone: sent.arena_time_zone,
      manifest: sent.manifest_name,
      itemSets: sent.item_sets,
      category: sent.minor_category,
      onSaleAt: sent.onsale_datetime,
      offSaleAt: sent.offsale_datetime,
      isCancelled: sent.event_status === 'CANCELLED',
      capacity: sent.capacity,
    };
  });

/** Each by itself: one that cannot be read does not cost the others. */
export const events = z.array(z.unknown()).transform((sent): FoundEvents => {
  const read = sent.map((one) => ({ one, ...event.safeParse(one) }));
  return {
    events: read.flatMap(({ data }) => data ?? []),
    odd: read.flatMap(({ one, error }) => (error ? [{ code: codeOf(one), detail: placesOf(error) }] : [])),
  };
});
function codeOf(sent: unknown): string | null {
  return z.object({ event_name: label }).safeParse(sent).data?.event_name ?? null;
}
