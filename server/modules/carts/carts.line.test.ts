import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { readCart } from './carts.read.service.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  await shop.activate();
});
beforeEach(() => () => {
  shop.sandbox.faults.clear();
  app.clock.advance(2 * minute);
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

const hold = async (fan: TestClient, eventCodes: readonly string[]) => {
  const events = eventCodes.map((eventCode) => ({ eventCode, seats: { kind: 'best', priceCode: 'D' } }));
  return done(await fan.post(`${shop.base}/cart/holds`, { events }));
};
const choose = async (fan: TestClient, eventCodes: readonly string[]) =>
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: eventCodes.map((eventCode) => ({ eventCode })) }));

describe('a vendor that takes no more calls', () => {
  test('leaves what was held so far, and a place in line for the rest, which is held when it is their turn', async () => {
    const fan = await shop.fan();
    const games = shop.games.slice(0, 2);
    const { id } = await choose(fan, games);
    shop.sandbox.faults.add({ cmd: 'seats_hold_specific', fault: '429', delayMs: 30_000, nth: 2 });
    const first = await hold(fan, games);
    expect(first.notHeld).toEqual([{ eventCode: games[1], reason: 'waiting', alternatives: [] }]);
    expect(Date.parse(first.line.retryAt)).toBeGreaterThan(app.clock.now().getTime());
    expect(first.cart.events.map(({ state }: { state: string }) => state)).toEqual(['held', 'pending']);
    expect((await readCart(shop.ctx, id)).isUnsettled).toBe(false);
    app.clock.set(first.line.retryAt);
    const second = await hold(fan, games.slice(1));
    expect([second.line, second.notHeld]).toEqual([null, []]);
    expect(second.cart.events.map(({ state }: { state: string }) => state)).toEqual(['held', 'held']);
  });

  test('gives a place in line also to a fan whose last call was never answered', async () => {
    const fan = await shop.fan();
    const games = shop.games.slice(0, 1);
    const { id } = await choose(fan, games);
    shop.sandbox.faults.add({ cmd: 'seats_hold_specific', fault: 'lost_answer', times: 1 });
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: '503' });
    const events = [{ eventCode: games[0], seats: { kind: 'best', priceCode: 'D' } }];
    expect((await fan.post(`${shop.base}/cart/holds`, { events })).status).toBe(502);
    expect((await readCart(shop.ctx, id)).isUnsettled).toBe(true);
    shop.sandbox.faults.clear();
    shop.sandbox.faults.add({ cmd: 'shopping_cart', fault: '429', delayMs: 30_000 });
    const waiting = await hold(fan, games);
    expect(waiting).toMatchObject({ notHeld: [{ eventCode: games[0], reason: 'waiting' }], cart: { id } });
    expect(waiting.line).toMatchObject({ place: 0 });
    shop.sandbox.faults.clear();
    app.clock.set(waiting.line.retryAt);
    expect((await hold(fan, games)).cart.events).toMatchObject([{ state: 'held' }]);
  });
});
