import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeInventory, makeRun } from '../../../test/factories/inventory.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeSuite } from '../../../test/factories/suite.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import type { StoreFacts } from '../../core/ctx.ts';

let app: TestApp;
let store: StoreFacts;
let viewer: TestClient;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
});
afterAll(() => app.close());

const read = (path: string) => viewer.get(`/api/stores/${store.key}/inventory/${path}`);

describe('the amounts of a season', () => {
  test('are one table: an event for a line, a price code with a ticket type for a column', async () => {
    const readAt = app.ctx.clock.now();
    await makeInventory(app, store, 'E1', { readAt, prices: { C: { ADULT: 10_000, '3GP': 9_000 } } });
    await makeInventory(app, store, 'E2', {
      readAt,
      prices: { C: { ADULT: 12_000 }, D: { ADULT: 0 } },
      runs: [makeRun({ lastSeat: 4 }), makeRun({ firstSeat: 5, lastSeat: 6, className: 'CLUB', priceCode: 'D' })],
    });
    const { status, body } = await read('amounts');
    expect(status).toBe(200);
    const at = (pairs: string[][], pair: string[]) => pairs.findIndex((one) => one.join() === pair.join());
    const [adult, three, other] = [
      ['C', 'ADULT'],
      ['C', '3GP'],
      ['D', 'ADULT'],
    ].map((pair) => at(body.columns, pair));
    const [flex, club] = [
      ['FLEX', 'C'],
      ['CLUB', 'D'],
    ].map((pair) => at(body.kinds, pair));
    const [one, two] = body.events;
    expect([one.code, two.code]).toEqual(['E1', 'E2']);
    expect(one.readAt).toBe(readAt.toISOString());
    expect([one.cents[adult ?? -1], one.cents[three ?? -1], one.cents[other ?? -1]]).toEqual([10_000, 9_000, null]);
    expect([two.cents[adult ?? -1], two.cents[three ?? -1], two.cents[other ?? -1]]).toEqual([12_000, null, 0]);
    expect([one.seats[flex ?? -1], one.seats[club ?? -1]]).toEqual([10, 0]);
    expect([two.seats[flex ?? -1], two.seats[club ?? -1]]).toEqual([4, 2]);
  });

  test('are empty where nothing was read, and never those of another store', async () => {
    await makeInventory(app, await makeStore(app), 'E1');
    expect((await read('amounts')).body).toEqual({ columns: [], kinds: [], events: [] });
  });
});

describe('one seat', () => {
  const seat = (code: string, number: number, row = 'A') =>
    read(`events/${code}/seat?sectionName=101&rowName=${row}&seat=${number}`);

  test('that is free has its class and price code; one that is not, those of other events', async () => {
    await makeInventory(app, store, 'E1', { runs: [makeRun({ lastSeat: 3 })] });
    await makeInventory(app, store, 'E2', { runs: [makeRun(), makeRun({ rowName: 'B', priceCode: 'D' })] });
    expect((await seat('E1', 3)).body).toMatchObject({ free: { className: 'FLEX', priceCode: 'C' } });
    expect((await seat('E1', 4)).body).toMatchObject({
      free: null,
      elsewhere: [{ className: 'FLEX', priceCode: 'C' }],
    });
    expect((await seat('E1', 1, 'B')).body).toMatchObject({ free: null, elsewhere: [{ priceCode: 'D' }] });
    expect((await seat('E2', 11)).body).toMatchObject({ free: null, elsewhere: [] });
  });

  test('of an event that is not copied is a problem', async () => {
    expect(await seat('NONE', 1)).toMatchObject({ status: 404, body: { code: 'inventory.event_not_found' } });
  });
});

test('a suite has the price codes of its free seats', async () => {
  await makeInventory(app, store, 'E1', { runs: [makeRun(), makeRun({ rowName: 'B', priceCode: 'D' })] });
  const { id } = await makeSuite(app, store, {
    seats: [{ sectionName: '101', rowName: 'B', firstSeat: 1, lastSeat: 4 }],
  });
  expect((await read('suite-price-codes')).body).toEqual({ items: [{ suiteId: id, priceCodes: ['D'] }] });
});
