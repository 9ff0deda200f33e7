import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AddOn } from '../../../shared/contract/program-content.ts';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { idOf } from '../../../test/factories/program-content.ts';
import { findDiscrepancies } from '../../../test/factories/sales-truth.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { enqueue } from '../../core/jobs.ts';
import { readCart } from '../carts/carts.read.service.ts';
import { releaseSeats } from '../carts/carts.release.service.ts';
import { resumePurchasesJob } from './checkout.news.service.ts';

/** The last game's seats are only sold with a place to park. */
const parking = (eventCode: string): AddOn => ({
  id: idOf('parking'),
  kind: 'forced',
  name: { en: 'Parking' },
  description: {},
  eventCode: 'PARK',
  priceCode: 'PK',
  ticketTypeCode: 'ADULT',
  unit: 'per_order',
  quantity: { min: 1, max: 1 },
  onlyEventCodes: [eventCode],
  onlyPackIds: null,
  image: null,
});

/** The vendor's answer to who names a cart that it knows nothing of. */
const noCart = 6011;
/** Of what it has none left of. */
const seatGone = 6001;

let app: TestApp;
let shop: Shop;
let withParking: string;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: feeOfShop });
  withParking = shop.games.at(-1) ?? '';
  await shop.activate({ addOns: [parking(withParking)] });
});
afterEach(async () => {
  shop.sandbox.faults.clear();
  expect(await findDiscrepancies(app, shop)).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

let fans = 0;
async function newFan(): Promise<TestClient> {
  // so many codes a minute
  app.clock.advance(10_000);
  fans += 1;
  return shop.fan(`buyer${fans}@example.com`);
}
const [one, two] = [0, 1];
const game = (index: number) => shop.games[index] ?? '';
const payments = () => shop.sandbox.traffic().byCommand.payment_request ?? 0;
const purchaseOf = async (fan: TestClient, id: string) => done(await fan.get(`${shop.base}/purchases/${id}`));

test('what must be bought with the seats is compared, paid and in the order with them', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [game(one), withParking]);
  const [forced] = cart.addOns;
  expect(cart.addOns).toMatchObject([{ addOnId: idOf('parking'), count: 1, heldSeats: [{}] }]);
  const { state, order } = done(await buyCart(shop, fan, cart));
  expect(state).toBe('sold');
  expect(order.totalCents).toBe(cart.quote.totalCents);
  const parked = order.seats.filter(({ addOnId }: { addOnId: string | null }) => addOnId !== null);
  const { amountCents } = forced.heldSeats[0];
  expect(parked).toMatchObject([{ eventCode: 'PARK', addOnId: idOf('parking'), amountCents, status: 'sold' }]);
  expect(order.seats).toHaveLength(5);
  const sold = shop.sandbox.ledger().filter(({ order_num: number }) => number === order.vendorOrderNumber);
  expect(sold.map(({ event_name: name }) => name).sort()).toEqual(
    [game(one), game(one), withParking, withParking, 'PARK'].sort(),
  );
});

test('a forced add-on that the vendor lost buys nothing: what is left is not sold without it', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [withParking]);
  const before = payments();
  const lost = (await seatsOf(cart)).filter(({ eventCode }) => eventCode === 'PARK');
  await takeAtVendor(cart, lost);
  expect(done(await buyCart(shop, fan, cart))).toMatchObject({ state: 'failed', failure: { reason: 'seats_lost' } });
  expect((await buyCart(shop, fan, cart)).body.code).toBe('cart.not_held');
  expect(payments()).toBe(before);
  const { cart: whole } = done(await fan.post(`${shop.base}/cart/holds`, { events: [] }));
  expect([whole.events, whole.addOns]).toMatchObject([cart.events, [{ heldSeats: [{}] }]]);
  expect(done(await buyCart(shop, fan, whole)).state).toBe('sold');
});

test('a forced add-on that the vendor lost and has no more of takes the seats with it', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [withParking]);
  const lost = (await seatsOf(cart)).filter(({ eventCode }) => eventCode === 'PARK');
  await takeAtVendor(cart, lost);
  done(await buyCart(shop, fan, cart));
  shop.sandbox.faults.add({ cmd: 'seats_hold', fault: 'refuse', code: seatGone });
  const { cart: after, notHeld } = done(await fan.post(`${shop.base}/cart/holds`, { events: [] }));
  expect(notHeld).toEqual([{ eventCode: withParking, reason: 'add_on_gone', alternatives: [] }]);
  expect([after.state, after.events[0].seats]).toEqual(['choosing', []]);
  expect(after.notices).toEqual([{ code: 'add_on.gone', addOnId: idOf('parking'), eventCode: withParking }]);
});

test('seats that are lost when it is compared end it unpaid: the others stay, and the fan is told which are gone', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [game(one), game(two)]);
  const before = payments();
  const [kept, lost] = [game(one), game(two)].map((code) =>
    cart.events.find(({ eventCode }: { eventCode: string }) => eventCode === code),
  );
  const gone = (await seatsOf(cart)).filter(({ eventCode }) => eventCode === lost.eventCode);
  await takeAtVendor(cart, gone);
  const failed = done(await buyCart(shop, fan, cart));
  const [first, second] = lost.seats;
  const { sectionName, rowName } = first;
  const blocks = [{ sectionName, rowName, firstSeat: first.seatNumber, lastSeat: second.seatNumber }];
  const notices = [{ code: 'seats.lost', eventCode: lost.eventCode, seats: blocks }];
  expect(failed).toMatchObject({ state: 'failed', order: null, failure: { reason: 'seats_lost', notices } });
  expect(failed.cart).toMatchObject({
    state: 'holding',
    events: [
      { eventCode: kept.eventCode, state: 'held', seats: kept.seats },
      { eventCode: lost.eventCode, state: 'pending', seats: [] },
    ],
    notices,
  });
  expect(payments()).toBe(before);
  const again = await holdGames(shop, fan, [game(one), game(two)]);
  expect(done(await buyCart(shop, fan, again)).state).toBe('sold');
});

test('seats that the vendor lets go before their time are told by who asks what is due', async () => {
  const fan = await newFan();
  await holdGames(shop, fan, [game(one), game(two)]);
  expect(done(await fan.get(`${shop.base}/checkout`)).dueCents).toBeGreaterThan(0);
  shop.sandbox.acts.dropHolds({});
  expect((await fan.get(`${shop.base}/checkout`)).body.code).toBe('cart.not_held');
  const { cart } = done(await fan.get(`${shop.base}/cart`));
  expect([cart.state, cart.notices]).toEqual([
    'choosing',
    [{ code: 'seats.expired', eventCodes: [game(one), game(two)] }],
  ]);
});

describe('a vendor that has forgotten the cart', () => {
  test('when it is compared sells nothing, and the fan chooses anew', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(two)]);
    shop.sandbox.acts.dropHolds({});
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: 'refuse', code: noCart });
    expect(done(await buyCart(shop, fan, cart))).toMatchObject({
      state: 'failed',
      failure: { reason: 'expired', notices: [{ code: 'seats.expired', eventCodes: [game(two)] }] },
      cart: { state: 'choosing' },
    });
  });

  test('after a payment without an answer has sold it, if the account owns its seats: the order is made and marked', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(two)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_answer', times: 1 });
    // the first look, to compare, still finds it
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: 'refuse', code: noCart, nth: 2 });
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: 'refuse', code: noCart, nth: 3 });
    const { id, state } = done(await buyCart(shop, fan, cart));
    expect(state).toBe('asking');
    app.clock.advance(minute);
    await runJobs(app);
    const { order } = await purchaseOf(fan, id);
    expect(order.seats).toHaveLength(2);
    const read = done(await shop.staff.get(`${shop.base}/sales/orders/${order.id}`));
    expect(read.attention).toContain('forgot the cart');
    done(await shop.staff.post(`${shop.base}/sales/orders/${order.id}/attention`, { reason: 'It is as it should be' }));
  });

  test('after a payment that never arrived has sold nothing, and the fan may choose anew', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(two)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_request', times: 1 });
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: 'refuse', code: noCart, nth: 2 });
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: 'refuse', code: noCart, nth: 3 });
    const { id } = done(await buyCart(shop, fan, cart));
    shop.sandbox.acts.dropHolds({});
    app.clock.advance(minute);
    await runJobs(app);
    expect(await purchaseOf(fan, id)).toMatchObject({
      state: 'failed',
      failure: { reason: 'not_paid' },
      cart: { state: 'choosing' },
    });
  });
});

test('a payment that is turned away with 429 sells nothing, says when to come back, and is bought then', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [game(one)]);
  const charges = shop.sandbox.world.charges().length;
  shop.sandbox.faults.add({ cmd: 'payment_request', fault: '429', delayMs: 20_000 });
  const failed = done(await buyCart(shop, fan, cart));
  expect(failed).toMatchObject({ state: 'failed', failure: { reason: 'interrupted' }, cart: { state: 'holding' } });
  const wait = Date.parse(failed.failure.retryAt) - app.clock.now().getTime();
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(minute);
  expect(failed.cart.events[0].seats).toEqual(cart.events[0].seats);
  expect(shop.sandbox.world.charges()).toHaveLength(charges);
  shop.sandbox.faults.clear();
  app.clock.advance(wait);
  expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
});

test('a purchase that nobody asked after for an hour is gone on with by the recurring job', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [game(one)]);
  shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_answer', times: 1 });
  // the first look compares; the one after the payment is tried three times
  for (const nth of [2, 3, 4]) shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: '503', nth });
  const key = randomUUID();
  const { id, state } = done(await buyCart(shop, fan, cart, { key }));
  expect(state).toBe('asking');
  // whatever was to ask again died with its queue
  await app.ctx.database.pool.query(`delete from graphile_worker._private_jobs where key like '%purchase:' || $1`, [
    id,
  ]);
  app.clock.advance(60 * minute);
  expect(await runJobs(app)).not.toContain('checkout.resume');
  expect((await purchaseOf(fan, id)).state).toBe('asking');
  await enqueue(app.ctx, resumePurchasesJob, {});
  expect(await runJobs(app)).toContain('checkout.resume');
  const { order } = await purchaseOf(fan, id);
  expect(order.seats).toHaveLength(2);
  expect(done(await buyCart(shop, fan, cart, { key })).order.id).toBe(order.id);
});

/** As they are held now. */
async function seatsOf({ id }: { id: string }) {
  return (await readCart(shop.ctx, id)).seats;
}

/** The vendor's box office takes seats out of a cart, without a word to us. */
async function takeAtVendor({ id }: { id: string }, seats: Awaited<ReturnType<typeof seatsOf>>) {
  const cart = await readCart(shop.ctx, id);
  await releaseSeats(shop.ctx, { cart, seats, purpose: 'hold', timeoutMs: 15_000 });
}
