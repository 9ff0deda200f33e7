import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFan } from '../../../test/factories/fan.ts';
import { makeReleased, newestReleaseId } from '../../../test/factories/release.ts';
import { endCart, makeCart } from '../../../test/factories/selling.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour, minute } from '../../../test/harness/clock.ts';
import { type StoreCtx, type StoreFacts, withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as endings from './carts.endings.repository.ts';
import * as carts from './carts.repository.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function offer(store: StoreFacts, ctx: StoreCtx) {
  const { id: programId } = await makeReleased(app, store, { eventCodes: ['G1'] });
  const fanId = await makeFan(app, store);
  return { programId, releaseId: await newestReleaseId(ctx, programId), fanId, eventCodes: ['G1'] };
}

/** The cart is asked of the vendor, and with `isPaying` paid for. */
async function hold(ctx: StoreCtx, id: string, parts: { programId: string; releaseId: string }, isPaying = false) {
  const [token, at] = [newId(), ctx.clock.now()];
  const { programId, releaseId } = parts;
  await carts.lease(ctx.store.db, { id, token, until: new Date(at.getTime() + minute), now: at });
  await carts.begin(ctx.store.db, {
    id,
    token,
    programId,
    releaseId,
    accountGroups: [],
    heldFrom: null,
    notices: [],
    at,
  });
  const settled = { expiresAt: new Date(at.getTime() + hour), vendorCartRef: newId(), addOns: [], notices: [] };
  await carts.settle(ctx.store.db, { id, token, state: 'holding', ...settled, isUnsettled: false, at });
  await carts.unlease(ctx.store.db, { id, token });
  const cart = await carts.find(ctx.store.db, id);
  if (!isPaying) return;
  expect(await endings.startPaying(ctx.store.db, { id, version: cart?.version ?? 0, now: at })).toBe(true);
}

test('carts in flight are counted by program; those who only choose count for an hour', async () => {
  const store = await makeStore(app);
  const ctx = withStore(app.ctx, store);
  const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
  const count = async () => (await viewer.get(`/api/stores/${store.key}/carts`)).body;
  expect(await count()).toMatchObject({ choosing: 0, holding: 0, paying: 0, programs: [] });

  const [one, two] = [await offer(store, ctx), await offer(store, ctx)];
  await makeCart(ctx, one);
  await hold(ctx, await makeCart(ctx, one), one);
  await hold(ctx, await makeCart(ctx, two), two, true);
  await endCart(ctx, await makeCart(ctx, two), 'left');
  const found = await count();
  expect(found).toMatchObject({ choosing: 1, holding: 1, paying: 1, at: app.clock.now().toISOString() });
  expect(new Set(found.programs)).toEqual(
    new Set([
      { programId: one.programId, choosing: 1, holding: 1, paying: 0 },
      { programId: two.programId, choosing: 0, holding: 0, paying: 1 },
    ]),
  );

  app.clock.advance(hour);
  expect(await count()).toMatchObject({ choosing: 1, holding: 1 });
  app.clock.advance(1);
  expect(await count()).toMatchObject({ choosing: 0, holding: 1, paying: 1 });
});
