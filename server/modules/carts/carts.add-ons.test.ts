import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AddOn } from '../../../shared/contract/program-content.ts';
import { buyCart, holdGames } from '../../../test/factories/checkout.ts';
import { idOf } from '../../../test/factories/program-content.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';

const parking: AddOn = {
  id: idOf('parking'),
  kind: 'optional',
  name: { en: 'Parking' },
  description: {},
  eventCode: 'PARK',
  priceCode: 'PK',
  ticketTypeCode: 'ADULT',
  unit: 'per_order',
  quantity: { min: 1, max: 4 },
  onlyEventCodes: null,
  onlyPackIds: null,
  image: null,
};

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate({ addOns: [parking] });
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

/** Chooses so many for a cart whose seats are held, and holds them. */
async function add(fan: TestClient, count: number) {
  const { cart } = done(await fan.get(`${shop.base}/cart`));
  const { partySize, events } = cart;
  const chosen = events.map(({ eventCode, suiteId }: { eventCode: string; suiteId: null }) => ({ eventCode, suiteId }));
  const addOns = count === 0 ? [] : [{ addOnId: parking.id, count }];
  done(await fan.put(`${shop.base}/cart`, { partySize, events: chosen, addOns }));
  return done(await fan.post(`${shop.base}/cart/holds`, { events: [] })).cart;
}

test('add-ons chosen after the seats are held by themselves, given back by themselves, and bought with them', async () => {
  const fan = await shop.fan('parker@example.com');
  const [one = ''] = shop.games;
  const before = await holdGames(shop, fan, [one]);
  const two = await add(fan, 2);
  expect(two.events).toEqual(before.events);
  expect(two.addOns).toMatchObject([{ addOnId: parking.id, count: 2, heldSeats: [{}, {}] }]);
  expect(two.quote.totalCents).toBe(before.quote.totalCents + 2 * two.addOns[0].heldSeats[0].amountCents);
  const held = () => shop.sandbox.world.holds().filter(({ event_name: name }) => name === 'PARK').length;
  expect(held()).toBe(2);
  expect((await add(fan, 0)).addOns).toEqual([]);
  expect(held()).toBe(0);
  const again = await add(fan, 1);
  const { order } = done(await buyCart(shop, fan, again, { agreedCents: again.quote.totalCents }));
  expect(order.seats.filter(({ addOnId }: { addOnId: string | null }) => addOnId === parking.id)).toHaveLength(1);
});

test('a cart without seats holds no add-ons alone', async () => {
  const fan = await shop.fan();
  const [one = ''] = shop.games;
  const addOns = [{ addOnId: parking.id, count: 1 }];
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: [{ eventCode: one }], addOns }));
  expect((await fan.post(`${shop.base}/cart/holds`, { events: [] })).body.code).toBe('cart.not_held');
});
