import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChangeSetting } from '../../../shared/contract/settings.ts';
import { runsOf } from '../../../shared/rules/seat-index/index.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { asSystem } from '../../core/ctx.ts';
import { loseSeats, seatIndexOf } from '../inventory/inventory.index.service.ts';
import { getSetting } from '../stores/stores.settings.service.ts';
import { changeSetting } from '../stores/stores.settings-changes.service.ts';
import { readCart } from './carts.read.service.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

const choice = (eventCodes: string[], rest: object = {}) => ({
  partySize: 2,
  events: eventCodes.map((eventCode) => ({ eventCode })),
  ...rest,
});
const choose = async (fan: TestClient, ...of: Parameters<typeof choice>) =>
  done(await fan.put(`${shop.base}/cart`, choice(...of)));
const best = (eventCode: string, priceCode = 'D') => ({ eventCode, seats: { kind: 'best', priceCode } });
const hold = (fan: TestClient, ...events: object[]) => fan.post(`${shop.base}/cart/holds`, { events });

describe('a cart', () => {
  test('is made by the first choice, belongs to its browser, and shows a quote', async () => {
    const fan = await shop.fan();
    expect(done(await fan.get(`${shop.base}/cart`))).toEqual({ cart: null });
    const cart = await choose(fan, shop.games.slice(0, 2));
    expect(cart).toMatchObject({ state: 'choosing', partySize: 2, program: { isActive: true } });
    expect(cart.events.map(({ state }: { state: string }) => state)).toEqual(['pending', 'pending']);
    expect(done(await fan.get(`${shop.base}/cart`)).cart.id).toBe(cart.id);
    expect(done(await (await shop.fan()).get(`${shop.base}/cart`))).toEqual({ cart: null });
  });

  test('holds the best seats of each game at the vendor, at the price of the quote', async () => {
    const fan = await shop.fan();
    const [one = '', two = ''] = shop.games;
    await choose(fan, [one, two]);
    const { cart, notHeld, line } = done(await hold(fan, best(one), best(two)));
    expect([notHeld, line]).toEqual([[], null]);
    expect(cart.state).toBe('holding');
    for (const event of cart.events) {
      expect(event.seats).toHaveLength(2);
      expect(event.seats[1].seatNumber - event.seats[0].seatNumber).toBe(1);
    }
    const held = shop.sandbox.world.holds();
    const total = cart.events.flatMap(({ seats }: { seats: { amountCents: number }[] }) => seats);
    expect(cart.quote.totalCents).toBe(
      total.reduce((sum: number, seat: { amountCents: number }) => sum + seat.amountCents, 0),
    );
    expect(held.length).toBeGreaterThan(0);
    expect(Date.parse(cart.expiresAt)).toBeGreaterThan(app.clock.now().getTime());
  });

  test("is answered to its fan alone once it is a fan's, whatever cookie comes with it", async () => {
    const fan = await shop.fan();
    const cart = await choose(fan, shop.games.slice(0, 1));
    const signedIn = await shop.fan('ana@example.com');
    for (const [name, value] of fan.cookies) signedIn.cookies.set(name, value);
    expect(done(await signedIn.get(`${shop.base}/cart`)).cart.id).toBe(cart.id);
    expect(done(await fan.get(`${shop.base}/cart`))).toEqual({ cart: null });
    const other = await shop.fan('ben@example.com');
    for (const [name, value] of fan.cookies) other.cookies.set(name, value);
    expect(done(await other.get(`${shop.base}/cart`))).toEqual({ cart: null });
  });

  test('that becomes another fan’s while it is asked for is not answered', async () => {
    const nobody = await shop.fan();
    const cart = await choose(nobody, shop.games.slice(0, 1));
    const [winner, loser] = [await shop.fan('chloe@example.com'), await shop.fan('dev@example.com')];
    for (const [name, value] of nobody.cookies) loser.cookies.set(name, value);
    const { rows } = await app.ctx.database.pool.query(
      `select id from "${shop.store.schemaName}".fans where email = 'chloe@example.com'`,
    );
    const other = await app.ctx.database.pool.connect();
    try {
      await other.query('begin');
      await other.query(`update "${shop.store.schemaName}".carts set fan_id = $1 where id = $2`, [rows[0].id, cart.id]);
      const asked = loser.get(`${shop.base}/cart`);
      await untilSomebodyWaits(app);
      await other.query('commit');
      expect(done(await asked)).toEqual({ cart: null });
    } finally {
      other.release();
    }
    expect(done(await winner.get(`${shop.base}/cart`)).cart.id).toBe(cart.id);
  });

  test('of a fan who would have more than a cap allows says so before seats are looked for', async () => {
    const fan = await shop.fan();
    const [one = '', two = ''] = shop.games;
    const capsOf = ({ quote }: { quote: { findings: { code: string; at: string; params: object }[] } }) =>
      quote.findings.filter(({ code }) => code.startsWith('cap.')).map(({ at, params }) => [at, params]);
    app.clock.advance(1_000);
    await shop.activate({ definition: { fanCaps: { seatsPerEvent: 3, events: null, plans: null } } });
    expect(capsOf(await choose(fan, [one], { partySize: 3 }))).toEqual([]);
    const over = await choose(fan, [one, two], { partySize: 4 });
    expect(capsOf(over)).toEqual(
      [one, two].map((code) => [`/events/${code}`, { eventCode: code, cap: 3, already: 0 }]),
    );
    await choose(fan, [one], { partySize: 2 });
    const { cart } = done(await hold(fan, best(one)));
    expect(capsOf(cart)).toEqual([]);
    done(await fan.post(`${shop.base}/cart/release`));
    app.clock.advance(1_000);
    await shop.activate();
  });

  test('without anything chosen is none, and nothing can be done with it', async () => {
    const fan = await shop.fan();
    const [one = ''] = shop.games;
    expect((await hold(fan, best(one))).body.code).toBe('cart.none');
    expect((await fan.post(`${shop.base}/cart/drops`, { eventCodes: [one] })).body.code).toBe('cart.none');
    expect((await fan.post(`${shop.base}/cart/release`)).body.code).toBe('cart.none');
    expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  });
});

describe('holding', () => {
  test('takes exactly the seats a fan picked, and no others', async () => {
    const fan = await shop.fan();
    const [one = ''] = shop.games;
    await choose(fan, [one]);
    const { options } = done(await fan.post(`${shop.base}/cart/seats`, { limit: 3 }));
    const { block, priceCode } = options[2].events[0];
    const { cart, notHeld } = done(
      await hold(fan, { eventCode: one, seats: { kind: 'blocks', priceCode, blocks: [block] } }),
    );
    expect(notHeld).toEqual([]);
    expect(blockOf(cart.events[0].seats)).toEqual(block);
    expect(cart.notices).toEqual([]);
  });

  test('is told the best seats of each game, or the same seats in all of them', async () => {
    const fan = await shop.fan();
    const codes = shop.games.slice(0, 2);
    await choose(fan, codes);
    const find = async (same: boolean) => done(await fan.post(`${shop.base}/cart/seats`, { same, limit: 3 })).options;
    const best = await find(false);
    for (const [at, eventCode] of codes.entries()) {
      const { options } = done(await fan.post(`${shop.base}/cart/seats`, { eventCodes: [eventCode], limit: 3 }));
      const own = options.map(({ events: [one] }: { events: unknown[] }) => one);
      expect(best.map(({ events }: { events: unknown[] }) => events[at])).toEqual(own);
    }
    const [same] = await find(true);
    expect([
      same.moves,
      new Set(same.events.map(({ block }: { block: object }) => JSON.stringify(block))).size,
    ]).toEqual([0, 1]);
  });

  test('goes down the ladder when somebody else was quicker, says so, and never changes the price', async () => {
    const [quick, slow] = [await shop.fan(), await shop.fan()];
    const [one = ''] = shop.games;
    await choose(quick, [one]);
    await choose(slow, [one]);
    const { options } = done(await quick.post(`${shop.base}/cart/seats`, { priceCodes: ['D'] }));
    const { block, eachCents } = options[0].events[0];
    const ask = { eventCode: one, seats: { kind: 'blocks', priceCode: 'D', blocks: [block] } };
    done(await hold(quick, ask));
    const { cart, notHeld } = done(await hold(slow, ask));
    expect(notHeld).toEqual([]);
    expect(cart.notices).toMatchObject([{ code: 'seats.moved', eventCode: one, from: [block] }]);
    expect(cart.events[0].seats.map(({ amountCents }: { amountCents: number }) => amountCents)).toEqual([
      eachCents,
      eachCents,
    ]);
    expect(blockOf(cart.events[0].seats)).not.toEqual(block);
  });

  test('of a price code that is sold out offers others, nearest in price first, and holds none of them', async () => {
    const fan = await shop.fan();
    const [, two = ''] = shop.games;
    await choose(fan, [two]);
    const before = shop.sandbox.world.holds().length;
    const { cart, notHeld } = done(await hold(fan, best(two, 'C')));
    if (notHeld.length === 0) return expect(cart.events[0].seats[0].priceCode).toBe('C');
    expect(notHeld).toMatchObject([{ eventCode: two, reason: 'seats_gone' }]);
    expect(shop.sandbox.world.holds().length).toBe(before);
  });

  test('is refused, with the reasons, while the choice breaks the rules; nothing is asked of the vendor', async () => {
    const fan = await shop.fan();
    const [one = ''] = shop.games;
    await choose(fan, [one], { partySize: 9 });
    const before = shop.sandbox.world.holds().length;
    const answer = await hold(fan, best(one));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'cart.not_allowed', errors: [{ code: 'party.size' }] });
    expect(shop.sandbox.world.holds().length).toBe(before);
    expect(done(await fan.get(`${shop.base}/cart`)).cart.state).toBe('choosing');
  });

  test('again in the same game takes other seats and gives the first ones back', async () => {
    const fan = await shop.fan();
    const [one = ''] = shop.games;
    await choose(fan, [one]);
    const first = done(await hold(fan, best(one))).cart;
    const second = done(await hold(fan, best(one))).cart;
    expect(blockOf(second.events[0].seats)).not.toEqual(blockOf(first.events[0].seats));
    expect(await held(second.id)).toHaveLength(2);
  });
});

describe('accessible seats', () => {
  const [rowOfThem, code] = ['W', 'E'];
  const party = { partySize: 3, accessibleSeats: 1 };
  const classes = (cart: { events: { seats: { className: string }[] }[] }) =>
    new Set(cart.events.flatMap(({ seats }) => seats.map(({ className }) => className)));
  let game = '';
  beforeAll(async () => {
    const { value, version } = await getSetting(shop.ctx, 'inventory');
    const change = ChangeSetting.parse({ name: 'inventory', value: { ...Object(value), accessibleClasses: ['ADA'] } });
    await changeSetting(asSystem(shop.ctx, 'test'), 'inventory', version, change);
    app.clock.advance(1_000);
    await shop.activate({ definition: { classNames: ['ADA', 'FLEX'] } });
    game = shop.games[2] ?? '';
  });

  test('are held with those of their company, side by side, and others like them when somebody was quicker', async () => {
    const [quick, slow] = [await shop.fan(), await shop.fan()];
    const chosen = await choose(quick, [game], party);
    const errors = chosen.quote.findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect([chosen.accessibleSeats, errors]).toEqual([1, []]);
    const { options } = done(await quick.post(`${shop.base}/cart/seats`, { priceCodes: [code] }));
    const [{ block, eachCents }] = options[0].events;
    expect(block.rowName).toBe(rowOfThem);
    const ask = { eventCode: game, seats: { kind: 'blocks', priceCode: code, blocks: [block] } };
    const first = done(await hold(quick, ask));
    expect([first.notHeld, first.cart.notices, blockOf(first.cart.events[0].seats)]).toEqual([[], [], block]);
    expect([classes(first.cart), first.cart.quote.totalCents]).toEqual([new Set(['ADA']), 3 * eachCents]);
    await choose(slow, [game], party);
    const second = done(await hold(slow, ask));
    const to = blockOf(second.cart.events[0].seats);
    expect(second.cart.notices).toEqual([{ code: 'seats.moved', eventCode: game, from: [block], to: [to] }]);
    expect([second.notHeld, classes(second.cart), second.cart.quote.totalCents]).toEqual([
      [],
      new Set(['ADA']),
      3 * eachCents,
    ]);
    for (const fan of [quick, slow]) done(await fan.post(`${shop.base}/cart/release`));
  });

  test('are never given to a fan who did not ask for them, not even when no others are left', async () => {
    const [asking, fan] = [await shop.fan(), await shop.fan()];
    await choose(asking, [game], party);
    await choose(fan, [game], { partySize: 3 });
    const find = async (who: TestClient) =>
      done(await who.post(`${shop.base}/cart/seats`, { priceCodes: [code], limit: 20 })).options.map(
        ({ events: [one] }: { events: [{ block: { rowName: string } }] }) => one.block,
      );
    const [theirs] = await find(asking);
    expect([theirs.rowName, (await find(fan)).filter(({ rowName }: { rowName: string }) => rowName === 'W')]).toEqual([
      rowOfThem,
      [],
    ]);
    const pick = { eventCode: game, seats: { kind: 'blocks', priceCode: code, blocks: [theirs] } };
    expect(classes(done(await hold(fan, pick)).cart)).toEqual(new Set(['FLEX']));
    done(await fan.post(`${shop.base}/cart/release`));
    const { index } = await seatIndexOf(shop.ctx, game);
    const others = runsOf(index)
      .filter(({ className, priceCode }) => className === 'FLEX' && priceCode === code)
      .map(({ sectionName, rowName, firstSeat, lastSeat }) => ({ sectionName, rowName, firstSeat, lastSeat }));
    shop.sandbox.acts.sellByOthers({ eventName: game, seats: others });
    loseSeats(shop.ctx, game, others);
    for (const ask of [pick, best(game, code)]) {
      const { cart, notHeld } = done(await hold(fan, ask));
      expect([notHeld[0].reason, classes(cart)]).toEqual(['seats_gone', new Set()]);
    }
  });
});

describe('letting go', () => {
  test('of a game gives its seats back at the vendor and keeps the others', async () => {
    const fan = await shop.fan();
    const [one = '', two = ''] = shop.games;
    await choose(fan, [one, two]);
    done(await hold(fan, best(one), best(two)));
    const { cart, newTotalCents } = done(await fan.post(`${shop.base}/cart/drops`, { eventCodes: [one] }));
    expect(newTotalCents).toBeNull();
    expect(cart.events.map(({ eventCode }: { eventCode: string }) => eventCode)).toEqual([two]);
    expect(await held(cart.id)).toHaveLength(2);
  });

  test('of everything makes it a choice again, under another name at the vendor', async () => {
    const fan = await shop.fan();
    const [one = ''] = shop.games;
    await choose(fan, [one]);
    done(await hold(fan, best(one)));
    const cart = done(await fan.post(`${shop.base}/cart/release`));
    expect([cart.state, cart.expiresAt, await held(cart.id)]).toEqual(['choosing', null, []]);
    expect(done(await hold(fan, best(one))).cart.state).toBe('holding');
  });

  test('of the cart leaves nothing held', async () => {
    const fan = await shop.fan();
    const [one = ''] = shop.games;
    const { id } = await choose(fan, [one]);
    done(await hold(fan, best(one)));
    expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
    expect(await held(id)).toEqual([]);
    expect(done(await fan.get(`${shop.base}/cart`))).toEqual({ cart: null });
  });
});

describe('after a switch', () => {
  test('a cart names what the new offer does not: what it lost, and all of it while its seats are held', async () => {
    const [one = '', two = '', three = ''] = shop.games;
    const { items } = done(await shop.staff.get(`${shop.base}/events?limit=200`));
    const named = (code: string) => ({ code, name: items.find((event: { code: string }) => event.code === code).name });
    const [choosing, holding] = [await shop.fan(), await shop.fan()];
    expect((await choose(choosing, [one, two])).names).toBeNull();
    await choose(holding, [two, three]);
    expect(done(await hold(holding, best(two), best(three))).cart.names).toBeNull();
    app.clock.advance(1_000);
    await shop.activate({ eventCodes: shop.games.filter((code) => code !== two) });
    const read = async (fan: TestClient) => done(await fan.get(`${shop.base}/cart`)).cart;
    expect(await read(choosing)).toMatchObject({
      notices: [{ code: 'offer.changed', lostEventCodes: [two] }],
      names: { events: expect.arrayContaining([expect.objectContaining(named(two))]) },
    });
    expect((await read(holding)).names.events).toMatchObject([named(two), named(three)]);
  });
});

/** The seats the vendor holds for a cart of ours. */
async function held(cartId: string) {
  const { vendorCartRef } = await readCart(shop.ctx, cartId);
  return shop.sandbox.world.holds().filter(({ session_id }) => session_id === vendorCartRef);
}

function blockOf(seats: { sectionName: string; rowName: string; seatNumber: number }[]) {
  const numbers = seats.map(({ seatNumber }) => seatNumber);
  const { sectionName = '', rowName = '' } = seats[0] ?? {};
  return { sectionName, rowName, firstSeat: Math.min(...numbers), lastSeat: Math.max(...numbers) };
}
