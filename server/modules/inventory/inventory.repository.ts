import { z } from 'zod';
import { maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { vendorStates } from './inventory.types.ts';

const Counts = jsonb(z.array(z.tuple([z.string(), z.string(), z.int()])));

const Price = z.object({
  eventCode: z.string(),
  priceCode: z.string(),
  ticketTypeCode: z.string(),
  amountCents: z.int(),
});

const listPricesStatement = storeSql({
  name: 'inventory.list_prices',
  params: { eventCodes: z.array(z.string()).nullable() },
  row: Price,
  text: `
    select event_code, price_code, ticket_type_code, amount_cents
    from store.vendor_prices
    where $eventCodes::text[] is null
      or event_code = any ($eventCodes)`,
});

/** Of the named events, or of all. */
export async function listPrices(db: StoreDb, eventCodes: readonly string[] | null): Promise<z.infer<typeof Price>[]> {
  return rows(db, listPricesStatement, { eventCodes: eventCodes && [...eventCodes] });
}

const Facts = z.object({
  eventCode: z.string(),
  readAt: z.date().nullable(),
  vendorState: z.enum(vendorStates),
  cadenceSeconds: z.int().nullable(),
  counts: Counts,
  ticketTypes: jsonb(z.array(z.tuple([z.string(), z.string()]))),
});

const listFactsStatement = storeSql({
  name: 'inventory.list_facts',
  params: {},
  row: Facts,
  text: `
    with prices_of_event as (
      select event_code, jsonb_agg(jsonb_build_array(price_code, ticket_type_code)) as ticket_types
      from store.vendor_prices
      group by event_code
    )
    select
      event_inventory.event_code,
      event_inventory.read_at,
      event_inventory.vendor_state,
      event_inventory.cadence_seconds,
      event_inventory.counts,
      coalesce(prices_of_event.ticket_types, '[]') as ticket_types
    from store.event_inventory
    left join prices_of_event on prices_of_event.event_code = event_inventory.event_code
    where event_inventory.read_at is not null`,
});

/** Free seats and ticket types of every event that was read, in one statement, so all of one moment. */
export async function listFacts(db: StoreDb): Promise<z.infer<typeof Facts>[]> {
  return rows(db, listFactsStatement, {});
}

const listRunsOfSectionsStatement = storeSql({
  name: 'inventory.list_runs_of_sections',
  params: { sectionNames: z.array(z.string()) },
  row: z.object({ sectionName: z.string(), runs: z.string() }),
  text: `
    select distinct on (section_name, hash) section_name, runs
    from store.event_sections
    where section_name = any ($sectionNames)
      and seat_count > 0
    order by section_name, hash`,
});

/** The seats of these sections at any event, each different reading once. */
export async function listRunsOfSections(db: StoreDb, sectionNames: readonly string[]) {
  return rows(db, listRunsOfSectionsStatement, { sectionNames: [...sectionNames] });
}

const Availability = z.object({
  eventCode: z.string(),
  revision: z.int(),
  pricesRevision: z.int(),
  readAt: z.date().nullable(),
  vendorState: z.enum(vendorStates),
  seatCount: z.int(),
  counts: Counts,
});

const listAvailabilityStatement = storeSql({
  name: 'inventory.list_availability',
  isHot: true,
  params: { eventCodes: z.array(z.string()).nullable() },
  row: Availability,
  text: `
    select
      event_code,
      revision::integer as revision,
      prices_revision::integer as prices_revision,
      read_at,
      vendor_state,
      seat_count,
      counts
    from store.event_inventory
    where $eventCodes::text[] is null
      or event_code = any ($eventCodes)
    order by event_code`,
});

/** Of the named events, or of all that are planned or were read. */
export async function listAvailability(db: StoreDb, eventCodes: readonly string[] | null) {
  return rows(db, listAvailabilityStatement, { eventCodes: eventCodes && [...eventCodes] });
}

const listSectionCountsStatement = storeSql({
  name: 'inventory.list_section_counts',
  params: { eventCodes: z.array(z.string()), after: z.int() },
  row: z.object({
    eventCode: z.string(),
    sectionName: z.string(),
    revision: z.int(),
    changedAt: z.date(),
    seatCount: z.int(),
    counts: Counts,
  }),
  text: `
    select event_code, section_name, revision::integer as revision, changed_at, seat_count, counts
    from store.event_sections
    where event_code = any ($eventCodes)
      and revision > $after
    order by event_code, section_name`,
});

/** Of these events; those that changed after a revision. */
export async function listSectionCounts(db: StoreDb, of: { eventCodes: readonly string[]; after: number }) {
  return rows(db, listSectionCountsStatement, { ...of, eventCodes: [...of.eventCodes] });
}

const findRevisionStatement = storeSql({
  name: 'inventory.find_revision',
  isHot: true,
  params: { eventCode: z.string() },
  row: z.object({ revision: z.int() }),
  text: `
    select revision::integer as revision
    from store.event_inventory
    where event_code = $eventCode`,
});

/** 0 for an event that was never read. */
export async function findRevision(db: StoreDb, eventCode: string): Promise<number> {
  return (await maybeRow(db, findRevisionStatement, { eventCode }))?.revision ?? 0;
}

const listRunsStatement = storeSql({
  name: 'inventory.list_runs',
  params: { eventCode: z.string(), after: z.int(), sectionNames: z.array(z.string()) },
  row: z.object({ sectionName: z.string(), runs: z.string() }),
  text: `
    select section_name, runs
    from store.event_sections
    where event_code = $eventCode
      and (revision > $after or section_name = any ($sectionNames))`,
});

/** The seats of the event's sections that changed after a revision, and of those that are named. */
export async function listRuns(db: StoreDb, of: { eventCode: string; after: number; sectionNames: string[] }) {
  return rows(db, listRunsStatement, of);
}
