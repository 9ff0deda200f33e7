import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withStore } from '../../server/core/ctx.ts';
import { switchNow } from '../../server/modules/lifecycle/lifecycle.switch.service.ts';
import { type Buyer, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies } from '../factories/sales-truth.ts';
import { makeShopRule, openShop, type Shop } from '../factories/shop.ts';
import { activate } from '../factories/switching.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { atPoint, isDurable, nameOf, type Point, recordSteps } from '../harness/points.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';

let app: TestApp;
let shop: Shop;
let made = 0;
/** Programs by the ticket type at which they sell; only the first one's fans are in the middle of something. */
const programs: Record<'ADULT' | 'BF25' | '3GP', string> = { ADULT: '', BF25: '', '3GP': '' };
const opened: Seller[] = [];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  for (const kind of ['3GP', 'BF25', 'ADULT'] as const) {
    app.clock.advance(1_000);
    programs[kind] = await shop.activate({ rules: [makeShopRule(kind, kind)] });
  }
});
afterAll(async () => {
  for (const seller of opened) await seller.close();
  await app.close();
  await shop.sandbox.close();
});

async function open(taps: SellerTaps = {}): Promise<Seller> {
  const seller = await openSeller(app, shop, taps);
  opened.push(seller);
  return seller;
}

async function newBuyer(): Promise<Buyer> {
  made += 1;
  return makeBuyer(shop, made);
}

async function sell(kind: keyof typeof programs) {
  app.clock.advance(10);
  await activate(app, shop.store, programs[kind]);
}

/** A fan's whole way: a choice, a hold, a purchase. `between` is done when the seats are held. */
async function buyOne(seller: Seller, between: () => void = () => {}) {
  const browser = openBrowser(shop, await newBuyer());
  const eventCode = shop.games[made % shop.games.length] ?? '';
  const priceCode = ['C', 'D', 'J', 'K'][Math.floor(made / shop.games.length) % 4] ?? '';
  await browser.choose(seller, [eventCode]);
  const { cart, notHeld } = await browser.hold(seller, [eventCode], priceCode);
  expect(notHeld).toEqual([]);
  between();
  const purchase = await browser.buy(seller, cart);
  return { cart, purchase };
}

async function pointsOf(part: 'hold' | 'checkout'): Promise<Point[]> {
  const { taps, steps } = recordSteps();
  let heldAfter = 0;
  await sell('ADULT');
  await buyOne(await open(taps), () => {
    heldAfter = steps.length;
  });
  const durable = (part === 'hold' ? steps.slice(0, heldAfter) : steps.slice(heldAfter)).filter(isDurable);
  const before = part === 'hold' ? 0 : heldAfter;
  const numbered = durable.map((step) => ({
    ...step,
    nth: step.nth - steps.slice(0, before).filter(({ kind, name }) => kind === step.kind && name === step.name).length,
  }));
  return numbered.flatMap((step) => [
    { ...step, side: 'before' as const },
    { ...step, side: 'after' as const },
  ]);
}

describe('a switch to another program', () => {
  test('at any step of a checkout leaves it what it was: the release, the ticket types and the amount', async () => {
    const points = await pointsOf('checkout');
    expect(points.filter(({ kind }) => kind === 'call').length).toBeGreaterThanOrEqual(6);
    expect(points.filter(({ name }) => name === 'commit').length).toBeGreaterThanOrEqual(4);
    const met: string[] = [];
    for (const point of points) {
      await sell('ADULT');
      const { taps, arm, wasMet } = atPoint(point, () => sell('BF25'));
      const { cart, purchase } = await buyOne(await open(taps), arm);
      expect([nameOf(point), purchase.state, purchase.failure]).toEqual([nameOf(point), 'sold', null]);
      expect(purchase.releaseId).toBe(cart.releaseId);
      expect(new Set(purchase.content.seats.map(({ ticketTypeCode }) => ticketTypeCode))).toEqual(new Set(['ADULT']));
      if (wasMet()) met.push(nameOf(point));
    }
    expect(met).toEqual(points.map(nameOf));
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });

  test('at any step of a hold leaves a cart that is wholly of one program, and can be paid for', async () => {
    for (const point of await pointsOf('hold')) {
      await sell('ADULT');
      const { taps, arm } = atPoint(point, () => sell('BF25'));
      const seller = await open(taps);
      arm();
      const { cart, purchase } = await buyOne(seller);
      const kind = cart.programId === programs.ADULT ? 'ADULT' : 'BF25';
      expect([nameOf(point), cart.seats.map((seat) => seat.ticketTypeCode)]).toEqual([nameOf(point), [kind]]);
      expect([nameOf(point), purchase.state]).toEqual([nameOf(point), 'sold']);
    }
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });

  test('would spoil the checkout of a cart that did not keep its release', async () => {
    await sell('ADULT');
    const probe = await buyOne(await open());
    await sell('BF25');
    const other = (await buyOne(await open())).cart.releaseId;
    await sell('ADULT');
    let isLost = false;
    const rewrite = (name: string, text: string) =>
      isLost && name === 'carts.find' ? text.replace('release_id,', `'${other}'::uuid as release_id,`) : text;
    const seller = await open({ statements: { rewrite } });
    await expect(buyOne(seller, () => (isLost = true))).rejects.toThrow('cart.not_allowed');
    expect(probe.cart.releaseId).not.toBe(other);
  });
});

test('two switches at once while carts hold leave one program active and every cart payable as it was held', async () => {
  await sell('ADULT');
  const [one, two] = [await open(), await open()];
  const [eventCode = ''] = shop.games;
  const holders = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const seller = index % 2 === 0 ? one : two;
      const browser = openBrowser(shop, await newBuyer());
      await browser.choose(seller, [eventCode]);
      return { browser, seller, cart: (await browser.hold(seller, [eventCode], 'J')).cart };
    }),
  );
  app.clock.advance(10);
  const switching = [one, two].map(({ ctx }, index) =>
    switchNow(withStore(ctx, shop.store), {
      programId: programs[index === 0 ? 'BF25' : '3GP'],
      reason: null,
      override: true,
    }),
  );
  const buying = holders.map(({ browser, seller, cart }) => browser.buy(seller, cart));
  await Promise.all(switching);
  for (const [index, { state, releaseId }] of (await Promise.all(buying)).entries()) {
    expect([state, releaseId]).toEqual(['sold', holders[index]?.cart.releaseId]);
  }
  const active = await app.ctx.database.pool.query(
    `select program_id from "${shop.store.schemaName}".activations where ends_at is null`,
  );
  expect(active.rowCount).toBe(1);
  expect([programs.BF25, programs['3GP']]).toContain(active.rows[0].program_id);
  expect(await findDiscrepancies(app, shop)).toEqual([]);
});
