import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type StoreCtx, withStore } from '../../server/core/ctx.ts';
import { connect } from '../../server/modules/vendors/vendors.connections.service.ts';
import { closeVendors, vendorOf } from '../../server/modules/vendors/vendors.service.ts';
import { type CallPurpose, VendorFailure } from '../../server/modules/vendors/vendors.types.ts';
import { makeStaff, onClient, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { atSandbox, connectVendor } from '../factories/vendor.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { minute, second } from '../harness/clock.ts';

let app: TestApp;
let sandbox: Sandbox;
let ctx: StoreCtx;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  sandbox = await openSandbox({ now: () => app.clock.now().getTime(), size: 'small' });
  ctx = withStore(app.ctx, await makeStore(app));
});
afterEach(async () => {
  await closeVendors(app.ctx);
  await sandbox.close();
});

const ping = async (of: StoreCtx, purpose: CallPurpose, lineKey?: string) =>
  (await vendorOf(of)).ping({ purpose, lineKey });

/** Comes back when it was told to; answers how often it was sent away. */
async function comeBack(of: StoreCtx, purpose: CallPurpose, lineKey: string): Promise<number> {
  for (let times = 0; ; times += 1) {
    try {
      await ping(of, purpose, lineKey);
      return times;
    } catch (error) {
      if (!(error instanceof VendorFailure) || error.line === null) throw error;
      const wait = error.line.retryAt.getTime() - app.clock.now().getTime();
      app.clock.advance(Math.max(0, wait));
    }
  }
}

describe('an account at the sandbox', () => {
  test('is tried through the real protocol: with its keys it answers, with others it says why not', async () => {
    const { id } = await connectVendor(app, ctx.store, atSandbox(sandbox));
    const owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: ctx.store.clientId }, 'owner')] }));
    const path = `/api/clients/${ctx.store.clientKey}/vendor-accounts/${id}`;
    expect((await owner.post(`${path}/test`)).body).toMatchObject({ isReachable: true, failure: null });
    await owner.put(`${path}/keys`, { keys: { buy: 'not-a-key-of-the-vendor' } }, { 'if-match': '"1"' });
    expect((await owner.post(`${path}/test`)).body).toMatchObject({ isReachable: false, failure: { kind: 'setup' } });
  });

  test('is never asked more than its contract says, by two stores together, whoever asks for what', async () => {
    const quota = { perMinute: 20, perDay: 5_000 };
    sandbox.setQuota(quota);
    const { id } = await connectVendor(app, ctx.store, { ...atSandbox(sandbox), ...quota });
    const other = withStore(app.ctx, await makeStore(app, { clientKey: ctx.store.clientKey }));
    await connect(other, id, 0);
    const purposes = ['sync', 'hold', 'checkout'] as const;
    let sentAway = 0;
    for (let round = 0; round < 90; round += 1) {
      app.clock.advance((round % 7) * 0.3 * second);
      const purpose = purposes[round % 3] ?? 'sync';
      sentAway += await comeBack(round % 2 === 0 ? ctx : other, purpose, `caller ${round}`);
    }
    expect(sentAway).toBeGreaterThan(0);
    expect(sandbox.traffic()).toMatchObject({ requests: 90, overQuota: 0 });
  });

  test('that somebody else uses up is left alone by all stores until the time the vendor named', async () => {
    const { id } = await connectVendor(app, ctx.store, atSandbox(sandbox));
    const other = withStore(app.ctx, await makeStore(app, { clientKey: ctx.store.clientKey }));
    await connect(other, id, 0);
    await ping(other, 'staff');
    sandbox.setQuota({ perMinute: 3, perDay: 5_000 });
    for (let count = 0; count < 3; count += 1) await ping(ctx, 'staff');
    await expect(ping(ctx, 'staff')).rejects.toMatchObject({ kind: 'busy' });
    await closeVendors(app.ctx); // what others must know is written by then
    const asked = sandbox.traffic().requests;
    await expect(ping(other, 'checkout')).rejects.toMatchObject({ kind: 'busy' });
    await expect(ping(ctx, 'checkout')).rejects.toMatchObject({ kind: 'busy' });
    expect(sandbox.traffic().requests).toBe(asked);
    app.clock.advance(minute);
    await ping(other, 'checkout');
  });
});
