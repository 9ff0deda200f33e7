import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyPermissions, type Permission, rolePermissions } from '../../../shared/contract/permissions.ts';
import { makeClient } from '../../../test/factories/client.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { day, minute, second } from '../../../test/harness/clock.ts';
import { type Actor, type StoreFacts, withStore } from '../../core/ctx.ts';
import { perActor } from '../../core/http/limits.ts';
import { createKey } from './identity.keys.service.ts';

let app: TestApp;
let store: StoreFacts;
let owner: TestClient;
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app, { clientKey: (await makeClient(app)).key });
  const grants = [onClient({ id: store.clientId }, 'owner')];
  owner = await signIn(app, await makeStaff(app, { name: 'Olive Owner', grants }));
});
afterAll(() => app.close());

const path = (suffix = '') => `/api/stores/${store.key}/keys${suffix}`;
const newKey = async (given: { permissions?: Permission[]; expiresAt?: string; name?: string } = {}) => {
  app.clock.advance(minute);
  const { status, body } = await owner.post(path(), { name: 'Till', permissions: ['store.view'], ...given });
  expect(status).toBe(201);
  return body;
};
/** A program with the key and nothing else: no cookie, no origin. */
const program = (key: string) => app.client({ authorization: `Bearer ${key}` });
const works = async (key: string) => (await program(key).get(`/api/stores/${store.key}`)).status === 200;
const refusal = async (authorization: string) => {
  const { status, body } = await app.client({ authorization }).get(`/api/stores/${store.key}`);
  const { instance: _, ...said } = body;
  return { status, ...said };
};
const stored = async (id: string) => {
  const found = await app.ctx.database.pool.query('select * from platform.api_keys where id = $1', [id]);
  return found.rows[0];
};

describe('making a key', () => {
  test('answers it this once; stored are its prefix and a hash', async () => {
    const made = await newKey({ name: 'Box office', permissions: ['store.settings.view', 'store.view'] });
    expect(made.key).toMatch(/^flex_[a-z0-9]{8}_[\w-]{43}$/);
    expect(made).toMatchObject({
      name: 'Box office',
      prefix: made.key.slice(5, 13),
      permissions: ['store.view', 'store.settings.view'],
      createdBy: 'Olive Owner',
      expiresAt: null,
      isExpired: false,
      lastUsedAt: null,
    });
    const row = await stored(made.id);
    expect(row.secret_hash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(made.key.slice(14));
    expect((await owner.get(`${path()}?limit=200`)).text).not.toContain(made.key.slice(14));
    expect(await listStoreEntries(app, store, made.id)).toMatchObject([
      { action: 'keys.create', after: { prefix: made.prefix, permissions: made.permissions, expiresAt: null } },
    ]);
  });

  test('with more than its maker may do is refused', async () => {
    const permissions = ['store.keys.edit', 'store.view'] as const;
    const actor: Actor = { kind: 'api_key', keyId: store.id, name: 'less', storeId: store.id, permissions };
    const making = createKey(withStore({ ...app.ctx, actor }, store), {
      name: 'More',
      permissions: ['store.view', 'store.export'],
      expiresAt: null,
    });
    await expect(making).rejects.toMatchObject({
      code: 'key.permission_above_own',
      params: { permission: 'store.export' },
    });
  });

  test('offers what the maker may do and a key can have', async () => {
    const grants = [asOperator, onStore(store, 'admin')];
    const { body } = await (await signIn(app, await makeStaff(app, { grants }))).get(path());
    expect(body.grantable).toEqual(keyPermissions.filter((permission) => rolePermissions.admin.includes(permission)));
  });

  test.each([
    ['people', ['store.people.edit']],
    ['keys', ['store.keys.view']],
    ['the end of the store', ['store.remove']],
    ['another client', ['client.view']],
    ['nothing at all', []],
    ['the same thing twice', ['store.view', 'store.view']],
  ])('for %s is refused as a wrong field', async (_, permissions) => {
    const answer = await owner.post(path(), { name: 'Bad', permissions });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.errors[0].at).toMatch(/^\/body\/permissions/);
  });

  test('that would have expired already is refused', async () => {
    const expiresAt = app.clock.now().toISOString();
    const answer = await owner.post(path(), { name: 'Old', permissions: ['store.view'], expiresAt });
    expect(answer).toMatchObject({ status: 422, body: { code: 'key.expiry_past' } });
  });

  test.each(['editor', 'publisher', 'support', 'viewer'] as const)('is not for %s, nor is the list', async (role) => {
    const low = await signIn(app, await makeStaff(app, { grants: [onStore(store, role)] }));
    const { id } = await newKey();
    const refused = { status: 403, body: { code: 'permission.denied' } };
    expect(await low.get(path())).toMatchObject(refused);
    expect(await low.post(path(), { name: 'Mine', permissions: ['store.view'] })).toMatchObject(refused);
    expect(await low.delete(path(`/${id}`))).toMatchObject(refused);
  });
});

describe('a key', () => {
  test('may do what it was given and nothing else', async () => {
    const { key } = await newKey({ permissions: ['store.view'] });
    expect((await program(key).get(`/api/stores/${store.key}`)).status).toBe(200);
    const denied = await program(key).get(`/api/stores/${store.key}/settings`);
    expect(denied).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
  });

  test('with everything a key can have touches neither people nor invitations nor keys', async () => {
    const { key, id } = await newKey({ permissions: [...keyPermissions] });
    const bot = program(key);
    for (const list of ['people', 'invitations', 'keys']) {
      expect((await bot.get(`/api/stores/${store.key}/${list}`)).body.code).toBe('permission.denied');
    }
    expect((await bot.post(path(), { name: 'More', permissions: ['store.view'] })).body.code).toBe('permission.denied');
    expect((await bot.delete(path(`/${id}`))).body.code).toBe('permission.denied');
    expect((await bot.get('/api/me')).body.code).toBe('permission.person_required');
    expect((await bot.get('/api/platform/people')).body.code).toBe('permission.denied');
    expect((await bot.get(`/api/clients/${store.clientKey}/people`)).body.code).toBe('client.not_found');
  });

  test('of one store does not know of another, not even of the same client', async () => {
    const sibling = await makeStore(app, { clientKey: store.clientKey });
    const { key } = await newKey({ permissions: [...keyPermissions] });
    const answer = await program(key).get(`/api/stores/${sibling.key}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'store.not_found' } });
    const own = await program(key).get(`/api/stores/nothing-here`);
    expect(own.body.code).toBe(answer.body.code);
  });

  test('wins over a session beside it, which is not looked at', async () => {
    const { key } = await newKey({ permissions: ['store.view'] });
    expect((await owner.get(path())).status).toBe(200);
    expect((await owner.get(path(), { authorization: `Bearer ${key}` })).body.code).toBe('permission.denied');
    expect((await owner.get(path(), { authorization: 'Bearer flex_bad' })).body.code).toBe('auth.key_invalid');
    expect((await owner.get(path(), { authorization: 'Basic dXNlcjpwYXNz' })).status).toBe(200);
  });

  test('that is malformed, unknown, of a wrong secret, expired or revoked is refused in one and the same way', async () => {
    const [good, revoked] = [await newKey(), await newKey()];
    const expired = await newKey({ expiresAt: new Date(app.clock.now().getTime() + 2 * minute).toISOString() });
    app.clock.advance(5 * minute);
    await owner.delete(path(`/${revoked.id}`));
    const secret = good.key.slice(14);
    const said = await refusal('Bearer nonsense');
    expect(said).toMatchObject({ status: 401, code: 'auth.key_invalid' });
    for (const bad of [
      '',
      'flex_',
      `flex_${good.prefix}_`,
      `flex_${good.prefix}_${'A'.repeat(43)}`,
      `flex_${good.prefix}_${secret}x`,
      `flex_${good.prefix}_${secret} x`,
      `flex_${good.prefix.toUpperCase()}_${secret}`,
      `flex_zzzzzzzz_${secret}`,
      secret,
      revoked.key,
      expired.key,
    ]) {
      expect(await refusal(`Bearer ${bad}`), bad).toEqual(said);
    }
    expect(await refusal('Bearer')).toEqual(said);
    expect(await works(good.key)).toBe(true);
  });

  test('is refused on public routes too, so that a wrong key is noticed', async () => {
    const answer = await program('flex_bad').post('/api/invitations/preview', { token: 'x' });
    expect(answer.body.code).toBe('auth.key_invalid');
  });

  test('works until it expires', async () => {
    const expiresAt = new Date(app.clock.now().getTime() + day).toISOString();
    const { key, id } = await newKey({ expiresAt });
    app.clock.set(new Date(Date.parse(expiresAt) - 1).toISOString());
    expect(await works(key)).toBe(true);
    app.clock.advance(1);
    expect(await works(key)).toBe(false);
    const grants = [onStore(store, 'admin')];
    const admin = await signIn(app, await makeStaff(app, { grants }));
    owner = await signIn(app, await makeStaff(app, { name: 'Olive Owner', grants: [onStore(store, 'owner')] }));
    const { body } = await admin.get(`${path()}?limit=200`);
    expect(body.items.find((one: { id: string }) => one.id === id)).toMatchObject({ isExpired: true, expiresAt });
  });

  test('ends at once when it is revoked, and only once', async () => {
    const { key, id, prefix } = await newKey();
    expect(await works(key)).toBe(true);
    expect((await owner.delete(path(`/${id}`))).status).toBe(204);
    expect(await works(key)).toBe(false);
    expect((await owner.delete(path(`/${id}`))).body.code).toBe('key.not_found');
    const { body } = await owner.get(`${path()}?limit=200`);
    expect(body.items.map((one: { id: string }) => one.id)).not.toContain(id);
    expect(await listStoreEntries(app, store, id)).toMatchObject([
      { action: 'keys.create' },
      { action: 'keys.revoke', before: { prefix }, after: null },
    ]);
  });

  test('stays when its maker leaves, and loses nothing', async () => {
    const maker = await makeStaff(app, { grants: [onStore(store, 'admin')] });
    const made = await (await signIn(app, maker)).post(path(), { name: 'Theirs', permissions: ['store.view'] });
    await owner.delete(`/api/stores/${store.key}/people/${maker.id}`);
    expect(await works(made.body.key)).toBe(true);
  });

  test('keeps its last use to the minute', async () => {
    const { key, id } = await newKey();
    const first = app.clock.now();
    await program(key).get(`/api/stores/${store.key}`);
    expect((await stored(id)).last_used_at).toEqual(first);
    app.clock.advance(59 * second);
    await program(key).get(`/api/stores/${store.key}`);
    expect((await stored(id)).last_used_at).toEqual(first);
    app.clock.advance(second);
    await Promise.all([1, 2, 3].map(() => program(key).get(`/api/stores/${store.key}`)));
    expect((await stored(id)).last_used_at).toEqual(app.clock.now());
    const { body } = await owner.get(`${path()}?limit=200`);
    const listed = body.items.find((one: { id: string }) => one.id === id);
    expect(listed.lastUsedAt).toBe(app.clock.now().toISOString());
  });

  test('that was refused is not marked as used', async () => {
    const { key, id } = await newKey();
    await refusal(`Bearer ${key}x`);
    expect((await stored(id)).last_used_at).toBeNull();
  });

  test('that asks too often is slowed down alone', async () => {
    const [busy, calm] = [await newKey(), await newKey()];
    const answers: number[] = [];
    for (let sent = 0; sent <= perActor; sent += 1) {
      answers.push((await program(busy.key).get(`/api/stores/${store.key}`)).status);
    }
    expect(new Set(answers.slice(0, perActor))).toEqual(new Set([200]));
    expect(answers.at(-1)).toBe(429);
    expect(await works(calm.key)).toBe(true);
  });
});

test('while the store is suspended no key is made, and one can still be revoked', async () => {
  const here = await makeStore(app, { clientKey: store.clientKey });
  const grants = [onClient({ id: store.clientId }, 'owner')];
  const browser = await signIn(app, await makeStaff(app, { grants }));
  const list = `/api/stores/${here.key}/keys`;
  const { id } = (await browser.post(list, { name: 'Early', permissions: ['store.view'] })).body;
  expect((await browser.post(`/api/stores/${here.key}/suspend`, { reason: 'Pause' })).status).toBe(200);
  const late = await browser.post(list, { name: 'Late', permissions: ['store.view'] });
  expect(late).toMatchObject({ status: 409, body: { code: 'store.suspended' } });
  expect((await browser.delete(`${list}/${id}`)).status).toBe(204);
});

test('keys are listed newest first, page by page', async () => {
  const here = await makeStore(app);
  const admin = await signIn(app, await makeStaff(app, { grants: [onStore(here, 'admin')] }));
  const list = `/api/stores/${here.key}/keys`;
  for (const name of ['one', 'two', 'three']) await admin.post(list, { name, permissions: ['store.view'] });
  const first = (await admin.get(`${list}?limit=2`)).body;
  const second = (await admin.get(`${list}?limit=2&cursor=${first.next}`)).body;
  const names = [...first.items, ...second.items].map((one: { name: string }) => one.name);
  expect([names, second.next]).toEqual([['three', 'two', 'one'], null]);
  const wrong = Buffer.from('["x"]').toString('base64url');
  expect((await admin.get(`${list}?cursor=${wrong}`)).body.code).toBe('request.invalid');
});

test("another client's owner reaches no key, through no path", async () => {
  const elsewhere = await makeStore(app);
  const stranger = await signIn(app, await makeStaff(app, { grants: [onClient({ id: elsewhere.clientId }, 'owner')] }));
  const { id, key } = await newKey();
  expect((await stranger.get(path())).body.code).toBe('store.not_found');
  expect((await stranger.post(path(), { name: 'x', permissions: ['store.view'] })).body.code).toBe('store.not_found');
  expect((await stranger.delete(path(`/${id}`))).body.code).toBe('store.not_found');
  expect((await stranger.delete(`/api/stores/${elsewhere.key}/keys/${id}`)).body.code).toBe('key.not_found');
  expect(await works(key)).toBe(true);
});
