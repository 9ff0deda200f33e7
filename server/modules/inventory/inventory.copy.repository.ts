import { z } from 'zod';
import { execute, maybeRow, row, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { vendorStates } from './inventory.types.ts';

const takeStatement = storeSql({
  name: 'inventory.take_event',
  params: { eventCode: z.string(), leaseId: z.uuid(), until: z.date() },
  row: z.object({
    revision: z.int(),
    pricesHash: z.string().nullable(),
    seatCount: z.int(),
    readAt: z.date().nullable(),
    wantedBy: z.uuid().nullable(),
  }),
  text: `
    insert into store.event_inventory (event_code, revision, lease_id, lease_until)
    values ($eventCode, 0, $leaseId, $until)
    on conflict (event_code) do update
    set lease_id = excluded.lease_id,
        lease_until = excluded.lease_until,
        sold_meanwhile = '[]'
    returning revision::integer as revision, prices_hash, seat_count, read_at, wanted_by`,
});

/** Takes the event from whoever has it: their reading will not be kept. */
export async function take(db: StoreDb, event: { eventCode: string; leaseId: string; until: Date }) {
  return row(db, takeStatement, event);
}

const listHashesStatement = storeSql({
  name: 'inventory.list_hashes',
  params: { eventCode: z.string() },
  row: z.object({ sectionName: z.string(), hash: z.string(), seatCount: z.int() }),
  text: `
    select section_name, hash, seat_count
    from store.event_sections
    where event_code = $eventCode`,
});

export async function listHashes(db: StoreDb, eventCode: string) {
  return rows(db, listHashesStatement, { eventCode });
}

const putStatement = storeSql({
  name: 'inventory.put_copy',
  params: {
    eventCode: z.string(),
    leaseId: z.uuid(),
    revision: z.int(),
    soldSeen: z.int(),
    steps: z.int(),
    readAt: z.date(),
    isDetail: z.boolean(),
    hasNewPrices: z.boolean(),
    summaryHash: z.string(),
    pricesHash: z.string(),
    counts: jsonb(z.unknown()).nullable(),
    seatCount: z.int(),
    vendorState: z.enum(vendorStates),
    vendorStateAt: z.date().nullable(),
    findings: jsonb(z.unknown()).nullable(),
    nextDueAt: z.date().nullable(),
    wantedBy: z.uuid().nullable(),
  },
  row: z.object({ revision: z.int() }),
  text: `
    update store.event_inventory
    set revision = revision + $steps,
        prices_revision = case when $hasNewPrices::boolean then revision + $steps else prices_revision end,
        read_at = $readAt,
        detail_read_at = case when $isDetail::boolean then $readAt else detail_read_at end,
        summary_hash = $summaryHash,
        prices_hash = $pricesHash,
        counts = coalesce($counts::jsonb, counts),
        seat_count = $seatCount,
        vendor_state = $vendorState,
        vendor_state_at = $vendorStateAt,
        findings = coalesce($findings::jsonb, findings),
        next_due_at = case
          when wanted_by is distinct from $wantedBy then next_due_at
          when stale_at is not null and not ($isDetail and stale_at < $readAt) then next_due_at
          else coalesce($nextDueAt::timestamptz, next_due_at)
        end,
        stale_sections = case when $isDetail and stale_at < $readAt then '{}' else stale_sections end,
        stale_at = case when $isDetail and stale_at < $readAt then null else stale_at end,
        failing_since = null,
        failed_at = null,
        failure_kind = null,
        failure_detail = null,
        failure_count = 0,
        wanted_by = case when wanted_by is not distinct from $wantedBy then null else wanted_by end,
        is_full_wanted = case when wanted_by is not distinct from $wantedBy then false else is_full_wanted end,
        lease_id = null,
        lease_until = null
    where event_code = $eventCode
      and lease_id = $leaseId
      and revision = $revision
      and jsonb_array_length(sold_meanwhile) = $soldSeen
      and (read_at is null or read_at <= $readAt)
    returning revision::integer as revision`,
});

export type CopyRow = {
  eventCode: string;
  leaseId: string;
  /** The revision the change was worked out against, and by how much it grows. */
  revision: number;
  steps: number;
  /** How many sales of ours since it was taken the change knows of. */
  soldSeen: number;
  readAt: Date;
  isDetail: boolean;
  hasNewPrices: boolean;
  summaryHash: string;
  pricesHash: string;
  /** Null: as they are. */
  counts: unknown;
  seatCount: number;
  vendorState: (typeof vendorStates)[number];
  vendorStateAt: Date | null;
  findings: unknown;
  nextDueAt: Date | null;
  /** The run that had asked for it when it was taken. */
  wantedBy: string | null;
};

/**
 * The event's new revision, and the event is given back; null when somebody else has it, the copy is another than the
 * change was worked out against, or younger than the reading.
 */
export async function put(db: StoreDb, copy: CopyRow): Promise<number | null> {
  return (await maybeRow(db, putStatement, copy))?.revision ?? null;
}

const putSectionsStatement = storeSql({
  name: 'inventory.put_sections',
  params: {
    eventCode: z.string(),
    revision: z.int(),
    at: z.date(),
    sectionNames: z.array(z.string()),
    runs: z.string(),
    counts: z.string(),
    seatCounts: z.array(z.int()),
    hashes: z.array(z.string()),
  },
  text: `
    insert into store.event_sections (event_code, section_name, runs, counts, seat_count, hash, revision, changed_at)
    select
      $eventCode::text, given.section_name, given.runs, given.counts::jsonb, given.seat_count, given.hash,
      $revision::bigint, $at::timestamptz
    from unnest(
      $sectionNames::text[],
      string_to_array($runs, chr(10)),
      string_to_array($counts, chr(10)),
      $seatCounts::integer[],
      $hashes::text[]
    ) as given (section_name, runs, counts, seat_count, hash)
    on conflict (event_code, section_name) do update
    set runs = excluded.runs,
        counts = excluded.counts,
        seat_count = excluded.seat_count,
        hash = excluded.hash,
        revision = excluded.revision,
        changed_at = excluded.changed_at`,
});

export type SectionRow = { sectionName: string; runs: string; counts: unknown; seatCount: number; hash: string };

/**
 * Adds or replaces sections of an event, in one statement; none costs nothing. What is JSON goes as lines: as elements of
 * an array each of its quotes would be escaped, which costs more than the rest of the statement.
 */
export async function putSections(
  db: StoreDb,
  of: { eventCode: string; revision: number; at: Date; sections: readonly SectionRow[] },
): Promise<void> {
  const { sections, ...event } = of;
  if (sections.length === 0) return;
  await execute(db, putSectionsStatement, {
    ...event,
    sectionNames: sections.map(({ sectionName }) => sectionName),
    runs: sections.map(({ runs }) => runs).join('\n'),
    counts: sections.map(({ counts }) => JSON.stringify(counts)).join('\n'),
    seatCounts: sections.map(({ seatCount }) => seatCount),
    hashes: sections.map(({ hash }) => hash),
  });
}

const putPricesStatement = storeSql({
  name: 'inventory.put_prices',
  params: {
    eventCode: z.string(),
    priceCodes: z.array(z.string()),
    ticketTypeCodes: z.array(z.string()),
    amounts: z.array(z.int()),
  },
  text: `
    insert into store.vendor_prices (event_code, price_code, ticket_type_code, amount_cents)
    select $eventCode::text, given.price_code, given.ticket_type_code, given.amount_cents
    from unnest($priceCodes::text[], $ticketTypeCodes::text[], $amounts::integer[])
      as given (price_code, ticket_type_code, amount_cents)
    on conflict (event_code, price_code, ticket_type_code) do update
    set amount_cents = excluded.amount_cents`,
});

/** Adds or replaces amounts of an event, in one statement; none costs nothing. */
export async function putPrices(
  db: StoreDb,
  eventCode: string,
  prices: readonly { priceCode: string; ticketTypeCode: string; amountCents: number }[],
): Promise<void> {
  if (prices.length === 0) return;
  await execute(db, putPricesStatement, {
    eventCode,
    priceCodes: prices.map(({ priceCode }) => priceCode),
    ticketTypeCodes: prices.map(({ ticketTypeCode }) => ticketTypeCode),
    amounts: prices.map(({ amountCents }) => amountCents),
  });
}

const removePricesStatement = storeSql({
  name: 'inventory.remove_prices',
  params: { eventCode: z.string(), priceCodes: z.array(z.string()), ticketTypeCodes: z.array(z.string()) },
  text: `
    delete from store.vendor_prices
    using unnest($priceCodes::text[], $ticketTypeCodes::text[]) as gone (price_code, ticket_type_code)
    where vendor_prices.event_code = $eventCode
      and vendor_prices.price_code = gone.price_code
      and vendor_prices.ticket_type_code = gone.ticket_type_code`,
});

/** None costs nothing. */
export async function removePrices(
  db: StoreDb,
  eventCode: string,
  prices: readonly { priceCode: string; ticketTypeCode: string }[],
): Promise<void> {
  if (prices.length === 0) return;
  await execute(db, removePricesStatement, {
    eventCode,
    priceCodes: prices.map(({ priceCode }) => priceCode),
    ticketTypeCodes: prices.map(({ ticketTypeCode }) => ticketTypeCode),
  });
}
