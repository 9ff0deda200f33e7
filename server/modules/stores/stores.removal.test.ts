import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import type { Answer, TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type StoreCtx, type StoreFacts, transaction, withStore } from '../../core/ctx.ts';
import { exportStore } from './stores.export.service.ts';
import { addHost } from './stores.hosts.service.ts';
import { confirmRemoval, requestRemoval } from './stores.removal.service.ts';
import { findStoreForFans } from './stores.service.ts';
import { settingOf } from './stores.settings.service.ts';
import { holdOpen } from './stores.states.service.ts';

let app: TestApp;
let store: StoreFacts;
let ctx: StoreCtx;
let owner: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app);
  ctx = withStore(app.ctx, store);
  owner = await signIn(app, await makeStaff(app, { name: 'Olga', grants: [onStore(store, 'owner')] }));
  path = `/api/stores/${store.key}`;
});
afterAll(() => app.close());

const reason = 'The season is over';
const request = () => owner.post(`${path}/removal`, { reason });
const confirm = (key = store.key) => owner.post(`${path}/removal/confirm`, { key });

async function run(text: string, values: unknown[] = []) {
  return (await app.ctx.database.pool.query(text, values)).rows;
}

function schemas(of = store) {
  return run('select 1 from pg_namespace where nspname = $1', [of.schemaName]);
}

async function takeExport(of = ctx) {
  for await (const _ of await exportStore(of));
}

describe('the first step', () => {
  test('closes the store to fans and to changes, and asks for an export', async () => {
    const { status, body } = await request();
    expect([status, body.state]).toEqual([200, 'removing']);
    expect(body.removal).toEqual({ requestedAt: app.clock.now().toISOString(), reason, exportedAt: null });
    await expect(findStoreForFans(app.ctx, store.key)).rejects.toMatchObject({ code: 'store.closed' });
    const writes = [
      await owner.patch(path, { name: 'x' }, { 'if-match': '"2"' }),
      await owner.post(`${path}/suspend`, { reason }),
      await owner.post(`${path}/resume`),
      await owner.post(`${path}/hosts`, { host: 'a.team.com' }),
      await request(),
    ];
    expect(writes.map(({ status, body }) => [status, body.code])).toEqual(writes.map(() => [409, 'store.removing']));
    for (const read of ['', '/settings', '/audit']) expect((await owner.get(path + read)).status).toBe(200);
  });

  test('can be taken back; the store is what it was', async () => {
    await request();
    expect((await owner.delete(`${path}/removal`)).body).toMatchObject({ state: 'active', removal: null });
    await owner.post(`${path}/suspend`, { reason });
    await request();
    expect((await owner.delete(`${path}/removal`)).body).toMatchObject({ state: 'suspended', removal: null });
    expect((await owner.delete(`${path}/removal`)).body.code).toBe('store.removal_not_requested');
  });

  test('is for owners, with a reason', async () => {
    const admin = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'admin')] }));
    expect((await admin.post(`${path}/removal`, { reason })).body.code).toBe('permission.denied');
    expect((await admin.post(`${path}/removal/confirm`, { key: store.key })).body.code).toBe('permission.denied');
    expect((await owner.post(`${path}/removal`, {})).body.errors[0].at).toBe('/body/reason');
  });
});

describe('the second step', () => {
  test('is refused without the first one, without an export since, and with another key', async () => {
    await takeExport();
    expect((await confirm()).body.code).toBe('store.removal_not_requested');
    app.clock.advance(minute);
    await request();
    expect((await confirm()).body.code).toBe('store.not_exported');
    await takeExport();
    expect((await owner.get(path)).body.removal.exportedAt).toBe(app.clock.now().toISOString());
    const other = await confirm('another-key');
    expect([other.status, other.body.code, other.body.params]).toEqual([
      422,
      'store.name_mismatch',
      { key: store.key },
    ]);
    expect(await schemas()).toHaveLength(1);
  });

  test('an export from before a request that was taken back does not count for the next', async () => {
    await request();
    await takeExport();
    await owner.delete(`${path}/removal`);
    await request();
    expect((await confirm()).body.code).toBe('store.not_exported');
  });

  test('an export that began before the request does not count', async () => {
    const source = (await exportStore(ctx))[Symbol.asyncIterator]();
    await source.next();
    app.clock.advance(minute);
    await request();
    while ((await source.next()).done !== true);
    expect((await confirm()).body.code).toBe('store.not_exported');
  });

  test('removes everything the store has, and keeps who, when and why', async () => {
    await addHost(ctx, `${store.key}.team.com`);
    await request();
    await owner.get(`${path}/export`);
    app.clock.advance(minute);
    const { status, text } = await confirm();
    expect([status, text]).toEqual([204, '']);
    expect(await schemas()).toEqual([]);
    for (const table of ['store_hosts', 'staff_roles', 'api_keys', 'invitations']) {
      expect(await run(`select 1 from platform.${table} where store_id = $1`, [store.id])).toEqual([]);
    }
    expect(await run('select 1 from platform.store_migrations where schema_name = $1', [store.schemaName])).toEqual([]);
    expect(await run('select * from platform.removed_stores where id = $1', [store.id])).toMatchObject([
      { key: store.key, client_key: store.clientKey, removed_at: app.clock.now(), removed_by: 'Olga', reason },
    ]);
    expect((await listEntries(app, store.id)).at(-1)).toMatchObject({ action: 'stores.remove', actorName: 'Olga' });
    expect((await owner.get(path)).body.code).toBe('store.not_found');
    expect((await confirm()).body.code).toBe('store.not_found');
  });

  test('leaves the key taken and the host name free', async () => {
    const host = `${store.key}.team.com`;
    await addHost(ctx, host);
    await request();
    await takeExport();
    await confirm();
    await expect(makeStore(app, { key: store.key })).rejects.toMatchObject({ code: 'store.key_taken' });
    const other = await makeStore(app);
    expect((await addHost(withStore(app.ctx, other), host)).hosts).toHaveLength(1);
  });

  test('leaves the key taken also for whoever takes it while it goes', async () => {
    await request();
    await takeExport();
    const [removed, mayEnd] = [gate(), gate()];
    const removal = transaction(ctx, async (ctx) => {
      await confirmRemoval(ctx, store.key);
      removed.open();
      await mayEnd.opened;
    });
    await removed.opened;
    const taking = makeStore(app, { key: store.key, clientKey: store.clientKey }).catch((error: unknown) => error);
    await untilSomebodyWaits(app);
    mayEnd.open();
    await removal;
    expect(await taking).toMatchObject({ code: 'store.key_taken' });
  });

  test('twice at once removes once', async () => {
    await request();
    await takeExport();
    const answers = await Promise.all([confirm(), confirm(), confirm()]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 404, 404]);
    expect(await run('select 1 from platform.removed_stores where id = $1', [store.id])).toHaveLength(1);
  });
});

describe('removing a store that is in use', () => {
  test('its readers get the answer or learn that it is gone, never a fault', async () => {
    await request();
    await takeExport();
    const read = () => [owner.get(`${path}/settings`), owner.get(`${path}/audit`)];
    const before = await Promise.all(read());
    const around = [...Array.from({ length: 10 }, read), confirm(), ...Array.from({ length: 10 }, read)];
    const during = await Promise.all(around.flat());
    const after = await Promise.all(read());
    const ends = (answers: Answer[]) => [
      ...new Set(answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`)),
    ];
    expect(ends(before)).toEqual(['200 ']);
    expect(['200 ', '204 ', '404 store.not_found']).toEqual(expect.arrayContaining(ends(during)));
    expect(ends(after)).toEqual(['404 store.not_found']);
  });

  test('a context that was bound before learns that it is gone, in and out of transactions', async () => {
    await settingOf(ctx, 'legal');
    await requestRemoval(ctx, reason);
    await takeExport();
    await confirmRemoval(ctx, store.key);
    await expect(settingOf(ctx, 'legal')).rejects.toMatchObject({ code: 'store.not_found' });
    await expect(transaction(ctx, (ctx) => settingOf(ctx, 'legal'))).rejects.toMatchObject({ code: 'store.not_found' });
    await expect(transaction(ctx, holdOpen)).rejects.toMatchObject({ code: 'store.not_found' });
    await expect(takeExport()).rejects.toMatchObject({ code: 'store.not_found' });
  });

  test('waits for no long reader: it is refused, and the store stays whole', async () => {
    await request();
    await takeExport();
    const source = (await exportStore(ctx))[Symbol.asyncIterator]();
    await source.next();
    const { status, body } = await confirm();
    expect([status, body.code]).toEqual([409, 'store.busy']);
    while ((await source.next()).done !== true);
    expect((await owner.get(path)).body.state).toBe('removing');
    expect((await confirm()).status).toBe(204);
  });

  test('an export after the request has what was being written before it', async () => {
    const [begun, mayEnd] = [gate(), gate()];
    const write = transaction(ctx, async (ctx) => {
      await holdOpen(ctx);
      begun.open();
      await mayEnd.opened;
      const insert = `insert into ${store.schemaName}.settings (name, value, version) values ('late', '{}', 1)`;
      await ctx.store.db.runner.run(insert, []);
    });
    await begun.opened;
    const requested = request();
    await untilSomebodyWaits(app);
    mayEnd.open();
    await Promise.all([write, requested]);
    expect((await owner.get(`${path}/export`)).text).toContain('"name":"late"');
  });
});
