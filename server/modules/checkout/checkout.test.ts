import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type CrashingVendor, crashingVendor } from '../../../test/vendors/crashing-vendor.ts';
import { vendorAdapters } from '../vendors/vendors.adapters.service.ts';
import type { VendorAdapter } from '../vendors/vendors.types.ts';
import { resumePurchase } from './checkout.resume.service.ts';

let app: TestApp;
let shop: Shop;
let vendor: CrashingVendor;
beforeAll(async () => {
  vendor = crashingVendor(vendorAdapters.archtics as VendorAdapter);
  app = await openTestApp({}, { vendors: { archtics: vendor.adapter } });
  shop = await openShop(app, { feeCents: feeOfShop });
  await shop.activate();
});
afterEach(() => {
  shop.sandbox.faults.clear();
  vendor.onAsk = null;
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

let fans = 0;
async function newFan() {
  // so many codes a minute
  app.clock.advance(10_000);
  fans += 1;
  return shop.fan(`buyer${fans}@example.com`);
}
const [first, second, third] = [0, 1, 2];
const game = (index: number) => shop.games[index] ?? '';

/** Every seat and cent of our orders is a seat and cent of the vendor's ledger, and the other way round. */
async function expectLedgerEqualsOrders() {
  const { rows: seats } = await app.ctx.database.pool.query(
    `select vendor_order_number, event_code, section_name, row_name, seat_number, amount_cents, order_seats.status
     from ${shop.store.schemaName}.order_seats join ${shop.store.schemaName}.orders on orders.id = order_seats.order_id
     where order_seats.status = 'sold'`,
  );
  const { rows: money } = await app.ctx.database.pool.query(
    `select coalesce(sum(total_cents + fees_cents), 0)::integer as cents from ${shop.store.schemaName}.orders`,
  );
  const gone = new Set(
    shop.sandbox
      .ledger()
      .flatMap((one) =>
        one.kind === 'SOLD'
          ? []
          : [`${one.order_num} ${one.event_name} ${one.section_name} ${one.row_name} ${one.seat_num}`],
      ),
  );
  const sold = shop.sandbox
    .ledger()
    .filter(({ kind, channel }) => kind === 'SOLD' && channel === 'FLEX')
    .map(
      (one) =>
        [
          `${one.order_num} ${one.event_name} ${one.section_name} ${one.row_name} ${one.seat_num}`,
          Math.round(Number(one.price) * 100),
        ] as const,
    )
    .filter(([name]) => !gone.has(name))
    .map(([name, cents]) => `${name} ${cents}`);
  const ours = seats.map(
    (one) =>
      `${one.vendor_order_number} ${one.event_code} ${one.section_name} ${one.row_name} ${one.seat_number} ${one.amount_cents}`,
  );
  expect(ours.sort()).toEqual(sold.sort());
  const paid = shop.sandbox.world.charges().filter(({ kind }) => kind === 'PAID');
  expect(money[0].cents).toBe(paid.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0));
}

describe('buying', () => {
  test('makes the order, its tickets and the mail, and the vendor has sold the same to the cent', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, shop.games.slice(0, 2));
    const due = done(await fan.get(`${shop.base}/checkout`));
    expect(due).toEqual({
      totalCents: cart.quote.totalCents,
      feesCents: feeOfShop,
      dueCents: cart.quote.totalCents + feeOfShop,
      expiresAt: cart.expiresAt,
    });
    const { state, order, failure } = done(await buyCart(shop, fan, cart, { locale: 'fr' }));
    expect([state, failure]).toEqual(['sold', null]);
    expect(order).toMatchObject({
      totalCents: cart.quote.totalCents,
      feesCents: feeOfShop,
      currency: 'USD',
      tickets: null,
    });
    expect(order.seats).toHaveLength(4);
    expect(order.events.map(({ code }: { code: string }) => code)).toEqual(shop.games.slice(0, 2));
    expect(await runJobs(app)).toEqual(expect.arrayContaining(['checkout.tickets', 'checkout.confirmation']));
    const [mail] = app.mails.filter(({ subject }) => subject.includes(order.number));
    expect(mail?.text).toContain('votre compte de billetterie');
    const read = done(await fan.get(`${shop.base}/orders/${order.id}`));
    expect(read.tickets).toHaveLength(4);
    expect(read.tickets[0].qrPayload).toMatch(/^SBX1:/);
    expect(done(await fan.get(`${shop.base}/cart`))).toEqual({ cart: null });
    await expectLedgerEqualsOrders();
  });

  test('with the same key and body answers the same order again, and with another body is refused', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const key = 'the-same-key';
    const one = done(await buyCart(shop, fan, cart, { key }));
    const again = done(await buyCart(shop, fan, cart, { key }));
    expect(again.order.id).toBe(one.order.id);
    expect((await buyCart(shop, fan, cart, { key, agreedCents: 1 })).body.code).toBe('idempotency.key_reused');
    expect((await buyCart(shop, fan, cart)).body.code).toBe('cart.none');
  });

  test('twice at once with the same key makes one order, and both are told of it', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const answers = await Promise.all(
      [1, 2, 3].map(() => buyCart(shop, fan, cart, { key: 'three at once'.replaceAll(' ', '-') })),
    );
    const ids = answers.map((answer) => done(answer).order.id);
    expect(new Set(ids).size).toBe(1);
    await expectLedgerEqualsOrders();
  });

  test('twice at once with different keys makes one order, and the other is told so', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const answers = await Promise.all([1, 2].map(() => buyCart(shop, fan, cart)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.find(({ status }) => status !== 200);
    expect(['cart.none', 'cart.busy', 'purchase.under_way']).toContain(refused?.body.code);
    await expectLedgerEqualsOrders();
  });

  test.each([undefined, 'short', 'with a space in it', 'ä'.repeat(9)])('with the key %s is refused', async (key) => {
    const fan = await newFan();
    const body = { cartId: '0190a0a0-0000-7000-8000-00000000000a', agreedCents: 0, paymentToken: 'tok_visa' };
    const answer = await fan.post(`${shop.base}/checkout`, body, key === undefined ? {} : { 'idempotency-key': key });
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency.key_required']);
  });

  test("another fan's cart or one without seats buys nothing", async () => {
    const [fan, other] = [await newFan(), await newFan()];
    const cart = await holdGames(shop, fan, [game(first)]);
    expect((await buyCart(shop, other, cart)).body.code).toBe('cart.none');
    done(await fan.post(`${shop.base}/cart/release`));
    expect((await buyCart(shop, fan, cart)).body.code).toBe('cart.not_held');
    expect((await fan.get(`${shop.base}/checkout`)).body.code).toBe('cart.not_held');
  });
});

describe('a purchase that sells nothing', () => {
  test('because the card is declined keeps the seats, and another card buys them', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const failed = done(await buyCart(shop, fan, cart, { token: 'tok_declined' }));
    expect(failed).toMatchObject({
      state: 'failed',
      order: null,
      failure: { reason: 'declined' },
      cart: { state: 'holding' },
    });
    expect(failed.cart.events[0].seats).toHaveLength(2);
    expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
    await expectLedgerEqualsOrders();
  });

  test('because another amount is due says which, and asks for no money', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const before = shop.sandbox.world.charges().length;
    const failed = done(await buyCart(shop, fan, cart, { agreedCents: cart.quote.totalCents }));
    const dueCents = cart.quote.totalCents + feeOfShop;
    expect(failed.failure).toMatchObject({ reason: 'amount_differs', dueCents });
    expect(shop.sandbox.world.charges().length).toBe(before);
    expect(done(await buyCart(shop, fan, cart, { agreedCents: dueCents })).state).toBe('sold');
  });

  test('because the vendor let the seats go says so, and the fan chooses anew', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    shop.sandbox.acts.dropHolds({});
    const failed = done(await buyCart(shop, fan, cart));
    expect(failed).toMatchObject({ state: 'failed', failure: { reason: 'expired' }, cart: { state: 'choosing' } });
    expect(failed.failure.notices).toEqual([{ code: 'seats.expired', eventCodes: [game(first)] }]);
    const again = await holdGames(shop, fan, [game(first)]);
    expect(done(await buyCart(shop, fan, again)).state).toBe('sold');
  });

  test('because the hold ends during the payment says so', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'holds_lost' });
    expect(done(await buyCart(shop, fan, cart))).toMatchObject({
      state: 'failed',
      failure: { reason: 'expired' },
      cart: { state: 'choosing' },
    });
  });

  test.each([
    ['503', 'interrupted'],
    ['refuse', 'refused'],
  ] as const)('because the vendor answers the payment with %s keeps the seats', async (fault, reason) => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault, delayMs: 1_000 });
    expect(done(await buyCart(shop, fan, cart))).toMatchObject({ state: 'failed', failure: { reason } });
    shop.sandbox.faults.clear();
    app.clock.advance(2_000);
    expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
    await expectLedgerEqualsOrders();
  });

  test('because a process was too slow between writing that it pays and paying, sends no payment', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const sent = () => shop.sandbox.traffic().byCommand.payment_request ?? 0;
    const before = sent();
    const slow = await app.ctx.database.pool.connect();
    vendor.onAsk = async (operation) => {
      if (operation !== 'readAmountDue') return;
      await slow.query('begin');
      await slow.query(`select from ${shop.store.schemaName}.purchases where state = 'comparing' for update`);
    };
    const buying = buyCart(shop, fan, cart);
    await untilSomebodyWaits(app);
    app.clock.advance(30_000);
    await slow.query('rollback');
    slow.release();
    expect(done(await buying)).toMatchObject({ state: 'failed', failure: { reason: 'interrupted' } });
    expect(sent()).toBe(before);
    vendor.onAsk = null;
    expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
  });

  test('is not what a price that changed after the hold makes of it: held is held', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(first)]);
    const { price_code: priceCode, ticket_type_code: ticketTypeCode } = shop.sandbox.world.holds()[0] ?? {};
    await app.ctx.database.pool.query(
      `update ${shop.store.schemaName}.vendor_prices set amount_cents = amount_cents + 100
       where event_code = $1 and price_code = $2 and ticket_type_code = $3`,
      [game(first), priceCode, ticketTypeCode],
    );
    expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
    await app.ctx.database.pool.query(
      `update ${shop.store.schemaName}.vendor_prices set amount_cents = amount_cents - 100
       where event_code = $1 and price_code = $2 and ticket_type_code = $3`,
      [game(first), priceCode, ticketTypeCode],
    );
    await expectLedgerEqualsOrders();
  });
});

describe('after an answer that was lost', () => {
  test('the vendor is asked, and what it sold becomes the order at once', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(second)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_answer', times: 1 });
    const { state, order } = done(await buyCart(shop, fan, cart));
    expect([state, order.feesCents]).toEqual(['sold', feeOfShop]);
    expect(shop.sandbox.traffic().byCommand.payment_request).toBeGreaterThan(0);
    await expectLedgerEqualsOrders();
  });

  test('a payment that never arrived is asked after until it is certain, and then the seats are given back', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(second)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_request', times: 1 });
    const asking = done(await buyCart(shop, fan, cart));
    expect(asking.state).toBe('asking');
    expect((await buyCart(shop, fan, cart)).body.code).toBe('purchase.under_way');
    const read = async () => done(await fan.get(`${shop.base}/purchases/${asking.id}`));
    app.clock.advance(3_000);
    await runJobs(app);
    expect((await read()).state).toBe('asking');
    app.clock.advance(minute);
    await runJobs(app);
    expect(await read()).toMatchObject({
      state: 'failed',
      failure: { reason: 'not_paid' },
      cart: { state: 'choosing' },
    });
    expect(shop.sandbox.world.holds().filter(({ event_name }) => event_name === game(second))).toEqual([]);
    await expectLedgerEqualsOrders();
  });

  test('also while the vendor does not answer anything, the purchase waits and ends as the vendor says', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(second)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_answer', times: 1 });
    const asking = vendor;
    asking.onAsk = (operation) => {
      if (operation === 'pay') shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: '503' });
    };
    const { id, state } = done(await buyCart(shop, fan, cart));
    expect(state).toBe('asking');
    for (let round = 0; round < 3; round += 1) {
      app.clock.advance(minute);
      await runJobs(app);
    }
    expect(done(await fan.get(`${shop.base}/purchases/${id}`)).state).toBe('asking');
    shop.sandbox.faults.clear();
    app.clock.advance(2 * minute);
    await runJobs(app);
    expect(done(await fan.get(`${shop.base}/purchases/${id}`)).state).toBe('sold');
    await expectLedgerEqualsOrders();
  });
});

describe('a process that dies', () => {
  test.each([
    ['before', 'readCart', 'failed'],
    ['after', 'readCart', 'failed'],
    ['before', 'readAmountDue', 'failed'],
    ['after', 'readAmountDue', 'failed'],
    ['before', 'pay', 'failed'],
    ['after', 'pay', 'sold'],
  ] as const)('%s %s leaves a purchase that another goes on with: it is %s', async (when, operation, end) => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(third)]);
    vendor.crash = { when, operation };
    const key = `dies-${when}-${operation}`;
    expect((await buyCart(shop, fan, cart, { key })).status).toBe(500);
    const [{ id }] = done(await shop.staff.get(`${shop.base}/sales/purchases`)).items;
    expect(await resumePurchase(shop.ctx, id)).toBe(false);
    app.clock.advance(minute);
    expect(await resumePurchase(shop.ctx, id)).toBe(true);
    const again = done(await buyCart(shop, fan, cart, { key }));
    expect(again.state).toBe(end);
    const isHeld = operation === 'readCart' || operation === 'readAmountDue';
    if (end === 'failed') expect(again.failure.reason).toBe(isHeld ? 'interrupted' : 'not_paid');
    if (isHeld) expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
    await expectLedgerEqualsOrders();
  });

  test('and comes back after another took its purchase over writes no part of the end: that one does', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(third)]);
    const { schemaName } = shop.store;
    vendor.onAsk = async (operation) => {
      if (operation !== 'pay') return;
      await app.ctx.database.pool.query(
        `update ${schemaName}.purchases set lease_token = gen_random_uuid() where cart_id = $1`,
        [cart.id],
      );
    };
    const { id, state, order } = done(await buyCart(shop, fan, cart));
    expect({ state, order }).toEqual({ state: 'pending', order: null });
    const { rows } = await app.ctx.database.pool.query(`select state from ${schemaName}.carts where id = $1`, [
      cart.id,
    ]);
    expect(rows).toEqual([{ state: 'paying' }]);
    app.clock.advance(minute);
    expect(await resumePurchase(shop.ctx, id)).toBe(true);
    expect(done(await fan.get(`${shop.base}/purchases/${id}`)).state).toBe('sold');
    await expectLedgerEqualsOrders();
  });
});
