import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeReleased } from '../../../test/factories/release.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { connectVendor, makeVendorAccount } from '../../../test/factories/vendor.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour, minute, second } from '../../../test/harness/clock.ts';
import { type HookedVendor, hookVendor } from '../../../test/harness/hooked-vendor.ts';
import { gate } from '../../../test/harness/locks.ts';
import { type StoreCtx, withStore } from '../../core/ctx.ts';
import { openDatabase } from '../../core/db.ts';
import { problemHeaders } from '../../core/http/answer.ts';
import { openLive } from '../../core/live.ts';
import { checkProgram } from '../checks/checks.service.ts';
import { editAccount } from './vendors.accounts.service.ts';
import { connect, disconnect } from './vendors.connections.service.ts';
import {
  budgetOf,
  closeVendors,
  grantedClasses,
  rememberGrantedClasses,
  toProblem,
  vendorOf,
} from './vendors.service.ts';
import { VendorFailure } from './vendors.types.ts';

let app: TestApp;
let hooked: HookedVendor;
let ctx: StoreCtx;
beforeAll(async () => {
  hooked = hookVendor();
  app = await openTestApp({}, { vendors: { hooked: hooked.adapter } });
});
afterAll(() => app.close());
beforeEach(async () => {
  hooked.connections.length = 0;
  ctx = withStore(app.ctx, await makeStore(app));
});

const account = {
  adapter: 'hooked',
  connection: { baseUrl: 'http://127.0.0.1:1', user: 'FLEX' },
  keys: { key: 'a-key-long-enough' },
};
const connected = (more: object = {}) => connectVendor(app, ctx.store, { ...account, ...more });
const ping = async (of: StoreCtx) => (await vendorOf(of)).ping({ purpose: 'staff' });

describe("a store's vendor", () => {
  it('is none before it is connected and after it is disconnected', async () => {
    await expect(vendorOf(ctx)).rejects.toMatchObject({ code: 'vendor.not_connected' });
    await connected();
    await ping(ctx);
    await disconnect(ctx, 1);
    await expect(vendorOf(ctx)).rejects.toMatchObject({ code: 'vendor.not_connected' });
    await expect(budgetOf(ctx)).rejects.toMatchObject({ code: 'vendor.not_connected' });
  });

  it('is opened once, with the keys as they were entered', async () => {
    await connected({ holdSeconds: 600 });
    const both = await Promise.all([vendorOf(ctx), vendorOf(ctx)]);
    expect(both[0]).toBe(both[1]);
    expect(await vendorOf(ctx)).toBe(both[0]);
    expect(hooked.connections.map(({ given }) => given)).toEqual([
      { fields: account.connection, keys: account.keys, holdSeconds: 600 },
    ]);
  });

  it('is opened for each store by itself, also where they share an account', async () => {
    const { id } = await connected();
    const other = withStore(app.ctx, await makeStore(app, { clientKey: ctx.store.clientKey }));
    await connect(other, id, 0);
    expect(await vendorOf(other)).not.toBe(await vendorOf(ctx));
  });

  it('is opened anew when its keys change; calls that go on are finished first', async () => {
    const { id, version } = await connected();
    const before = await vendorOf(ctx);
    const { opened, open } = gate();
    hooked.pause = () => opened;
    const going = before.ping({ purpose: 'staff' });
    await editAccount(
      app.ctx,
      { clientKey: ctx.store.clientKey, accountId: id, version },
      { keys: { key: 'another' } },
    );
    hooked.pause = async () => {};
    await ping(ctx);
    expect(hooked.connections.map(({ isClosed }) => isClosed)).toEqual([false, false]);
    await expect(before.ping({ purpose: 'staff' })).rejects.toMatchObject({ kind: 'unavailable' });
    open();
    await going;
    expect(hooked.connections.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(hooked.connections[1]?.given.keys).toEqual({ key: 'another' });
  });

  it('is not opened anew by late news of a change that was taken over already', async () => {
    const { id } = await connected();
    await app.ctx.live.catchUp();
    await vendorOf(ctx);
    const at = { clientKey: ctx.store.clientKey, accountId: id };
    await editAccount(app.ctx, { ...at, version: 1 }, { keys: { key: 'another' } });
    const taken = await vendorOf(ctx);
    await app.ctx.live.catchUp();
    await taken.ping({ purpose: 'staff' });
    expect(await vendorOf(ctx)).toBe(taken);
    expect(hooked.connections.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('is not opened anew by an edit that was not committed', async () => {
    const { id } = await connected();
    const before = await vendorOf(ctx);
    const at = { clientKey: ctx.store.clientKey, accountId: id, version: 1 };
    await expect(editAccount(app.ctx, at, { checkoutShare: 60, holdShare: 60 })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    expect(await vendorOf(ctx)).toBe(before);
  });

  it('of a sealed key that no longer opens is a matter of set-up', async () => {
    const { id } = await connected();
    await app.ctx.database.pool.query('update platform.vendor_accounts set secret_keys = $2 where id = $1', [
      id,
      Buffer.alloc(60, 1),
    ]);
    await expect(vendorOf(ctx)).rejects.toMatchObject({ code: 'vendor.setup' });
  });
});

describe('another process', () => {
  let other: StoreCtx;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const database = await openDatabase({
      url: app.databaseUrl,
      maxConnections: 3,
      namedStatements: true,
      checksRows: true,
      statementTimeout: 30_000,
    });
    const live = openLive({ database, url: app.databaseUrl, log: app.ctx.log });
    await live.catchUp();
    const base = { ...app.ctx, database, session: database, platform: database.platform, live };
    other = withStore(base, ctx.store);
    close = async () => {
      await closeVendors(other);
      await database.close();
    };
  });

  it('hears that an account was changed', async () => {
    const { id, version } = await connected();
    const before = await vendorOf(other);
    await editAccount(app.ctx, { clientKey: ctx.store.clientKey, accountId: id, version }, { name: 'New name' });
    expect(await vendorOf(other)).toBe(before);
    await other.live.catchUp();
    expect(await vendorOf(other)).not.toBe(before);
    await close();
  });

  it('hears that its store was connected elsewhere', async () => {
    await connected();
    const before = await vendorOf(other);
    const next = await makeVendorAccount(app, { clientKey: ctx.store.clientKey, ...account, name: 'Next' });
    await connect(ctx, next.id, 1);
    await other.live.catchUp();
    expect(await vendorOf(other)).not.toBe(before);
    await close();
  });

  it('hears that the vendor refuses, also without a quota', async () => {
    await connected();
    await vendorOf(other);
    await ping(ctx);
    const until = new Date(app.clock.now().getTime() + minute);
    hooked.connections.at(-1)?.hooks.exhausted(until);
    await expect(ping(ctx)).rejects.toMatchObject({ kind: 'busy', line: { retryAt: until } });
    await closeVendors(ctx);
    await other.live.catchUp();
    await expect(ping(other)).rejects.toMatchObject({ kind: 'busy', line: { retryAt: until } });
    app.clock.advance(minute);
    await ping(other);
    await close();
  });

  it('shares the budget', async () => {
    await connected({ perMinute: 4, checkoutShare: 0, holdShare: 0 });
    for (const one of [ctx, other, ctx, other]) await ping(one);
    await expect(ping(other)).rejects.toMatchObject({ kind: 'busy' });
    await expect(ping(ctx)).rejects.toMatchObject({ kind: 'busy' });
    await close();
  });
});

describe('the budget', () => {
  it('is shared by the stores of an account', async () => {
    const { id } = await connected({ perMinute: 10, perDay: 20, checkoutShare: 20, holdShare: 30 });
    const other = withStore(app.ctx, await makeStore(app, { clientKey: ctx.store.clientKey }));
    await connect(other, id, 0);
    for (const one of [ctx, other, other]) await ping(one);
    const budget = await budgetOf(ctx);
    expect(budget).toMatchObject({ perMinute: 10, perDay: 20, usedMinute: 3, usedDay: 3, refusingUntil: null });
    const left = (['checkout', 'hold', 'staff', 'sync'] as const).map(budget.availableFor);
    expect(left).toEqual([7, 5, 5, 2]);
    expect(budget.availableAt('sync')).toEqual(app.clock.now());
    const later = budget.availableAt('sync', 3).getTime() - app.clock.now().getTime();
    expect(later).toBeGreaterThan(61 * second);
  });

  it('of an account without a quota has no end', async () => {
    await connected();
    await ping(ctx);
    const budget = await budgetOf(ctx);
    expect(budget).toMatchObject({ perMinute: null, perDay: null, usedMinute: 0, usedDay: 0 });
    expect(budget.availableFor('sync')).toBe(Number.POSITIVE_INFINITY);
  });

  it('has nothing while the vendor refuses', async () => {
    await connected();
    await vendorOf(ctx);
    const until = new Date(app.clock.now().getTime() + hour);
    hooked.connections.at(-1)?.hooks.exhausted(until);
    await closeVendors(ctx);
    const budget = await budgetOf(ctx);
    expect([budget.refusingUntil, budget.availableFor('checkout'), budget.availableAt('sync')]).toEqual([
      until,
      0,
      until,
    ]);
  });
});

describe('the granted classes', () => {
  it('are unknown until the vendor said them, and again when the account became another', async () => {
    expect(await grantedClasses(ctx)).toBeNull();
    await rememberGrantedClasses(ctx, ['FLEX']);
    const { id } = await connected();
    expect(await grantedClasses(ctx)).toBeNull();
    await rememberGrantedClasses(ctx, ['SUITE', 'FLEX', 'FLEX']);
    expect(await grantedClasses(ctx)).toEqual(['FLEX', 'SUITE']);
    const at = { clientKey: ctx.store.clientKey, accountId: id };
    await editAccount(app.ctx, { ...at, version: 1 }, { name: 'Renamed' });
    expect(await grantedClasses(ctx)).toEqual(['FLEX', 'SUITE']);
    const connection = { ...account.connection, user: 'OTHER' };
    await editAccount(app.ctx, { ...at, version: 2 }, { connection, keys: account.keys });
    expect(await grantedClasses(ctx)).toBeNull();
  });

  it('are written when they change, and else every ten minutes', async () => {
    const { id } = await connected();
    const heardAt = async () => {
      const { rows } = await app.ctx.database.pool.query(
        'select classes_heard_at as at from platform.vendor_accounts where id = $1',
        [id],
      );
      return rows[0].at;
    };
    const first = app.clock.now();
    await rememberGrantedClasses(ctx, ['FLEX']);
    app.clock.advance(9 * minute);
    await rememberGrantedClasses(ctx, ['FLEX']);
    expect(await heardAt()).toEqual(first);
    app.clock.advance(minute);
    await rememberGrantedClasses(ctx, ['FLEX']);
    expect(await heardAt()).toEqual(app.clock.now());
    app.clock.advance(second);
    await rememberGrantedClasses(ctx, []);
    expect([await heardAt(), await grantedClasses(ctx)]).toEqual([app.clock.now(), []]);
  });

  it('are what the checks compare the class names of a program with', async () => {
    const released = await makeReleased(app, ctx.store);
    const notGranted = async () => {
      const { stages } = await checkProgram(ctx, released.id, app.clock.now());
      return stages.flatMap(({ findings }) => findings).filter(({ code }) => code === 'class_names.not_granted').length;
    };
    expect(await notGranted()).toBe(0);
    await connected();
    expect(await notGranted()).toBe(0);
    await rememberGrantedClasses(ctx, ['OTHER']);
    expect(await notGranted()).toBe(1);
  });
});

describe('a failure of the vendor', () => {
  it.each([
    [new VendorFailure('refused', '6001', { reason: 'seat_gone' }), 409, 'vendor.refused'],
    [new VendorFailure('unavailable', 'nobody there'), 503, 'vendor.unavailable'],
    [new VendorFailure('unknown', 'lost'), 502, 'vendor.unknown'],
    [new VendorFailure('setup', '401'), 503, 'vendor.setup'],
    [new VendorFailure('busy', '429'), 429, 'vendor.busy'],
  ])('%s is answered with %i', (failure, status, code) => {
    expect(toProblem(app.ctx, failure)).toMatchObject({ status, code, cause: failure });
  });

  it('of a busy vendor says the place in line and when to come again', () => {
    const retryAt = new Date(app.clock.now().getTime() + 12.2 * second);
    const found = toProblem(app.ctx, new VendorFailure('busy', 'full', { line: { retryAt, place: 7 } }));
    expect(found.params).toEqual({ place: 7, seconds: 13, retryAt: retryAt.toISOString() });
    expect(problemHeaders(found)).toMatchObject({ 'retry-after': '13' });
  });
});
