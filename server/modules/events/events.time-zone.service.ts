import { resolveWhen } from '../../../shared/rules/event-dates.ts';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import * as audit from '../audit/audit.service.ts';
import { editVenue } from '../venues/venues.service.ts';
import type { VenueDetails } from '../venues/venues.types.ts';
import { whenOf } from './events.details.service.ts';
import { announceEvents } from './events.news.service.ts';
import { skippedTime, toInstants } from './events.placing.service.ts';
import * as events from './events.repository.ts';
import * as states from './events.states.repository.ts';

/**
 * Corrects the zone of a venue and with it when its events start: their local date and time, which publishing fixed, stay.
 * With published events among them it needs who may publish. Refused as a whole if one of the local times does not exist
 * in the zone.
 */
export async function changeVenueTimeZone(
  ctx: StoreCtx,
  venueId: string,
  version: number,
  timeZone: string,
): Promise<VenueDetails> {
  requireStore(ctx, 'store.catalogue.edit');
  return transaction(ctx, async (ctx) => {
    const venue = await editVenue(ctx, venueId, version, { timeZone });
    const ids = await states.lockAtVenue(ctx.store.db, venueId);
    const moves = moveAll(await events.find(ctx.store.db, ids), timeZone);
    if (moves.some(({ event }) => event.state === 'published')) requireStore(ctx, 'store.catalogue.publish');
    for (const { event, before, after } of moves) {
      await states.move(ctx.store.db, { id: event.id, ...after });
      const subject = { type: 'event', id: event.id, name: event.code, version: event.version + 1 };
      const change = { before: { startsAt: before.startsAt }, after: { startsAt: after.startsAt } };
      await audit.record(ctx, { action: 'events.move', subject, ...change });
    }
    if (moves.length > 0)
      await announceEvents(
        ctx,
        moves.map(({ event }) => event),
      );
    return venue;
  });
}

/** The events whose instants are others in the zone. */
function moveAll(rows: readonly events.EventRow[], timeZone: string) {
  const resolved = rows.map((event) => {
    const when = resolveWhen(whenOf(event), event.estimatedAt?.getTime() ?? null, timeZone);
    return { event, when };
  });
  const skipped = resolved.flatMap(({ event, when }) => (when.kind === 'skipped' ? [{ event, when }] : []));
  const [first] = skipped;
  if (first !== undefined) {
    const errors = skipped.map(({ event, when }) => ({
      at: '/body/timeZone',
      code: 'event.time_skipped',
      message: `${event.name} (${event.code}) starts on ${when.date} at a time that is skipped.`,
    }));
    throw skippedTime(first.when, timeZone, errors.slice(0, 50));
  }
  return resolved.flatMap(({ event, when }) => {
    if (when.kind === 'skipped') return [];
    const after = toInstants(when);
    const isMoved = event.sortsAt?.getTime() !== after.sortsAt?.getTime();
    return isMoved ? [{ event, before: { startsAt: event.startsAt }, after }] : [];
  });
}
