import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../server/core/problem.ts';
import { dropFromCart, releaseCart } from '../../server/modules/carts/carts.drops.service.ts';
import type { Cart } from '../../server/modules/carts/carts.types.ts';
import { type Buyer, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { makeBarrier } from '../harness/race.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';
import { type CallWatch, type VendorCall, watchCalls } from '../harness/tapped-vendor.ts';

let app: TestApp;
let shop: Shop;
let made = 0;
const opened: Seller[] = [];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
});
afterAll(async () => {
  for (const seller of opened) await seller.close();
  await app.close();
  await shop.sandbox.close();
});

/** Two processes of the shop, both with these taps. */
async function twoSellers(taps: SellerTaps = {}): Promise<[Seller, Seller]> {
  const sellers: [Seller, Seller] = [await openSeller(app, shop, taps), await openSeller(app, shop, taps)];
  opened.push(...sellers);
  return sellers;
}

async function newBuyer(): Promise<Buyer> {
  made += 1;
  return makeBuyer(shop, made);
}

/** A fan with one seat of the first game in hand. */
async function holder(seller: Seller) {
  const browser = openBrowser(shop, await newBuyer());
  const [eventCode = ''] = shop.games;
  await browser.choose(seller, [eventCode]);
  const { cart } = await browser.hold(seller, [eventCode], 'D');
  expect(cart.seats).toHaveLength(1);
  return { browser, cart };
}

const codeOf = (end: PromiseSettledResult<unknown>) =>
  end.status === 'fulfilled' ? 'done' : end.reason instanceof ProblemError ? end.reason.code : end.reason;
const payments = ({ calls }: CallWatch, cart: Cart) =>
  calls.filter(({ operation, cartRef }) => operation === 'pay' && cartRef === cart.vendorCartRef);

describe('one cart that is checked out in two processes at once', () => {
  test('is paid once and makes one order', async () => {
    const watch = watchCalls();
    const [one, two] = await twoSellers({ watch });
    for (let round = 0; round < 5; round += 1) {
      const { browser, cart } = await holder(one);
      const ends = await Promise.allSettled([browser.buy(one, cart), browser.buy(two, cart)]);
      const codes = ends.map(codeOf);
      expect(codes).toContain('done');
      expect(codes.filter((code) => code !== 'done')).toHaveLength(1);
      expect(['cart.busy', 'purchase.under_way', 'cart.none']).toContain(codes.find((code) => code !== 'done'));
      expect(payments(watch, cart)).toHaveLength(1);
    }
    expect(watch.overlaps).toEqual([]);
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });

  test('would be bought by two purchases without the look at its version and the index of live ones', async () => {
    const meet = makeBarrier(2);
    const without = (name: string, text: string) => {
      if (name === 'fans.hold') return text.replace(/for (no key )?update/, '');
      if (name !== 'carts.start_paying') return text;
      return text.replace(/version = (\$\d+)[\s\S]*then/, '(version = $1 or true) then');
    };
    const before = async (name: string) => {
      if (name === 'carts.start_paying') await meet();
    };
    const [one, two] = await twoSellers({ statements: { rewrite: without, before } });
    const { browser, cart } = await holder(one);
    await withoutIndex('purchases_one_live', async () => {
      const ends = await Promise.allSettled([browser.buy(one, cart), browser.buy(two, cart)]);
      expect(ends.map(codeOf)).toEqual(['done', 'done']);
    });
  });
});

describe('one idempotency key that comes twice at once', () => {
  test('gets the same purchase both times, which is paid once', async () => {
    const watch = watchCalls();
    const [one, two] = await twoSellers({ watch });
    for (let round = 0; round < 5; round += 1) {
      const { browser, cart } = await holder(one);
      const key = `once ${round}`;
      const purchases = await Promise.all([browser.buy(one, cart, { key }), browser.buy(two, cart, { key })]);
      expect(purchases.map(({ state }) => state)).toEqual(['sold', 'sold']);
      expect(purchases[0].id).toBe(purchases[1].id);
      expect(payments(watch, cart)).toHaveLength(1);
    }
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });

  test('gets it also when the first one begins and ends after the second one read the cart', async () => {
    const [one] = await twoSellers();
    const { browser, cart } = await holder(one);
    let firstId: string | null = null;
    const after = async (name: string) => {
      if (name === 'carts.find' && firstId === null) firstId = (await browser.buy(one, cart, { key: 'late' })).id;
    };
    const [late] = await twoSellers({ statements: { after } });
    const second = await browser.buy(late, cart, { key: 'late' });
    expect(second.state).toBe('sold');
    expect(second.id).toBe(firstId);
  });

  test('is refused with another body', async () => {
    const [one, two] = await twoSellers();
    const { browser, cart } = await holder(one);
    await browser.buy(one, cart, { key: 'other body' });
    const again = await Promise.allSettled([browser.buy(two, cart, { key: 'other body', feeCents: 1 })]);
    expect(again.map(codeOf)).toEqual(['idempotency.key_reused']);
  });

  test('would be answered with a refusal if nobody looked for the key', async () => {
    const rewrite = (name: string, text: string) => (name === keyStatement ? `${text} and false` : text);
    const [one, two] = await twoSellers({ statements: { rewrite } });
    const { browser, cart } = await holder(one);
    const key = 'unseen';
    const ends = await Promise.allSettled([browser.buy(one, cart, { key }), browser.buy(two, cart, { key })]);
    expect(ends.map(codeOf)).not.toEqual(['done', 'done']);
  });
});

describe('one cart in which seats are dropped, held and paid for at once', () => {
  const acts = ['hold', 'drop', 'buy', 'release', 'hold', 'buy'] as const;
  const known = ['done', 'cart.busy', 'cart.paying', 'cart.none', 'cart.not_held', 'purchase.under_way'];

  async function allAtOnce([one, two]: [Seller, Seller]) {
    const browser = openBrowser(shop, await newBuyer());
    const [first = '', second = ''] = shop.games;
    await browser.choose(one, [first, second]);
    const { cart } = await browser.hold(one, [first, second], 'D');
    const ends = await Promise.allSettled(
      acts.map((act, index) => {
        const seller = index % 2 === 0 ? one : two;
        if (act === 'hold') return browser.hold(seller, [first], 'D');
        if (act === 'drop') return dropFromCart(browser.at(seller), { eventCodes: [second], agreedCents: null });
        return act === 'buy' ? browser.buy(seller, cart) : releaseCart(browser.at(seller));
      }),
    );
    return ends.map(codeOf);
  }

  test('is asked about at the vendor by one at a time, and every act is done or refused', async () => {
    const watch = watchCalls();
    const sellers = await twoSellers({ watch });
    shop.sandbox.faults.add({ cmd: '*', fault: 'latency', delayMs: 15 });
    for (let round = 0; round < 4; round += 1) {
      for (const code of await allAtOnce(sellers)) expect(known).toContain(code);
    }
    shop.sandbox.faults.clear();
    expect(watch.overlaps).toEqual([]);
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });

  test('would be asked about by several without the lease', async () => {
    const watch = watchCalls();
    const meet = makeBarrier(2);
    let isMeeting = false;
    const rewrite = (name: string, text: string) => {
      if (name === 'carts.lease') return text.replace('lease_until is null or', 'true or');
      return name.startsWith('carts.')
        ? text.replace(/and lease_token = (\$\d+)/, 'and (lease_token = $1 or true)')
        : text;
    };
    const before = async ({ operation }: VendorCall) => {
      if (isMeeting && operation === 'holdSpecific') await meet();
    };
    const [one, two] = await twoSellers({ watch, statements: { rewrite }, calls: { before } });
    const { browser } = await holder(one);
    const [eventCode = ''] = shop.games;
    shop.sandbox.faults.add({ cmd: '*', fault: 'latency', delayMs: 15 });
    isMeeting = true;
    await Promise.allSettled([browser.hold(one, [eventCode], 'D'), browser.hold(two, [eventCode], 'D')]);
    shop.sandbox.faults.clear();
    expect(watch.overlaps).not.toEqual([]);
  });
});

const keyStatement = 'checkout.find_by_key';

async function withoutIndex(name: string, work: () => Promise<void>) {
  const { pool } = app.ctx.database;
  const found = await pool.query('select indexdef from pg_indexes where schemaname = $1 and indexname = $2', [
    shop.store.schemaName,
    name,
  ]);
  await pool.query(`drop index "${shop.store.schemaName}".${name}`);
  await work();
  await pool.query(found.rows[0].indexdef);
}
