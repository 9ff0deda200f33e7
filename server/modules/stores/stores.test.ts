import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Role, rolePermissions } from '../../../shared/contract/permissions.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries, listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { recordSale } from './stores.states.service.ts';

let app: TestApp;
let store: StoreFacts;
let owner: TestClient;
let path: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  store = await makeStore(app, { name: 'Warriors Flex' });
  owner = await withRole('owner');
  path = `/api/stores/${store.key}`;
});
afterAll(() => app.close());

async function withRole(role: Role, of = store): Promise<TestClient> {
  return signIn(app, await makeStaff(app, { name: `The ${role}`, grants: [onStore(of, role)] }));
}

describe('the list of stores', () => {
  test('has those some role reaches: on the store, on its client, on the platform', async () => {
    const sister = await makeStore(app, { clientKey: store.clientKey });
    const stranger = await makeStore(app);
    const ofClient = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'viewer')] }));
    const operator = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    const keysOf = async (client: TestClient, query = '') =>
      (await client.get(`/api/stores?limit=200${query}`)).body.items.map(({ key }: { key: string }) => key);
    expect(await keysOf(owner)).toEqual([store.key]);
    expect(await keysOf(ofClient)).toEqual([store.key, sister.key].sort());
    expect(await keysOf(operator)).toEqual(expect.arrayContaining([store.key, sister.key, stranger.key]));
    expect(await keysOf(await signIn(app, await makeStaff(app)))).toEqual([]);
    expect(await keysOf(operator, `&client=${stranger.clientKey}`)).toEqual([stranger.key]);
    expect(await keysOf(ofClient, `&client=${stranger.clientKey}`)).toEqual([]);
  });

  test('is found by text and state, literally, and comes in pages', async () => {
    const places = { clientKey: store.clientKey };
    await makeStore(app, { ...places, name: '50%_Student' });
    await makeStore(app, { ...places, name: 'Other' });
    const client = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
    const names = async (query: string) =>
      (await client.get(`/api/stores?${query}`)).body.items.map(({ name }: { name: string }) => name);
    expect(await names('text=student')).toEqual(['50%_Student']);
    expect(await names('text=%25_s')).toEqual(['50%_Student']);
    expect(await names('text=5__S')).toEqual([]);
    await owner.post(`${path}/suspend`, { reason: 'unpaid' });
    expect(await names('state=suspended')).toEqual(['Warriors Flex']);
    const first = (await client.get('/api/stores?limit=2')).body;
    const second = (await client.get(`/api/stores?limit=2&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ key }) => key)).toHaveLength(3);
    expect(second.next).toBeNull();
  });

  test('is for people who are signed in', async () => {
    expect((await app.client().get('/api/stores')).body.code).toBe('auth.required');
  });
});

describe('a store', () => {
  test('is answered with what the actor may do, and with its version as the ETag', async () => {
    const viewer = await withRole('viewer');
    const { status, body, headers } = await viewer.get(path);
    expect(status).toBe(200);
    expect(headers.etag).toBe('"1"');
    expect(body).toMatchObject({
      id: store.id,
      key: store.key,
      name: 'Warriors Flex',
      state: 'active',
      client: { key: store.clientKey },
      timeZone: 'America/Los_Angeles',
      currency: 'USD',
      locale: 'en',
      hosts: [],
      suspension: null,
      removal: null,
      version: 1,
      permissions: rolePermissions.viewer.filter((permission) => permission.startsWith('store.')),
    });
    expect((await owner.get(path)).body.permissions).toContain('store.remove');
  });

  test('of others is as if there were none, whatever is asked of it', async () => {
    const other = await makeStore(app);
    const there = `/api/stores/${other.key}`;
    const version = { 'if-match': '"1"' };
    const answers = [
      await owner.get(there),
      await owner.patch(there, { name: 'Mine' }, version),
      await owner.post(`${there}/suspend`, { reason: 'because' }),
      await owner.post(`${there}/resume`),
      await owner.post(`${there}/hosts`, { host: 'a.team.com' }),
      await owner.delete(`${there}/hosts/a.team.com`),
      await owner.post(`${there}/hosts/a.team.com/primary`),
      await owner.get(`${there}/export`),
      await owner.post(`${there}/removal`, { reason: 'because' }),
      await owner.delete(`${there}/removal`),
      await owner.post(`${there}/removal/confirm`, { key: other.key }),
      await owner.get(`${there}/settings`),
      await owner.put(
        `${there}/settings/legal`,
        { name: 'legal', value: { termsUrl: null, privacyUrl: null } },
        version,
      ),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'store.not_found']));
    expect(await listEntries(app, other.id)).toHaveLength(1);
  });
});

describe('editing', () => {
  test('changes what is named, and both audits say from what to what', async () => {
    const { status, body, headers } = await owner.patch(
      path,
      { name: '  New name ', timeZone: 'America/Denver' },
      { 'if-match': '"1"' },
    );
    expect([status, body.name, body.timeZone, body.version, headers.etag]).toEqual([
      200,
      'New name',
      'America/Denver',
      2,
      '"2"',
    ]);
    const entry = {
      action: 'stores.edit',
      actorName: 'The owner',
      before: { name: 'Warriors Flex', timeZone: 'America/Los_Angeles' },
      after: { name: 'New name', timeZone: 'America/Denver' },
    };
    expect(await listEntries(app, store.id)).toMatchObject([{}, entry]);
    expect(await listStoreEntries(app, store, store.id)).toMatchObject([{}, entry]);
  });

  test('with what is there already changes nothing', async () => {
    const { body } = await owner.patch(path, { name: 'Warriors Flex' }, { 'if-match': '"1"' });
    expect(body.version).toBe(1);
    expect(await listEntries(app, store.id)).toHaveLength(1);
  });

  test('from an old version is refused and told what changed meanwhile', async () => {
    await owner.patch(path, { locale: 'es' }, { 'if-match': '"1"' });
    const { status, body } = await owner.patch(path, { name: 'Mine' }, { 'if-match': '"1"' });
    expect([status, body.code]).toEqual([412, 'version.stale']);
    expect(body.params).toEqual({
      fields: ['/locale'],
      changedBy: ['The owner'],
      changedAt: app.clock.now().toISOString(),
    });
    expect((await owner.get(path)).body.name).toBe('Warriors Flex');
  });

  test('six at once from one version: one wins', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((number) => owner.patch(path, { name: `Name ${number}` }, { 'if-match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412, 412, 412]);
    expect((await owner.get(path)).body.version).toBe(2);
  });

  test.each([
    [{}, '/body'],
    [{ name: '' }, '/body/name'],
    [{ name: 'two\nlines' }, '/body/name'],
    [{ timeZone: 'Mars/Olympus' }, '/body/timeZone'],
    [{ currency: 'XXQ' }, '/body/currency'],
    [{ locale: 'de' }, '/body/locale'],
    [{ key: 'new-key' }, '/body/key'],
    [{ state: 'suspended' }, '/body/state'],
  ])('to %j is refused at %s', async (body, at) => {
    const answer = await owner.patch(path, body, { 'if-match': '"1"' });
    expect([answer.status, answer.body.errors?.[0]?.at]).toEqual([400, at]);
  });

  test('needs the version that was read', async () => {
    expect((await owner.patch(path, { name: 'x' })).body.code).toBe('version.required');
  });

  test('the currency works until the first sale, and not after', async () => {
    expect((await owner.patch(path, { currency: 'CAD' }, { 'if-match': '"1"' })).status).toBe(200);
    await recordSale(withStore(app.ctx, store));
    const { status, body } = await owner.patch(path, { currency: 'USD' }, { 'if-match': '"2"' });
    expect([status, body.code, body.params]).toEqual([409, 'store.currency_fixed', { currency: 'CAD' }]);
    expect((await owner.patch(path, { name: 'x', currency: 'CAD' }, { 'if-match': '"2"' })).status).toBe(200);
  });

  test('is for those who may', async () => {
    const editor = await withRole('editor');
    const { status, body } = await editor.patch(path, { name: 'x' }, { 'if-match': '"1"' });
    expect([status, body.code]).toEqual([403, 'permission.denied']);
  });
});

describe('host names', () => {
  const add = (host: string, client = owner) => client.post(`${path}/hosts`, { host });

  test('are kept in lower case and punycode, the first one is the primary one', async () => {
    expect((await add('Billets.Équipe.fr')).status).toBe(201);
    const { body } = await add('tickets.team.com');
    expect(body.hosts).toEqual([
      { host: 'billets.xn--quipe-9ra.fr', isPrimary: true },
      { host: 'tickets.team.com', isPrimary: false },
    ]);
    expect(body.version).toBe(3);
  });

  test('another one is made primary, and the primary one cannot be removed before the others', async () => {
    await add('a.team.com');
    await add('b.team.com');
    expect((await owner.delete(`${path}/hosts/a.team.com`)).body.code).toBe('host.is_primary');
    const { body } = await owner.post(`${path}/hosts/B.team.com/primary`);
    expect(body.hosts).toEqual([
      { host: 'b.team.com', isPrimary: true },
      { host: 'a.team.com', isPrimary: false },
    ]);
    expect((await owner.delete(`${path}/hosts/a.team.com`)).status).toBe(200);
    expect((await owner.delete(`${path}/hosts/b.team.com`)).body.hosts).toEqual([]);
    expect((await owner.delete(`${path}/hosts/b.team.com`)).body.code).toBe('host.not_found');
    expect((await owner.post(`${path}/hosts/not%20a%20host/primary`)).body.code).toBe('host.not_found');
    expect((await listEntries(app, store.id)).map(({ action }) => action).slice(1)).toEqual([
      'stores.add_host',
      'stores.add_host',
      'stores.make_host_primary',
      'stores.remove_host',
      'stores.remove_host',
    ]);
  });

  test('belong to one store, also when two take one at once', async () => {
    const other = await makeStore(app);
    const otherOwner = await withRole('owner', other);
    const host = `${store.key}.team.com`;
    const answers = await Promise.all([
      add(host),
      otherOwner.post(`/api/stores/${other.key}/hosts`, { host: host.toUpperCase() }),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('host.taken');
    expect((await otherOwner.delete(`/api/stores/${other.key}/hosts/${store.key}x.team.com`)).body.code).toBe(
      'host.not_found',
    );
  });

  test('are at most ten, also when they are added at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => add(`h${at}.${store.key}.com`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ body }) => body.code === 'host.too_many')).toHaveLength(2);
    const { body } = await owner.get(path);
    expect(body.hosts.filter(({ isPrimary }: { isPrimary: boolean }) => isPrimary)).toHaveLength(1);
  });

  test.each(['tickets.test', 'printer.local', 'shop.example', 'x.internal'])('%s is reserved', async (host) => {
    const { status, body } = await add(host);
    expect([status, body.code]).toEqual([422, 'host.reserved']);
  });

  test('our own address is reserved', async () => {
    const own = await openTestApp({ PUBLIC_URL: 'https://cortex.attend.com' });
    try {
      const there = await makeStore(own);
      const client = await signIn(own, await makeStaff(own, { grants: [onStore(there, 'owner')] }), {
        origin: 'https://cortex.attend.com',
      });
      const { body } = await client.post(`/api/stores/${there.key}/hosts`, { host: 'cortex.attend.com' });
      expect(body.code).toBe('host.reserved');
    } finally {
      await own.close();
    }
  });

  test.each(['localhost', 'https://a.team.com', 'a.team.com:80', '10.0.0.1', 'a b.com', ''])(
    '"%s" is not one',
    async (host) => {
      const { status, body } = await add(host);
      expect([status, body.errors?.[0]?.at]).toEqual([400, '/body/host']);
    },
  );
});

describe('suspending', () => {
  test('says why and since when, and keeps it', async () => {
    const { status, body } = await owner.post(`${path}/suspend`, { reason: 'Season is over' });
    expect([status, body.state]).toEqual([200, 'suspended']);
    expect(body.suspension).toEqual({ since: app.clock.now().toISOString(), reason: 'Season is over' });
    const resumed = await owner.post(`${path}/resume`);
    expect([resumed.body.state, resumed.body.suspension]).toEqual(['active', null]);
    expect((await listStoreEntries(app, store, store.id)).slice(1)).toMatchObject([
      { action: 'stores.suspend', before: { state: 'active' }, after: { state: 'suspended' } },
      { action: 'stores.resume', before: { state: 'suspended' }, after: { state: 'active' } },
    ]);
  });

  test('leaves everything readable and refuses every change but its own end', async () => {
    await owner.post(`${path}/hosts`, { host: `a.${store.key}.com` });
    await owner.post(`${path}/suspend`, { reason: 'Season is over' });
    const reads = ['', '/settings', '/settings/brand', '/settings/brand/versions', '/audit', '/export'];
    for (const read of reads) expect((await owner.get(path + read)).status).toBe(200);
    const version = { 'if-match': '"3"' };
    const writes = [
      await owner.patch(path, { name: 'x' }, version),
      await owner.post(`${path}/suspend`, { reason: 'again' }),
      await owner.post(`${path}/hosts`, { host: 'b.team.com' }),
      await owner.delete(`${path}/hosts/a.${store.key}.com`),
      await owner.post(`${path}/hosts/a.${store.key}.com/primary`),
      await owner.put(
        `${path}/settings/legal`,
        { name: 'legal', value: { termsUrl: null, privacyUrl: null } },
        version,
      ),
      await owner.post(`${path}/settings/legal/restore`, { version: 0 }, version),
    ];
    expect(writes.map(({ status, body }) => [status, body.code])).toEqual(writes.map(() => [409, 'store.suspended']));
    expect((await owner.post(`${path}/resume`)).status).toBe(200);
  });

  test('cannot be ended when there is none', async () => {
    const { status, body } = await owner.post(`${path}/resume`);
    expect([status, body.code]).toEqual([409, 'store.not_suspended']);
  });

  test('is for owners and operators, with a reason', async () => {
    const operator = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    const admin = await withRole('admin');
    expect((await admin.post(`${path}/suspend`, { reason: 'because' })).body.code).toBe('permission.denied');
    expect((await operator.post(`${path}/suspend`, {})).body.errors?.[0]?.at).toBe('/body/reason');
    expect((await operator.post(`${path}/suspend`, { reason: '  ' })).status).toBe(400);
    expect((await operator.post(`${path}/suspend`, { reason: 'Unpaid' })).status).toBe(200);
  });
});
