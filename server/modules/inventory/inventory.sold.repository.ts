import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Counts = z.array(z.tuple([z.string(), z.string(), z.int()]));
/** Section, row, first seat, last seat, and when they were sold in UTC milliseconds. */
const Sold = z.tuple([z.string(), z.string(), z.int(), z.int(), z.int()]);
export type SoldEntry = z.infer<typeof Sold>;

const lockStatement = storeSql({
  name: 'inventory.lock_sold_events',
  params: { eventCodes: z.array(z.string()) },
  row: z.object({
    eventCode: z.string(),
    revision: z.int(),
    detailReadAt: z.date().nullable(),
    summaryHash: z.string().nullable(),
    seatCount: z.int(),
    counts: jsonb(Counts),
    isTaken: z.boolean(),
    soldMeanwhile: jsonb(z.array(Sold)),
  }),
  text: `
    select
      event_code, revision::integer as revision, detail_read_at, summary_hash, seat_count, counts,
      lease_id is not null as is_taken, sold_meanwhile
    from store.event_inventory
    where event_code = any ($eventCodes)
    order by event_code
    for update skip locked`,
});

/** Those of the events that nobody is writing just now: never waits, so it is in nobody's way. */
export async function lock(db: StoreDb, eventCodes: readonly string[]) {
  return rows(db, lockStatement, { eventCodes: [...eventCodes] });
}

const listExistingStatement = storeSql({
  name: 'inventory.list_sold_existing',
  params: { eventCodes: z.array(z.string()) },
  row: z.object({ eventCode: z.string() }),
  text: `
    select event_code
    from store.event_inventory
    where event_code = any ($eventCodes)`,
});

/** Those of the events that are copied, or were. */
export async function listExisting(db: StoreDb, eventCodes: readonly string[]): Promise<string[]> {
  const found = await rows(db, listExistingStatement, { eventCodes: [...eventCodes] });
  return found.map(({ eventCode }) => eventCode);
}

const listSectionsStatement = storeSql({
  name: 'inventory.list_sold_sections',
  params: { eventCodes: z.array(z.string()), sectionNames: z.array(z.string()) },
  row: z.object({ eventCode: z.string(), sectionName: z.string(), runs: z.string() }),
  text: `
    select event_sections.event_code, event_sections.section_name, event_sections.runs
    from unnest($eventCodes::text[], $sectionNames::text[]) as given (event_code, section_name)
    join store.event_sections
      on event_sections.event_code = given.event_code
      and event_sections.section_name = given.section_name`,
});

/** The seats of sections, each named with its event. */
export async function listSections(db: StoreDb, of: readonly { eventCode: string; sectionName: string }[]) {
  return rows(db, listSectionsStatement, {
    eventCodes: of.map(({ eventCode }) => eventCode),
    sectionNames: of.map(({ sectionName }) => sectionName),
  });
}

const Section = z.object({
  eventCode: z.string(),
  sectionName: z.string(),
  runs: z.string(),
  counts: Counts,
  seatCount: z.int(),
  hash: z.string(),
  revision: z.int(),
});
const putSectionsStatement = storeSql({
  name: 'inventory.put_sold_sections',
  params: { at: z.date(), sections: jsonb(z.array(Section)) },
  text: `
    update store.event_sections
    set runs = given.runs,
        counts = given.counts,
        seat_count = given."seatCount",
        hash = given.hash,
        revision = given.revision,
        changed_at = $at
    from jsonb_to_recordset($sections) as given (
      "eventCode" text, "sectionName" text, runs text, counts jsonb, "seatCount" integer, hash text, revision bigint
    )
    where event_sections.event_code = given."eventCode"
      and event_sections.section_name = given."sectionName"`,
});

export async function putSections(db: StoreDb, of: { at: Date; sections: z.infer<typeof Section>[] }): Promise<void> {
  await execute(db, putSectionsStatement, of);
}

const Event = z.object({
  eventCode: z.string(),
  revision: z.int(),
  summaryHash: z.string().nullable(),
  seatCount: z.int(),
  counts: Counts,
  soldMeanwhile: z.array(Sold),
});
const putEventsStatement = storeSql({
  name: 'inventory.put_sold_events',
  params: { events: jsonb(z.array(Event)) },
  text: `
    update store.event_inventory
    set revision = given.revision,
        summary_hash = given."summaryHash",
        seat_count = given."seatCount",
        counts = given.counts,
        sold_meanwhile = given."soldMeanwhile"
    from jsonb_to_recordset($events) as given (
      "eventCode" text, revision bigint, "summaryHash" text, "seatCount" integer, counts jsonb, "soldMeanwhile" jsonb
    )
    where event_inventory.event_code = given."eventCode"`,
});

/** Events that are locked. */
export async function putEvents(db: StoreDb, events: z.infer<typeof Event>[]): Promise<void> {
  await execute(db, putEventsStatement, { events });
}

const findTakenStatement = storeSql({
  name: 'inventory.find_taken',
  params: { eventCode: z.string(), leaseId: z.uuid() },
  row: z.object({
    revision: z.int(),
    seatCount: z.int(),
    pricesHash: z.string().nullable(),
    summaryHash: z.string().nullable(),
    soldMeanwhile: jsonb(z.array(Sold)),
  }),
  text: `
    select revision::integer as revision, seat_count, prices_hash, summary_hash, sold_meanwhile
    from store.event_inventory
    where event_code = $eventCode
      and lease_id = $leaseId`,
});

/** The event as its copy is now, if it is still whose; else null. */
export async function findTaken(db: StoreDb, of: { eventCode: string; leaseId: string }) {
  return (await rows(db, findTakenStatement, of))[0] ?? null;
}
