import { z } from 'zod';
import { EventState } from '../../../shared/contract/events.ts';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Locked = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  state: EventState,
  venueId: z.uuid().nullable(),
  publishedAt: z.date().nullable(),
  version: z.int(),
});
export type LockedEvent = z.infer<typeof Locked>;

const lockStatement = storeSql({
  name: 'events.lock',
  params: { ids: z.array(z.uuid()) },
  row: Locked,
  text: `
    select id, code, name, state, venue_id, published_at, version
    from store.events
    where id = any($ids)
    order by id
    for update`,
});

/** Keeps those that exist to this transaction until it ends; in the order of ids, so that two of them never deadlock. */
export async function lock(db: StoreDb, ids: readonly string[]): Promise<LockedEvent[]> {
  return rows(db, lockStatement, { ids: [...ids] });
}

const setStateStatement = storeSql({
  name: 'events.set_state',
  params: { ids: z.array(z.uuid()), state: EventState, publishedAt: z.date().nullable() },
  text: `
    update store.events
    set state = $state,
        published_at = $publishedAt,
        version = version + 1
    where id = any($ids)`,
});

export async function setState(
  db: StoreDb,
  act: { ids: string[]; state: LockedEvent['state']; publishedAt: Date | null },
): Promise<void> {
  await execute(db, setStateStatement, act);
}

const lockAtVenueStatement = storeSql({
  name: 'events.lock_at_venue',
  params: { venueId: z.uuid() },
  row: Locked.pick({ id: true }),
  text: `
    select id
    from store.events
    where venue_id = $venueId
      and date_state = 'set'
    order by id
    for update`,
});

/** The ids of a venue's events that have a date; each is kept to this transaction. */
export async function lockAtVenue(db: StoreDb, venueId: string): Promise<string[]> {
  return (await rows(db, lockAtVenueStatement, { venueId })).map(({ id }) => id);
}

const moveStatement = storeSql({
  name: 'events.move',
  params: { id: z.uuid(), startsAt: z.date().nullable(), sortsAt: z.date().nullable() },
  text: `
    update store.events
    set starts_at = $startsAt,
        sorts_at = $sortsAt,
        version = version + 1
    where id = $id`,
});

export async function move(
  db: StoreDb,
  event: { id: string; startsAt: Date | null; sortsAt: Date | null },
): Promise<void> {
  await execute(db, moveStatement, event);
}
