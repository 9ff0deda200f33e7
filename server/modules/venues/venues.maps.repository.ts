import { z } from 'zod';
import { Drawing } from '../../../shared/contract/venues.ts';
import { execute, maybeRow, row, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Summary = z.object({ id: z.uuid(), name: z.string(), isDefault: z.boolean(), version: z.int() });
export type MapSummaryRow = z.infer<typeof Summary>;
const VenueMap = Summary.extend({ drawing: jsonb(Drawing) });
export type MapRow = z.infer<typeof VenueMap>;

const listStatement = storeSql({
  name: 'venues.list_maps',
  params: { venueId: z.uuid() },
  row: Summary,
  text: `
    select id, name, is_default, version
    from store.venue_maps
    where venue_id = $venueId
    order by is_default desc, lower(name)`,
});

/** The default one first, then by name. */
export async function listOf(db: StoreDb, venueId: string): Promise<MapSummaryRow[]> {
  return rows(db, listStatement, { venueId });
}

const listDrawnStatement = storeSql({
  name: 'venues.list_drawn_maps',
  params: { venueId: z.uuid() },
  row: VenueMap,
  text: `
    select id, name, is_default, version, drawing
    from store.venue_maps
    where venue_id = $venueId
    order by id`,
});

export async function listDrawnOf(db: StoreDb, venueId: string): Promise<MapRow[]> {
  return rows(db, listDrawnStatement, { venueId });
}

const findStatement = storeSql({
  name: 'venues.find_map',
  params: { id: z.uuid(), venueId: z.uuid() },
  row: VenueMap,
  text: `
    select id, name, is_default, version, drawing
    from store.venue_maps
    where id = $id
      and venue_id = $venueId`,
});

export async function find(db: StoreDb, map: { id: string; venueId: string }): Promise<MapRow | null> {
  return maybeRow(db, findStatement, map);
}

const insertStatement = storeSql({
  name: 'venues.insert_map',
  params: {
    id: z.uuid(),
    venueId: z.uuid(),
    name: z.string(),
    drawing: jsonb(Drawing),
    isDefault: z.boolean(),
    createdAt: z.date(),
  },
  row: VenueMap,
  text: `
    insert into store.venue_maps (id, venue_id, name, drawing, is_default, created_at)
    values ($id, $venueId, $name, $drawing, $isDefault, $createdAt)
    on conflict do nothing
    returning id, name, is_default, version, drawing`,
});

/** Null when the venue has a map with the name. */
export async function insert(
  db: StoreDb,
  map: Omit<MapRow, 'version'> & { venueId: string; createdAt: Date },
): Promise<MapRow | null> {
  return maybeRow(db, insertStatement, map);
}

const updateStatement = storeSql({
  name: 'venues.update_map',
  params: { id: z.uuid(), name: z.string(), drawing: jsonb(Drawing) },
  row: VenueMap,
  text: `
    update store.venue_maps
    set name = $name,
        drawing = $drawing,
        version = version + 1
    where id = $id
    returning id, name, is_default, version, drawing`,
});

/** Null when another map of the venue has the name; the transaction can only roll back then. */
export async function update(db: StoreDb, map: Pick<MapRow, 'id' | 'name' | 'drawing'>): Promise<MapRow | null> {
  try {
    return await row(db, updateStatement, map);
  } catch (error) {
    if (violatedConstraint(error) === 'venue_maps_by_name') return null;
    throw error;
  }
}

const clearDefaultStatement = storeSql({
  name: 'venues.clear_default_map',
  params: { venueId: z.uuid() },
  text: `
    update store.venue_maps
    set is_default = false
    where venue_id = $venueId
      and is_default`,
});

const setDefaultStatement = storeSql({
  name: 'venues.set_default_map',
  params: { id: z.uuid() },
  row: VenueMap,
  text: `
    update store.venue_maps
    set is_default = true
    where id = $id
    returning id, name, is_default, version, drawing`,
});

/** In this order, because at no moment may two be the default. */
export async function makeDefault(db: StoreDb, map: { id: string; venueId: string }): Promise<MapRow> {
  await execute(db, clearDefaultStatement, { venueId: map.venueId });
  return row(db, setDefaultStatement, { id: map.id });
}

const removeStatement = storeSql({
  name: 'venues.remove_map',
  params: { id: z.uuid() },
  text: `
    delete from store.venue_maps
    where id = $id`,
});

export async function remove(db: StoreDb, id: string): Promise<void> {
  await execute(db, removeStatement, { id });
}
