import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { hour } from '../../../test/harness/clock.ts';
import { mostFromAddress, mostOfFan } from './carts.limits.service.ts';
import { sweepCarts } from './carts.sweep.service.ts';

let app: TestApp;
let shop: Shop;
let cart: string;
/** One game is too small for all of this. */
let eventCode = '';
beforeAll(async () => {
  app = await openTestApp({ TRUSTED_PROXIES: '1' });
  shop = await openShop(app);
  await shop.activate();
  cart = `${shop.base}/cart`;
});
beforeEach(() => {
  const [next = ''] = shop.games.splice(0, 1);
  eventCode = next;
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

const from = (address: string) => app.client({ 'x-forwarded-for': address });
const hold = async (browser: TestClient) => {
  done(await browser.put(cart, { partySize: 1, events: [{ eventCode }] }));
  return browser.post(`${cart}/holds`, { events: [{ eventCode, seats: { kind: 'best', priceCode: 'D' } }] });
};
/** As many browsers of the address as may hold, each with its cart. */
async function fill(address: string): Promise<TestClient[]> {
  const browsers = Array.from({ length: mostFromAddress }, () => from(address));
  for (const browser of browsers) expect(done(await hold(browser)).notHeld).toEqual([]);
  return browsers;
}
const kept = async () => {
  const { rows } = await app.ctx.database.pool.query(
    `select
      (select count(*)::integer from "${shop.store.schemaName}".carts where held_from is not null) as carts,
      (select count(*)::integer from "${shop.store.schemaName}".hold_addresses) as addresses`,
  );
  return rows[0];
};

test('an address whose visitors hold with many carts is asked to sign in, and no other one is', async () => {
  const [first = app.client(), second = app.client()] = await fill('203.0.113.1');
  const late = from('203.0.113.1');
  const refused = await hold(late);
  expect([refused.status, refused.body.code]).toEqual([429, 'cart.sign_in_to_hold']);
  expect(done(await late.get(cart)).cart.state).toBe('choosing');
  done(await hold(from('203.0.113.2')));
  // those who hold already go on
  done(await hold(first));
  const signedIn = await shop.fan('ana@example.com');
  for (const [name, value] of signedIn.cookies) late.cookies.set(name, value);
  done(await hold(late));
  done(await second.post(`${cart}/release`));
  done(await hold(from('203.0.113.1')));
});

test('a fan makes no more room for an address by taking its carts over, and holds with few carts', async () => {
  const browsers = await fill('203.0.113.3');
  const { cookies } = await shop.fan('ben@example.com');
  const own = browsers.slice(0, mostOfFan);
  for (const browser of own) {
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    done(await hold(browser));
  }
  expect((await hold(from('203.0.113.3'))).body.code).toBe('cart.sign_in_to_hold');
  const sixth = from('203.0.113.4');
  done(await sixth.put(cart, { partySize: 1, events: [{ eventCode }] }));
  for (const [name, value] of cookies) sixth.cookies.set(name, value);
  const refused = await hold(sixth);
  expect([refused.status, refused.body.code]).toEqual([409, 'cart.too_many_held']);
  done((await own[0]?.post(`${cart}/release`)) ?? refused);
  done(await hold(sixth));
});

test('what ended at the vendor counts no more, and of an address nothing is kept after a day', async () => {
  await fill('203.0.113.5');
  expect((await hold(from('203.0.113.5'))).body.code).toBe('cart.sign_in_to_hold');
  app.clock.advance(hour);
  done(await hold(from('203.0.113.5')));
  app.clock.advance(24 * hour);
  await sweepCarts(shop.ctx);
  expect(await kept()).toEqual({ carts: 0, addresses: 0 });
});
