import { z } from 'zod';
import { Ticket } from '../../../shared/contract/checkout.ts';
import { execute, maybeRow, missingColumn, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { Order, OrderSeat, PurchaseContent, Step } from './checkout.types.ts';

const Content = z.custom<PurchaseContent>();
const Tickets = z.array(Ticket);
const row = {
  id: z.uuid(),
  number: z.string(),
  purchaseId: z.uuid(),
  cartId: z.uuid(),
  fanId: z.uuid(),
  forOrderId: z.uuid().nullable(),
  programId: z.uuid(),
  releaseId: z.uuid(),
  packId: z.uuid().nullable(),
  packageId: z.uuid().nullable(),
  vendorOrderNumber: z.string(),
  vendorAccountId: z.string(),
  totalCents: z.int(),
  feesCents: z.int(),
  currency: z.string(),
  content: jsonb(Content),
  tickets: jsonb(Tickets).nullable(),
  attention: z.string().nullable(),
  soldAt: z.date(),
};
const Seat = z.object({
  eventCode: z.string(),
  sectionName: z.string(),
  rowName: z.string(),
  seatNumber: z.int(),
  className: z.string(),
  priceCode: z.string(),
  ticketTypeCode: z.string(),
  amountCents: z.int(),
  suiteId: z.uuid().nullable(),
  addOnId: z.uuid().nullable(),
});

const completeStatement = storeSql({
  name: 'checkout.complete',
  isHot: true,
  params: {
    purchaseId: z.uuid(),
    leaseToken: z.uuid(),
    steps: jsonb(z.array(z.custom<Step>())),
    id: z.uuid(),
    number: z.string(),
    forOrderId: z.uuid().nullable(),
    programId: z.uuid(),
    packId: z.uuid().nullable(),
    packageId: z.uuid().nullable(),
    vendorOrderNumber: z.string(),
    totalCents: z.int(),
    feesCents: z.int(),
    currency: z.string(),
    attention: z.string().nullable(),
    soldAt: z.date(),
    watchedUntil: z.date(),
    seats: jsonb(z.array(Seat)),
  },
  row: z.object({ id: z.uuid() }),
  text: `
    with ended as (
      update store.purchases
      set state = 'sold',
        steps = $steps,
        failure = null,
        order_id = $id,
        ended_at = $soldAt,
        next_ask_at = null,
        lease_token = null,
        lease_until = null
      where id = $purchaseId
      and lease_token = $leaseToken
      and state in ('comparing', 'paying', 'unknown')
      returning id, cart_id, fan_id, release_id, vendor_account_id, content
    ),
    made as (
      insert into store.orders (
        id, number, purchase_id, cart_id, fan_id, for_order_id, program_id, release_id, pack_id, package_id,
        vendor_order_number, vendor_account_id, total_cents, fees_cents, currency, content, attention, sold_at, checked_at,
        watched_until
      )
      select
        $id, $number, id, cart_id, fan_id, $forOrderId, $programId, release_id, $packId, $packageId,
        $vendorOrderNumber, vendor_account_id, $totalCents, $feesCents, $currency, content, $attention, $soldAt, $soldAt,
        $watchedUntil
      from (select) as sale
      left join ended on true
      returning id
    ),
    seated as (
      insert into store.order_seats (
        order_id, event_code, section_name, row_name, seat_number, class_name, price_code, ticket_type_code, amount_cents,
        suite_id, add_on_id, status
      )
      select
        made.id, seat."eventCode", seat."sectionName", seat."rowName", seat."seatNumber", seat."className",
        seat."priceCode", seat."ticketTypeCode", seat."amountCents", seat."suiteId", seat."addOnId", 'sold'
      from made
      cross join jsonb_to_recordset($seats) as seat (
        "eventCode" text, "sectionName" text, "rowName" text, "seatNumber" integer, "className" text, "priceCode" text,
        "ticketTypeCode" text, "amountCents" integer, "suiteId" uuid, "addOnId" uuid
      )
    )
    select id
    from made`,
});

export type Completed = {
  order: Order;
  seats: Omit<OrderSeat, 'status'>[];
  leaseToken: string;
  steps: Step[];
  watchedUntil: Date;
};

/**
 * The purchase ends and its order stands, with its seats and with what the purchase says was bought. False when the lease
 * was lost: the order would have no purchase, so the statement fails, and with it the transaction. A vendor order number
 * makes one order.
 */
export async function complete(db: StoreDb, { order, ...rest }: Completed): Promise<boolean> {
  try {
    return (await maybeRow(db, completeStatement, { ...order, ...rest })) !== null;
  } catch (error) {
    if (missingColumn(error) === 'purchase_id') return false;
    throw error;
  }
}

/** Why an order was refused: a seat is in an older one, or this very sale or cart has one. */
export function clashOf(error: unknown): 'seat' | 'sale' | null {
  switch (violatedConstraint(error)) {
    case 'order_seats_sold_once':
      return 'seat';
    case 'orders_vendor_order_number_key':
    case 'orders_cart_id_key':
    case 'orders_purchase_id_key':
      return 'sale';
    default:
      return null;
  }
}

const findStatement = storeSql({
  name: 'checkout.find_order',
  params: { id: z.uuid() },
  row: z.object(row),
  text: `
    select
      id, number, purchase_id, cart_id, fan_id, for_order_id, program_id, release_id, pack_id, package_id,
      vendor_order_number, vendor_account_id, total_cents, fees_cents, currency, content, tickets, attention, sold_at
    from store.orders
    where id = $id`,
});

export async function find(db: StoreDb, id: string): Promise<Order | null> {
  return maybeRow(db, findStatement, { id });
}

const findByVendorNumberStatement = storeSql({
  name: 'checkout.find_order_by_vendor_number',
  params: { vendorOrderNumber: z.string() },
  row: z.object({ id: z.uuid(), purchaseId: z.uuid() }),
  text: `
    select id, purchase_id
    from store.orders
    where vendor_order_number = $vendorOrderNumber`,
});

export async function findByVendorNumber(db: StoreDb, vendorOrderNumber: string) {
  return maybeRow(db, findByVendorNumberStatement, { vendorOrderNumber });
}

const listOfFanStatement = storeSql({
  name: 'checkout.list_orders_of_fan',
  params: { fanId: z.uuid(), beforeAt: z.date().nullable(), beforeId: z.uuid().nullable(), limit: z.int() },
  row: z.object(row),
  text: `
    select
      id, number, purchase_id, cart_id, fan_id, for_order_id, program_id, release_id, pack_id, package_id,
      vendor_order_number, vendor_account_id, total_cents, fees_cents, currency, content, tickets, attention, sold_at
    from store.orders
    where fan_id = $fanId
    and ($beforeAt::timestamptz is null or (sold_at, id) < ($beforeAt, $beforeId::uuid))
    order by sold_at desc, id desc
    limit $limit`,
});

export async function listOfFan(
  db: StoreDb,
  of: { fanId: string; beforeAt: Date | null; beforeId: string | null; limit: number },
): Promise<Order[]> {
  return rows(db, listOfFanStatement, of);
}

const setTicketsStatement = storeSql({
  name: 'checkout.set_tickets',
  params: { id: z.uuid(), tickets: jsonb(Tickets) },
  text: `
    update store.orders
    set tickets = $tickets
    where id = $id`,
});

export async function setTickets(db: StoreDb, of: { id: string; tickets: z.infer<typeof Tickets> }): Promise<void> {
  await execute(db, setTicketsStatement, of);
}

const setAttentionStatement = storeSql({
  name: 'checkout.set_attention',
  params: { id: z.uuid(), attention: z.string().nullable() },
  text: `
    update store.orders
    set attention = $attention
    where id = $id`,
});

export async function setAttention(db: StoreDb, of: { id: string; attention: string | null }): Promise<void> {
  await execute(db, setAttentionStatement, of);
}

const listAddedStatement = storeSql({
  name: 'checkout.list_added_events',
  params: { orderIds: z.array(z.uuid()) },
  row: z.object({ forOrderId: z.uuid().nullable(), eventCode: z.string() }),
  text: `
    select distinct orders.for_order_id, order_seats.event_code
    from store.orders
    join store.order_seats on order_seats.order_id = orders.id
    where orders.for_order_id = any ($orderIds)
    and order_seats.status = 'sold'
    and order_seats.add_on_id is null`,
});

/** What was added to orders and is still theirs. */
export async function listAdded(db: StoreDb, orderIds: readonly string[]) {
  return rows(db, listAddedStatement, { orderIds: [...orderIds] });
}

const markMailedStatement = storeSql({
  name: 'checkout.mark_mailed',
  params: { id: z.uuid(), at: z.date() },
  text: `
    update store.orders
    set mailed_at = $at
    where id = $id
    and mailed_at is null`,
});

export async function markMailed(db: StoreDb, of: { id: string; at: Date }): Promise<void> {
  await execute(db, markMailedStatement, of);
}

const wasMailedStatement = storeSql({
  name: 'checkout.was_mailed',
  params: { id: z.uuid() },
  row: z.object({ mailedAt: z.date().nullable() }),
  text: `
    select mailed_at
    from store.orders
    where id = $id`,
});

export async function wasMailed(db: StoreDb, id: string): Promise<boolean> {
  return ((await maybeRow(db, wasMailedStatement, { id }))?.mailedAt ?? null) !== null;
}
