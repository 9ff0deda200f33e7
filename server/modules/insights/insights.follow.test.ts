import { afterAll, beforeAll, expect, it } from 'vitest';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { sweepCarts } from '../carts/carts.sweep.service.ts';
import { followCarts } from './insights.follow.service.ts';

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

const choose = async (game: string) => {
  const fan = await shop.fan();
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: [{ eventCode: game }] }));
  return fan;
};
const best = (eventCode: string) => ({ events: [{ eventCode, seats: { kind: 'best', priceCode: 'D' } }] });
const interest = async (game: string) => {
  const { events } = done(await shop.staff.get(`${shop.base}/insights/events`));
  const { funnel } = events.find(({ eventCode }: { eventCode: string }) => eventCode === game);
  return { ...funnel, ...funnel.abandoned, abandoned: undefined };
};

it('a game that was chosen and left is interest in it, and was never held', async () => {
  const [game = ''] = shop.games;
  const fan = await choose(game);
  expect(await interest(game)).toMatchObject({ chosen: 1, held: 0, open: 1 });
  expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  expect(await interest(game)).toMatchObject({ chosen: 1, held: 0, open: 0, neverHeld: 1, unfinishedSeats: 2 });
});

it('seats that were held and let go are known after the cart has forgotten them', async () => {
  const [, game = ''] = shop.games;
  const fan = await choose(game);
  expect(done(await fan.post(`${shop.base}/cart/holds`, best(game))).notHeld).toEqual([]);
  expect(await interest(game)).toMatchObject({ chosen: 1, held: 1, open: 1 });
  await followCarts(shop.ctx);
  expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  expect(await interest(game)).toMatchObject({ held: 1, letGo: 1, neverHeld: 0 });
});

it('a hold that ended at the vendor is told from one that was let go, without a look while it lasted', async () => {
  const [, , game = ''] = shop.games;
  const fan = await choose(game);
  done(await fan.post(`${shop.base}/cart/holds`, best(game)));
  app.clock.advance(60 * minute);
  await sweepCarts(shop.ctx);
  await followCarts(shop.ctx);
  expect(await interest(game)).toMatchObject({ held: 1, open: 1 });
  expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  expect(await interest(game)).toMatchObject({ held: 1, open: 0, expired: 1, letGo: 0 });
});

it('seats that are held again after a loss are not lost any more', async () => {
  const [, game = ''] = shop.games;
  const before = await interest(game);
  const fan = await choose(game);
  done(await fan.post(`${shop.base}/cart/holds`, best(game)));
  app.clock.advance(60 * minute);
  await sweepCarts(shop.ctx);
  await followCarts(shop.ctx);
  app.clock.advance(minute);
  done(await fan.post(`${shop.base}/cart/holds`, best(game)));
  await followCarts(shop.ctx);
  expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  expect(await interest(game)).toMatchObject({ held: before.held + 1, letGo: before.letGo + 1, expired: 0 });
});

it('seats that are held and let go within the minute are known, without a look', async () => {
  const [, game = ''] = shop.games;
  const before = await interest(game);
  const fan = await choose(game);
  done(await fan.post(`${shop.base}/cart/holds`, best(game)));
  expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  await runJobs(app);
  const after = await interest(game);
  expect([after.held - before.held, after.letGo - before.letGo, after.neverHeld]).toEqual([1, 1, before.neverHeld]);
});

/** Other channels sell every seat of a game at the price; we do not hear of it before we ask. */
function sellOut(game: string) {
  shop.sandbox.acts.sellByOthers({ eventName: game, priceCode: 'D', count: 100_000 });
}

it('seats that are gone at the vendor are told from seats that nobody asked for', async () => {
  const [, , game = ''] = shop.games;
  const before = await interest(game);
  const fan = await choose(game);
  sellOut(game);
  expect(done(await fan.post(`${shop.base}/cart/holds`, best(game))).notHeld).toMatchObject([{ reason: 'seats_gone' }]);
  await runJobs(app);
  expect(await interest(game)).toMatchObject({ held: before.held, open: before.open + 1, seatsGone: 0 });
  expect((await fan.delete(`${shop.base}/cart`)).status).toBe(204);
  expect(await interest(game)).toMatchObject({
    ...{ open: before.open, seatsGone: 1, neverHeld: before.neverHeld },
    unfinishedSeats: before.unfinishedSeats + 2,
  });
});

it('a game that is given up because its seats were gone stays wanted, while the cart goes on without it', async () => {
  const [other = '', , game = ''] = shop.games;
  const before = await interest(game);
  const fan = await choose(game);
  done(await fan.post(`${shop.base}/cart/holds`, best(game)));
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: [{ eventCode: other }] }));
  await runJobs(app);
  expect(await interest(game)).toMatchObject({
    ...{ chosen: before.chosen + 1, seatsGone: before.seatsGone + 1, open: before.open },
    unfinishedSeats: before.unfinishedSeats + 2,
  });
  expect((await interest(other)).open).toBeGreaterThan(0);
});
