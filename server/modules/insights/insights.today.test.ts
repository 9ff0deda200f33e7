import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFan } from '../../../test/factories/fan.ts';
import { makeReleased, newestReleaseId } from '../../../test/factories/release.ts';
import { makeCart, makeOrder, refundSeats } from '../../../test/factories/selling.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';

const timeZone = 'America/Los_Angeles';
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

let seatNumber = 0;

/** A store in which so many seats at 100.00 are sold, an order each, at instants. */
async function makeSold(at: readonly (readonly [instant: string, seats: number])[]) {
  const store = await makeStore(app, { timeZone });
  const ctx = withStore(app.ctx, store);
  app.clock.set('2026-10-01T00:00:00.000Z');
  const { id: programId } = await makeReleased(app, store, { eventCodes: ['G1'] });
  const fanId = await makeFan(app, store);
  const parts = { programId, releaseId: await newestReleaseId(ctx, programId), fanId, eventCodes: ['G1'] };
  const orders = [];
  for (const [instant, count] of at) orders.push(await sell(ctx, { ...parts, instant, count }));
  return { store, ctx, orders };
}

type Parts = Parameters<typeof makeCart>[1] & { instant: string; count: number };

async function sell(ctx: StoreCtx, { instant, count, ...parts }: Parts) {
  app.clock.set(instant);
  const seats = Array.from({ length: count }, () => {
    seatNumber += 1;
    return { eventCode: 'G1', seatNumber, amountCents: 10_000 };
  });
  const id = await makeOrder(ctx, { ...parts, cartId: await makeCart(ctx, parts) }, { seats });
  return { id, seats };
}

async function readToday(store: StoreFacts) {
  const person = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
  const answer = await person.get(`/api/stores/${store.key}/insights/today`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

describe('today', () => {
  it('stands beside yesterday, whole and until the same time of day, by the clocks of the store', async () => {
    const { store, ctx, orders } = await makeSold([
      ['2026-11-19T07:59:59.999Z', 9], // the day before yesterday
      ['2026-11-19T08:00:00.000Z', 1],
      ['2026-11-19T20:00:29.999Z', 2],
      ['2026-11-19T20:00:30.000Z', 4],
      ['2026-11-20T07:59:59.999Z', 8],
      ['2026-11-20T08:00:00.000Z', 3],
      ['2026-11-20T19:00:00.000Z', 2],
    ]);
    const back = orders.at(-1);
    await refundSeats(ctx, back?.id ?? '', back?.seats.slice(0, 1) ?? []);
    app.clock.set('2026-11-20T20:00:30.000Z');
    const { today, yesterday, yesterdayByNow, ...rest } = await readToday(store);
    expect(rest).toEqual({ at: '2026-11-20T20:00:30.000Z', on: '2026-11-20', timeZone, currency: 'USD' });
    expect(today.sales).toMatchObject({ orders: 2, seats: 5, grossCents: 50_000, netCents: 40_000 });
    expect(yesterday.sales).toMatchObject({ orders: 4, seats: 15, netCents: 150_000 });
    expect(yesterdayByNow).toMatchObject({ orders: 2, seats: 3, netCents: 30_000 });
  });

  it('after the clocks were put back is compared with the same time, not with 24 hours before', async () => {
    const { store } = await makeSold([
      ['2026-10-31T18:30:00.000Z', 1], // 11:30
      ['2026-10-31T19:30:00.000Z', 2], // 12:30
    ]);
    app.clock.set('2026-11-01T20:00:00.000Z'); // noon, an hour later in UTC than the noon before
    expect((await readToday(store)).yesterdayByNow.seats).toBe(1);
  });

  it('at a time that yesterday skipped is compared as long after midnight', async () => {
    const { store } = await makeSold([
      ['2027-03-14T09:30:00.000Z', 1], // 01:30, and half an hour later it is 03:00
      ['2027-03-14T10:15:00.000Z', 2], // 03:15
    ]);
    app.clock.set('2027-03-15T09:30:00.000Z'); // 02:30
    expect((await readToday(store)).yesterdayByNow.seats).toBe(3);
    app.clock.set('2027-03-15T09:14:00.000Z'); // 02:14
    expect((await readToday(store)).yesterdayByNow.seats).toBe(1);
  });

  it('in a store that sold nothing is zero everywhere', async () => {
    const store = await makeStore(app, { timeZone });
    const { today, yesterdayByNow } = await readToday(store);
    expect([today.sales.orders, yesterdayByNow.orders, today.funnel.chosen]).toEqual([0, 0, 0]);
  });
});
