import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import type { HeldCartSeat } from './carts.types.ts';

/** A row of `store.cart_seats`. */
export const HeldSeat = z.object({
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
  addOnFor: z.string().nullable(),
});

const Place = HeldSeat.pick({ eventCode: true, sectionName: true, rowName: true, seatNumber: true });

const removeStatement = storeSql({
  name: 'carts.remove_seats',
  isHot: true,
  params: { cartId: z.uuid() },
  text: `
    delete from store.cart_seats
    where cart_id = $cartId`,
});

const takeOverStatement = storeSql({
  name: 'carts.take_over_seats',
  params: {
    cartId: z.uuid(),
    seats: jsonb(z.array(Place)),
  },
  text: `
    delete from store.cart_seats
    using jsonb_to_recordset($seats) as seat (
      "eventCode" text, "sectionName" text, "rowName" text, "seatNumber" integer
    )
    where cart_seats.event_code = seat."eventCode"
    and cart_seats.section_name = seat."sectionName"
    and cart_seats.row_name = seat."rowName"
    and cart_seats.seat_number = seat."seatNumber"
    and cart_seats.cart_id <> $cartId`,
});

const insertStatement = storeSql({
  name: 'carts.insert_seats',
  params: { cartId: z.uuid(), seats: jsonb(z.array(HeldSeat)), at: z.date() },
  text: `
    insert into store.cart_seats (
      cart_id, event_code, section_name, row_name, seat_number, class_name, price_code, ticket_type_code, amount_cents,
      suite_id, add_on_id, add_on_for, held_at
    )
    select
      $cartId, seat."eventCode", seat."sectionName", seat."rowName", seat."seatNumber", seat."className",
      seat."priceCode", seat."ticketTypeCode", seat."amountCents", seat."suiteId", seat."addOnId", seat."addOnFor", $at
    from jsonb_to_recordset($seats) as seat (
      "eventCode" text, "sectionName" text, "rowName" text, "seatNumber" integer, "className" text, "priceCode" text,
      "ticketTypeCode" text, "amountCents" integer, "suiteId" uuid, "addOnId" uuid, "addOnFor" text
    )`,
});

/**
 * All that the vendor says the cart holds, in place of what it held before. Another cart that still has one of these
 * seats here has lost it at the vendor.
 */
export async function replace(
  db: StoreDb,
  of: { cartId: string; seats: readonly HeldCartSeat[]; at: Date },
): Promise<void> {
  await execute(db, removeStatement, { cartId: of.cartId });
  if (of.seats.length === 0) return;
  const seats = [...of.seats];
  await execute(db, takeOverStatement, { cartId: of.cartId, seats: seats.map(placeOf) });
  await execute(db, insertStatement, { ...of, seats });
}

function placeOf({ eventCode, sectionName, rowName, seatNumber }: HeldCartSeat) {
  return { eventCode, sectionName, rowName, seatNumber };
}

const listHeldStatement = storeSql({
  name: 'carts.list_held_seats',
  params: { eventCodes: z.array(z.string()), now: z.date() },
  row: Place,
  text: `
    select cart_seats.event_code, cart_seats.section_name, cart_seats.row_name, cart_seats.seat_number
    from store.cart_seats
    join store.carts on carts.id = cart_seats.cart_id
    where cart_seats.event_code = any($eventCodes)
    and carts.state in ('holding', 'paying')
    and (carts.expires_at is null or carts.expires_at > $now)`,
});

/** Seats of these events that some cart holds at the vendor. */
export async function listHeld(db: StoreDb, of: { eventCodes: string[]; now: Date }) {
  return rows(db, listHeldStatement, of);
}
