import { afterAll, beforeAll, expect, test } from 'vitest';
import { runsOf } from '../../../shared/rules/seat-index/index.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { seatIndexOf } from '../inventory/inventory.index.service.ts';
import type { SeatBlock } from './carts.types.ts';

type Option = { events: { eventCode: string; block: SeatBlock; move: string | null }[] };

let app: TestApp;
let shop: Shop;
let games: string[];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
  games = shop.games.slice(0, 2);
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

async function openCart(): Promise<TestClient> {
  const fan = await shop.fan();
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: games.map((eventCode) => ({ eventCode })) }));
  return fan;
}
const find = async (fan: TestClient, body: object): Promise<Option[]> =>
  done(await fan.post(`${shop.base}/cart/seats`, { priceCodes: ['D'], limit: 20, ...body })).options;
const hold = async (fan: TestClient, seatsOf: (eventCode: string) => object) =>
  done(
    await fan.post(`${shop.base}/cart/holds`, {
      events: games.map((eventCode) => ({ eventCode, seats: { priceCode: 'D', ...seatsOf(eventCode) } })),
    }),
  );

function areApart(one: SeatBlock, other: SeatBlock): boolean {
  const isRow = one.sectionName === other.sectionName && one.rowName === other.rowName;
  return !isRow || one.lastSeat < other.firstSeat || other.lastSeat < one.firstSeat;
}

test('seats that a cart holds are found for nobody else, until it lets them go', async () => {
  const [quick, slow] = [await openCart(), await openCart()];
  const [best] = await find(quick, { same: true });
  const blockOf = (eventCode: string) => best?.events.find((one) => one.eventCode === eventCode)?.block;
  expect((await hold(quick, (code) => ({ kind: 'blocks', blocks: [blockOf(code)] }))).notHeld).toEqual([]);
  for (const same of [true, false]) {
    const found = (await find(slow, { same })).flatMap(({ events }) => events);
    expect(found.length).toBeGreaterThan(0);
    const taken = found.filter(({ eventCode, block }) => {
      const held = blockOf(eventCode);
      return held === undefined || !areApart(block, held);
    });
    expect(taken).toEqual([]);
  }
  // the best that are left are asked for at once, and so nothing moves
  expect((await hold(slow, () => ({ kind: 'best' }))).cart.notices).toEqual([]);
  done(await slow.post(`${shop.base}/cart/release`));
  done(await quick.post(`${shop.base}/cart/release`));
  expect((await find(slow, { same: true }))[0]).toEqual(best);
});

test('a game that moves because its seats would leave one alone is told so', async () => {
  const fan = await openCart();
  const [one = '', two = ''] = games;
  const { index } = await seatIndexOf(shop.ctx, two);
  const run = runsOf(index).find(
    ({ className, priceCode, firstSeat, lastSeat }) =>
      className === 'FLEX' && priceCode === 'D' && firstSeat === 1 && lastSeat >= 8,
  );
  const { sectionName = '', rowName = '' } = run ?? {};
  const block = { sectionName, rowName, firstSeat: 2, lastSeat: 3 };
  const [option] = await find(fan, { same: true, anchor: { eventCode: one, block } });
  expect(option?.events.find(({ eventCode }) => eventCode === two)?.move).toBe('lone_seat');
});
