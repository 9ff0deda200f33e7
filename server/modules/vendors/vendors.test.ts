import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { makeVendorAccount } from '../../../test/factories/vendor.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries, listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { type HookedVendor, hookVendor } from '../../../test/harness/hooked-vendor.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import { withStore } from '../../core/ctx.ts';
import { flushCalls } from './vendors.runtime.service.ts';
import { rememberGrantedClasses, vendorOf } from './vendors.service.ts';
import { VendorFailure } from './vendors.types.ts';

let app: TestApp;
let hooked: HookedVendor;
let store: StoreFacts;
let owner: TestClient;
beforeAll(async () => {
  hooked = hookVendor();
  app = await openTestApp({}, { vendors: { hooked: hooked.adapter } });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.advance(2 * minute); // the limits of the routes flow back
  hooked.failure = null;
  hooked.connections.length = 0;
  store = await makeStore(app);
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
});

const given = {
  name: 'Main account',
  adapter: 'hooked',
  connection: { baseUrl: 'http://127.0.0.1:1/x', user: 'FLEX' },
  keys: { key: 'a-secret-of-the-vendor' },
};
const accountsPath = () => `/api/clients/${store.clientKey}/vendor-accounts`;
const vendorPath = () => `/api/stores/${store.key}/vendor`;
const version = (number: number) => ({ 'if-match': `"${number}"` });

async function makeAccount(changes: object = {}) {
  const answer = await owner.post(accountsPath(), { ...given, ...changes });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

describe('a vendor account', () => {
  test('is made with what is usual for the adapter, and read again', async () => {
    const { body, headers } = await owner.post(accountsPath(), given);
    expect(headers.etag).toBe('"1"');
    expect(body).toMatchObject({
      name: 'Main account',
      adapter: 'hooked',
      connection: given.connection,
      keyHints: { key: 'ndor' },
      holdSeconds: null,
      perMinute: null,
      perDay: null,
      checkoutShare: 20,
      holdShare: 30,
      grantedClasses: null,
      stores: [],
      version: 1,
    });
    expect((await owner.get(`${accountsPath()}/${body.id}`)).body).toEqual(body);
    expect((await owner.get(accountsPath())).body).toEqual({
      items: [body],
      next: null,
      adapters: [
        {
          name: 'hooked',
          label: 'Hooked',
          fields: hooked.adapter.fields,
          keys: hooked.adapter.keys,
          usual: { perMinute: null, perDay: null, holdSeconds: null },
        },
      ],
    });
  });

  test('never tells its keys: not in an answer, not in the audit, not in the database', async () => {
    const account = await makeAccount();
    const rotated = await owner.put(`${accountsPath()}/${account.id}/keys`, { keys: { key: 'short' } }, version(1));
    expect(rotated.body).toMatchObject({ keyHints: { key: '' }, version: 2 });
    const entries = await listEntries(app, account.id);
    expect(entries.map(({ action }) => action)).toEqual(['vendors.create', 'vendors.edit']);
    expect(entries[1]?.after).toMatchObject({ keyHints: { key: '' } });
    const { rows } = await app.ctx.database.pool.query('select * from platform.vendor_accounts where id = $1', [
      account.id,
    ]);
    const seen = JSON.stringify([account, rotated.body, entries, rows]) + rows[0].secret_keys.toString('latin1');
    expect(seen).not.toContain('a-secret-of');
    expect(seen).not.toContain('short');
  });

  test('is changed field by field, and only as it was read', async () => {
    const { id } = await makeAccount();
    const path = `${accountsPath()}/${id}`;
    const changed = await owner.patch(path, { perMinute: 80, perDay: 5_000, holdSeconds: 600 }, version(1));
    expect(changed.body).toMatchObject({ perMinute: 80, perDay: 5_000, holdSeconds: 600, name: 'Main account' });
    const unlimited = await owner.patch(path, { perDay: null, name: 'Second' }, version(2));
    expect(unlimited.body).toMatchObject({ perMinute: 80, perDay: null, name: 'Second', version: 3 });
    expect((await owner.patch(path, { name: 'Late' }, version(1))).body).toMatchObject({
      status: 412,
      code: 'version.stale',
    });
    expect((await owner.patch(path, { name: 'None' })).body.code).toBe('version.required');
    const [, first] = await listEntries(app, id);
    expect(first).toMatchObject({
      before: { perMinute: null, perDay: null, holdSeconds: null },
      after: { perMinute: 80, perDay: 5_000, holdSeconds: 600 },
    });
  });

  test('of two changes at once keeps one', async () => {
    const { id } = await makeAccount();
    const both = await Promise.all(
      ['One', 'Two'].map((name) => owner.patch(`${accountsPath()}/${id}`, { name }, version(1))),
    );
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
  });

  test('sends stored keys to no other address and as no other user', async () => {
    const { id } = await makeAccount();
    const path = `${accountsPath()}/${id}`;
    const connection = { ...given.connection, user: 'OTHER' };
    expect((await owner.patch(path, { connection }, version(1))).body.code).toBe('vendor.keys_required');
    expect((await owner.patch(path, { connection: given.connection }, version(1))).status).toBe(200);
    expect((await owner.patch(path, { connection, keys: given.keys }, version(2))).body).toMatchObject({ connection });
  });

  test.each([
    [{ adapter: 'nobody' }, 400, '/body/adapter'],
    [{ connection: { baseUrl: 'http://127.0.0.1:1' } }, 400, '/body/connection/user'],
    [{ connection: { ...given.connection, dsn: 'x' } }, 400, '/body/connection/dsn'],
    [{ connection: { ...given.connection, 'not a name': 'x' } }, 400, '/body/connection/not a name'],
    [{ keys: {} }, 400, '/body/keys'],
    [{ keys: { other: 'x' } }, 400, '/body/keys/other'],
    [{ keys: { key: '' } }, 400, '/body/keys/key'],
    [{ perMinute: 0 }, 400, '/body/perMinute'],
    [{ checkoutShare: 60, holdShare: 40 }, 400, '/body/holdShare'],
    [{ checkoutShare: 91 }, 400, '/body/checkoutShare'],
    [{ holdSeconds: 5 }, 400, '/body/holdSeconds'],
    [{ name: '' }, 400, '/body/name'],
    [{ extra: 1 }, 400, '/body/extra'],
  ])('is refused with %j', async (changes, status, at) => {
    const { body } = await owner.post(accountsPath(), { ...given, ...changes });
    expect(body).toMatchObject({ status, code: 'request.invalid', errors: [expect.objectContaining({ at })] });
  });

  test.each([
    ['not an address', /not an address/],
    ['http://vendor.example', /https/],
    ['https://10.0.0.1', /not a public address/],
    ['https://169.254.169.254/latest', /not a public address/],
    ['ftp://vendor.example', /https/],
  ])('is refused at %s', async (baseUrl, reason) => {
    const { body } = await owner.post(accountsPath(), { ...given, connection: { ...given.connection, baseUrl } });
    expect(body).toMatchObject({ status: 422, code: 'vendor.address_unusable' });
    expect(body.params.reason).toMatch(reason);
  });

  test('has a name of its own within the client', async () => {
    await makeAccount();
    const twin = await owner.post(accountsPath(), { ...given, name: 'MAIN ACCOUNT' });
    expect(twin.body).toMatchObject({ status: 409, code: 'vendor.account_name_taken' });
    const { id } = await makeAccount({ name: 'Other' });
    const renamed = await owner.patch(`${accountsPath()}/${id}`, { name: 'Main account' }, version(1));
    expect(renamed.body.code).toBe('vendor.account_name_taken');
    const elsewhere = await makeStore(app);
    await makeVendorAccount(app, { ...given, clientKey: elsewhere.clientKey });
  });

  test('is tried: the vendor answers, or it is said why not', async () => {
    const { id } = await makeAccount({ perMinute: 10 });
    const path = `${accountsPath()}/${id}/test`;
    expect((await owner.post(path)).body).toEqual({ isReachable: true, tookMs: expect.any(Number), failure: null });
    hooked.failure = new VendorFailure('setup', 'HTTP 401');
    expect((await owner.post(path)).body).toEqual({
      isReachable: false,
      tookMs: expect.any(Number),
      failure: { kind: 'setup', detail: 'HTTP 401' },
    });
    expect(hooked.connections.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    await owner.put(vendorPath(), { accountId: id }, version(0));
    expect((await owner.get(vendorPath())).body.connection.budget.usedMinute).toBe(2);
  });

  test('is removed when no store is connected to it', async () => {
    const { id } = await makeAccount();
    const path = `${accountsPath()}/${id}`;
    await owner.put(vendorPath(), { accountId: id }, version(0));
    const inUse = await owner.delete(path, undefined, version(1));
    expect(inUse.body).toMatchObject({ status: 409, code: 'vendor.account_in_use', params: { stores: [store.key] } });
    await owner.delete(vendorPath(), undefined, version(1));
    expect((await owner.delete(path, undefined, version(7))).body.code).toBe('version.stale');
    expect((await owner.delete(path, undefined, version(1))).status).toBe(204);
    expect((await owner.get(path)).body).toMatchObject({ status: 404, code: 'vendor.account_not_found' });
    expect((await listEntries(app, id)).at(-1)).toMatchObject({ action: 'vendors.remove' });
  });

  test('that is removed while a store is connected to it stays, or the store is not connected', async () => {
    const { id } = await makeAccount();
    const [removed, connected] = await Promise.all([
      owner.delete(`${accountsPath()}/${id}`, undefined, version(1)),
      owner.put(vendorPath(), { accountId: id }, version(0)),
    ]);
    const ends = [removed.status, connected.status];
    expect([
      [204, 404],
      [409, 200],
    ]).toContainEqual(ends);
  });

  test('is listed in pages', async () => {
    for (const name of ['One', 'Two', 'Three']) await makeAccount({ name });
    const first = (await owner.get(`${accountsPath()}?limit=2`)).body;
    const second = (await owner.get(`${accountsPath()}?limit=2&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['One', 'Two', 'Three']);
    expect(second.next).toBeNull();
  });
});

describe('a store', () => {
  test('is connected to an account of its client, changed to another one and disconnected', async () => {
    const [one, other] = [await makeAccount(), await makeAccount({ name: 'Other' })];
    expect((await owner.get(vendorPath())).body).toEqual({
      version: 0,
      connection: null,
      choices: [one, other].map(({ id, name, adapter }) => ({ id, name, adapter })),
    });
    const connected = await owner.put(vendorPath(), { accountId: one.id }, version(0));
    expect(connected.body).toMatchObject({
      version: 1,
      connection: { account: { id: one.id, name: 'Main account', adapter: 'hooked', vendor: 'Hooked' } },
    });
    expect((await owner.get(`${accountsPath()}/${one.id}`)).body.stores).toEqual([
      { key: store.key, name: store.name },
    ]);
    expect((await owner.put(vendorPath(), { accountId: one.id }, version(1))).body.version).toBe(1);
    expect((await owner.put(vendorPath(), { accountId: other.id }, version(1))).body.version).toBe(2);
    expect((await owner.put(vendorPath(), { accountId: one.id }, version(1))).body.code).toBe('version.stale');
    expect((await owner.delete(vendorPath(), undefined, version(1))).body.code).toBe('version.stale');
    expect((await owner.delete(vendorPath(), undefined, version(2))).body).toMatchObject({
      version: 0,
      connection: null,
    });
    expect((await owner.delete(vendorPath(), undefined, version(0))).body.code).toBe('vendor.not_connected');
    const entries = await listStoreEntries(app, store, store.id);
    expect(entries.slice(-3)).toMatchObject([
      { action: 'vendors.connect', before: { account: null }, after: { account: 'Main account' } },
      { action: 'vendors.connect', before: { account: 'Main account' }, after: { account: 'Other' } },
      { action: 'vendors.disconnect', before: { account: 'Other' }, after: { account: null } },
    ]);
  });

  test('cannot be connected to an account of another client, not even past the service', async () => {
    const foreign = await makeVendorAccount(app, { ...given, clientKey: (await makeClient(app)).key });
    const refused = await owner.put(vendorPath(), { accountId: foreign.id }, version(0));
    expect(refused.body).toMatchObject({ status: 404, code: 'vendor.account_not_found' });
    const forced = (clientId: string) =>
      app.ctx.database.pool.query(
        `insert into platform.vendor_connections (store_id, client_id, account_id, connected_at, connected_by)
         values ($1, $2, $3, now(), 'nobody')`,
        [store.id, clientId, foreign.id],
      );
    await expect(forced(store.clientId)).rejects.toThrow(/vendor_connections_of_client/);
    const { rows } = await app.ctx.database.pool.query('select client_id from platform.vendor_accounts where id = $1', [
      foreign.id,
    ]);
    await expect(forced(rows[0].client_id)).rejects.toThrow(/foreign key/);
  });

  test('shows how its vendor answers and what is left', async () => {
    const { id } = await makeAccount({ perMinute: 10, perDay: 100 });
    await owner.put(vendorPath(), { accountId: id }, version(0));
    const ctx = withStore(app.ctx, store);
    const ping = async (lineKey?: string) => (await vendorOf(ctx)).ping({ purpose: 'staff', lineKey });
    const firstAt = app.clock.now().toISOString();
    await ping();
    await rememberGrantedClasses(ctx, ['FLEX']);
    app.clock.advance(1_000);
    hooked.failure = new VendorFailure('unavailable', 'nobody there');
    for (let count = 0; count < 7; count += 1) await ping().catch(() => {});
    await ping('ann').catch(() => {});
    await flushCalls(app.ctx);
    const { connection } = (await owner.get(vendorPath())).body;
    expect(connection).toMatchObject({
      grantedClasses: { classes: ['FLEX'], heardAt: firstAt },
      lastSuccess: { at: firstAt, operation: 'ping' },
      trouble: { since: app.clock.now().toISOString(), count: 7, outcome: 'unavailable', detail: 'nobody there' },
      refusingUntil: null,
      budget: {
        perMinute: 10,
        perDay: 100,
        checkoutShare: 20,
        holdShare: 30,
        usedMinute: 8,
        usedDay: 8,
        available: { checkout: 2, hold: 0, sync: 0 },
        waiting: { checkout: 0, hold: 1, sync: 0 },
      },
      callsDropped: 0,
    });
    const until = new Date(app.clock.now().getTime() + minute);
    hooked.connections.at(-1)?.hooks.exhausted(until);
    await expect(ping()).rejects.toMatchObject({ kind: 'busy' });
    await untilRefusing(until);
  });

  test('without a quota shows no end', async () => {
    const { id } = await makeAccount();
    const { body } = await owner.put(vendorPath(), { accountId: id }, version(0));
    expect(body.connection.budget).toMatchObject({
      perMinute: null,
      available: { checkout: null, hold: null, sync: null },
    });
    expect(body.connection).toMatchObject({ lastSuccess: null, trouble: null, grantedClasses: null });
  });

  test('lists its calls, and nobody else sees them', async () => {
    const { id } = await makeAccount();
    await owner.put(vendorPath(), { accountId: id }, version(0));
    const ctx = withStore(app.ctx, store);
    await (await vendorOf(ctx)).ping({ purpose: 'staff' });
    await (await vendorOf(ctx)).ping({ purpose: 'sync' });
    await flushCalls(app.ctx);
    const { items } = (await owner.get(`${vendorPath()}/calls`)).body;
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ operation: 'ping', durationMs: 1, attempts: 1, outcome: 'done', detail: null });
    const sync = await owner.get(`${vendorPath()}/calls?purpose=sync&from=${app.clock.now().toISOString()}`);
    expect(sync.body.items.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['sync']);
    const other = await makeStore(app, { clientKey: store.clientKey });
    expect((await owner.get(`/api/stores/${other.key}/vendor/calls`)).body.items).toEqual([]);
    expect((await owner.get(`${vendorPath()}/calls?outcome=lost`)).body.code).toBe('request.invalid');
  });

  test('is connected by its admin, who is told the names of the accounts only', async () => {
    const { id } = await makeAccount();
    const admin = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'admin')] }));
    expect((await admin.get(accountsPath())).status).toBe(404);
    const { choices } = (await admin.get(vendorPath())).body;
    expect(choices).toEqual([{ id, name: 'Main account', adapter: 'hooked' }]);
    expect((await admin.put(vendorPath(), { accountId: id }, version(0))).status).toBe(200);
  });

  test.each([
    ['support', 200, 403],
    ['viewer', 403, 403],
  ] as const)('to a %s is open or closed as the table says', async (role, view, edit) => {
    const { id } = await makeAccount();
    const person = await signIn(app, await makeStaff(app, { grants: [onStore(store, role)] }));
    const seen = await person.get(vendorPath());
    expect(seen.status).toBe(view);
    if (view === 200) expect(seen.body.choices).toEqual([]);
    expect((await person.get(`${vendorPath()}/calls`)).status).toBe(view);
    expect((await person.put(vendorPath(), { accountId: id }, version(0))).status).toBe(edit);
  });

  /** It is told to the database beside the call. */
  async function untilRefusing(until: Date) {
    for (;;) {
      const { connection } = (await owner.get(vendorPath())).body;
      if (connection.refusingUntil === null) continue;
      expect(connection.refusingUntil).toBe(until.toISOString());
      expect(connection.budget.available.checkout).toBe(0);
      return;
    }
  }
});
