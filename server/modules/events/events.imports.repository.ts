import { z } from 'zod';
import { EventDate, EventTime } from '../../../shared/contract/events.ts';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Said = z
  .object({
    name: z.string(),
    opponent: z.string().nullable(),
    venueId: z.uuid().nullable(),
    date: EventDate,
    time: EventTime,
    estimatedAt: z.iso.datetime({ precision: 3 }).nullable(),
    onSaleAt: z.iso.datetime({ precision: 3 }).nullable(),
    offSaleAt: z.iso.datetime({ precision: 3 }).nullable(),
    categoryId: z.uuid().nullable(),
  })
  .partial();
const fields = {
  eventId: z.uuid(),
  said: jsonb(Said),
  base: jsonb(Said),
  manifest: z.string(),
  itemSets: z.array(z.string()),
  venueName: z.string(),
  category: z.string().nullable(),
  capacity: z.int().nullable(),
  isCancelled: z.boolean(),
  isListed: z.boolean(),
  askedAt: z.date(),
};
const Import = z.object(fields);
export type ImportRow = z.infer<typeof Import>;

const findStatement = storeSql({
  name: 'events.find_imports',
  params: { eventIds: z.array(z.uuid()) },
  row: Import,
  text: `
    select event_id, said, base, manifest, item_sets, venue_name, category, capacity, is_cancelled, is_listed, asked_at
    from store.event_imports
    where event_id = any($eventIds)`,
});

/** Of those that were ever imported, in no order. */
export async function find(db: StoreDb, eventIds: readonly string[]): Promise<ImportRow[]> {
  return eventIds.length === 0 ? [] : rows(db, findStatement, { eventIds: [...eventIds] });
}

const listStatement = storeSql({
  name: 'events.list_imported',
  params: {},
  row: z.object({
    eventId: z.uuid(),
    code: z.string(),
    saidOn: z.string().nullable(),
    itemSets: z.array(z.string()),
    isListed: z.boolean(),
  }),
  text: `
    select
      events.id as event_id, events.code, event_imports.said -> 'date' ->> 'on' as said_on,
      event_imports.item_sets, event_imports.is_listed
    from store.event_imports
    join store.events on events.id = event_imports.event_id
    order by events.code`,
});

/** Every event that was ever imported, with what says which questions it answers. */
export async function listImported(db: StoreDb) {
  return rows(db, listStatement, {});
}

const putStatement = storeSql({
  name: 'events.put_import',
  params: fields,
  text: `
    insert into store.event_imports (
      event_id, said, base, manifest, item_sets, venue_name, category, capacity, is_cancelled, is_listed, asked_at)
    values (
      $eventId, $said, $base, $manifest, $itemSets, $venueName, $category, $capacity, $isCancelled, $isListed, $askedAt)
    on conflict (event_id) do update
    set said = excluded.said,
        base = excluded.base,
        manifest = excluded.manifest,
        item_sets = excluded.item_sets,
        venue_name = excluded.venue_name,
        category = excluded.category,
        capacity = excluded.capacity,
        is_cancelled = excluded.is_cancelled,
        is_listed = excluded.is_listed,
        asked_at = excluded.asked_at`,
});

export async function put(db: StoreDb, row: ImportRow): Promise<void> {
  await execute(db, putStatement, row);
}

const setBaseStatement = storeSql({
  name: 'events.set_import_base',
  params: { eventId: z.uuid(), base: jsonb(Said), askedAt: z.date() },
  text: `
    update store.event_imports
    set base = $base
    where event_id = $eventId
      and asked_at = $askedAt`,
});

/** False when the event was imported again meanwhile. */
export async function setBase(
  db: StoreDb,
  { eventId, base, askedAt }: Pick<ImportRow, 'eventId' | 'base' | 'askedAt'>,
): Promise<boolean> {
  return (await execute(db, setBaseStatement, { eventId, base, askedAt })) === 1;
}

const unlistStatement = storeSql({
  name: 'events.unlist_imports',
  params: { eventIds: z.array(z.uuid()), askedAt: z.date() },
  text: `
    update store.event_imports
    set is_listed = false,
        asked_at = $askedAt
    where event_id = any($eventIds)
      and asked_at <= $askedAt`,
});

/** The vendor did not know them when it was asked; one that was imported by who asked later stays listed. */
export async function unlist(db: StoreDb, imports: { eventIds: string[]; askedAt: Date }): Promise<void> {
  await execute(db, unlistStatement, imports);
}

const lockByCodesStatement = storeSql({
  name: 'events.lock_by_codes',
  params: { codes: z.array(z.string()) },
  row: z.object({ id: z.uuid(), code: z.string() }),
  text: `
    select id, code
    from store.events
    where code = any($codes)
    order by id
    for update`,
});

/** Keeps those that exist to this transaction until it ends; in the order of ids. */
export async function lockByCodes(db: StoreDb, codes: readonly string[]) {
  return rows(db, lockByCodesStatement, { codes: [...codes] });
}

const findByCodesStatement = storeSql({
  name: 'events.find_by_codes',
  params: { codes: z.array(z.string()) },
  row: z.object({ id: z.uuid(), code: z.string() }),
  text: `
    select id, code
    from store.events
    where code = any($codes)`,
});

export async function findByCodes(db: StoreDb, codes: readonly string[]) {
  return rows(db, findByCodesStatement, { codes: [...codes] });
}

const listVenuesStatement = storeSql({
  name: 'events.list_vendor_venues',
  params: {},
  row: z.object({ nameKey: z.string(), venueId: z.uuid() }),
  text: `
    select name_key, venue_id
    from store.vendor_venues`,
});

/** What the vendor's names for venues were taken to mean. */
export async function listVendorVenues(db: StoreDb) {
  return rows(db, listVenuesStatement, {});
}

const putVenueStatement = storeSql({
  name: 'events.put_vendor_venue',
  params: { nameKey: z.string(), venueId: z.uuid() },
  text: `
    insert into store.vendor_venues (name_key, venue_id)
    values ($nameKey, $venueId)
    on conflict (name_key) do update
    set venue_id = excluded.venue_id`,
});

export async function putVendorVenue(db: StoreDb, name: { nameKey: string; venueId: string }): Promise<void> {
  await execute(db, putVenueStatement, name);
}
