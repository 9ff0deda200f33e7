import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '../../server/core/problem.ts';
import { sweepCarts } from '../../server/modules/carts/carts.sweep.service.ts';
import type { Cart } from '../../server/modules/carts/carts.types.ts';
import { type Browser, type Buyer, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { leaveSeats } from '../factories/last-seats.ts';
import { findDiscrepancies, findHeld } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour } from '../harness/clock.ts';
import { openSeller, type Seller } from '../harness/seller.ts';
import { isSoak } from '../harness/soak.ts';
import { type CallWatch, watchCalls } from '../harness/tapped-vendor.ts';

/**
 * 200 fans when soaking, and in `npm run bench:selling -- rush` over HTTP. What happens without the guards, one by one, stands
 * in seats.race.test.ts (one seat in two carts) and checkout.race.test.ts (one cart asked about by several at a time).
 */
const seats = isSoak ? 100 : 40;
const fans = 2 * seats;
const codes = ['C', 'D', 'J', 'K'];

let app: TestApp;
let shop: Shop;
let sellers: [Seller, Seller];
let watch: CallWatch;
let buyers: Buyer[];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
  watch = watchCalls();
  sellers = [await openSeller(app, shop, { watch, hears: true }), await openSeller(app, shop, { watch, hears: true })];
  buyers = [];
  for (let number = 1; number <= fans; number += 1) buyers.push(await makeBuyer(shop, number));
});
afterAll(async () => {
  for (const seller of sellers) await seller.close();
  await app.close();
  await shop.sandbox.close();
});

/** What a fan does who wants one seat: any price there is, one after another, then pays. */
async function wantOne(seller: Seller, browser: Browser, eventCode: string, first: number): Promise<'yours' | 'gone'> {
  await patiently(() => browser.choose(seller, [eventCode]));
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[(first + index) % codes.length] ?? '';
    const { cart, notHeld } = await patiently(() => browser.hold(seller, [eventCode], code));
    if (notHeld.length === 0) return pay(seller, browser, cart);
    expect(notHeld).toMatchObject([{ reason: 'seats_gone' }]);
  }
  return 'gone';
}

/** Tries again when a machine too slow for so many says so, as it tells the fan to. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'server.unavailable')) throw error;
    }
  }
}

async function pay(seller: Seller, browser: Browser, cart: Cart): Promise<'yours'> {
  const purchase = await patiently(() => browser.buy(seller, cart));
  expect(purchase).toMatchObject({ state: 'sold', failure: null });
  return 'yours';
}

test(`${fans} fans in two processes who want the last ${seats} seats get all of them once, and everybody is told`, async () => {
  const [eventCode = ''] = shop.games;
  leaveSeats(shop, { eventCode, codes, count: seats });
  const answers = await Promise.all(
    buyers.map((buyer, index) => {
      const [one, two] = sellers;
      return wantOne(index % 2 === 0 ? one : two, openBrowser(shop, buyer), eventCode, index);
    }),
  );
  expect(answers.filter((answer) => answer === 'yours')).toHaveLength(seats);
  expect(answers.filter((answer) => answer === 'gone')).toHaveLength(fans - seats);
  expect(watch.overlaps).toEqual([]);
  expect(await findDiscrepancies(app, shop)).toEqual([]);
  expect(await deadlocks()).toBe(0);
  app.clock.advance(hour);
  await sweepCarts(shop.ctx);
  expect(await findHeld(app, shop)).toEqual([]);
});

async function deadlocks(): Promise<number> {
  const found = await app.ctx.database.pool.query(
    'select deadlocks::integer from pg_stat_database where datname = current_database()',
  );
  return found.rows[0].deadlocks;
}
