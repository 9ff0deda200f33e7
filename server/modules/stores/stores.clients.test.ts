import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Grant } from '../../../shared/contract/permissions.ts';
import { makeClient, makeProduct } from '../../../test/factories/client.ts';
import { uniqueKey } from '../../../test/factories/key.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';

let app: TestApp;
let operator: TestClient;
beforeAll(async () => {
  app = await openTestApp();
  operator = await signedIn(asOperator);
});
afterAll(() => app.close());

async function signedIn(...grants: Grant[]): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { grants }));
}

const keysOf = (items: { key: string }[]) => items.map(({ key }) => key);

describe('clients', () => {
  test('are made by operators, with an entry in the audit', async () => {
    const key = uniqueKey('client');
    const { status, body } = await operator.post('/api/clients', { key, name: 'Golden State' });
    expect([status, body.key, body.name, body.version]).toEqual([201, key, 'Golden State', 1]);
    expect(body.permissions).toContain('client.edit');
    expect(await listEntries(app, body.id)).toMatchObject([
      { action: 'clients.create', before: null, after: { key, name: 'Golden State' } },
    ]);
    const again = await operator.post('/api/clients', { key, name: 'Other' });
    expect([again.status, again.body.code, again.body.params]).toEqual([409, 'client.key_taken', { key }]);
    const owner = await signedIn(onClient({ id: body.id }, 'owner'));
    expect((await owner.post('/api/clients', { key: 'mine', name: 'Mine' })).body.code).toBe('permission.denied');
  });

  test.each([
    { key: 'Upper' },
    { key: 'a' },
    { key: '-a' },
    { key: 'a--b' },
    { key: 'a_b' },
    { name: '' },
    { more: 1 },
  ])('with %j are refused', async (wrong) => {
    const { status, body } = await operator.post('/api/clients', { key: 'right', name: 'Right', ...wrong });
    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });

  test('are seen by whoever has a role on them, and by operators', async () => {
    const [one, other] = [await makeClient(app), await makeClient(app)];
    const store = await makeStore(app, { clientKey: other.key });
    const viewer = await signedIn(onClient(one, 'viewer'), onStore(store, 'owner'));
    expect(keysOf((await viewer.get('/api/clients')).body.items)).toEqual([one.key]);
    expect((await viewer.get(`/api/clients/${one.key}`)).body.permissions).toEqual(['client.view']);
    expect((await viewer.get(`/api/clients/${other.key}`)).body.code).toBe('client.not_found');
    const all = keysOf((await operator.get('/api/clients?limit=200')).body.items);
    expect(all).toEqual(expect.arrayContaining([one.key, other.key]));
    expect([...all].sort()).toEqual(all);
  });

  test('come in pages', async () => {
    const clients = [await makeClient(app), await makeClient(app), await makeClient(app)];
    const viewer = await signedIn(...clients.map((client) => onClient(client, 'viewer')));
    const first = (await viewer.get('/api/clients?limit=2')).body;
    const second = (await viewer.get(`/api/clients?limit=2&cursor=${first.next}`)).body;
    expect(keysOf([...first.items, ...second.items])).toEqual(clients.map(({ key }) => key).sort());
    expect(second.next).toBeNull();
  });

  test('are renamed by their owners, from the version they read', async () => {
    const client = await makeClient(app, { name: 'Old' });
    const owner = await signedIn(onClient(client, 'owner'));
    const path = `/api/clients/${client.key}`;
    const { status, body, headers } = await owner.patch(path, { name: 'New' }, { 'if-match': '"1"' });
    expect([status, body.name, body.version, headers.etag]).toEqual([200, 'New', 2, '"2"']);
    expect(await listEntries(app, client.id)).toMatchObject([
      {},
      { action: 'clients.rename', before: { name: 'Old' }, after: { name: 'New' } },
    ]);
    expect((await owner.patch(path, { name: 'New' }, { 'if-match': '"2"' })).body.version).toBe(2);
    const stale = await owner.patch(path, { name: 'Newer' }, { 'if-match': '"1"' });
    expect([stale.status, stale.body.params.fields]).toEqual([412, ['/name']]);
    const admin = await signedIn(onClient(client, 'admin'));
    expect((await admin.patch(path, { name: 'x' }, { 'if-match': '"2"' })).body.code).toBe('permission.denied');
    const stranger = await signedIn(onClient(await makeClient(app), 'owner'));
    expect((await stranger.patch(path, { name: 'x' }, { 'if-match': '"2"' })).body.code).toBe('client.not_found');
  });
});

describe('products', () => {
  test('are made by operators and read by everybody who is signed in', async () => {
    const key = uniqueKey('product');
    const { status, body } = await operator.post('/api/products', { key, name: 'Flex' });
    expect([status, body.key]).toEqual([201, key]);
    expect((await operator.post('/api/products', { key, name: 'Flex' })).body.code).toBe('product.key_taken');
    await makeProduct(app);
    const anybody = await signedIn();
    const first = (await anybody.get('/api/products?limit=1')).body;
    const second = (await anybody.get(`/api/products?limit=100&cursor=${first.next}`)).body;
    expect(keysOf([...first.items, ...second.items])).toContain(key);
    expect((await anybody.post('/api/products', { key: 'mine', name: 'Mine' })).body.code).toBe('permission.denied');
    expect((await app.client().get('/api/products')).body.code).toBe('auth.required');
  });
});
