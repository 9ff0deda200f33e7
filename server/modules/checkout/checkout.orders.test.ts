import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { makePackage } from '../../../test/factories/program-content.ts';
import { done, makeShopRule, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { day, minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { type CrashingVendor, crashingVendor } from '../../../test/vendors/crashing-vendor.ts';
import { enqueue } from '../../core/jobs.ts';
import { runRound } from '../inventory/inventory.round.service.ts';
import { vendorAdapters } from '../vendors/vendors.adapters.service.ts';
import type { VendorAdapter } from '../vendors/vendors.types.ts';
import { readRefundsJob } from './checkout.news.service.ts';

let app: TestApp;
let shop: Shop;
let vendor: CrashingVendor;
let packageProgram: string;
beforeAll(async () => {
  vendor = crashingVendor(vendorAdapters.archtics as VendorAdapter);
  app = await openTestApp({}, { vendors: { archtics: vendor.adapter } });
  shop = await openShop(app, { size: 'season', feeCents: feeOfShop });
  await shop.activate({ definition: { fanCaps: { seatsPerEvent: 2, events: null, plans: null } } });
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
  return shop.fan(`owner${fans}@example.com`);
}
const game = (index: number) => shop.games[index] ?? '';
const bought = async (...codes: string[]) => {
  const fan = await newFan();
  const { order } = done(await buyCart(shop, fan, await holdGames(shop, fan, codes)));
  return { fan, order };
};
const sales = () => `${shop.base}/sales`;

describe("a fan's orders", () => {
  test('are listed newest first, a page at a time, and are nobody else’s', async () => {
    const { fan, order } = await bought(game(0));
    app.clock.advance(minute);
    const later = done(await buyCart(shop, fan, await holdGames(shop, fan, [game(1)]))).order;
    const page = done(await fan.get(`${shop.base}/orders?limit=1`));
    expect(page.items.map(({ id }: { id: string }) => id)).toEqual([later.id]);
    const rest = done(await fan.get(`${shop.base}/orders?limit=1&cursor=${page.next}`));
    expect([rest.items[0].id, rest.next]).toEqual([order.id, null]);
    const other = await newFan();
    expect(done(await other.get(`${shop.base}/orders`)).items).toEqual([]);
    expect((await other.get(`${shop.base}/orders/${order.id}`)).body.code).toBe('order.not_found');
    expect((await other.get(`${shop.base}/orders/${order.id}/calendar`)).body.code).toBe('order.not_found');
  });

  test('come as a calendar file with the times that hold now', async () => {
    const { fan, order } = await bought(game(2), game(3));
    const answer = await fan.get(`${shop.base}/orders/${order.id}/calendar`);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="order-${order.number}.ics"`);
    expect(answer.text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    const [{ startsAt }] = order.events;
    expect(answer.text).toContain(`DTSTART:${startsAt.slice(0, 19).replace(/[-:]/g, '')}Z\r\n`);
  });

  test('get their tickets as soon as the vendor has made them', async () => {
    const { fan, order } = await bought(game(4));
    shop.sandbox.faults.add({ cmd: 'ticket_print', fault: 'refuse', code: 7004 });
    await runJobs(app);
    const read = async () => done(await fan.get(`${shop.base}/orders/${order.id}`)).tickets;
    expect(await read()).toBeNull();
    shop.sandbox.faults.clear();
    app.clock.advance(minute);
    await runJobs(app);
    expect(await read()).toHaveLength(2);
  });
});

describe('refunds', () => {
  test('are read from the vendor, shown per seat, and give the fan back what the caps counted', async () => {
    const { fan, order } = await bought(game(5));
    await runJobs(app);
    done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: [{ eventCode: game(5) }] }));
    const ask = { events: [{ eventCode: game(5), seats: { kind: 'best', priceCode: 'D' } }] };
    const capped = await fan.post(`${shop.base}/cart/holds`, ask);
    expect(capped.body.errors.map(({ code }: { code: string }) => code)).toEqual(['cap.seats_per_event']);
    shop.sandbox.acts.endOrder({ orderNum: order.vendorOrderNumber, status: 'REFUNDED' });
    app.clock.advance(2 * 60 * minute);
    await enqueue(app.ctx, readRefundsJob, {});
    await runJobs(app);
    const read = done(await fan.get(`${shop.base}/orders/${order.id}`));
    expect(read.seats.map(({ status }: { status: string }) => status)).toEqual(['refunded', 'refunded']);
    expect(read.tickets).toEqual([]);
    expect(read.totalCents).toBe(order.totalCents);
    expect((await fan.get(`${shop.base}/orders/${order.id}/calendar`)).text).toContain('STATUS:CANCELLED');
    const again = done(await fan.post(`${shop.base}/cart/holds`, ask));
    expect(again.notHeld).toEqual([]);
    done(await fan.post(`${shop.base}/cart/release`));
  });

  test('of an account the vendor will not speak of keep nobody else waiting', async () => {
    const [first, second] = [await bought(game(11)), await bought(game(12))];
    await runJobs(app);
    for (const { order } of [first, second]) {
      shop.sandbox.acts.endOrder({ orderNum: order.vendorOrderNumber, status: 'REFUNDED' });
    }
    app.clock.advance(2 * 60 * minute);
    // whichever account is asked first
    shop.sandbox.faults.add({ cmd: 'seats_sold', fault: 'refuse', code: 1001, times: 1 });
    const statuses = async () =>
      Promise.all(
        [first, second].map(async ({ fan, order }) => {
          const { seats } = done(await fan.get(`${shop.base}/orders/${order.id}`));
          return seats.every(({ status }: { status: string }) => status === 'refunded');
        }),
      );
    await enqueue(app.ctx, readRefundsJob, {});
    await runJobs(app);
    expect(await statuses()).toContain(true);
    await enqueue(app.ctx, readRefundsJob, {});
    await runJobs(app);
    expect(await statuses()).toEqual([true, true]);
  });

  test('that nobody has read yet do not stop the seat from being sold again', async () => {
    const { order } = await bought(game(6));
    const [seat] = order.seats;
    await runJobs(app);
    shop.sandbox.acts.endOrder({ orderNum: order.vendorOrderNumber, status: 'CANCELLED' });
    app.clock.advance(60 * minute);
    await runRound(shop.ctx);
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(6)]);
    const { sectionName, rowName, seatNumber } = cart.events[0].seats[0];
    // the best seats are those that have just come free
    expect({ sectionName, rowName, seatNumber }).toMatchObject({
      sectionName: seat.sectionName,
      rowName: seat.rowName,
    });
    expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
    const { attention } = done(await shop.staff.get(`${sales()}/orders/${order.id}`));
    expect(attention).toContain('again');
    const fresh = done(await shop.staff.post(`${sales()}/orders/${order.id}/refresh`));
    expect(fresh.order.seats.map(({ status }: { status: string }) => status)).toEqual(['cancelled', 'cancelled']);
    const cleared = await shop.staff.post(`${sales()}/orders/${order.id}/attention`, { reason: 'I looked at it' });
    expect(done(cleared).attention).toBeNull();
  });
});

describe('what is added to a package later', () => {
  test('is offered by the order’s own release, also when another program is active, and only to its fan', async () => {
    const [one, two, three, four, five] = shop.games.slice(-5);
    const { items } = done(await shop.staff.get(`${shop.base}/events?limit=200`));
    const nameOf = (code: string) => items.find((event: { code: string }) => event.code === code).name;
    const codes = [one ?? '', two ?? ''];
    const addable = [three ?? '', four ?? '', five ?? ''];
    const plan = makePackage('Weekend', codes, { postPurchase: { eventCodes: addable, minEvents: 1, maxEvents: 2 } });
    const rules = [makeShopRule('Everybody', 'ADULT')];
    const definition = { type: 'preset_packages', fanCaps: { seatsPerEvent: null, events: null, plans: 1 } } as const;
    packageProgram = await shop.activate({ definition, packages: [plan], rules });
    const fan = await newFan();
    const cart = await holdGames(shop, fan, codes, { packageId: plan.id });
    const { order } = done(await buyCart(shop, fan, cart));
    const named = (codes: string[]) => codes.map((code) => expect.objectContaining({ code, name: nameOf(code) }));
    expect(order.postPurchase).toEqual({ events: named(addable), minEvents: 1, maxEvents: 2 });
    await shop.activate();
    const add = (eventCodes: string[]) => holdGames(shop, fan, eventCodes, { forOrderId: order.id });
    const added = await add(addable.slice(0, 1));
    expect(added).toMatchObject({ forOrderId: order.id, packageId: plan.id, program: { id: packageProgram } });
    expect(added.names).toMatchObject({ title: { en: 'Weekend' }, events: named(addable.slice(0, 1)) });
    const sold = done(await buyCart(shop, fan, added));
    expect(sold.order).toMatchObject({ forOrderId: order.id, postPurchase: null });
    const left = done(await fan.get(`${shop.base}/orders/${order.id}`)).postPurchase;
    expect(left).toEqual({ events: named(addable.slice(1)), minEvents: 0, maxEvents: 1 });
    await expect(add(addable.slice(1))).rejects.toThrow('cart.not_allowed');
    done(await buyCart(shop, fan, await add(addable.slice(1, 2))));
    expect(done(await fan.get(`${shop.base}/orders/${order.id}`)).postPurchase).toBeNull();
    await expect(add(addable.slice(2))).rejects.toThrow('cart.not_allowed');

    const other = await newFan();
    const events = [{ eventCode: addable[2] }];
    const stolen = await other.put(`${shop.base}/cart`, { partySize: 2, events, forOrderId: order.id });
    expect(stolen.body.code).toBe('order.not_found');
    const nobody = await app.client().put(`${shop.base}/cart`, { partySize: 2, events, forOrderId: order.id });
    expect(nobody.body.code).toBe('order.not_found');
    const none = await fan.put(`${shop.base}/cart`, { partySize: 2, events, forOrderId: sold.order.id });
    expect(none.body.code).toBe('order.not_found');
  });
});

test('to a package that was given back nothing is added', async () => {
  const [one = '', two = '', three = ''] = shop.games.slice(-8, -5);
  const postPurchase = { eventCodes: [three], minEvents: 1, maxEvents: 1 };
  const plan = makePackage('Early', [one, two], { postPurchase });
  app.clock.advance(minute);
  await shop.activate({ definition: { type: 'preset_packages' }, packages: [plan] });
  const fan = await newFan();
  const { order } = done(await buyCart(shop, fan, await holdGames(shop, fan, [one, two], { packageId: plan.id })));
  expect(order.postPurchase.events).toHaveLength(1);
  shop.sandbox.acts.endOrder({ orderNum: order.vendorOrderNumber, status: 'REFUNDED' });
  app.clock.advance(minute);
  done(await shop.staff.post(`${sales()}/orders/${order.id}/refresh`));
  expect(done(await fan.get(`${shop.base}/orders/${order.id}`)).postPurchase).toBeNull();
  const choice = { partySize: 2, events: [{ eventCode: three }], forOrderId: order.id };
  expect((await fan.put(`${shop.base}/cart`, choice)).body.code).toBe('order.not_found');
  await shop.activate();
});

describe('the desk', () => {
  test('finds an order by fan, number, event, program and attention, and shows what the fan saw', async () => {
    const { order } = await bought(game(7));
    const email = `owner${fans}@example.com`;
    const find = async (query: string) =>
      done(await shop.staff.get(`${sales()}/orders?${query}`)).items.map(({ id }: { id: string }) => id);
    expect(await find(`email=${email}`)).toEqual([order.id]);
    expect(await find(`number=${order.number.toLowerCase()}`)).toEqual([order.id]);
    expect(await find(`number=${order.vendorOrderNumber}`)).toEqual([order.id]);
    expect(await find(`eventCode=${game(7)}&attention=false`)).toEqual([order.id]);
    expect(await find(`eventCode=${game(7)}&attention=true`)).toEqual([]);
    const shown = done(await shop.staff.get(`${sales()}/orders/${order.id}`));
    expect(await find(`programId=${shown.saw.programId}`)).toContain(order.id);
    expect(shown.saw).toMatchObject({ releaseNumber: 1, rule: { name: 'Everybody' } });
    expect(shown.purchase.steps.map(({ kind, outcome }: { kind: string; outcome: string }) => [kind, outcome])).toEqual(
      [
        ['compare', 'equal'],
        ['amount_due', String(order.totalCents + feeOfShop)],
        ['pay', 'sold'],
      ],
    );
    expect(shown.fan).toMatchObject({ email });
  });

  test('resumes a purchase, or gives its seats back, and the audit says who and why', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(8)]);
    vendor.onAsk = (operation) => {
      if (operation === 'pay') shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_request', times: 1 });
    };
    const { id, state } = done(await buyCart(shop, fan, cart));
    expect(state).toBe('asking');
    const reason = { reason: 'The fan is on the phone' };
    const resumed = done(await shop.staff.post(`${sales()}/purchases/${id}/resume`, reason));
    expect([resumed.state, resumed.nextAskAt === null]).toEqual(['unknown', false]);
    const released = done(await shop.staff.post(`${sales()}/purchases/${id}/release`, reason));
    expect(released).toMatchObject({ state: 'failed', failure: { reason: 'not_paid' } });
    expect(shop.sandbox.world.holds()).toEqual([]);
    expect((await shop.staff.post(`${sales()}/purchases/${id}/resume`, reason)).body.code).toBe('purchase.over');
    const failed = done(await shop.staff.get(`${sales()}/purchases?state=failed`)).items;
    expect(failed[0].id).toBe(id);
    const { items } = done(await shop.staff.get(`${shop.base}/audit?limit=2`));
    expect(items.map(({ action, reason: why }: { action: string; reason: string }) => [action, why])).toEqual([
      ['checkout.release_purchase', reason.reason],
      ['checkout.resume_purchase', reason.reason],
    ]);
  });

  test('releasing a purchase the vendor did sell makes the order', async () => {
    const fan = await newFan();
    const cart = await holdGames(shop, fan, [game(9)]);
    shop.sandbox.faults.add({ cmd: 'payment_request', fault: 'lost_answer', times: 1 });
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: '503', nth: 2 });
    vendor.crash = { when: 'after', operation: 'pay' };
    vendor.onAsk = (operation) => {
      if (operation === 'pay') shop.sandbox.faults.clear();
    };
    expect((await buyCart(shop, fan, cart, { key: 'sold-and-dead' })).status).toBe(500);
    const [{ id }] = done(await shop.staff.get(`${sales()}/purchases`)).items;
    const reason = { reason: 'It hangs' };
    expect((await shop.staff.post(`${sales()}/purchases/${id}/release`, reason)).body.code).toBe('purchase.in_hand');
    app.clock.advance(minute);
    expect(done(await shop.staff.post(`${sales()}/purchases/${id}/release`, reason)).state).toBe('sold');
    expect(done(await buyCart(shop, fan, cart, { key: 'sold-and-dead' })).order.feesCents).toBe(feeOfShop);
  });

  test('shows nothing of fans to who may only look at the store', async () => {
    const viewer = await signIn(
      app,
      await makeStaff(app, { grants: [onClient({ id: shop.store.clientId }, 'viewer')] }),
    );
    const support = await signIn(
      app,
      await makeStaff(app, { grants: [onClient({ id: shop.store.clientId }, 'support')] }),
    );
    expect((await viewer.get(`${sales()}/orders`)).status).toBe(403);
    expect((await support.get(`${sales()}/orders`)).status).toBe(200);
  });
});

test('a cart the vendor has sold although its purchase failed becomes an order that is marked', async () => {
  const fan = await newFan();
  const cart = await holdGames(shop, fan, [game(10)]);
  const { id } = done(await buyCart(shop, fan, cart, { token: 'tok_declined' }));
  // somebody pays the cart behind our back
  const { rows } = await app.ctx.database.pool.query(
    `select vendor_cart_ref, vendor_account_id from ${shop.store.schemaName}.purchases where id = $1`,
    [id],
  );
  await payDirectly(rows[0].vendor_cart_ref, rows[0].vendor_account_id, cart.quote.totalCents + feeOfShop);
  const answer = await fan.post(`${shop.base}/cart/release`);
  expect(['cart.paying', undefined]).toContain(answer.body?.code);
  await runJobs(app);
  const purchase = done(await fan.get(`${shop.base}/purchases/${id}`));
  expect(purchase.state).toBe('sold');
  expect(done(await fan.get(`${shop.base}/cart`))).toEqual({ cart: null });
});

async function payDirectly(session: string, account: string, cents: number) {
  const [{ dsn, uid, keys } = { dsn: '', uid: '', keys: { buy: '' } }] = shop.sandbox.accounts;
  const response = await fetch(`${shop.sandbox.url}/sth-buy/ticketing_services.aspx?dsn=${dsn}&apikey=${keys.buy}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      header: { ver: 1, src_sys_type: 2, src_sys_name: 'me', archtics_version: 'V999' },
      command1: {
        ...{ cmd: 'payment_request', uid, dsn, session_id: session, acct_id: account },
        ...{ amount: (cents / 100).toFixed(2), payment_method: 'CARD', payment_token: 'tok_visa' },
      },
    }),
  });
  expect(((await response.json()) as { command1: { result: number } }).command1.result).toBe(0);
}

test('orders are watched until their events are long over, and no longer', async () => {
  app.clock.advance(300 * day);
  const before = shop.sandbox.traffic().byCommand.seats_sold ?? 0;
  await enqueue(app.ctx, readRefundsJob, {});
  await runJobs(app);
  expect(shop.sandbox.traffic().byCommand.seats_sold ?? 0).toBe(before);
});
