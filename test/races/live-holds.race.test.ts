import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../server/core/problem.ts';
import { leaveCart } from '../../server/modules/carts/carts.drops.service.ts';
import { mostFromAddress, mostOfFan } from '../../server/modules/carts/carts.limits.service.ts';
import { type Browser, type Buyer, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { makeBarrier } from '../harness/race.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';

let app: TestApp;
let shop: Shop;
let sellers: [Seller, Seller];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
  sellers = [await openSeller(app, shop), await openSeller(app, shop)];
});
afterAll(async () => {
  for (const seller of sellers) await seller.close();
  await app.close();
  await shop.sandbox.close();
});

const codeOf = (end: PromiseSettledResult<unknown>) =>
  end.status === 'fulfilled' ? 'done' : end.reason instanceof ProblemError ? end.reason.code : String(end.reason);

function holdOne(seller: Seller, browser: Browser) {
  return browser.hold(seller, shop.games.slice(0, 1), 'D');
}

/** A browser with a cart of its own, that is the buyer's if there is one. */
async function openCart(buyer: Buyer | null): Promise<Browser> {
  const browser = openBrowser(shop);
  await browser.choose(sellers[0], shop.games.slice(0, 1));
  if (buyer === null) return browser;
  browser.signIn(buyer);
  await browser.cart(sellers[0]);
  return browser;
}

/** Two carts ask at once for the last place there is; the one that has it leaves it again. */
async function lastPlace(of: readonly [Seller, Seller], buyer: Buyer | null) {
  const browsers = [await openCart(buyer), await openCart(buyer)];
  const ends = await Promise.allSettled(browsers.map((browser, index) => holdOne(of[index] ?? of[0], browser)));
  for (const browser of browsers) await leaveCart(browser.at(sellers[0]));
  return ends.map(codeOf).toSorted((one, other) => one.localeCompare(other));
}

/** Nobody waits for `lock`, and both have counted before either begins. */
async function without<T>(lock: string, count: string, work: (sellers: [Seller, Seller]) => Promise<T>): Promise<T> {
  const meet = makeBarrier(2);
  const taps: SellerTaps = {
    statements: {
      rewrite: (name, text) => {
        if (name !== lock) return text;
        return lock === 'fans.hold' ? text.replace(/for (no key )?update/, '') : 'select $1::bytea, $2::timestamptz';
      },
      after: async (name) => {
        if (name === count) await meet();
      },
    },
  };
  const unguarded: [Seller, Seller] = [await openSeller(app, shop, taps), await openSeller(app, shop, taps)];
  try {
    return await work(unguarded);
  } finally {
    for (const seller of unguarded) await seller.close();
  }
}

describe.each([
  {
    whose: 'visitors of one address',
    most: mostFromAddress,
    refusal: 'cart.sign_in_to_hold',
    lock: 'carts.hold_address',
    count: 'carts.count_from_address',
    makeOwner: async () => null,
  },
  {
    whose: 'one fan',
    most: mostOfFan,
    refusal: 'cart.too_many_held',
    lock: 'fans.hold',
    count: 'carts.count_of_fan',
    makeOwner: () => makeBuyer(shop, 1),
  },
])('the carts that hold at a time of $whose', ({ most, refusal, lock, count, makeOwner }) => {
  let owner: Buyer | null;
  beforeAll(async () => {
    owner = await makeOwner();
    for (let held = 1; held < most; held += 1) await holdOne(sellers[0], await openCart(owner));
  });

  test('are no more than are allowed, whichever process is asked', async () => {
    for (let round = 0; round < 3; round += 1) expect(await lastPlace(sellers, owner)).toEqual([refusal, 'done']);
  });

  test('would be more without the lock', async () => {
    const ends = await without(lock, count, (unguarded) => lastPlace(unguarded, owner));
    expect(ends).toEqual(['done', 'done']);
  });
});
