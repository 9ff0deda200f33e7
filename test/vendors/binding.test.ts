import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../factories/shop.ts';
import { atSandbox, makeVendorAccount } from '../factories/vendor.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';

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

test('a store that held seats stays with the vendor account that knows of them', async () => {
  const { status, version } = await read();
  expect(status).toBe(200);
  const fan = await shop.fan();
  const [eventCode = ''] = shop.games;
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events: [{ eventCode }] }));
  const events = [{ eventCode, seats: { kind: 'best', priceCode: 'D' } }];
  expect(done(await fan.post(`${shop.base}/cart/holds`, { events })).notHeld).toEqual([]);

  const other = await makeVendorAccount(app, { clientKey: shop.store.clientKey, ...atSandbox(shop.sandbox) });
  const ifMatch = { 'if-match': `"${version}"` };
  const reconnected = await shop.staff.put(`${shop.base}/vendor`, { accountId: other.id }, ifMatch);
  expect(reconnected.body).toMatchObject({ status: 409, code: 'vendor.in_use', params: { since: expect.any(String) } });
  const disconnected = await shop.staff.delete(`${shop.base}/vendor`, undefined, ifMatch);
  expect(disconnected.body).toMatchObject({ status: 409, code: 'vendor.in_use' });
  expect(await read()).toEqual({ status, version });
});

async function read() {
  const { status, body } = await shop.staff.get(`${shop.base}/vendor`);
  return { status, version: body.version };
}
