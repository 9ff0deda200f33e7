import type { LedgerEntry } from '../../sandbox/types.ts';
import type { TestApp } from '../harness/app.ts';
import type { Shop } from './shop.ts';

/** What is wrong between a shop's own books and the vendor's, in words; an empty list when nothing is. */
export type Discrepancies = string[];
type Books = Pick<TestApp, 'ctx'>;
type Sold = Pick<Shop, 'store' | 'sandbox'>;

/**
 * Every sale at the vendor is one order here, with the same seats and amounts, to the cent, and the other way round; no
 * purchase is unfinished; every seat in a cart here is in that cart at the vendor, and no cart is being paid.
 */
export async function findDiscrepancies(app: Books, shop: Sold): Promise<Discrepancies> {
  shop.sandbox.world.check();
  return [...(await compareOrders(app, shop)), ...(await compareCarts(app, shop)), ...(await compareCaps(app, shop))];
}

/** Seats that are in a cart here or at the vendor; none once every hold has ended and been swept. */
export async function findHeld(app: Books, shop: Sold): Promise<Discrepancies> {
  const ours = await read(
    app,
    shop,
    'select cart_id, event_code, section_name, row_name, seat_number from store.cart_seats',
  );
  const carts = await read(app, shop, `select id, state from store.carts where state in ('holding', 'paying')`);
  const reserved = await read(
    app,
    shop,
    `select cart_id from store.cart_events join store.carts on carts.id = cart_id
     where reserved_seats > 0 and state <> 'bought'`,
  );
  const theirs = shop.sandbox.world.holds().filter(({ session_id }) => session_id !== '');
  return [
    ...ours.map(
      (seat) => `a cart still has ${seat.event_code} ${seat.section_name}/${seat.row_name}/${seat.seat_number}`,
    ),
    ...carts.map(({ id, state }) => `cart ${id} is still ${state}`),
    ...reserved.map(({ cart_id }) => `cart ${cart_id} still reserves seats`),
    ...theirs.map(({ session_id }) => `the vendor still holds for ${session_id}`),
  ];
}

async function compareOrders(app: Books, shop: Sold): Promise<Discrepancies> {
  const orders = await read(
    app,
    shop,
    `select vendor_order_number, total_cents, orders.fees_cents, attention, array_agg(
       concat_ws(' ', event_code, section_name, row_name, seat_number, ticket_type_code, amount_cents) order by
       event_code, section_name, row_name, seat_number) as seats
     from store.orders
     join store.order_seats on order_id = orders.id
     join store.purchases on purchases.id = purchase_id
     group by orders.id, purchases.id`,
  );
  const ours = new Map(
    orders.map((order) => [
      String(order.vendor_order_number),
      `${order.total_cents} + ${order.fees_cents} ${order.attention ?? 'as expected'}\n${lines(order.seats)}`,
    ]),
  );
  const theirs = vendorOrders(shop);
  const unfinished = await read(
    app,
    shop,
    `select id, state from store.purchases where state not in ('sold', 'failed')`,
  );
  const orderless = await read(
    app,
    shop,
    `select id from store.purchases where state = 'sold' and order_id not in (select id from store.orders)`,
  );
  return [
    ...[...theirs]
      .filter(([number]) => !ours.has(number))
      .map(([number]) => `order ${number} of the vendor is not ours`),
    ...[...ours].filter(([number]) => !theirs.has(number)).map(([number]) => `our order ${number} was never sold`),
    ...[...theirs]
      .filter(([number, said]) => ours.has(number) && ours.get(number) !== said)
      .map(([number, said]) => `order ${number}: the vendor says ${said}, we say ${ours.get(number)}`),
    ...unfinished.map(({ id, state }) => `purchase ${id} is ${state}`),
    ...orderless.map(({ id }) => `purchase ${id} is sold and has no order`),
  ];
}

/** By number: what it cost and its seats. */
function vendorOrders({ sandbox }: Sold): Map<string, string> {
  const byNumber = new Map<string, LedgerEntry[]>();
  for (const entry of sandbox.ledger()) {
    if (entry.kind !== 'SOLD' || entry.session_id === null) continue;
    byNumber.set(entry.order_num, [...(byNumber.get(entry.order_num) ?? []), entry]);
  }
  const charged = new Map<string | null, number>();
  for (const { kind, order_num, amount } of sandbox.world.charges()) {
    if (kind === 'PAID') charged.set(order_num, (charged.get(order_num) ?? 0) + cents(amount));
  }
  return new Map(
    [...byNumber].map(([number, entries]) => {
      const total = entries.reduce((sum, { price }) => sum + cents(price), 0);
      const seats = entries.map((entry) =>
        [
          entry.event_name,
          entry.section_name,
          entry.row_name,
          entry.seat_num,
          entry.ticket_type_code,
          cents(entry.price),
        ].join(' '),
      );
      return [number, `${total} + ${(charged.get(number) ?? 0) - total} as expected\n${lines(seats)}`];
    }),
  );
}

async function compareCarts(app: Books, shop: Sold): Promise<Discrepancies> {
  const live = await read(
    app,
    shop,
    `select carts.id, carts.state, carts.is_unsettled, carts.lease_until, carts.vendor_cart_ref, array_remove(array_agg(
       concat_ws(' ', event_code, section_name, row_name, seat_number, ticket_type_code, amount_cents)), '') as seats
     from store.carts left join store.cart_seats on cart_id = carts.id
     group by carts.id`,
  );
  const held = new Map<string, string[]>();
  for (const hold of shop.sandbox.world.holds()) {
    const { event_name, section_name, row_name, seat_num, ticket_type_code, price } = hold;
    const seat = [event_name, section_name, row_name, seat_num, ticket_type_code, cents(price)].join(' ');
    held.set(hold.session_id, [...(held.get(hold.session_id) ?? []), seat]);
  }
  return live.flatMap((cart) => {
    const found: string[] = [];
    if (cart.state === 'paying') found.push(`cart ${cart.id} is still being paid`);
    if (cart.state === 'holding' && cart.lease_until !== null) found.push(`cart ${cart.id} is still leased`);
    if (cart.is_unsettled) found.push(`cart ${cart.id} is unsettled`);
    const theirs = lines(held.get(String(cart.vendor_cart_ref)) ?? []);
    const ours = lines(cart.seats);
    if (ours !== theirs) found.push(`${cart.state} cart ${cart.id} has\n${ours}\nand at the vendor\n${theirs}`);
    if ((cart.state === 'holding') !== (ours !== ''))
      found.push(`cart ${cart.id} is ${cart.state} with ${ours || 'no seats'}`);
    return found;
  });
}

/** What a cart reserves of its fan's caps is what it holds, or has bought. */
async function compareCaps(app: Books, shop: Sold): Promise<Discrepancies> {
  const wrong = await read(
    app,
    shop,
    `select cart_events.cart_id, cart_events.event_code, reserved_seats, coalesce(held.seats, 0) as seats
     from store.cart_events
     join store.carts on carts.id = cart_events.cart_id
     left join (
       select cart_id, event_code, count(*)::integer as seats from store.cart_seats where add_on_id is null group by 1, 2
       union all
       select cart_id, event_code, count(*)::integer from store.order_seats
       join store.orders on orders.id = order_id where add_on_id is null group by 1, 2
     ) held on held.cart_id = cart_events.cart_id and held.event_code = cart_events.event_code
     where carts.state <> 'ended' and reserved_seats <> coalesce(held.seats, 0)`,
  );
  return wrong.map(
    (one) => `cart ${one.cart_id} reserves ${one.reserved_seats} of ${one.event_code}, and has ${String(one.seats)}`,
  );
}

/** What the statements of this file answer; a column it did not ask for is undefined. */
type Row = Record<string, string | number | boolean | null> & { seats: string[] };

async function read({ ctx }: Books, { store }: Sold, text: string): Promise<Row[]> {
  const named = text.replace(/\bstore\./g, `"${store.schemaName}".`);
  return (await ctx.database.pool.query<Row>(named)).rows;
}

function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

function lines(seats: readonly string[]): string {
  return [...seats].sort().join('\n');
}
