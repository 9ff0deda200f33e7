import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { makeBarrier } from '../../../test/harness/race.ts';
import { openSeller } from '../../../test/harness/seller.ts';
import { watchCalls } from '../../../test/harness/tapped-vendor.ts';
import { withStore } from '../../core/ctx.ts';
import { readCart } from './carts.read.service.ts';
import { sweepAllCarts, sweepCarts } from './carts.sweep.service.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
});
beforeEach(() => () => shop.sandbox.faults.clear());
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

async function holdTwo(fan: TestClient) {
  const [eventCode = ''] = shop.games;
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: [{ eventCode }] }));
  return done(await holdAgain(fan)).cart;
}

function holdAgain(fan: TestClient) {
  const events = [{ eventCode: shop.games[0], seats: { kind: 'best', priceCode: 'D' } }];
  return fan.post(`${shop.base}/cart/holds`, { events });
}

describe('a hold that is over', () => {
  const codes = () => shop.games.slice(0, 2);
  const asks = (eventCodes: readonly string[]) =>
    eventCodes.map((eventCode) => ({ eventCode, seats: { kind: 'best', priceCode: 'D' } }));
  const hold = async (fan: TestClient, eventCodes: readonly string[]) =>
    done(await fan.post(`${shop.base}/cart/holds`, { events: asks(eventCodes) }));
  const put = async (fan: TestClient, partySize: number) =>
    done(await fan.put(`${shop.base}/cart`, { partySize, events: codes().map((eventCode) => ({ eventCode })) }));
  const expired = (eventCodes: readonly string[]) => [{ code: 'seats.expired', eventCodes }];
  const told = (answer: { cart: { state: string; notices: unknown }; notHeld: { eventCode: string }[] }) => [
    answer.cart.state,
    answer.notHeld.map(({ eventCode }) => eventCode),
    answer.cart.notices,
  ];

  async function heldTwice() {
    const fan = await shop.fan();
    await put(fan, 2);
    const { cart } = await hold(fan, codes());
    return { fan, cart };
  }

  const seen = ({ state, notices }: { state: string; notices: unknown }) => [state, [...codes()], notices];
  type Act = [name: string, asksTheVendor: boolean, run: (fan: TestClient) => Promise<unknown[]>];
  const acts: Act[] = [
    ['asking for other seats', true, async (fan) => told(await hold(fan, codes().slice(0, 1)))],
    ['asking for all seats anew', true, async (fan) => told(await hold(fan, codes()))],
    [
      'dropping a game',
      true,
      async (fan) => seen(done(await fan.post(`${shop.base}/cart/drops`, { eventCodes: codes().slice(0, 1) })).cart),
    ],
    ['asking for add-ons only', false, async (fan) => told(await hold(fan, []))],
    ['choosing', false, async (fan) => seen(await put(fan, 2))],
    ['looking at it', false, async (fan) => seen(done(await fan.get(`${shop.base}/cart`)).cart)],
  ];

  test.each(acts)('is told by %s, by the clock or by the vendor', async (_, asksTheVendor, run) => {
    for (const isEarly of asksTheVendor ? [true, false] : [false]) {
      const { fan, cart } = await heldTwice();
      if (isEarly) shop.sandbox.acts.dropHolds({});
      else app.clock.set(cart.expiresAt);
      expect(await run(fan)).toEqual(['choosing', codes(), expired(codes())]);
    }
  });

  test('is told once the sweep found it, until the seats are held again or left, whatever comes first', async () => {
    const { fan, cart } = await heldTwice();
    const [one = '', two = ''] = codes();
    app.clock.set(cart.expiresAt);
    await Promise.all([sweepCarts(shop.ctx), fan.get(`${shop.base}/cart`)]);
    expect((await put(fan, 1)).notices).toEqual(expired([one, two]));
    expect(told(await hold(fan, [one]))).toEqual(['holding', [], expired([two])]);
    expect(told(await hold(fan, [two]))).toEqual(['holding', [], []]);
  });

  test('in the middle of an act is told with all that was lost by it', async () => {
    const { fan } = await heldTwice();
    // the release of the seats that were held before comes after the new ones
    shop.sandbox.faults.add({ cmd: 'seats_release', fault: 'holds_lost', times: 1 });
    expect(told(await hold(fan, codes().slice(0, 1)))).toEqual(['choosing', codes(), expired(codes())]);
  });
});

test('a store whose database fails leaves the carts of no other store unswept', async () => {
  const { id, expiresAt } = await holdTwo(await shop.fan());
  const broken = [await makeStore(app, { key: 'a-broken' }), await makeStore(app, { key: 'z-broken' })];
  const rename = (from: string, to: string) =>
    Promise.all(
      broken.map(({ schemaName }) => app.ctx.database.pool.query(`alter table ${schemaName}.${from} rename to ${to}`)),
    );
  await rename('carts', 'carts_away');
  app.clock.set(expiresAt);
  await sweepAllCarts(app.ctx);
  await rename('carts_away', 'carts');
  expect(await readCart(shop.ctx, id)).toMatchObject({ state: 'choosing', seats: [] });
});

describe('a sweep while the vendor cannot be asked', () => {
  test('keeps the seats of a hold that has just ended, for the vendor may have them still', async () => {
    const { id, expiresAt } = await holdTwo(await shop.fan());
    shop.sandbox.faults.add({ cmd: '*', fault: '503' });
    app.clock.set(expiresAt);
    app.clock.advance(minute);
    await sweepCarts(shop.ctx);
    expect((await readCart(shop.ctx, id)).seats).toHaveLength(2);
  });

  test('lets them go five minutes later, also of a cart whose last call was never answered', async () => {
    const fan = await shop.fan();
    const { id, expiresAt } = await holdTwo(fan);
    shop.sandbox.faults.add({ cmd: '*', fault: 'lost_answer' });
    await holdAgain(fan);
    expect((await readCart(shop.ctx, id)).isUnsettled).toBe(true);
    app.clock.set(expiresAt);
    app.clock.advance(6 * minute);
    await sweepCarts(shop.ctx);
    expect(await readCart(shop.ctx, id)).toMatchObject({
      state: 'choosing',
      seats: [],
      isUnsettled: false,
      notices: [{ code: 'seats.expired', eventCodes: [shop.games[0]] }],
    });
  });
});

describe('many carts that have ended', () => {
  /** So many more like this one, each without seats and under a name of its own at the vendor. */
  async function copyCart(id: string, count: number) {
    const { rows } = await app.ctx.database.pool.query(
      `select string_agg(quote_ident(column_name), ', ') as columns
       from information_schema.columns
       where table_schema = $1 and table_name = 'carts' and column_name not in ('id', 'token_hash', 'vendor_cart_ref')`,
      [shop.store.schemaName],
    );
    await app.ctx.database.pool.query(
      `insert into "${shop.store.schemaName}".carts (id, token_hash, vendor_cart_ref, ${rows[0].columns})
       select gen_random_uuid(), uuid_send(gen_random_uuid()), gen_random_uuid(), ${rows[0].columns}
       from "${shop.store.schemaName}".carts, generate_series(1, $2)
       where id = $1`,
      [id, count],
    );
  }

  test('are asked about several at a time, and none of them twice at once', async () => {
    const meet = makeBarrier(4);
    let asked = 0;
    const watch = watchCalls();
    const before = ({ operation }: { operation: string }) => {
      asked += 1;
      // one after another would never come to the fourth
      return operation === 'readCart' && asked <= 4 ? meet() : undefined;
    };
    const seller = await openSeller(app, shop, { watch, calls: { before } });
    const fans = await Promise.all(Array.from({ length: 6 }, () => shop.fan()));
    const held = [];
    for (const fan of fans) held.push(await holdTwo(fan));
    app.clock.set(held.at(-1)?.expiresAt);
    await sweepCarts(withStore(seller.ctx, shop.store));
    for (const { id } of held) expect((await readCart(shop.ctx, id)).state).toBe('choosing');
    expect(watch.overlaps).toEqual([]);
    await seller.close();
  });

  test('take of the quota what fans leave', async () => {
    const { expiresAt } = await holdTwo(await shop.fan());
    app.clock.set(expiresAt);
    await sweepCarts(shop.ctx);
    const { items } = done(await shop.staff.get(`${shop.base}/vendor/calls?operation=readCart&limit=1`));
    expect(items).toMatchObject([{ operation: 'readCart', purpose: 'sync' }]);
  });

  test('and cannot be asked about now neither keep the others waiting nor are all of them asked about', async () => {
    const { id, expiresAt } = await holdTwo(await shop.fan());
    // in doubt for ever, and untouched for longer than the one that is over
    await copyCart(id, 450);
    await app.ctx.database.pool.query(
      `update "${shop.store.schemaName}".carts
       set is_unsettled = true, expires_at = null, updated_at = updated_at - interval '1 hour'
       where state = 'holding' and id <> $1`,
      [id],
    );
    const watch = watchCalls();
    const seller = await openSeller(app, shop, { watch });
    shop.sandbox.faults.add({ cmd: '*', fault: '503' });
    app.clock.set(expiresAt);
    app.clock.advance(6 * minute);
    await sweepCarts(withStore(seller.ctx, shop.store));
    expect(await readCart(shop.ctx, id)).toMatchObject({ state: 'choosing', seats: [] });
    expect(watch.calls.length).toBeLessThanOrEqual(4);
    await seller.close();
  });
});
