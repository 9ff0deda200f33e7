import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Seats = z.object({
  suiteId: z.uuid(),
  sectionName: z.string(),
  rowName: z.string(),
  firstSeat: z.int(),
  lastSeat: z.int(),
  isOverflow: z.boolean(),
});
export type SeatsRow = z.infer<typeof Seats>;

const listStatement = storeSql({
  name: 'suites.list_seats',
  params: { suiteIds: z.array(z.uuid()) },
  row: Seats,
  text: `
    select suite_id, section_name, row_name, first_seat, last_seat, is_overflow
    from store.suite_seats
    where suite_id = any($suiteIds)`,
});

export async function listOf(db: StoreDb, suiteIds: readonly string[]): Promise<SeatsRow[]> {
  return rows(db, listStatement, { suiteIds: [...suiteIds] });
}

const Neighbour = Seats.extend({ suiteName: z.string() });
export type NeighbourRow = z.infer<typeof Neighbour>;

const listNeighboursStatement = storeSql({
  name: 'suites.list_neighbours',
  params: { suiteId: z.uuid(), venueId: z.uuid(), sectionNames: z.array(z.string()) },
  row: Neighbour,
  text: `
    select
      suite_seats.suite_id, suite_seats.section_name, suite_seats.row_name, suite_seats.first_seat,
      suite_seats.last_seat, suite_seats.is_overflow, suites.name as suite_name
    from store.suite_seats
    join store.suites on suites.id = suite_seats.suite_id
    where suite_seats.venue_id = $venueId
      and suite_seats.section_name = any($sectionNames)
      and suite_seats.suite_id <> $suiteId
      and not suite_seats.is_archived`,
});

/** Seats of the venue's other suites in these sections, without those that are archived. */
export async function listNeighbours(
  db: StoreDb,
  of: { suiteId: string; venueId: string; sectionNames: string[] },
): Promise<NeighbourRow[]> {
  return rows(db, listNeighboursStatement, of);
}

const clearStatement = storeSql({
  name: 'suites.clear_seats',
  params: { suiteId: z.uuid() },
  text: `
    delete from store.suite_seats
    where suite_id = $suiteId`,
});

export async function clear(db: StoreDb, suiteId: string): Promise<void> {
  await execute(db, clearStatement, { suiteId });
}

const insertStatement = storeSql({
  name: 'suites.insert_seats',
  params: {
    suiteId: z.uuid(),
    venueId: z.uuid(),
    sectionNames: z.array(z.string()),
    rowNames: z.array(z.string()),
    firstSeats: z.array(z.int()),
    lastSeats: z.array(z.int()),
    overflows: z.array(z.boolean()),
  },
  text: `
    insert into store.suite_seats (
      suite_id, venue_id, is_archived, section_name, row_name, first_seat, last_seat, is_overflow)
    select
      $suiteId::uuid, $venueId::uuid, false, given.section_name, given.row_name, given.first_seat, given.last_seat,
      given.is_overflow
    from unnest(
      $sectionNames::text[], $rowNames::text[], $firstSeats::integer[], $lastSeats::integer[], $overflows::boolean[])
      as given (section_name, row_name, first_seat, last_seat, is_overflow)`,
});

/** Of a suite that is not archived. */
export async function insert(
  db: StoreDb,
  suite: { id: string; venueId: string },
  seats: readonly Omit<SeatsRow, 'suiteId'>[],
): Promise<void> {
  await execute(db, insertStatement, {
    suiteId: suite.id,
    venueId: suite.venueId,
    sectionNames: seats.map(({ sectionName }) => sectionName),
    rowNames: seats.map(({ rowName }) => rowName),
    firstSeats: seats.map(({ firstSeat }) => firstSeat),
    lastSeats: seats.map(({ lastSeat }) => lastSeat),
    overflows: seats.map(({ isOverflow }) => isOverflow),
  });
}
