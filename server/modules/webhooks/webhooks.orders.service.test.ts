import { afterAll, beforeAll, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { isGenuine, makeWebhook } from '../../../test/factories/webhook.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { openReceiver, type Receiver } from '../../../test/harness/receiver.ts';
import { enqueue, enqueueForStore } from '../../core/jobs.ts';
import { readRefundsJob } from '../checkout/checkout.news.service.ts';
import { orderCreatedJob } from './webhooks.news.service.ts';

let app: TestApp;
let shop: Shop;
let receiver: Receiver;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: feeOfShop });
  await shop.activate();
  receiver = await openReceiver();
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
  await receiver.close();
});

test('an order and its refund are told with every seat, once each, and with nothing of the person', async () => {
  const messageTypes = ['order.created', 'order.refunded'];
  const { secret } = await makeWebhook(shop.staff, shop.store, { url: receiver.url, messageTypes });
  const fan = await shop.fan('private.person@example.com');
  const cart = await holdGames(shop, fan, shop.games.slice(0, 2));
  const { order } = done(await buyCart(shop, fan, cart));
  await runJobs(app);
  const created = receiver.got[0] ?? { headers: {}, body: '' };
  expect(isGenuine(created, secret, app.clock.now())).toBe(true);
  const { type, data } = JSON.parse(created.body);
  expect([type, data.orderNumber, data.vendorOrderNumber]).toEqual([
    'order.created',
    order.number,
    order.vendorOrderNumber,
  ]);
  expect(data).toMatchObject({ totalCents: cart.quote.totalCents, feesCents: feeOfShop, currency: 'USD' });
  expect(data.lines).toHaveLength(4);
  const sum = data.lines.reduce((cents: number, line: { amountCents: number }) => cents + line.amountCents, 0);
  expect(sum).toBe(data.totalCents);
  await enqueueForStore(shop.ctx, orderCreatedJob, { orderId: data.orderId });
  await runJobs(app);
  expect(receiver.got).toHaveLength(1);

  shop.sandbox.acts.endOrder({ orderNum: order.vendorOrderNumber, status: 'REFUNDED' });
  app.clock.advance(2 * hour);
  for (let look = 0; look < 2; look += 1) {
    await enqueue(app.ctx, readRefundsJob, {});
    await runJobs(app);
  }
  expect(receiver.got).toHaveLength(2);
  const refund = JSON.parse(receiver.got[1]?.body ?? '{}');
  expect(refund).toMatchObject({ type: 'order.refunded', data: { orderId: data.orderId, returnedCents: sum } });
  const statuses = refund.data.lines.map(({ status }: { status: string }) => status);
  expect(statuses).toEqual(['refunded', 'refunded', 'refunded', 'refunded']);
  const said = receiver.got.map(({ body }) => body).join();
  expect(said).not.toMatch(/private|person@|Of The Team/);
});
