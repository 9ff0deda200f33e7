import { afterAll, beforeAll, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { setStatuses } from './checkout.order-seats.repository.ts';

let app: TestApp;
let shop: Shop;
/** Of two fans, the older first. */
let orders: { id: string; number: string; vendorOrderNumber: string; soldAt: string }[];

beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: feeOfShop });
  await shop.activate();
  orders = [];
  for (const email of ['ana.gold@example.com', 'ben_100@example.com']) {
    app.clock.advance(minute);
    const fan = await shop.fan(email);
    const { order } = done(await buyCart(shop, fan, await holdGames(shop, fan, shop.games.slice(0, 1))));
    orders.push(order);
  }
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

const sales = () => `${shop.base}/sales`;
type Listed = { items: { id: string; fan: { id: string; vendorAccountId: string } }[] };
const list = async (query: Record<string, string>): Promise<Listed> =>
  done(await shop.staff.get(`${sales()}/orders?${new URLSearchParams(query).toString()}`));
const find = async (query: Record<string, string>) => (await list(query)).items.map(({ id }) => id);

test('one search text finds an order by either number, by the fan’s name, address or account', async () => {
  const [ana, ben] = orders;
  expect(await find({ text: ana?.number.toLowerCase() ?? '' })).toEqual([ana?.id]);
  expect(await find({ text: ben?.vendorOrderNumber ?? '' })).toEqual([ben?.id]);
  expect(await find({ text: 'ANA.g' })).toEqual([ana?.id]);
  expect(await find({ text: 'of the team' })).toEqual([ben?.id, ana?.id]);
  const { items } = await list({ text: 'ben_100' });
  expect(items.map(({ id }) => id)).toEqual([ben?.id]);
  expect(await find({ text: items[0]?.fan.vendorAccountId ?? '' })).toEqual([ben?.id]);
  expect(await find({ text: 'n%100' })).toEqual([]);
});

test('an order is found by its fan and by the time it was sold, the end left out', async () => {
  const [ana, ben] = orders;
  const fanId = (await list({ text: 'ana.gold' })).items[0]?.fan.id ?? '';
  expect(await find({ fanId })).toEqual([ana?.id]);
  expect(await find({ fanId, email: 'ben_100@example.com' })).toEqual([]);
  expect(await find({ from: ana?.soldAt ?? '', until: ben?.soldAt ?? '' })).toEqual([ana?.id]);
  expect(await find({ from: ben?.soldAt ?? '' })).toEqual([ben?.id]);
});

test('an order is found by what became of its seats and tickets', async () => {
  const [ana, ben] = orders;
  // no job has run since the younger one
  expect(await find({ state: 'without_tickets' })).toEqual([ben?.id]);
  await runJobs(app);
  expect(await find({ state: 'without_tickets' })).toEqual([]);
  const { order } = done(await shop.staff.get(`${sales()}/orders/${ana?.id}`));
  const back = order.seats.map((seat: object) => ({ ...seat, status: 'refunded' }));
  await setStatuses(shop.ctx.store.db, { orderId: order.id, seats: back.slice(0, 1) });
  const byState = async () => [
    await find({ state: 'sold' }),
    await find({ state: 'partly_returned' }),
    await find({ state: 'returned' }),
  ];
  expect(await byState()).toEqual([[ben?.id], [ana?.id], []]);
  await setStatuses(shop.ctx.store.db, { orderId: order.id, seats: back });
  expect(await byState()).toEqual([[ben?.id], [], [ana?.id]]);
});

test('an order says when its confirmation was mailed, and its purchase can be read alone', async () => {
  const { mailedAt, purchase } = done(await shop.staff.get(`${sales()}/orders/${orders[1]?.id}`));
  expect(mailedAt).toBe(app.clock.now().toISOString());
  expect(done(await shop.staff.get(`${sales()}/purchases/${purchase.id}`))).toEqual(purchase);
  const none = await shop.staff.get(`${sales()}/purchases/${orders[1]?.id}`);
  expect([none.status, none.body.code]).toEqual([404, 'purchase.not_found']);
});

test('a fan is found by name, address or account, with groups and carts, and nothing more', async () => {
  const { items } = done(await shop.staff.get(`${shop.base}/fans?text=ana`));
  expect(items).toHaveLength(1);
  expect(Object.keys(items[0]).sort()).toEqual(
    ['accountGroups', 'email', 'id', 'knownSince', 'name', 'vendorAccountId'].sort(),
  );
  const [{ id }] = items;
  expect(done(await shop.staff.get(`${shop.base}/fans/${id}`))).toEqual(items[0]);
  const carts = done(await shop.staff.get(`${shop.base}/fans/${id}/carts`));
  expect(carts.items).toMatchObject([{ state: 'bought', orderId: orders[0]?.id, heldSeats: 0, endReason: null }]);
  expect(done(await shop.staff.get(`${shop.base}/fans?accountGroup=nobody`)).items).toEqual([]);
  const page = done(await shop.staff.get(`${shop.base}/fans?limit=1`));
  const rest = done(await shop.staff.get(`${shop.base}/fans?limit=1&cursor=${page.next}`));
  expect([page.items[0].email, rest.items[0].email, rest.next]).toEqual([
    ...['ben_100@example.com', 'ana.gold@example.com'],
    null,
  ]);
  for (const path of [`fans/${orders[0]?.id}`, `fans/${orders[0]?.id}/carts`]) {
    expect((await shop.staff.get(`${shop.base}/${path}`)).body.code).toBe('fan.not_found');
  }
});

test('who may not see orders sees no fan either', async () => {
  const { clientId } = shop.store;
  const viewer = await signIn(app, await makeStaff(app, { grants: [onClient({ id: clientId }, 'viewer')] }));
  for (const path of ['fans', 'sales/orders', `fans/${orders[0]?.id}/carts`, `sales/purchases/${orders[0]?.id}`]) {
    expect((await viewer.get(`${shop.base}/${path}`)).status).toBe(403);
  }
});
