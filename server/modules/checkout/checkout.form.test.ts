import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { withStore } from '../../core/ctx.ts';
import { paymentFormOf } from '../vendors/vendors.service.ts';

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

describe('the card form', () => {
  test("is the vendor's own page, and it is there", async () => {
    const fan = await shop.fan('form@example.com');
    const { form } = done(await fan.get(`${shop.base}/checkout/form`));
    expect(form).toEqual({ url: `${shop.sandbox.url}/card-form?dsn=flexdemo`, origin: shop.sandbox.url });
    const page = await fetch(`${form.url}&origin=http://localhost:4100`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('cc-number')]);
  });

  test('is for fans who are signed in', async () => {
    expect((await (await shop.fan()).get(`${shop.base}/checkout/form`)).status).toBe(401);
  });

  test('is none while no vendor is connected', async () => {
    const store = await makeStore(app);
    expect(await paymentFormOf(withStore(app.ctx, store))).toBeNull();
  });

  test('gives a token that buys, and never twice', async () => {
    const fan = await shop.fan('token@example.com');
    const { token } = (await (
      await fetch(`${shop.sandbox.url}/card-form/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ number: '4242 4242 4242 4242', expiry: '12/49', code: '123' }),
      })
    ).json()) as { token: string };
    const [first = '', second = ''] = shop.games;
    const one = await holdGames(shop, fan, [first]);
    expect(done(await buyCart(shop, fan, one, { token })).state).toBe('sold');
    const two = await holdGames(shop, fan, [second]);
    expect(done(await buyCart(shop, fan, two, { token })).failure).toMatchObject({ reason: 'declined' });
    done(await fan.delete(`${shop.base}/cart`));
  });
});

describe('the newest attempt to buy a cart', () => {
  test('is found by the cart, before and after it is bought, and by its fan alone', async () => {
    app.clock.advance(60_000);
    const [fan, other] = [await shop.fan('newest@example.com'), await shop.fan('else@example.com')];
    const [first = ''] = shop.games;
    const cart = await holdGames(shop, fan, [first]);
    const read = async (who = fan) => done(await who.get(`${shop.base}/carts/${cart.id}/purchase`)).purchase;
    expect(await read()).toBeNull();
    const failed = done(await buyCart(shop, fan, cart, { token: 'tok_declined' }));
    expect(await read()).toEqual(failed);
    app.clock.advance(1_000);
    const sold = done(await buyCart(shop, fan, cart));
    expect(await read()).toMatchObject({ id: sold.id, state: 'sold', order: { number: sold.order.number } });
    expect(await read(other)).toBeNull();
  });
});
