import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withStore } from '../../server/core/ctx.ts';
import { releaseCart } from '../../server/modules/carts/carts.drops.service.ts';
import { holdCart } from '../../server/modules/carts/carts.holds.service.ts';
import { sweepCarts } from '../../server/modules/carts/carts.sweep.service.ts';
import type { HeldCartSeat } from '../../server/modules/carts/carts.types.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { markStale } from '../../server/modules/inventory/inventory.stale.service.ts';
import { type Browser, makeBuyer, openBrowser } from '../factories/buyer.ts';
import { findDiscrepancies } from '../factories/sales-truth.ts';
import { openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { minute, second } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { atPoint, type Point } from '../harness/points.ts';
import { pictureOfCopy, pictureOfVendor } from '../harness/sandbox-truth.ts';
import { openSeller, type Seller, type SellerTaps } from '../harness/seller.ts';

let app: TestApp;
let shop: Shop;
let eventCode: string;
let made = 0;
const opened: Seller[] = [];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
  eventCode = shop.games[0] ?? '';
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

async function chooser(seller: Seller | TestApp): Promise<Browser> {
  made += 1;
  const browser = openBrowser(shop, await makeBuyer(shop, made));
  await browser.choose(seller, [eventCode]);
  return browser;
}

const blockOf = ({ sectionName, rowName, seatNumber }: HeldCartSeat) => ({
  ...{ sectionName, rowName, firstSeat: seatNumber, lastSeat: seatNumber },
});
const asksFor = (seat: HeldCartSeat) => [
  { eventCode, seats: { kind: 'blocks' as const, priceCode: seat.priceCode, blocks: [blockOf(seat)] } },
];

/** A seat that is free, found by holding it for a moment. */
async function freeSeat(): Promise<HeldCartSeat> {
  const browser = await chooser(app);
  const { cart } = await browser.hold(app, [eventCode], 'J');
  await releaseCart(browser.at(app));
  const [seat] = cart.seats;
  if (seat === undefined) throw new Error('no seat is free');
  return seat;
}

describe('one seat that two fans of the shop want at once', () => {
  test('is in the cart of one of them, and the other is told where it was moved', async () => {
    const sellers = [await open(), await open()];
    const seat = await freeSeat();
    const held = await Promise.all(
      sellers.map(async (seller) => holdCart((await chooser(seller)).at(seller), asksFor(seat))),
    );
    const moved = held.filter(({ cart }) => cart.notices.some(({ code }) => code === 'seats.moved'));
    expect(moved).toHaveLength(1);
    const names = held.map(({ cart }) => JSON.stringify(cart.seats.map(blockOf)));
    expect(new Set(names).size).toBe(2);
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });

  /** The first cart loses the seat at the vendor before anybody tells us, and the second one takes it. */
  async function takeLostSeat(seller: Seller) {
    const seat = await freeSeat();
    const [one, two] = [await chooser(seller), await chooser(seller)];
    const first = await holdCart(one.at(seller), asksFor(seat));
    shop.sandbox.acts.dropHolds({ sessionId: first.cart.vendorCartRef });
    const second = await holdCart(two.at(seller), asksFor(seat));
    expect(second.cart.seats.map(blockOf)).toEqual([blockOf(seat)]);
    const carts = [await one.cart(seller), await two.cart(seller)];
    return { one, carts, has: carts.filter((cart) => cart?.seats.some((own) => own.seatNumber === seat.seatNumber)) };
  }

  test('is in the cart the vendor says, also while the other one has not heard that it lost it', async () => {
    const seller = await open();
    const { one, carts, has } = await takeLostSeat(seller);
    expect(has).toEqual([carts[1]]);
    app.clock.advance(20 * minute);
    await sweepCarts(shop.ctx);
    expect(await one.cart(seller)).toMatchObject({ state: 'choosing', seats: [] });
  });

  test('would be in both without the key of held seats and the taking over', async () => {
    const rewrite = (name: string, text: string) => (name === 'carts.take_over_seats' ? `${text} and false` : text);
    const { pool } = app.ctx.database;
    const table = `"${shop.store.schemaName}".cart_seats`;
    await pool.query(`alter table ${table} drop constraint cart_seats_pkey`);
    const { has } = await takeLostSeat(await open({ statements: { rewrite } }));
    expect(has).toHaveLength(2);
    app.clock.advance(20 * minute);
    await sweepCarts(shop.ctx);
    await pool.query(`alter table ${table} add primary key (event_code, section_name, row_name, seat_number)`);
  });
});

describe('a hold that is refused while the seats are being read', () => {
  /** Between the vendor's answer and our writing it, others buy the seat a fan then asks for. */
  async function refuseWhileReading(statements: SellerTaps['statements'] = {}) {
    const seat = await freeSeat();
    const point: Point = { kind: 'call', name: 'readSeats', nth: 1, side: 'after' };
    const { taps, arm, wasMet } = atPoint(point, async () => {
      const { firstSeat, lastSeat, sectionName, rowName } = blockOf(seat);
      shop.sandbox.acts.sellByOthers({ eventName: eventCode, seats: [{ sectionName, rowName, firstSeat, lastSeat }] });
      app.clock.advance(second);
      const fan = await chooser(app);
      expect((await holdCart(fan.at(app), asksFor(seat))).cart.notices).toMatchObject([{ code: 'seats.moved' }]);
    });
    const reader = await open({ ...taps, statements: { ...taps.statements, ...statements } });
    await markStale(shop.ctx, eventCode, []);
    app.clock.advance(second);
    arm();
    await runRound(withStore(reader.ctx, shop.store));
    expect(wasMet()).toBe(true);
    app.clock.advance(second);
    await runJobs(app);
  }

  test('is not forgotten by what was read before it: the event is read again at once', async () => {
    await refuseWhileReading();
    expect(await pictureOfCopy(shop.ctx, eventCode)).toEqual(await pictureOfVendor(shop.sandbox, eventCode));
  });

  test('would be, if whatever was read took the mark away', async () => {
    const rewrite = (name: string, text: string) =>
      name.startsWith('inventory.') ? text.replaceAll(/stale_at < (\$\d+)/g, '(stale_at < $1 or true)') : text;
    await refuseWhileReading({ rewrite });
    expect(await pictureOfCopy(shop.ctx, eventCode)).not.toEqual(await pictureOfVendor(shop.sandbox, eventCode));
  });
});

describe('a process that dies with a cart in its hands', () => {
  async function killedAt(point: Point, act: 'hold' | 'release') {
    const killing = atPoint(point, () => dying.kill());
    const dying = await open(killing.taps);
    const browser = await chooser(app);
    if (act === 'release') await browser.hold(app, [eventCode], 'J');
    killing.arm();
    const ended = act === 'hold' ? browser.hold(dying, [eventCode], 'J') : releaseCart(browser.at(dying));
    await ended.then(
      () => expect.unreachable('it was to be killed'),
      () => {},
    );
    app.clock.advance(minute);
    return browser;
  }

  test('before it asked for anything leaves one whose choice can be changed', async () => {
    const browser = await killedAt({ kind: 'statement', name: 'carts.lease', nth: 1, side: 'after' }, 'hold');
    const cart = await browser.choose(app, shop.games.slice(0, 2));
    expect(cart.events).toHaveLength(2);
  });

  test('when the vendor has let its seats go leaves one that finds out: no seat is kept that nobody holds', async () => {
    const browser = await killedAt({ kind: 'call', name: 'release', nth: 1, side: 'after' }, 'release');
    await sweepCarts(shop.ctx);
    expect(await browser.cart(app)).toMatchObject({ state: 'choosing', seats: [], leaseUntil: null });
    expect(await findDiscrepancies(app, shop)).toEqual([]);
  });
});
