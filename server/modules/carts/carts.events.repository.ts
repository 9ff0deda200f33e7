import { z } from 'zod';
import { execute, row, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const replaceStatement = storeSql({
  name: 'carts.replace_events',
  params: {
    cartId: z.uuid(),
    events: jsonb(z.array(z.object({ eventCode: z.string(), suiteId: z.uuid().nullable() }))),
    at: z.date(),
  },
  text: `
    with given as (
      select event."eventCode" as event_code, event."suiteId" as suite_id, event.place::integer as sort_order
      from rows from (jsonb_to_recordset($events) as ("eventCode" text, "suiteId" uuid)) with ordinality
        as event ("eventCode", "suiteId", place)
    ),
    removed as (
      delete from store.cart_events
      where cart_id = $cartId
      and event_code not in (select event_code from given)
    )
    insert into store.cart_events (cart_id, event_code, suite_id, sort_order, reserved_seats, chosen_at)
    select $cartId, event_code, suite_id, sort_order, 0, $at
    from given
    on conflict (cart_id, event_code) do update
    set suite_id = excluded.suite_id,
      sort_order = excluded.sort_order`,
});

/** The events of a cart, in order; those that stay keep what is reserved for them. */
export async function replace(
  db: StoreDb,
  of: { cartId: string; events: { eventCode: string; suiteId: string | null }[]; at: Date },
): Promise<void> {
  await execute(db, replaceStatement, of);
}

const reserveStatement = storeSql({
  name: 'carts.reserve',
  params: {
    cartId: z.uuid(),
    reservations: jsonb(z.array(z.object({ eventCode: z.string(), seats: z.int() }))),
  },
  text: `
    update store.cart_events
    set reserved_seats = reservation.seats
    from jsonb_to_recordset($reservations) as reservation ("eventCode" text, seats integer)
    where cart_events.cart_id = $cartId
    and cart_events.event_code = reservation."eventCode"`,
});

/** Seats held or being held, by event. */
export async function reserve(
  db: StoreDb,
  of: { cartId: string; reservations: { eventCode: string; seats: number }[] },
): Promise<void> {
  await execute(db, reserveStatement, of);
}

const ofFanStatement = storeSql({
  name: 'carts.reserved_by_fan',
  isHot: true,
  params: { fanId: z.uuid(), exceptCartId: z.uuid(), forOrderId: z.uuid().nullable() },
  row: z.object({
    plans: z.int(),
    events: z.int(),
    seats: jsonb(z.array(z.object({ eventCode: z.string(), seats: z.int() }))),
    added: jsonb(z.array(z.string())),
  }),
  text: `
    with reserved as (
      select carts.id, carts.for_order_id, cart_events.event_code, cart_events.reserved_seats
      from store.carts
      join store.cart_events on cart_events.cart_id = carts.id
      where carts.fan_id = $fanId
      and carts.id <> $exceptCartId
      and carts.state in ('holding', 'paying', 'bought')
      and cart_events.reserved_seats > 0
    ),
    by_event as (
      select event_code, sum(reserved_seats)::integer as seats
      from reserved
      group by event_code
    )
    select
      (select count(distinct id) filter (where for_order_id is null)::integer from reserved) as plans,
      (select count(*)::integer from reserved) as events,
      coalesce((
        select jsonb_agg(jsonb_build_object('eventCode', event_code, 'seats', seats))
        from by_event), '[]') as seats,
      coalesce((
        select jsonb_agg(distinct event_code)
        from reserved
        where for_order_id = $forOrderId), '[]') as added`,
});

/**
 * What the fan holds or has bought besides this cart, in the store, under any program; `added` are the events of what was
 * added to one order.
 */
export async function reservedByFan(
  db: StoreDb,
  of: { fanId: string; exceptCartId: string; forOrderId: string | null },
) {
  return row(db, ofFanStatement, of);
}
