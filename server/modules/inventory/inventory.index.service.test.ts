import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countSeatsOf } from '../../../shared/rules/seat-index/index.ts';
import { makeInventory, makeRun } from '../../../test/factories/inventory.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import { openLive } from '../../core/live.ts';
import { loseSeats, seatIndexOf } from './inventory.index.service.ts';

let app: TestApp;
let store: StoreFacts;
let ctx: StoreCtx;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  ctx = withStore(app.ctx, store);
});
afterAll(() => app.close());

const seats = async (of = ctx, code = 'E1') => countSeatsOf((await seatIndexOf(of, code)).index);
const ten = [makeRun(), makeRun({ sectionName: '102' })];

describe('the index of an event', () => {
  test('is kept until the event changes, and then only what changed is read', async () => {
    await makeInventory(app, store, 'E1', { runs: ten });
    const first = await seatIndexOf(ctx, 'E1');
    expect(countSeatsOf(first.index)).toBe(20);
    expect(await seatIndexOf(ctx, 'E1')).toBe(first);
    app.clock.advance(minute);
    await makeInventory(app, store, 'E1', { runs: [makeRun({ lastSeat: 4 }), makeRun({ sectionName: '102' })] });
    expect(await seats()).toBe(14);
    expect((await seatIndexOf(ctx, 'E1')).revision).toBe(2);
    app.clock.advance(minute);
    await makeInventory(app, store, 'E1', { runs: [makeRun({ sectionName: '103', lastSeat: 3 })] });
    expect(await seats()).toBe(3);
  });

  test('that was never read has no seats, and does not stay so', async () => {
    expect(await seats()).toBe(0);
    await makeInventory(app, store, 'E1', { runs: ten });
    expect(await seats()).toBe(20);
  });

  test('of another store with the same code is another', async () => {
    await makeInventory(app, store, 'E1', { runs: ten });
    expect(await seats(withStore(app.ctx, await makeStore(app)))).toBe(0);
    expect(await seats()).toBe(20);
  });

  test('asked for many times at once is read once', async () => {
    await makeInventory(app, store, 'E1', { runs: ten });
    const all = await Promise.all(Array.from({ length: 20 }, () => seatIndexOf(ctx, 'E1')));
    expect(new Set(all).size).toBe(1);
  });

  test('loses seats that a hold found gone, and has them again after two minutes if the copy says so', async () => {
    await makeInventory(app, store, 'E1', { runs: ten });
    await seats();
    loseSeats(ctx, 'E1', [{ sectionName: '101', rowName: 'A', firstSeat: 1, lastSeat: 3 }]);
    expect(await seats()).toBe(17);
    app.clock.advance(2 * minute);
    expect(await seats()).toBe(20);
    loseSeats(ctx, 'E2', [{ sectionName: '101', rowName: 'A', firstSeat: 1, lastSeat: 3 }]);
  });

  test('of another process hears of the change, and of a gap in what it heard', async () => {
    await makeInventory(app, store, 'E1', { runs: ten });
    const live = openLive({ database: app.ctx.database, url: app.databaseUrl, log: app.ctx.log });
    await live.catchUp();
    const there: StoreCtx = { ...ctx, live };
    expect(await seats(there)).toBe(20);
    app.clock.advance(minute);
    await makeInventory(app, store, 'E1', { runs: [makeRun({ lastSeat: 1 })] });
    await runJobs(app); // hands the outbox over
    await live.catchUp();
    expect(await seats(there)).toBe(1);
  });
});

describe('questions of staff', () => {
  let staff: TestClient;
  let path: string;
  beforeEach(async () => {
    staff = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    path = `/api/stores/${store.key}/inventory`;
    await makeInventory(app, store, 'E1', { runs: ten });
    await makeInventory(app, store, 'E2', {
      runs: [makeRun({ lastSeat: 2 }), makeRun({ sectionName: '102', firstSeat: 5 })],
    });
  });
  const flex = { classNames: ['FLEX'], partySize: 3 };

  test('find the best blocks for a party, in a class, at price codes', async () => {
    const { status, body } = await staff.post(`${path}/find-seats`, { eventCode: 'E1', ...flex, limit: 2 });
    expect([status, body.revision, body.readAt]).toEqual([200, 1, app.clock.now().toISOString()]);
    expect(body.blocks).toHaveLength(2);
    expect(body.blocks[0]).toMatchObject({ parts: [{ className: 'FLEX', priceCode: 'C' }] });
    const none = await staff.post(`${path}/find-seats`, { eventCode: 'E1', ...flex, priceCodes: ['Z'] });
    expect(none.body.blocks).toEqual([]);
  });

  test('find the same seats over several events, or where they move', async () => {
    const events = [{ eventCode: 'E1' }, { eventCode: 'E2' }];
    const { body } = await staff.post(`${path}/find-same-seats`, { events, ...flex });
    expect(body.plans[0]).toMatchObject({ moveCount: 0, events: [{ why: 'available' }, { why: 'available' }] });
    const anchor = { seats: { sectionName: '101', rowName: 'A', firstSeat: 1, lastSeat: 3 }, priceCode: 'C' };
    const around = (await staff.post(`${path}/find-same-seats`, { events, ...flex, anchor })).body;
    expect(around.plans[0]).toMatchObject({ moveCount: 1, events: [{ why: 'available' }, { why: 'seat_taken' }] });
    expect(around.plans[0].events[1].block.sectionName).toBe('102');
  });

  test('about an event without a copy, or with an impossible party, are refused', async () => {
    const unknown = { events: [{ eventCode: 'E1' }, { eventCode: 'E9' }], ...flex };
    expect((await staff.post(`${path}/find-same-seats`, unknown)).body.code).toBe('inventory.event_not_found');
    expect(
      (await staff.post(`${path}/find-seats`, { eventCode: 'E1', classNames: ['FLEX'], partySize: 0 })).status,
    ).toBe(400);
  });

  test('list sections with what staff call them, amounts, and free seats by class', async () => {
    const sections = (await staff.get(`${path}/events/E2/sections`)).body.items;
    expect(sections).toMatchObject([
      {
        sectionName: '101',
        displayName: null,
        seatCount: 2,
        counts: [{ className: 'FLEX', priceCode: 'C', count: 2 }],
      },
      { sectionName: '102', seatCount: 6 },
    ]);
    expect((await staff.get(`${path}/events/E2/prices`)).body.items).toEqual([
      { priceCode: 'C', ticketTypeCode: 'ADULT', amountCents: 10_000 },
    ]);
    expect((await staff.get(`${path}/events/E2`)).body).toMatchObject({
      name: null,
      seatCount: 8,
      counts: [{ className: 'FLEX', priceCode: 'C', count: 8 }],
    });
  });

  test('page through the events', async () => {
    const one = (await staff.get(`${path}/events?limit=1`)).body;
    expect(one.items.map(({ eventCode }: { eventCode: string }) => eventCode)).toEqual(['E1']);
    const two = (await staff.get(`${path}/events?limit=1&cursor=${one.next}`)).body;
    expect([two.items[0].eventCode, two.next]).toEqual(['E2', null]);
    expect((await staff.get(`${path}/events?only=stale`)).body.items).toEqual([]);
  });
});
