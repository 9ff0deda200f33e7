import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../server/core/problem.ts';
import { leaveCart } from '../../server/modules/carts/carts.drops.service.ts';
import type { CartChoice } from '../../server/modules/carts/carts.types.ts';
import type { ProgramContent } from '../../shared/contract/program-content.ts';
import { type Browser, type Buyer, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { makeBarrier } from '../harness/race.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';

type Caps = ProgramContent['definition']['fanCaps'];

let app: TestApp;
let shop: Shop;
let sellers: [Seller, Seller];
let made = 0;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  sellers = [await openSeller(app, shop), await openSeller(app, shop)];
});
afterAll(async () => {
  for (const seller of sellers) await seller.close();
  await app.close();
  await shop.sandbox.close();
});

/** From now on the shop sells under these caps; the clock moves, so that every switch is one of its own. */
async function sellUnder(caps: Partial<Caps>) {
  app.clock.advance(1_000);
  await shop.activate({ definition: { fanCaps: { seatsPerEvent: null, events: null, plans: null, ...caps } } });
}

async function newBuyer(): Promise<Buyer> {
  made += 1;
  return makeBuyer(shop, made);
}

const codeOf = (end: PromiseSettledResult<unknown>) =>
  end.status === 'fulfilled' ? 'done' : end.reason instanceof ProblemError ? end.reason.code : end.reason;

function inOrder(codes: readonly unknown[]): string[] {
  return codes.map(String).toSorted((one, other) => one.localeCompare(other));
}

/** Two browsers of one fan, each with a cart of its own for these games. */
async function twoDevices(seller: Seller, events: [string, string], rest: Partial<CartChoice> = {}) {
  const buyer = await newBuyer();
  const devices: [Browser, Browser] = [openBrowser(shop), openBrowser(shop)];
  for (const [index, device] of devices.entries()) await device.choose(seller, [events[index] ?? ''], rest);
  return { buyer, devices };
}

async function holdOnBoth(of: [Seller, Seller], events: [string, string], rest: Partial<CartChoice> = {}) {
  const { buyer, devices } = await twoDevices(of[0], events, rest);
  for (const device of devices) device.signIn(buyer);
  for (const device of devices) await device.cart(of[0]);
  const ends = await Promise.allSettled(
    devices.map((device, index) => device.hold(index === 0 ? of[0] : of[1], [events[index] ?? ''], 'D')),
  );
  return inOrder(ends.map(codeOf));
}

/** Nobody waits for anybody who counts for the same fan, and both have counted before either reserves. */
async function withoutTheFansLock<T>(
  work: (sellers: [Seller, Seller]) => Promise<T>,
  counting: 'counted' | 'nothing counted' = 'counted',
): Promise<T> {
  const meet = makeBarrier(2);
  let counts = 0;
  const taps: SellerTaps = {
    statements: {
      rewrite: (name, text) => {
        if (name === 'fans.hold') return text.replace(/for (no key )?update/, '');
        const isCount = name === 'carts.reserved_by_fan' && counting === 'nothing counted';
        return isCount ? text.replace('cart_events.reserved_seats > 0', 'false') : text;
      },
      after: async (name) => {
        if (name !== 'carts.reserved_by_fan' || counting === 'nothing counted') return;
        counts += 1;
        if (counts <= 2) await meet();
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
  ['seats of an event', { seatsPerEvent: 2 }, 'same game', { partySize: 2 }],
  ['events', { events: 1 }, 'another game', {}],
  ['plans', { plans: 1 }, 'another game', {}],
] as const)('the cap on %s', (_, caps, which, rest) => {
  const games = (): [string, string] => {
    const [one = '', two = ''] = shop.games;
    return which === 'same game' ? [one, one] : [one, two];
  };

  test('lets one of two devices of a fan hold', async () => {
    await sellUnder(caps);
    for (let round = 0; round < 3; round += 1) {
      expect(await holdOnBoth(sellers, games(), rest)).toEqual(['cart.not_allowed', 'done']);
    }
  });

  test('would let both without the lock of the fan', async () => {
    await sellUnder(caps);
    const codes = await withoutTheFansLock((unguarded) => holdOnBoth(unguarded, games(), rest));
    expect(codes).toEqual(['done', 'done']);
  });

  test('counts what the other device holds under the program before a swap', async () => {
    await sellUnder(caps);
    const [one] = sellers;
    const [first, second] = games();
    const buyer = await newBuyer();
    const [before, after] = [openBrowser(shop), openBrowser(shop)];
    await before.choose(one, [first], rest);
    before.signIn(buyer);
    await before.cart(one);
    expect((await before.hold(one, [first], 'D')).notHeld).toEqual([]);
    await sellUnder(caps);
    await after.choose(one, [second], rest);
    after.signIn(buyer);
    await after.cart(one);
    const late = await Promise.allSettled([after.hold(one, [second], 'D')]);
    expect(late.map(codeOf)).toEqual(['cart.not_allowed']);
  });

  test("is checked again when two carts that were nobody's when they were held are paid for at once", async () => {
    await sellUnder(caps);
    const { devices, ends } = await payOnBoth(sellers, games(), rest);
    expect(ends).toEqual(['cart.not_allowed', 'cart.not_allowed']);
    const [kept, left] = devices;
    const [seller] = sellers;
    await leaveCart(left.at(seller));
    const cart = await kept.cart(seller);
    expect(cart === null ? null : (await kept.buy(seller, cart)).state).toBe('sold');
  });

  test('would be passed by both payments without the lock of the fan and the look at what else is held', async () => {
    await sellUnder(caps);
    const { ends } = await withoutTheFansLock((unguarded) => payOnBoth(unguarded, games(), rest), 'nothing counted');
    expect(ends).toEqual(['sold', 'sold']);
  });
});

/** Both hold before they sign in, so that no cap is known of; then both pay at once. */
async function payOnBoth(of: [Seller, Seller], events: [string, string], rest: Partial<CartChoice>) {
  const { buyer, devices } = await twoDevices(of[0], events, rest);
  for (const [index, device] of devices.entries()) {
    expect((await device.hold(of[0], [events[index] ?? ''], 'D')).notHeld).toEqual([]);
    device.signIn(buyer);
    await device.cart(of[0]);
  }
  const ends = await Promise.allSettled(
    devices.map(async (device, index) => {
      const seller = index === 0 ? of[0] : of[1];
      const cart = await device.cart(seller);
      if (cart === null) throw new Error('the cart is gone');
      return (await device.buy(seller, cart)).state;
    }),
  );
  return { devices, ends: inOrder(ends.map((end) => (end.status === 'fulfilled' ? end.value : codeOf(end)))) };
}

test('whatever was refused, the books agree with the vendor', async () => {
  expect(await findDiscrepancies(app, shop)).toEqual([]);
});
