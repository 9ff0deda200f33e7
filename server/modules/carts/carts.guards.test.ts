import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AddOn } from '../../../shared/contract/program-content.ts';
import { ChangeSetting } from '../../../shared/contract/settings.ts';
import { buyCart, feeOfShop } from '../../../test/factories/checkout.ts';
import { idOf, makeCondition } from '../../../test/factories/program-content.ts';
import { done, makeShopRule, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeSeats, makeSuite } from '../../../test/factories/suite.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { type CrashingVendor, crashingVendor } from '../../../test/vendors/crashing-vendor.ts';
import { asSystem } from '../../core/ctx.ts';
import { getSetting } from '../stores/stores.settings.service.ts';
import { changeSetting } from '../stores/stores.settings-changes.service.ts';
import { vendorAdapters } from '../vendors/vendors.adapters.service.ts';
import type { VendorAdapter } from '../vendors/vendors.types.ts';

/** What a fan could come by through the interface alone, whatever the pages offer. */
let app: TestApp;
let shop: Shop;
let vendor: CrashingVendor;
let one = '';
let two = '';
beforeAll(async () => {
  vendor = crashingVendor(vendorAdapters.archtics as VendorAdapter);
  app = await openTestApp({}, { vendors: { archtics: vendor.adapter } });
  shop = await openShop(app, { feeCents: feeOfShop });
  [one = '', two = ''] = shop.games;
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

const choice = (eventCodes: readonly string[], rest: object = {}) => ({
  partySize: 2,
  events: eventCodes.map((eventCode) => ({ eventCode })),
  ...rest,
});
const best = (eventCode: string, priceCode = 'D') => ({ eventCode, seats: { kind: 'best', priceCode } });
const put = (fan: TestClient, body: object) => fan.put(`${shop.base}/cart`, body);
const hold = (fan: TestClient, ...events: object[]) => fan.post(`${shop.base}/cart/holds`, { events });
const drop = (fan: TestClient, body: object) => fan.post(`${shop.base}/cart/drops`, body);
const codesOf = (findings: { code: string; severity: string }[]) =>
  findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const buyer = () => {
  // so many codes a minute
  app.clock.advance(10_000);
  return shop.fan(`${randomUUID()}@example.com`);
};
/** Every switch is at an instant of its own. */
async function open(parts: Parameters<Shop['activate']>[0]) {
  app.clock.advance(1_000);
  await shop.activate(parts);
}

/** Of the first game. */
const parking = (rest: Partial<AddOn>): AddOn => ({
  id: idOf('parking'),
  kind: 'optional',
  name: { en: 'Parking' },
  description: {},
  eventCode: 'PARK',
  priceCode: 'PK',
  ticketTypeCode: 'ADULT',
  unit: 'per_order',
  quantity: { min: 1, max: 4 },
  onlyEventCodes: [one],
  onlyPackIds: null,
  image: null,
  ...rest,
});

describe('an address that is blocked', () => {
  test('does not buy what it held before it signed in', async () => {
    const email = `${randomUUID()}@example.com`;
    await open({ access: { block: [email] } });
    const nobody = await shop.fan();
    done(await put(nobody, choice([one])));
    const { cart } = done(await hold(nobody, best(one)));
    expect(cart.state).toBe('holding');
    app.clock.advance(10_000);
    const fan = await shop.fan(email);
    for (const [name, value] of nobody.cookies) fan.cookies.set(name, value);
    expect((await fan.get(`${shop.base}/checkout`)).body.code).toBe('offer.not_yours');
    expect((await buyCart(shop, fan, cart)).body.code).toBe('offer.not_yours');
    done(await fan.post(`${shop.base}/cart/release`));
  });
});

describe('an add-on of some games or packs', () => {
  const parked = () => shop.sandbox.world.holds().filter(({ event_name: name }) => name === 'PARK').length;

  test('is not chosen without them', async () => {
    await open({ addOns: [parking({})] });
    const fan = await shop.fan();
    const addOns = [{ addOnId: idOf('parking'), count: 1 }];
    expect(codesOf(done(await put(fan, choice([one], { addOns }))).quote.findings)).toEqual([]);
    const other = await shop.fan();
    expect(codesOf(done(await put(other, choice([two], { addOns }))).quote.findings)).toEqual(['add_on.not_offered']);
    await open({ addOns: [parking({ onlyEventCodes: null, onlyPackIds: [randomUUID()] })] });
    const third = await shop.fan();
    expect(codesOf(done(await put(third, choice([two], { addOns }))).quote.findings)).toEqual(['add_on.not_offered']);
  });

  test('that must be had with a game goes with it, and what is left can be bought', async () => {
    await open({ addOns: [parking({ kind: 'forced' })] });
    const fan = await buyer();
    done(await put(fan, choice([one, two])));
    const before = parked();
    const { cart } = done(await hold(fan, best(one), best(two)));
    expect(parked()).toBe(before + 1);
    const { cart: left, newTotalCents } = done(await drop(fan, { eventCodes: [one] }));
    expect([newTotalCents, left.addOns, parked()]).toEqual([null, [], before]);
    expect(left.quote.totalCents).toBeLessThan(cart.quote.totalCents);
    expect(done(await buyCart(shop, fan, left)).state).toBe('sold');
  });

  test('that was chosen with a game goes with it, when its seats are held and when they are not', async () => {
    await open({ addOns: [parking({})] });
    const fan = await buyer();
    const addOns = [{ addOnId: idOf('parking'), count: 2 }];
    done(await put(fan, choice([one, two], { addOns })));
    const before = parked();
    done(await hold(fan, best(one), best(two)));
    expect(parked()).toBe(before + 2);
    const { cart } = done(await drop(fan, { eventCodes: [one] }));
    expect([cart.addOns, parked()]).toEqual([[], before]);
    done(await fan.post(`${shop.base}/cart/release`));

    done(await put(fan, choice([one, two], { addOns })));
    const changed = done(await put(fan, choice([two], { addOns })));
    expect([changed.addOns, codesOf(changed.quote.findings)]).toEqual([[], []]);
    expect(changed.notices).toEqual([{ code: 'add_on.gone', addOnId: idOf('parking'), eventCode: null }]);
  });

  test('with each seat is had once with each seat at most, and what is too much goes with a game', async () => {
    await open({ addOns: [parking({ unit: 'per_seat', quantity: { min: 0, max: null }, onlyEventCodes: null })] });
    const fan = await buyer();
    const parkingFor = (count: number) => ({ addOns: [{ addOnId: idOf('parking'), count }] });
    const tooMany = done(await put(fan, choice([one, two], parkingFor(5)))).quote.findings;
    expect(tooMany).toContainEqual(
      expect.objectContaining({ code: 'add_on.quantity', params: expect.objectContaining({ min: 1, max: 4 }) }),
    );
    expect(codesOf(done(await put(fan, choice([one, two], parkingFor(4)))).quote.findings)).toEqual([]);
    const before = parked();
    done(await hold(fan, best(one), best(two)));
    expect(parked()).toBe(before + 4);
    const { cart, newTotalCents } = done(await drop(fan, { eventCodes: [one] }));
    expect([newTotalCents, parked()]).toEqual([null, before + 2]);
    expect(cart.addOns).toMatchObject([{ count: 2, heldSeats: [{}, {}] }]);
    expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
  });

  test('that another program does not have leaves a cart that follows it, and the fan is told', async () => {
    await open({ addOns: [parking({})] });
    const fan = await shop.fan();
    done(await put(fan, choice([one], { addOns: [{ addOnId: idOf('parking'), count: 1 }] })));
    await open({});
    const { cart } = done(await fan.get(`${shop.base}/cart`));
    expect([cart.addOns, codesOf(cart.quote.findings)]).toEqual([[], []]);
    expect(cart.notices.map(({ code }: { code: string }) => code)).toEqual(['offer.changed', 'add_on.gone']);
  });
});

describe('a cart that holds seats when the team switches', () => {
  test('takes other seats of the price code it has, and of no other', async () => {
    await open({ rules: [makeShopRule('ADULT', 'ADULT')] });
    const fan = await shop.fan();
    done(await put(fan, choice([one])));
    const { cart: before } = done(await hold(fan, best(one)));
    expect(done(await hold(fan, best(one, 'E'))).notHeld).toEqual([]);
    done(await hold(fan, best(one)));
    await open({ rules: [makeShopRule('BF25', 'BF25')] });
    expect((await hold(fan, best(one, 'E'))).body.code).toBe('cart.fixed');
    const { cart: after, notHeld } = done(await hold(fan, best(one)));
    expect([notHeld, after.quote.totalCents]).toEqual([[], before.quote.totalCents]);
    done(await fan.post(`${shop.base}/cart/release`));
  });
});

describe('a price of the kind of inventory that a program does not sell', () => {
  const codes = (cart: { quote: { findings: { code: string; severity: string }[] } }) => codesOf(cart.quote.findings);

  test('sells nothing: no suite among seats, no seat among suites, no suite that is not listed', async () => {
    const [venue] = done(await shop.staff.get(`${shop.base}/venues`)).items;
    const seats = [makeSeats('SUITE 1', 'A', 1, 4)];
    const [listed, other] = [
      await makeSuite(app, shop.store, { venueId: venue.id, seats }),
      await makeSuite(app, shop.store, { venueId: venue.id, seats: [makeSeats('SUITE 2', 'A', 1, 4)] }),
    ];
    const suiteRows = [listed, other].map(({ id }) => ({
      ...{ eventCode: null, suiteId: id, suiteTierId: null, priceCode: 'S', ticketTypeCode: 'STE' },
    }));
    const rules = [makeShopRule('Everybody', 'ADULT', { suiteRows })];
    const suite = (suiteId: string) => ({ partySize: 2, events: [{ eventCode: one, suiteId }] });
    const asSuite = { eventCode: one, seats: { kind: 'suite' } };
    const classNames = ['FLEX', 'SUITE'];

    await open({ rules, definition: { classNames } });
    const fan = await shop.fan();
    done(await put(fan, suite(listed.id)));
    const refused = await hold(fan, asSuite);
    expect(refused.body).toMatchObject({ code: 'cart.not_allowed', errors: [{ code: 'price.not_for_sale' }] });

    const suites = { suiteIds: [listed.id], tiers: [] };
    await open({ rules, suites, definition: { classNames, inventoryType: 'suite' } });
    done(await put(fan, choice([one])));
    expect((await hold(fan, best(one))).body).toMatchObject({ errors: [{ code: 'price.not_for_sale' }] });
    done(await put(fan, suite(other.id)));
    expect((await hold(fan, asSuite)).body).toMatchObject({ errors: [{ code: 'price.not_for_sale' }] });
    const held = done(await put(fan, suite(listed.id)));
    expect(codes(held)).toEqual([]);
    expect(done(await hold(fan, asSuite)).notHeld).toEqual([]);
    done(await fan.post(`${shop.base}/cart/release`));
  });
});

describe('a smaller part of a suite', () => {
  test('is held with as much of what must be had with it, and can be bought', async () => {
    const [venue] = done(await shop.staff.get(`${shop.base}/venues`)).items;
    const seats = [makeSeats('SUITE 1', 'B', 1, 6)];
    const { id } = await makeSuite(app, shop.store, { venueId: venue.id, seats, partialSizes: [2, 4] });
    const row = { eventCode: null, suiteId: id, suiteTierId: null, priceCode: 'S', ticketTypeCode: 'STE' };
    await open({
      definition: { inventoryType: 'suite', classNames: ['SUITE'] },
      suites: { suiteIds: [id], tiers: [] },
      rules: [makeShopRule('Everybody', 'STE', { rows: [], suiteRows: [row] })],
      addOns: [parking({ kind: 'forced', unit: 'per_seat', onlyEventCodes: null })],
    });
    const fan = await buyer();
    done(await put(fan, { partySize: 1, events: [{ eventCode: one, suiteId: id }] }));
    const part = async (count: number) =>
      done(await hold(fan, { eventCode: one, seats: { kind: 'suite', seats: count } })).cart;
    const counts = (cart: { events: { seats: object[] }[]; addOns: { heldSeats: object[] }[] }) => [
      cart.events[0]?.seats.length,
      cart.addOns[0]?.heldSeats.length,
    ];
    expect(counts(await part(4))).toEqual([4, 4]);
    const smaller = await part(2);
    expect(counts(smaller)).toEqual([2, 2]);
    expect(done(await buyCart(shop, fan, smaller)).state).toBe('sold');
  });
});

describe('seats of an event that was not chosen', () => {
  test('are not looked for, and have no price', async () => {
    await open({ eventCodes: [one] });
    const fan = await shop.fan();
    done(await put(fan, choice([one])));
    const found = done(await fan.post(`${shop.base}/cart/seats`, { eventCodes: [two, 'PARK', one] }));
    const codes = new Set(
      found.options.flatMap(({ events }: { events: { eventCode: string }[] }) =>
        events.map((event) => event.eventCode),
      ),
    );
    expect([codes, found.missingEventCodes]).toEqual([new Set([one]), [two, 'PARK']]);
  });
});

describe('blocks of seats that overlap, or that end before they begin', () => {
  test('are no seats: nothing of them is held, and the cart stays whole', async () => {
    await open({});
    const fan = await shop.fan();
    done(await put(fan, choice([one], { partySize: 4 })));
    const { options } = done(await fan.post(`${shop.base}/cart/seats`, { priceCodes: ['D'] }));
    const { block, priceCode } = options[0].events[0];
    const half = { ...block, lastSeat: block.firstSeat + 1 };
    const ask = (blocks: object[]) => ({ eventCode: one, seats: { kind: 'blocks', priceCode, blocks } });
    const twice = await hold(fan, ask([half, half]));
    expect(twice.status).toBe(400);
    const backwards = { ...block, firstSeat: block.lastSeat + 1, lastSeat: block.firstSeat };
    expect((await hold(fan, ask([block, backwards]))).status).toBe(400);
    expect(done(await fan.get(`${shop.base}/cart`)).cart.state).toBe('choosing');
  });
});

describe('seats that are held anew because another price has won', () => {
  test('are not taken elsewhere for a party that needs accessible ones, and what comes with them goes too', async () => {
    const { value, version } = await getSetting(shop.ctx, 'inventory');
    const change = ChangeSetting.parse({ name: 'inventory', value: { ...Object(value), accessibleClasses: ['ADA'] } });
    await changeSetting(asSystem(shop.ctx, 'test'), 'inventory', version, change);
    const conditions = [makeCondition({ minEvents: 2 })];
    await open({
      definition: { classNames: ['ADA', 'FLEX'] },
      rules: [makeShopRule('Pair', 'BF25', { conditions }), makeShopRule('Everybody', 'ADULT')],
      addOns: [{ ...parking({ kind: 'forced', unit: 'per_seat' }), onlyEventCodes: null }],
    });
    const fan = await shop.fan();
    done(await put(fan, choice([one, two], { partySize: 3, accessibleSeats: 1 })));
    const { options } = done(await fan.post(`${shop.base}/cart/seats`, { priceCodes: ['E'] }));
    const asks = options[0].events.map(({ eventCode, block }: { eventCode: string; block: object }) => ({
      ...{ eventCode, seats: { kind: 'blocks', priceCode: 'E', blocks: [block] } },
    }));
    const held = done(await hold(fan, ...asks)).cart;
    expect(held.events.map(({ state }: { state: string }) => state)).toEqual(['held', 'held']);
    const { newTotalCents } = done(await drop(fan, { eventCodes: [one] }));
    expect(newTotalCents).toBeGreaterThan(0);
    const seats = asks.find(({ eventCode }: { eventCode: string }) => eventCode === two).seats.blocks;
    const asked: string[] = [];
    vendor.onAsk = (operation) => {
      asked.push(operation);
      if (operation === 'holdSpecific') shop.sandbox.acts.sellByOthers({ eventName: two, seats });
    };
    const { cart } = done(await drop(fan, { eventCodes: [one], agreedCents: newTotalCents }));
    vendor.onAsk = null;
    expect(asked).toContain('holdSpecific');
    expect(asked).not.toContain('holdBestAvailable');
    expect([cart.events, cart.addOns]).toMatchObject([[{ eventCode: two, state: 'pending' }], []]);
  });
});
