import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const ofEvents = { eventCodes: z.array(z.string()).nullable() };

const amountsStatement = storeSql({
  name: 'catalog.amounts',
  params: ofEvents,
  row: z.object({ eventCode: z.string(), priceCode: z.string(), ticketTypeCode: z.string(), amountCents: z.int() }),
  text: `
    select event_code, price_code, ticket_type_code, amount_cents
    from store.vendor_prices
    where $eventCodes::text[] is null
      or event_code = any ($eventCodes)
    order by event_code, price_code, ticket_type_code`,
});

/** Of the named events, or of all. */
export async function listAmounts(db: StoreDb, eventCodes: string[] | null) {
  return rows(db, amountsStatement, { eventCodes });
}

const readingsStatement = storeSql({
  name: 'catalog.readings',
  params: ofEvents,
  row: z.object({ eventCode: z.string(), readAt: z.date().nullable() }),
  text: `
    select event_code, read_at
    from store.event_inventory
    where $eventCodes::text[] is null
      or event_code = any ($eventCodes)`,
});

/** When the vendor was last asked for them. */
export async function listReadings(db: StoreDb, eventCodes: string[] | null) {
  return rows(db, readingsStatement, { eventCodes });
}

const countsStatement = storeSql({
  name: 'catalog.counts',
  params: ofEvents,
  row: z.object({
    eventCode: z.string(),
    sectionName: z.string(),
    counts: jsonb(z.array(z.tuple([z.string(), z.string(), z.int()]))),
  }),
  text: `
    select event_code, section_name, counts
    from store.event_sections
    where seat_count > 0
      and ($eventCodes::text[] is null or event_code = any ($eventCodes))
    order by event_code, section_name`,
});

/** Free seats of each section: class name, price code, count. */
export async function listCounts(db: StoreDb, eventCodes: string[] | null) {
  return rows(db, countsStatement, { eventCodes });
}
