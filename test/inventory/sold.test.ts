import { afterAll, beforeAll, expect, test } from 'vitest';
import { withStore } from '../../server/core/ctx.ts';
import { seatIndexOf } from '../../server/modules/inventory/inventory.index.service.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { takeSoldOut } from '../../server/modules/inventory/inventory.sold.service.ts';
import { runsOf } from '../../shared/rules/seat-index/index.ts';
import { buyCart, holdGames } from '../factories/checkout.ts';
import { findDiscrepancies } from '../factories/sales-truth.ts';
import { done, openShop, type Shop } from '../factories/shop.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import { hour, minute } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { pictureOfCopy, pictureOfVendor } from '../harness/sandbox-truth.ts';
import { openSeller } from '../harness/seller.ts';

const fee = 350;
let app: TestApp;
let shop: Shop;
let fan: TestClient;
let [game, other] = ['', ''];
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: fee });
  await shop.activate();
  fan = await shop.fan('buyer1@example.com');
  [game = '', other = ''] = shop.games;
});
afterAll(async () => {
  expect(await findDiscrepancies(app, shop)).toEqual([]);
  await app.close();
  await shop.sandbox.close();
});

type Place = { eventCode: string; sectionName: string; rowName: string; seatNumber: number };
const namesOf = (seats: readonly Place[], eventCode: string) =>
  seats
    .filter((seat) => seat.eventCode === eventCode)
    .map(({ sectionName, rowName, seatNumber }) => `${sectionName}/${rowName}/${seatNumber}`);
const calls = () => shop.sandbox.traffic().byCommand.get_avail_seats ?? 0;
const copied = async (eventCode: string) =>
  (await pictureOfCopy(shop.ctx, eventCode)).seats.map((seat) => seat.split(' ')[0] ?? '');
const offered = async (ctx = shop.ctx, eventCode = game) =>
  runsOf((await seatIndexOf(ctx, eventCode)).index).flatMap((run) =>
    Array.from({ length: run.lastSeat - run.firstSeat + 1 }, (_, at) =>
      [run.sectionName, run.rowName, run.firstSeat + at].join('/'),
    ),
  );
const own = (of: readonly string[], sold: readonly string[]) => of.filter((seat) => sold.includes(seat));
async function buy(...games: string[]): Promise<Place[]> {
  const cart = await holdGames(shop, fan, games);
  const { state, order } = done(await buyCart(shop, fan, cart, { agreedCents: cart.quote.totalCents + fee }));
  expect(state).toBe('sold');
  return order.seats;
}
const factsOf = async (eventCode: string) => {
  const text = `select revision::int, seat_count, counts, lease_id from ${shop.store.schemaName}.event_inventory where event_code = $1`;
  return (await app.ctx.database.pool.query(text, [eventCode])).rows[0];
};

test('sold seats leave the index with the order and the copy without a call, and the next reading agrees', async () => {
  const seller = await openSeller(app, shop, { hears: true });
  const another = withStore(seller.ctx, shop.store);
  await offered();
  await offered(another);
  const before = await factsOf(game);
  const asked = calls();
  const seats = await buy(game, other);
  const sold = namesOf(seats, game);
  expect(own(await offered(), sold)).toEqual([]);
  // nothing wrote the copy yet, so this can fail
  expect(own(await copied(game), sold)).toHaveLength(2);
  await runJobs(app);
  for (const code of [game, other]) expect(own(await copied(code), namesOf(seats, code))).toEqual([]);
  await another.live.catchUp();
  expect(own(await offered(another), sold)).toEqual([]);
  const after = await factsOf(game);
  expect([after.revision, after.seat_count]).toEqual([before.revision + 1, before.seat_count - 2]);
  const sum = (counts: [string, string, number][]) => counts.reduce((all, [, , count]) => all + count, 0);
  expect(sum(before.counts) - sum(after.counts)).toBe(2);
  expect(calls()).toBe(asked);
  // the vendor's summary is the one the copy answers to by now, so no seats are asked for
  app.clock.advance(hour);
  await runRound(shop.ctx);
  expect((await factsOf(game)).revision).toBe(after.revision);
  expect(await pictureOfCopy(shop.ctx, game)).toEqual(await pictureOfVendor(shop.sandbox, game));
  await seller.close();
});

test('a reading that was asked for before the sale does not bring the seats back', async () => {
  const cart = await holdGames(shop, fan, [game]);
  const seats: Place[] = cart.events[0].seats.map((seat: Omit<Place, 'eventCode'>) => ({ ...seat, eventCode: game }));
  const sold = namesOf(seats, game);
  // the vendor still names them: as when the answer was on its way while the fan held and paid
  done(await fan.post(`${shop.base}/cart/release`));
  const takeThem = (at: Date) =>
    takeSoldOut(
      shop.ctx,
      seats.map((seat) => ({ ...seat, soldAt: at })),
    );
  // the summary shows a change, so the seats are asked for
  const [sectionName = '', rowName = '', number = ''] =
    (await copied(game)).find((seat) => !sold.includes(seat))?.split('/') ?? [];
  const elsewhere = { sectionName, rowName, firstSeat: Number(number), lastSeat: Number(number) };
  shop.sandbox.acts.sellByOthers({ eventName: game, seats: [elsewhere] });
  const rule = shop.sandbox.faults.add({ cmd: 'get_avail_seats', fault: 'latency', delayMs: 300 });
  const asked = calls();
  app.clock.advance(hour);
  const round = runRound(shop.ctx);
  while (calls() < asked + 1) await new Promise(setImmediate);
  app.clock.advance(1);
  await takeThem(app.clock.now());
  await round;
  shop.sandbox.faults.clear(rule.id);
  expect(own(await copied(game), sold)).toEqual([]);
  expect((await factsOf(game)).lease_id).toBeNull();
  // the reading was kept but for them, and one that is asked for later is believed
  app.clock.advance(hour);
  await runRound(shop.ctx);
  expect(own(await copied(game), sold)).toHaveLength(sold.length);
  await takeThem(new Date(app.clock.now().getTime() - 2 * hour));
  expect(own(await copied(game), sold)).toHaveLength(sold.length);
});

test('what a process that died had sold leaves the copy with the next one; an event that is being written, a moment later', async () => {
  app.clock.advance(minute);
  const sold = namesOf(await buy(game), game);
  const writing = await app.ctx.database.pool.connect();
  await writing.query('begin');
  await writing.query(`select from ${shop.store.schemaName}.event_inventory where event_code = '${game}' for update`);
  await runJobs(app);
  await writing.query('commit');
  writing.release();
  expect(own(await copied(game), sold)).toHaveLength(2);
  app.clock.advance(1_000);
  await runJobs(app);
  expect(own(await copied(game), sold)).toEqual([]);
});
