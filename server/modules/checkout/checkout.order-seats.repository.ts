import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { SeatOfOrder, SeatStatus } from './checkout.types.ts';

const Status = z.enum(['sold', 'refunded', 'cancelled']);
const Place = z.object({
  eventCode: z.string(),
  sectionName: z.string(),
  rowName: z.string(),
  seatNumber: z.int(),
});

const listStatement = storeSql({
  name: 'checkout.list_order_seats',
  params: { orderIds: z.array(z.uuid()) },
  row: Place.extend({
    orderId: z.uuid(),
    className: z.string(),
    priceCode: z.string(),
    ticketTypeCode: z.string(),
    amountCents: z.int(),
    suiteId: z.uuid().nullable(),
    addOnId: z.uuid().nullable(),
    status: Status,
  }),
  text: `
    select
      order_id, event_code, section_name, row_name, seat_number, class_name, price_code, ticket_type_code, amount_cents,
      suite_id, add_on_id, status
    from store.order_seats
    where order_id = any ($orderIds)
    order by event_code, section_name, row_name, seat_number`,
});

export async function list(db: StoreDb, orderIds: readonly string[]): Promise<SeatOfOrder[]> {
  return rows(db, listStatement, { orderIds: [...orderIds] });
}

const takeOverStatement = storeSql({
  name: 'checkout.take_over_seats',
  params: { seats: jsonb(z.array(Place)) },
  text: `
    with given_back as (
      update store.order_seats
      set status = 'cancelled'
      from jsonb_to_recordset($seats) as seat (
        "eventCode" text, "sectionName" text, "rowName" text, "seatNumber" integer
      )
      where order_seats.event_code = seat."eventCode"
      and order_seats.section_name = seat."sectionName"
      and order_seats.row_name = seat."rowName"
      and order_seats.seat_number = seat."seatNumber"
      and order_seats.status = 'sold'
      returning order_seats.order_id
    )
    update store.orders
    set attention = 'The vendor sold a seat of this order again.',
      checked_at = sold_at
    where id in (select order_id from given_back)`,
});

/** Seats that were sold again: the orders that had them are marked, and are the next whose seats are read. */
export async function takeOver(db: StoreDb, seats: z.infer<typeof Place>[]): Promise<void> {
  await execute(db, takeOverStatement, { seats });
}

const setStatusesStatement = storeSql({
  name: 'checkout.set_seat_statuses',
  params: { orderId: z.uuid(), seats: jsonb(z.array(Place.extend({ status: Status }))) },
  text: `
    update store.order_seats
    set status = seat.status
    from jsonb_to_recordset($seats) as seat (
      "eventCode" text, "sectionName" text, "rowName" text, "seatNumber" integer, status text
    )
    where order_seats.order_id = $orderId
    and order_seats.event_code = seat."eventCode"
    and order_seats.section_name = seat."sectionName"
    and order_seats.row_name = seat."rowName"
    and order_seats.seat_number = seat."seatNumber"
    and order_seats.status <> seat.status
    and (
      seat.status <> 'sold'
      or not exists (
        select
        from store.order_seats as other
        where other.event_code = seat."eventCode"
        and other.section_name = seat."sectionName"
        and other.row_name = seat."rowName"
        and other.seat_number = seat."seatNumber"
        and other.status = 'sold'
      )
    )`,
});

/** What the vendor says of an order's seats; answers how many changed. */
export async function setStatuses(
  db: StoreDb,
  of: { orderId: string; seats: (z.infer<typeof Place> & { status: SeatStatus })[] },
): Promise<number> {
  return execute(db, setStatusesStatement, of);
}
