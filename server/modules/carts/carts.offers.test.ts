import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SeatRange } from '../../../shared/contract/suites.ts';
import { isBlockFree } from '../../../shared/rules/seat-index/index.ts';
import { buyCart, feeOfShop } from '../../../test/factories/checkout.ts';
import { done, makeShopRule, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeSeats, makeSuite } from '../../../test/factories/suite.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import { vendorOf } from '../vendors/vendors.service.ts';
import { readCart } from './carts.read.service.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: feeOfShop });
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

type Seat = { ticketTypeCode: string; amountCents: number; sectionName: string; rowName: string; seatNumber: number };
const seatsOf = (cart: { events: { seats: Seat[] }[] }) => cart.events.flatMap(({ seats }) => seats);
const places = (cart: { events: { seats: Seat[] }[] }) =>
  seatsOf(cart).map(({ sectionName, rowName, seatNumber }) => `${sectionName}/${rowName}/${seatNumber}`);
const choice = (eventCodes: readonly string[]) => ({
  partySize: 2,
  events: eventCodes.map((eventCode) => ({ eventCode })),
});
const best = (eventCode: string) => ({ eventCode, seats: { kind: 'best', priceCode: 'D' } });
const put = (fan: TestClient, body: object) => fan.put(`${shop.base}/cart`, body);
const hold = (fan: TestClient, ...events: object[]) => fan.post(`${shop.base}/cart/holds`, { events });
const read = async (fan: TestClient) => done(await fan.get(`${shop.base}/cart`)).cart;

/** Switches to a new program that sells at the ticket type; every switch is at an instant of its own. */
async function sellAt(ticketTypeCode: string) {
  app.clock.advance(1_000);
  await shop.activate({ rules: [makeShopRule(ticketTypeCode, ticketTypeCode)] });
}

/** Switches to a program that sells one suite. */
async function sellSuite(parts: NonNullable<Parameters<typeof makeSuite>[2]>) {
  const [venue] = done(await shop.staff.get(`${shop.base}/venues`)).items;
  const suite = await makeSuite(app, shop.store, { venueId: venue.id, ...parts });
  const row = { eventCode: null, suiteId: suite.id, suiteTierId: null, priceCode: 'S', ticketTypeCode: 'STE' };
  app.clock.advance(1_000);
  await shop.activate({
    definition: { inventoryType: 'suite', classNames: ['SUITE'] },
    suites: { suiteIds: [suite.id], tiers: [] },
    rules: [makeShopRule('Everybody', 'STE', { rows: [], suiteRows: [row] })],
  });
  return suite;
}

/** A game of which all these seats are free, in our copy and at the vendor. */
async function freeGame(seats: readonly SeatRange[]): Promise<string> {
  for (const game of shop.games) if (isBlockFree((await seatIndexOf(shop.ctx, game)).index, seats)) return game;
  throw new Error('no game has all of these seats free');
}

/** Somebody at another till holds seats, which our copy does not know. */
async function holdElsewhere(eventCode: string, ...seats: SeatRange[]) {
  const vendor = await vendorOf(shop.ctx);
  const hold = { cartRef: randomUUID(), eventCode, className: 'SUITE', ticketTypeCode: 'STE', seats };
  await vendor.holdSpecific(hold, { purpose: 'hold', timeoutMs: 10_000 });
}

/** What the vendor holds for a cart. */
async function heldBy({ id }: { id: string }) {
  const { vendorCartRef } = await readCart(shop.ctx, id);
  const held = shop.sandbox.world.holds().filter(({ session_id: session }) => session === vendorCartRef);
  return held.map((seat) => `${seat.section_name}/${seat.row_name}/${seat.seat_num}`);
}

/** The sections of a game that are to be read before all others. */
async function staleAt(eventCode: string) {
  const { pool } = app.ctx.database;
  const text = `select stale_sections from ${shop.store.schemaName}.event_inventory where event_code = $1`;
  return (await pool.query(text, [eventCode])).rows[0].stale_sections;
}

describe('a cart that holds seats when the team switches', () => {
  test('keeps what it was held under: it takes other seats like them, drops and pays, and adds nothing', async () => {
    await sellAt('ADULT');
    const [one = '', two = '', three = ''] = shop.games;
    const fan = await shop.fan('buyer1@example.com');
    done(await put(fan, choice([one, two])));
    const { cart: before } = done(await hold(fan, best(one), best(two)));
    await sellAt('BF25');
    const after = await read(fan);
    expect([after.quote, after.notices, after.program.isActive]).toEqual([before.quote, [], false]);

    expect((await put(fan, choice([one, two, three]))).body.code).toBe('cart.fixed');
    expect((await hold(fan, best(three))).body.code).toBe('cart.fixed');

    const { cart: moved, notHeld } = done(await hold(fan, best(one)));
    expect(notHeld).toEqual([]);
    expect(places(moved)).not.toEqual(places(before));
    expect([seatsOf(moved).length, moved.quote.totalCents]).toEqual([4, before.quote.totalCents]);

    const { cart: dropped } = done(await fan.post(`${shop.base}/cart/drops`, { eventCodes: [two] }));
    expect(new Set(seatsOf(dropped).map((seat) => seat.ticketTypeCode))).toEqual(new Set(['ADULT']));
    const bought = done(await buyCart(shop, fan, dropped));
    expect([bought.state, bought.order.totalCents]).toEqual(['sold', dropped.quote.totalCents]);
  });
});

describe('a price that the vendor raises while it is looked at', () => {
  test('holds nothing at the new one, says both, and has the game read anew', async () => {
    await sellAt('ADULT');
    const one = shop.games.at(-1) ?? '';
    expect(await staleAt(one)).toEqual([]);
    const fan = await shop.fan();
    done(await put(fan, choice([one])));
    shop.sandbox.acts.changePrices({ eventName: one, priceCode: 'D', ticketTypeCode: 'ADULT', percent: 110 });
    const { cart, notHeld } = done(await hold(fan, best(one)));
    expect(notHeld).toMatchObject([{ eventCode: one, reason: 'price_changed' }]);
    const [{ code, beforeCents, afterCents }] = cart.notices;
    expect([code, seatsOf(cart)]).toEqual(['price.changed', []]);
    expect(afterCents).toBeGreaterThan(beforeCents);
    expect(shop.sandbox.world.holds().filter(({ event_name }) => event_name === one)).toEqual([]);
    expect(await staleAt(one)).toHaveLength(1);
  });
});

describe('a suite', () => {
  test('is held in a size that is allowed and in no other, for one fan at a time', async () => {
    const suite = await sellSuite({ seats: [makeSeats('SUITE 1', 'A', 1, 6)], partialSizes: [2, 4] });
    const [, two = ''] = shop.games;
    const asksFor = async (seats: number | null) => {
      const fan = await shop.fan(`${randomUUID()}@example.com`);
      done(await put(fan, { partySize: 1, events: [{ eventCode: two, suiteId: suite.id }] }));
      return (await hold(fan, { eventCode: two, seats: { kind: 'suite', seats } })).body;
    };
    expect(await asksFor(3)).not.toHaveProperty('cart.events.0.seats.0');
    const four = await asksFor(4);
    expect(places(four.cart)).toEqual([1, 2, 3, 4].map((seat) => `SUITE 1/A/${seat}`));
    expect(await asksFor(null)).not.toHaveProperty('cart.events.0.seats.0');
  });

  describe('of which others hold a part', () => {
    const rows = ['SUITE 1', 'SUITE 2'].map((sectionName) => makeSeats(sectionName, 'B', 1, 6));
    let suiteId = '';
    beforeAll(async () => {
      suiteId = (await sellSuite({ seats: rows, partialSizes: [2, 4] })).id;
    });
    beforeEach(() => {
      shop.sandbox.acts.dropHolds({});
      // for so long the index forgets what was refused
      app.clock.advance(3 * minute);
    });
    const inSuite = async (eventCode: string) => {
      const fan = await shop.fan(`${randomUUID()}@example.com`);
      done(await put(fan, { partySize: 1, events: [{ eventCode, suiteId }] }));
      return fan;
    };
    const holdPart = async (fan: TestClient, eventCode: string, seats: number | null) =>
      done(await hold(fan, { eventCode, seats: { kind: 'suite', seats } }));

    test('gives way to other seats of it at the same price, says so, and lets go of nothing else', async () => {
      const game = await freeGame(rows);
      const fan = await inSuite(game);
      await holdElsewhere(game, makeSeats('SUITE 1', 'B', 2, 2));
      const { cart, notHeld } = await holdPart(fan, game, 4);
      expect([notHeld, places(cart)]).toEqual([[], [1, 2, 3, 4].map((seat) => `SUITE 2/B/${seat}`)]);
      const [from, to] = ['SUITE 1', 'SUITE 2'].map((sectionName) => [makeSeats(sectionName, 'B', 1, 4)]);
      expect(cart.notices).toEqual([{ code: 'seats.moved', eventCode: game, from, to }]);
      expect([new Set(seatsOf(cart).map(({ amountCents }) => amountCents)).size, await heldBy(cart)]).toEqual([
        1,
        places(cart),
      ]);
      const { index } = await seatIndexOf(shop.ctx, game);
      expect([await staleAt(game), isBlockFree(index, from ?? [])]).toEqual([['SUITE 1'], false]);
    });

    test('is asked for a few times, then what is left of it is said; nothing outside of it is held', async () => {
      const game = await freeGame(rows);
      const fan = await inSuite(game);
      await holdElsewhere(game, ...['SUITE 1', 'SUITE 2'].map((sectionName) => makeSeats(sectionName, 'B', 3, 3)));
      const asked = () => shop.sandbox.traffic().byCommand.seats_hold_specific ?? 0;
      const before = asked();
      const four = await holdPart(fan, game, 4);
      expect([asked() - before, places(four.cart), await heldBy(four.cart)]).toEqual([4, [], []]);
      expect(four.notHeld).toMatchObject([{ reason: 'seats_gone', alternatives: [{ isSamePrice: true }] }]);
      const [{ block, priceCode }] = four.notHeld[0].alternatives;
      const pick = async (seats: object) => done(await hold(fan, { eventCode: game, seats: { priceCode, ...seats } }));
      for (const outside of [makeSeats('SUITE 2', 'A', 1, 4), makeSeats('SUITE 1', 'B', 4, 6)]) {
        expect(places((await pick({ kind: 'blocks', blocks: [outside] })).cart)).toEqual([]);
      }
      expect(places((await pick({ kind: 'best' })).cart)).toEqual([]);
      const two = await pick({ kind: 'blocks', blocks: [block] });
      expect([two.notHeld, two.cart.notices, seatsOf(two.cart).length]).toEqual([[], [], 2]);
    });

    test('is not held in part by whoever wants it whole, and what of it was held first is let go', async () => {
      const game = await freeGame(rows);
      const fan = await inSuite(game);
      await holdElsewhere(game, makeSeats('SUITE 2', 'B', 6, 6));
      const released = () => shop.sandbox.traffic().byCommand.seats_release ?? 0;
      const before = released();
      const { cart, notHeld } = await holdPart(fan, game, null);
      const left = { block: makeSeats('SUITE 1', 'B', 1, 4), isSamePrice: true };
      expect(notHeld).toMatchObject([{ reason: 'seats_gone', alternatives: [left, {}] }]);
      expect([released() - before, cart.state, await heldBy(cart)]).toEqual([1, 'choosing', []]);
      expect(await staleAt(game)).toContain('SUITE 2');
    });
  });

  test('keeps its name in a cart that holds it, whatever is offered next', async () => {
    const suite = await sellSuite({ name: 'Tunnel Club', seats: [makeSeats('SUITE 2', 'A', 1, 4)] });
    const [one = ''] = shop.games;
    const fan = await shop.fan(`${randomUUID()}@example.com`);
    done(await put(fan, { partySize: 1, events: [{ eventCode: one, suiteId: suite.id }] }));
    const { cart } = done(await hold(fan, { eventCode: one, seats: { kind: 'suite', seats: null } }));
    expect([cart.events[0].seats.length, cart.names]).toEqual([4, null]);
    app.clock.advance(1_000);
    await shop.activate();
    expect(done(await fan.get(`${shop.base}/cart`)).cart.names.suites).toEqual({ [suite.id]: 'Tunnel Club' });
  });
});
