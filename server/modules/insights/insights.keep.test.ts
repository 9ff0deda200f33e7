import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFan } from '../../../test/factories/fan.ts';
import { makeThreePrograms, type Offered } from '../../../test/factories/season-sales.ts';
import { endCart, makeCart, makeOrder, refundSeats } from '../../../test/factories/selling.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { day, hour } from '../../../test/harness/clock.ts';
import { type StoreCtx, withStore } from '../../core/ctx.ts';
import * as days from './insights.days.repository.ts';
import { figuresOf } from './insights.figures.service.ts';
import { keepDays } from './insights.keep.service.ts';
import { total } from './insights.tally.service.ts';

let app: TestApp;
let ctx: StoreCtx;
let offer: Offered | undefined;
let fanId: string;

beforeAll(async () => {
  app = await openTestApp();
  ctx = withStore(app.ctx, await makeStore(app, { timeZone: 'America/Los_Angeles' }));
  [offer] = await makeThreePrograms(app, ctx);
  fanId = await makeFan(app, ctx.store);
});
afterAll(() => app.close());

const cart = () => {
  if (offer === undefined) throw new Error('there is no program');
  return { programId: offer.programId, releaseId: offer.releaseId, fanId, eventCodes: ['G1'] };
};
const on = async (onDay: string) => {
  const { lines } = await figuresOf(ctx, { days: { firstOn: onDay, lastOn: onDay }, scopes: ['choice'] });
  return total(lines);
};
const seat = { eventCode: 'G1', seatNumber: 1, amountCents: 5_000 };
const keptDays = async () =>
  days.list(ctx.store.db, { firstOn: '2026-01-01', lastOn: '2027-12-31', timeZone: ctx.store.timeZone });

it('a store in which nothing was ever chosen keeps nothing', async () => {
  await keepDays(ctx);
  expect(await keptDays()).toEqual([]);
});

it('every day from the first cart to yesterday is kept, also those on which nothing happened', async () => {
  app.clock.set('2026-10-01T18:00:00.000Z');
  await makeCart(ctx, cart());
  app.clock.set('2026-10-04T06:59:00.000Z');
  await keepDays(ctx);
  expect((await keptDays()).map(({ onDay }) => onDay)).toEqual(['2026-10-01', '2026-10-02']);
});

it('a kept day answers what was counted then, and is counted again after a cart of it changed', async () => {
  app.clock.set('2026-10-05T18:00:00.000Z');
  const cartId = await makeCart(ctx, cart());
  app.clock.set('2026-10-06T18:00:00.000Z');
  await keepDays(ctx);
  app.clock.advance(hour);
  await endCart(ctx, cartId, 'left');
  expect(await on('2026-10-05')).toMatchObject({ open: 1, neverHeld: 0 });
  await keepDays(ctx);
  expect(await on('2026-10-05')).toMatchObject({ open: 0, neverHeld: 1 });
});

it('a day on which nothing changed is not counted again', async () => {
  const before = await keptDays();
  app.clock.advance(3 * day);
  await keepDays(ctx);
  const after = await keptDays();
  expect(after.filter(({ onDay }) => onDay < '2026-10-05').map(({ countedAt }) => countedAt)).toEqual(
    before.filter(({ onDay }) => onDay < '2026-10-05').map(({ countedAt }) => countedAt),
  );
});

it('seats that come back a year later reduce the revenue of the day they were sold on, visibly', async () => {
  app.clock.set('2026-11-20T18:00:00.000Z');
  const cartId = await makeCart(ctx, cart());
  const orderId = await makeOrder(ctx, { ...cart(), cartId }, { seats: [seat], feesCents: 300 });
  app.clock.set('2026-11-22T18:00:00.000Z');
  await keepDays(ctx);
  expect(await on('2026-11-20')).toMatchObject({
    grossCents: 5_000,
    refundedCents: 0,
    refundedSeats: 0,
    feesCents: 300,
  });
  app.clock.set('2027-11-20T18:00:00.000Z');
  await refundSeats(ctx, orderId, [seat]);
  app.clock.advance(hour);
  await keepDays(ctx);
  expect(await on('2026-11-20')).toMatchObject({ grossCents: 5_000, refundedCents: 5_000, refundedSeats: 1, seats: 1 });
});

it('two at once end in the same as one', async () => {
  const before = await on('2026-11-20');
  await ctx.database.pool.query(`delete from ${ctx.store.schemaName}.insight_days`);
  await Promise.all([keepDays(ctx), keepDays(ctx)]);
  expect(await on('2026-11-20')).toEqual(before);
  const { lines } = await figuresOf(ctx, { days: { firstOn: '2026-10-20', lastOn: '2027-11-20' }, scopes: ['choice'] });
  expect(total(lines)).toEqual(before);
});

it('what was counted later is not replaced by what was counted before', async () => {
  const { timeZone, db } = ctx.store;
  const at = app.clock.now();
  const before = new Date(at.getTime() - hour);
  expect(await days.begin(db, { onDays: ['2026-11-20'], timeZone, at })).toEqual(['2026-11-20']);
  expect(await days.begin(db, { onDays: ['2026-11-20'], timeZone, at: before })).toEqual([]);
});
