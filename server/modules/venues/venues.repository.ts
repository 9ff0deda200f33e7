import { z } from 'zod';
import { execute, maybeRow, row, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Venue = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  city: z.string(),
  isArchived: z.boolean(),
  version: z.int(),
});
export type VenueRow = z.infer<typeof Venue>;

const findStatement = storeSql({
  name: 'venues.find',
  params: { id: z.uuid() },
  row: Venue,
  text: `
    select id, name, time_zone, city, is_archived, version
    from store.venues
    where id = $id`,
});

export async function find(db: StoreDb, id: string): Promise<VenueRow | null> {
  return maybeRow(db, findStatement, { id });
}

const holdStatement = storeSql({
  name: 'venues.hold',
  params: { id: z.uuid() },
  row: Venue,
  text: `
    select id, name, time_zone, city, is_archived, version
    from store.venues
    where id = $id
    for share`,
});

/** Keeps the venue as it is until the transaction ends, beside others that do the same. */
export async function hold(db: StoreDb, id: string): Promise<VenueRow | null> {
  return maybeRow(db, holdStatement, { id });
}

const lockStatement = storeSql({
  name: 'venues.lock',
  params: { id: z.uuid() },
  row: Venue,
  text: `
    select id, name, time_zone, city, is_archived, version
    from store.venues
    where id = $id
    for no key update`,
});

/** Keeps the venue, its sections and its maps to this transaction until it ends. */
export async function lock(db: StoreDb, id: string): Promise<VenueRow | null> {
  return maybeRow(db, lockStatement, { id });
}

const Listed = Venue.extend({ sectionCount: z.int(), sortName: z.string() });

const listStatement = storeSql({
  name: 'venues.list',
  params: {
    includeArchived: z.boolean(),
    text: z.string().nullable(),
    afterName: z.string().nullable(),
    afterId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: Listed,
  text: `
    select
      venues.id, venues.name, venues.time_zone, venues.city, venues.is_archived, venues.version,
      (select count(*)::integer from store.venue_sections where venue_id = venues.id) as section_count,
      lower(venues.name) as sort_name
    from store.venues
    where ($includeArchived::boolean or not venues.is_archived)
      and ($text::text is null or position(lower($text) in lower(concat_ws(' ', venues.name, venues.city))) > 0)
      and ($afterId::uuid is null or (lower(venues.name), venues.id) > ($afterName::text, $afterId))
    order by lower(venues.name), venues.id
    limit $limit`,
});

export type VenueSearch = {
  includeArchived: boolean;
  text: string | null;
  afterName: string | null;
  afterId: string | null;
  limit: number;
};

/** In the order of names, after one. */
export async function list(db: StoreDb, search: VenueSearch): Promise<z.infer<typeof Listed>[]> {
  return rows(db, listStatement, search);
}

const insertStatement = storeSql({
  name: 'venues.insert',
  params: { id: z.uuid(), name: z.string(), timeZone: z.string(), city: z.string(), createdAt: z.date() },
  row: Venue,
  text: `
    insert into store.venues (id, name, time_zone, city, is_archived, created_at)
    values ($id, $name, $timeZone, $city, false, $createdAt)
    on conflict do nothing
    returning id, name, time_zone, city, is_archived, version`,
});

/** Null when a venue has the name, also one that takes it at the same time. */
export async function insert(
  db: StoreDb,
  venue: Pick<VenueRow, 'id' | 'name' | 'timeZone' | 'city'> & { createdAt: Date },
): Promise<VenueRow | null> {
  return maybeRow(db, insertStatement, venue);
}

const updateStatement = storeSql({
  name: 'venues.update',
  params: { id: z.uuid(), name: z.string(), timeZone: z.string(), city: z.string(), isArchived: z.boolean() },
  row: Venue,
  text: `
    update store.venues
    set name = $name,
        time_zone = $timeZone,
        city = $city,
        is_archived = $isArchived,
        version = version + 1
    where id = $id
    returning id, name, time_zone, city, is_archived, version`,
});

/** Null when another venue has the name; the transaction can only roll back then. */
export async function update(db: StoreDb, venue: Omit<VenueRow, 'version'>): Promise<VenueRow | null> {
  const { id, name, timeZone, city, isArchived } = venue;
  try {
    return await row(db, updateStatement, { id, name, timeZone, city, isArchived });
  } catch (error) {
    if (violatedConstraint(error) === 'venues_by_name') return null;
    throw error;
  }
}

const touchStatement = storeSql({
  name: 'venues.touch',
  params: { id: z.uuid() },
  row: Venue.pick({ version: true }),
  text: `
    update store.venues
    set version = version + 1
    where id = $id
    returning version`,
});

/** The new version, because something that is answered with the venue changed. */
export async function touch(db: StoreDb, id: string): Promise<number> {
  return (await row(db, touchStatement, { id })).version;
}

/** The sections go with the venue, and this keeps those that suites have seats in. */
const sectionWithSuites = 'suite_seats_venue_id_section_name_fkey';

const removeStatement = storeSql({
  name: 'venues.remove',
  params: { id: z.uuid() },
  text: `
    delete from store.venues
    where id = $id`,
});

/** Null when done; else what still refers to the venue, and the transaction can only roll back. */
export async function remove(db: StoreDb, id: string): Promise<'events' | 'suites' | null> {
  try {
    await execute(db, removeStatement, { id });
    return null;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'events_venue_id_fkey') return 'events';
    if (constraint === 'suites_venue_id_fkey' || constraint === sectionWithSuites) return 'suites';
    throw error;
  }
}
