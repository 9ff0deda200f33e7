import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('who is signed in', () => {
  test('is answered with every role, where it holds and what it allows there', async () => {
    const [client, store] = [await makeClient(app), await makeStore(app)];
    const staff = await makeStaff(app, { grants: [onStore(store, 'viewer'), onClient(client, 'owner'), asOperator] });
    const answer = await (await signIn(app, staff)).get('/api/me');
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body).toMatchObject({
      id: staff.id,
      email: staff.email,
      name: staff.name,
      version: 1,
      hasPassword: false,
      signedInBy: 'link',
    });
    const [platform, atClient, atStore] = answer.body.roles;
    expect(platform).toMatchObject({ scope: 'platform', scopeId: null, key: null, name: null, role: 'operator' });
    expect(atClient).toMatchObject({
      scope: 'client',
      scopeId: client.id,
      key: client.key,
      name: client.name,
      clientKey: null,
      role: 'owner',
    });
    expect(atStore).toMatchObject({
      scope: 'store',
      scopeId: store.id,
      key: store.key,
      clientKey: store.clientKey,
      role: 'viewer',
    });
    expect(platform.permissions).toContain('platform.people.edit');
    expect(atClient.permissions).toEqual(expect.arrayContaining(['client.oidc.edit', 'store.settings.edit']));
    expect(atStore.permissions).toContain('store.view');
    expect(atStore.permissions.filter((permission: string) => !permission.startsWith('store.'))).toEqual([]);
  });

  test('is nobody without a session', async () => {
    expect((await app.client().get('/api/me')).body).toMatchObject({ status: 401, code: 'auth.required' });
  });

  test('follows a role that is given or taken, at once', async () => {
    const store = await makeStore(app);
    const staff = await makeStaff(app, { grants: [onStore(store, 'viewer')] });
    const browser = await signIn(app, staff);
    expect((await browser.get('/api/me')).body.roles).toHaveLength(1);
    await app.ctx.database.pool.query('delete from platform.staff_roles where staff_id = $1', [staff.id]);
    expect((await browser.get('/api/me')).body.roles).toEqual([]);
    expect((await browser.get(`/api/stores/${store.key}`)).status).toBe(404);
  });
});

describe('changing the own name', () => {
  test('needs the version that was read and raises it', async () => {
    const staff = await makeStaff(app, { name: 'Old' });
    const browser = await signIn(app, staff);
    expect((await browser.patch('/api/me', { name: 'New' })).body).toMatchObject({
      status: 428,
      code: 'version.required',
    });
    const changed = await browser.patch('/api/me', { name: '  New  ' }, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ name: 'New', version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    const stale = await browser.patch('/api/me', { name: 'Newer' }, { 'if-match': '"1"' });
    expect(stale.body).toMatchObject({ status: 412, code: 'version.stale' });
    expect((await browser.get('/api/me')).body.name).toBe('New');
    const entries = await listEntries(app, staff.id);
    expect(entries.filter(({ action }) => action === 'staff.rename')).toEqual([
      expect.objectContaining({ before: { name: 'Old' }, after: { name: 'New' } }),
    ]);
  });

  test.each([
    [{ name: '' }],
    [{ name: ' ' }],
    [{ name: 'x'.repeat(121) }],
    [{ name: 'x', email: 'other@example.test' }],
    [{}],
  ])('to %j is refused', async (body) => {
    const browser = await signIn(app, await makeStaff(app));
    const refused = await browser.patch('/api/me', body, { 'if-match': '"1"' });
    expect(refused.body).toMatchObject({ status: 400, code: 'request.invalid' });
  });
});
