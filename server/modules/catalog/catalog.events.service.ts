import type { EventDate, EventTime } from '../../../shared/contract/events.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { nodeOf } from './catalog.node.service.ts';

/** An event of the store for people, as it is now. */
export type EventNow = {
  code: string;
  name: string;
  date: EventDate;
  time: EventTime;
  startsAt: Date | null;
  venue: { name: string; city: string; timeZone: string } | null;
};

/** Those of the events the store has, in the order asked. From memory; not for use inside a transaction. */
export async function eventsNow(ctx: StoreCtx, codes: readonly string[]): Promise<EventNow[]> {
  const { facts } = (await nodeOf(ctx).present(ctx, null)).picture;
  return [...new Set(codes)].flatMap((code) => {
    const event = facts.events.get(code);
    if (event === undefined) return [];
    const { name, date, time, startsAt, venueId } = event;
    const venue = venueId === null ? undefined : facts.venues.get(venueId);
    return [{ code, name, date, time, startsAt: startsAt === null ? null : new Date(startsAt), venue: venue ?? null }];
  });
}

/** The names of those of the suites the store has, by id. From memory; not for use inside a transaction. */
export async function suitesNow(ctx: StoreCtx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { facts } = (await nodeOf(ctx).present(ctx, null)).picture;
  return new Map(
    ids.flatMap((id) => {
      const suite = facts.suites.get(id);
      return suite === undefined ? [] : [[id, suite.name] as const];
    }),
  );
}
