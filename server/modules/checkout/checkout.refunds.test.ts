import { afterAll, beforeAll, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { makeCart, makeOrder } from '../../../test/factories/selling.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { day, hour, minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { enqueue } from '../../core/jobs.ts';
import { readRefundsJob } from './checkout.news.service.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: feeOfShop });
  await shop.activate();
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

const sql = (text: string, values: unknown[] = []) =>
  app.ctx.database.pool.query(text.replaceAll('store.', `"${shop.store.schemaName}".`), values);

/** Orders, one each of accounts the vendor does not know (any more), sold before everything else. */
async function makeUnknownAccounts(count: number, orderId: string) {
  const { rows } = await sql('select program_id, release_id, fan_id from store.orders where id = $1', [orderId]);
  const [{ program_id: programId, release_id: releaseId, fan_id: fanId }] = rows;
  const parts = { programId, releaseId, fanId, eventCodes: shop.games.slice(0, 1) };
  for (let index = 0; index < count; index += 1) {
    const cartId = await makeCart(shop.ctx, parts);
    const seat = { eventCode: shop.games[0] ?? '', seatNumber: 1_000 + index, amountCents: 100 };
    const id = await makeOrder(shop.ctx, { ...parts, cartId }, { seats: [seat] });
    await sql(
      'update store.orders set vendor_account_id = $2, checked_at = checked_at - $3::interval, watched_until = $4 where id = $1',
      [id, String(900_000_000 + index), '1 day', new Date(app.clock.now().getTime() + day)],
    );
  }
}
async function readRound() {
  await enqueue(app.ctx, readRefundsJob, {});
  await runJobs(app);
  app.clock.advance(minute);
}

test('accounts of which the vendor never speaks, however many, come after all others', async () => {
  const fan = await shop.fan('owner@example.com');
  const { order } = done(await buyCart(shop, fan, await holdGames(shop, fan, shop.games.slice(0, 1))));
  await runJobs(app);
  shop.sandbox.acts.endOrder({ orderNum: order.vendorOrderNumber, status: 'REFUNDED' });
  await makeUnknownAccounts(30, order.id);
  app.clock.advance(2 * hour);
  const { rows: before } = await sql('select id, checked_at from store.orders where id <> $1 order by id', [order.id]);
  const asked = () => shop.sandbox.traffic().byCommand.seats_sold ?? 0;
  const start = asked();
  await readRound();
  expect(asked() - start).toBe(25);
  await readRound();
  const { seats } = done(await fan.get(`${shop.base}/orders/${order.id}`));
  expect(seats.map(({ status }: { status: string }) => status)).toEqual(['refunded', 'refunded']);
  // what nobody has read is not said to have been read
  const { rows: after } = await sql('select id, checked_at from store.orders where id <> $1 order by id', [order.id]);
  expect(after).toEqual(before);
});
