import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const upsertStatement = storeSql({
  name: 'inventory.upsert_event',
  params: { eventCode: z.string(), readAt: z.date() },
  text: `
    insert into store.event_inventory (event_code, read_at, revision)
    values ($eventCode, $readAt, 1)
    on conflict (event_code) do update
    set read_at = excluded.read_at,
        revision = event_inventory.revision + 1`,
});

/** The event was read now; whoever else replaces its copy waits until the transaction ends. */
export async function upsertEvent(db: StoreDb, event: { eventCode: string; readAt: Date }): Promise<void> {
  await execute(db, upsertStatement, event);
}

const deletePricesStatement = storeSql({
  name: 'inventory.delete_prices',
  params: { eventCode: z.string() },
  text: `
    delete from store.vendor_prices
    where event_code = $eventCode`,
});

const insertPricesStatement = storeSql({
  name: 'inventory.insert_prices',
  params: { eventCode: z.string(), prices: jsonb(z.unknown()) },
  text: `
    insert into store.vendor_prices (event_code, price_code, ticket_type_code, amount_cents)
    select $eventCode, price."priceCode", price."ticketTypeCode", price."amountCents"
    from jsonb_to_recordset($prices) as price ("priceCode" text, "ticketTypeCode" text, "amountCents" integer)`,
});

export async function replacePrices(db: StoreDb, of: { eventCode: string; prices: unknown }): Promise<void> {
  await execute(db, deletePricesStatement, { eventCode: of.eventCode });
  await execute(db, insertPricesStatement, of);
}

const deleteRunsStatement = storeSql({
  name: 'inventory.delete_runs',
  params: { eventCode: z.string() },
  text: `
    delete from store.seat_runs
    where event_code = $eventCode`,
});

const insertRunsStatement = storeSql({
  name: 'inventory.insert_runs',
  params: { eventCode: z.string(), runs: jsonb(z.unknown()) },
  text: `
    insert into store.seat_runs (
      event_code, section_name, row_name, first_seat, last_seat, class_name, price_code, aisle, quality
    )
    select
      $eventCode, run."sectionName", run."rowName", run."firstSeat", run."lastSeat",
      run."className", run."priceCode", run.aisle, run.quality
    from jsonb_to_recordset($runs) as run (
      "sectionName" text, "rowName" text, "firstSeat" integer, "lastSeat" integer,
      "className" text, "priceCode" text, aisle smallint, quality integer
    )`,
});

export async function replaceRuns(db: StoreDb, of: { eventCode: string; runs: unknown }): Promise<void> {
  await execute(db, deleteRunsStatement, { eventCode: of.eventCode });
  await execute(db, insertRunsStatement, of);
}

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
  readAt: z.date(),
  seats: jsonb(z.array(z.object({ className: z.string(), priceCode: z.string(), count: z.int() }))),
  ticketTypes: jsonb(z.array(z.object({ priceCode: z.string(), ticketTypeCode: z.string() }))),
});

const listFactsStatement = storeSql({
  name: 'inventory.list_facts',
  params: {},
  row: Facts,
  text: `
    with seats as (
      select event_code, class_name, price_code, sum(last_seat - first_seat + 1) as free
      from store.seat_runs
      group by event_code, class_name, price_code
    ),
    seats_of_event as (
      select
        event_code,
        jsonb_agg(jsonb_build_object('className', class_name, 'priceCode', price_code, 'count', free)) as seats
      from seats
      group by event_code
    ),
    prices_of_event as (
      select
        event_code,
        jsonb_agg(jsonb_build_object('priceCode', price_code, 'ticketTypeCode', ticket_type_code)) as ticket_types
      from store.vendor_prices
      group by event_code
    )
    select
      event_inventory.event_code,
      event_inventory.read_at,
      coalesce(seats_of_event.seats, '[]') as seats,
      coalesce(prices_of_event.ticket_types, '[]') as ticket_types
    from store.event_inventory
    left join seats_of_event on seats_of_event.event_code = event_inventory.event_code
    left join prices_of_event on prices_of_event.event_code = event_inventory.event_code`,
});

/** Free seats and ticket types of every event that was read, in one statement, so all of one moment. */
export async function listFacts(db: StoreDb): Promise<z.infer<typeof Facts>[]> {
  return rows(db, listFactsStatement, {});
}

const listSectionCodesStatement = storeSql({
  name: 'inventory.list_section_codes',
  params: { sectionNames: z.array(z.string()) },
  row: z.object({
    sectionName: z.string(),
    rowName: z.string(),
    firstSeat: z.int(),
    lastSeat: z.int(),
    priceCode: z.string(),
  }),
  text: `
    select distinct section_name, row_name, first_seat, last_seat, price_code
    from store.seat_runs
    where section_name = any ($sectionNames)`,
});

/** The price codes that free seats of these sections have at any event. */
export async function listSectionCodes(db: StoreDb, sectionNames: readonly string[]) {
  return rows(db, listSectionCodesStatement, { sectionNames: [...sectionNames] });
}
