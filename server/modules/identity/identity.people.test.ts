import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/contract/permissions.ts';
import { makeClient } from '../../../test/factories/client.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries, listStoreEntries } from '../../../test/harness/audit.ts';
import type { Answer, TestClient } from '../../../test/harness/client.ts';
import { hour } from '../../../test/harness/clock.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import type { Client } from '../stores/stores.types.ts';
import type { Staff } from './identity.types.ts';

let app: TestApp;
let client: Client;
let store: StoreFacts;
beforeAll(async () => {
  app = await openTestApp();
  client = await makeClient(app);
  store = await makeStore(app, { clientKey: client.key });
});
afterAll(() => app.close());

const onlyRole = async (role: Role) => makeStaff(app, { grants: [onStore(store, role)] });
const people = (suffix = '') => `/api/stores/${store.key}/people${suffix}`;
const roleOf = async (staff: Staff, at: { id: string }) => {
  const found = await app.ctx.database.pool.query<{ role: Role }>(
    'select role from platform.staff_roles where staff_id = $1 and coalesce(client_id, store_id) = $2',
    [staff.id, at.id],
  );
  return found.rows[0]?.role ?? null;
};

describe('the people of a store', () => {
  test('are those with a role on it and those of its client, each saying where the role comes from', async () => {
    const here = await makeStore(app);
    const owner = await makeStaff(app, { email: 'b@list.test', grants: [onClient({ id: here.clientId }, 'owner')] });
    await makeStaff(app, {
      email: 'a@list.test',
      name: 'Ada',
      grants: [onClient({ id: here.clientId }, 'viewer'), onStore(here, 'editor')],
    });
    await makeStaff(app, { grants: [onStore(store, 'owner')] });
    const browser = await signIn(app, owner);
    const { status, body } = await browser.get(`/api/stores/${here.key}/people`);
    expect(status).toBe(200);
    expect(body.items.map((one: Record<string, unknown>) => [one.email, one.role, one.from, one.isYou])).toEqual([
      ['a@list.test', 'viewer', 'client', false],
      ['a@list.test', 'editor', 'store', false],
      ['b@list.test', 'owner', 'client', true],
    ]);
    expect(body.items[0]).toMatchObject({ name: 'Ada', isActive: true, lastSeenAt: null });
    expect(body.items[2].lastSeenAt).toBe(app.clock.now().toISOString());
  });

  test('come page by page without losing or repeating anybody', async () => {
    const here = await makeStore(app);
    const emails = ['p1@page.test', 'p2@page.test', 'p3@page.test', 'p4@page.test', 'p5@page.test'];
    for (const email of emails) await makeStaff(app, { email, grants: [onStore(here, 'viewer')] });
    const browser = await signIn(app, await makeStaff(app, { email: 'z@page.test', grants: [onStore(here, 'admin')] }));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Answer = await browser.get(`/api/stores/${here.key}/people?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.items.map((one: { email: string }) => one.email));
      cursor = page.body.next;
    }
    expect(seen).toEqual([...emails, 'z@page.test']);
    expect((await browser.get(`/api/stores/${here.key}/people?cursor=x`)).body.code).toBe('request.invalid');
  });

  test('say when they were last seen, also after their session ended', async () => {
    const support = await onlyRole('support');
    const admin = await onlyRole('admin');
    const seenAt = app.clock.now().toISOString();
    const browser = await signIn(app, support);
    await browser.post('/api/sign-out');
    app.clock.advance(hour);
    const { body } = await (await signIn(app, admin)).get(people());
    expect(body.items.find((one: { id: string }) => one.id === support.id).lastSeenAt).toBe(seenAt);
  });

  test('say what the reader may do with each', async () => {
    const admin = await onlyRole('admin');
    const [owner, editor] = [await onlyRole('owner'), await onlyRole('editor')];
    const above = await makeStaff(app, { grants: [onClient(client, 'viewer')] });
    const { body } = await (await signIn(app, admin)).get(`${people()}?limit=200`);
    const line = (staff: Staff) => body.items.find((one: { id: string }) => one.id === staff.id);
    expect(line(editor)).toMatchObject({ mayBecome: ['admin', 'publisher', 'support', 'viewer'], mayRemove: true });
    expect(line(owner)).toMatchObject({ mayBecome: [], mayRemove: false });
    expect(line(admin)).toMatchObject({ mayBecome: [], mayRemove: true, isYou: true });
    expect(line(above)).toMatchObject({ mayBecome: [], mayRemove: false, from: 'client' });
  });
});

describe('changing a role', () => {
  test('holds at once for the open session of the person', async () => {
    const [owner, viewer] = [await onlyRole('owner'), await onlyRole('viewer')];
    const [ownerBrowser, viewerBrowser] = [await signIn(app, owner), await signIn(app, viewer)];
    expect((await viewerBrowser.get(people())).status).toBe(403);
    const changed = await ownerBrowser.patch(people(`/${viewer.id}`), { role: 'admin' });
    expect(changed).toMatchObject({ status: 200, body: { id: viewer.id, role: 'admin', from: 'store' } });
    expect((await viewerBrowser.get(people())).status).toBe(200);
    await ownerBrowser.patch(people(`/${viewer.id}`), { role: 'viewer' });
    expect((await viewerBrowser.get(people())).status).toBe(403);
  });

  test('is in the audit of the store with the role before and after', async () => {
    const [owner, viewer] = [await onlyRole('owner'), await onlyRole('viewer')];
    await (await signIn(app, owner)).patch(people(`/${viewer.id}`), { role: 'support' });
    expect(await listStoreEntries(app, store, viewer.id)).toMatchObject([
      { action: 'people.change_role', actorName: owner.name, before: { role: 'viewer' }, after: { role: 'support' } },
    ]);
  });

  test('to the role the person has changes and records nothing', async () => {
    const [owner, viewer] = [await onlyRole('owner'), await onlyRole('viewer')];
    const answer = await (await signIn(app, owner)).patch(people(`/${viewer.id}`), { role: 'viewer' });
    expect(answer).toMatchObject({ status: 200, body: { role: 'viewer' } });
    expect(await listStoreEntries(app, store, viewer.id)).toEqual([]);
  });

  test('above the own one is refused', async () => {
    const [admin, viewer] = [await onlyRole('admin'), await onlyRole('viewer')];
    const answer = await (await signIn(app, admin)).patch(people(`/${viewer.id}`), { role: 'owner' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'role.above_own', params: { role: 'owner' } } });
    expect(await roleOf(viewer, store)).toBe('viewer');
  });

  test('of somebody who may do more is refused, and so is their removal', async () => {
    const [admin, owner] = [await onlyRole('admin'), await onlyRole('owner')];
    const browser = await signIn(app, admin);
    expect((await browser.patch(people(`/${owner.id}`), { role: 'viewer' })).body.code).toBe('person.above_own');
    expect((await browser.delete(people(`/${owner.id}`))).body.code).toBe('person.above_own');
    expect(await roleOf(owner, store)).toBe('owner');
  });

  test('of oneself is refused, up and down', async () => {
    const owner = await onlyRole('owner');
    const browser = await signIn(app, owner);
    for (const role of ['owner', 'viewer']) {
      expect((await browser.patch(people(`/${owner.id}`), { role })).body.code).toBe('person.own_role');
    }
  });

  test('on a store does not reach a role that comes from the client', async () => {
    const [owner, above] = [await onlyRole('owner'), await makeStaff(app, { grants: [onClient(client, 'viewer')] })];
    const browser = await signIn(app, owner);
    expect((await browser.patch(people(`/${above.id}`), { role: 'editor' })).body.code).toBe('person.role_from_client');
    expect((await browser.delete(people(`/${above.id}`))).body.code).toBe('person.role_from_client');
    expect(await roleOf(above, client)).toBe('viewer');
  });

  test.each(['operator', 'king', '', null, 7])('to %s is refused as a wrong field', async (role) => {
    const [owner, viewer] = [await onlyRole('owner'), await onlyRole('viewer')];
    const answer = await (await signIn(app, owner)).patch(people(`/${viewer.id}`), { role });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ at: '/body/role' }] } });
  });
});

describe('removing a person', () => {
  test('ends what their open session may do, and keeps the account', async () => {
    const [owner, editor] = [await onlyRole('owner'), await onlyRole('editor')];
    const browser = await signIn(app, editor);
    expect((await (await signIn(app, owner)).delete(people(`/${editor.id}`))).status).toBe(204);
    expect((await browser.get(`/api/stores/${store.key}/keys`)).body.code).toBe('store.not_found');
    expect((await browser.get('/api/me')).body).toMatchObject({ id: editor.id, roles: [] });
    expect(await listStoreEntries(app, store, editor.id)).toMatchObject([
      { action: 'people.remove', before: { role: 'editor' }, after: null },
    ]);
  });

  test('also ends an open invitation that would bring them back', async () => {
    const [owner, editor] = [await onlyRole('owner'), await makeStaff(app)];
    const browser = await signIn(app, owner);
    await browser.post(`/api/stores/${store.key}/invitations`, { email: editor.email, role: 'editor' });
    await app.ctx.database.pool.query(
      `insert into platform.staff_roles (id, staff_id, scope, store_id, role, granted_at)
       values (gen_random_uuid(), $1, 'store', $2, 'editor', now())`,
      [editor.id, store.id],
    );
    await browser.delete(people(`/${editor.id}`));
    const { body } = await browser.get(`/api/stores/${store.key}/invitations?limit=200`);
    expect(body.items.map((one: { email: string }) => one.email)).not.toContain(editor.email);
  });

  test('who is not there answers that there is no such person', async () => {
    const browser = await signIn(app, await onlyRole('owner'));
    const stranger = await makeStaff(app);
    expect((await browser.delete(people(`/${stranger.id}`))).body.code).toBe('person.not_found');
    expect((await browser.patch(people(`/${stranger.id}`), { role: 'viewer' })).body.code).toBe('person.not_found');
    expect((await browser.delete(people('/nobody'))).body.code).toBe('request.invalid');
  });

  test('is how one leaves', async () => {
    const [, admin] = [await onlyRole('owner'), await onlyRole('admin')];
    const browser = await signIn(app, admin);
    expect((await browser.delete(people(`/${admin.id}`))).status).toBe(204);
    expect((await browser.get(people())).body.code).toBe('store.not_found');
  });
});

test('while the store is suspended nobody is given more, and people can still be removed', async () => {
  const here = await makeStore(app);
  const owner = await makeStaff(app, { grants: [onStore(here, 'owner')] });
  const viewer = await makeStaff(app, { grants: [onStore(here, 'viewer')] });
  const browser = await signIn(app, owner);
  const at = (suffix: string) => `/api/stores/${here.key}/${suffix}`;
  const { id } = (await browser.post(at('invitations'), { email: 'early@suspended.test', role: 'viewer' })).body;
  expect((await browser.post(at('suspend'), { reason: 'Pause' })).status).toBe(200);
  const refused = { status: 409, body: { code: 'store.suspended' } };
  expect(await browser.patch(at(`people/${viewer.id}`), { role: 'admin' })).toMatchObject(refused);
  expect(await browser.post(at('invitations'), { email: 'x@suspended.test', role: 'viewer' })).toMatchObject(refused);
  expect(await browser.post(at(`invitations/${id}/resend`))).toMatchObject(refused);
  expect((await browser.delete(at(`invitations/${id}`))).status).toBe(204);
  expect((await browser.delete(at(`people/${viewer.id}`))).status).toBe(204);
});

describe('the last owner', () => {
  test('of a store can neither leave nor be made less', async () => {
    const here = await makeStore(app);
    const owner = await makeStaff(app, { grants: [onStore(here, 'owner')] });
    const browser = await signIn(app, owner);
    const answer = await browser.delete(`/api/stores/${here.key}/people/${owner.id}`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'person.last_owner' } });
    expect(await roleOf(owner, here)).toBe('owner');
  });

  test('of a store may leave when the client has an owner, who owns the store too', async () => {
    const here = await makeStore(app);
    const owner = await makeStaff(app, { grants: [onStore(here, 'owner')] });
    await makeStaff(app, { grants: [onClient({ id: here.clientId }, 'owner')] });
    expect((await (await signIn(app, owner)).delete(`/api/stores/${here.key}/people/${owner.id}`)).status).toBe(204);
  });

  test('is not saved by an owner whose account is closed', async () => {
    const here = await makeStore(app);
    const owner = await makeStaff(app, { grants: [onStore(here, 'owner')] });
    const closed = await makeStaff(app, { grants: [onStore(here, 'owner')] });
    await app.ctx.database.pool.query('update platform.staff set is_active = false where id = $1', [closed.id]);
    const browser = await signIn(app, owner);
    expect((await browser.delete(`/api/stores/${here.key}/people/${owner.id}`)).body.code).toBe('person.last_owner');
    expect((await browser.delete(`/api/stores/${here.key}/people/${closed.id}`)).status).toBe(204);
  });

  test('of a client stays, whoever owns its stores', async () => {
    const [other, operator] = [await makeClient(app), await makeStaff(app, { grants: [asOperator] })];
    const here = await makeStore(app, { clientKey: other.key });
    const owner = await makeStaff(app, { grants: [onClient(other, 'owner')] });
    await makeStaff(app, { grants: [onStore(here, 'owner')] });
    const browser = await signIn(app, operator);
    const path = `/api/clients/${other.key}/people/${owner.id}`;
    expect((await browser.delete(path)).body.code).toBe('person.last_owner');
    await makeStaff(app, { grants: [onClient(other, 'owner')] });
    expect((await browser.delete(path)).status).toBe(204);
  });
});

describe('the people of a client', () => {
  test('are managed like those of a store, and their roles hold in all its stores', async () => {
    const owner = await makeStaff(app, { grants: [onClient(client, 'owner')] });
    const editor = await makeStaff(app, { grants: [onClient(client, 'editor')] });
    const [browser, editorBrowser] = [await signIn(app, owner), await signIn(app, editor)];
    const path = `/api/clients/${client.key}/people/${editor.id}`;
    expect((await editorBrowser.get(people())).status).toBe(403);
    expect((await browser.patch(path, { role: 'admin' })).body).toMatchObject({ role: 'admin', from: 'client' });
    expect((await editorBrowser.get(people())).status).toBe(200);
    const { body } = await browser.get(`/api/clients/${client.key}/people`);
    expect(body.items.map((one: { id: string }) => one.id)).toEqual(expect.arrayContaining([owner.id, editor.id]));
    expect((await browser.delete(path)).status).toBe(204);
    expect((await editorBrowser.get(people())).body.code).toBe('store.not_found');
    expect(await listEntries(app, editor.id)).toMatchObject([
      { action: 'staff.create' },
      { action: 'people.change_role', before: { role: 'editor' }, after: { role: 'admin' } },
      { action: 'people.remove', before: { role: 'admin' } },
    ]);
  });

  test('are not managed by somebody who has a role on one of its stores only', async () => {
    const browser = await signIn(app, await onlyRole('owner'));
    expect((await browser.get(`/api/clients/${client.key}/people`)).body.code).toBe('client.not_found');
  });

  test('are owners when an operator looks after them, and nobody else', async () => {
    const browser = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    const editor = await makeStaff(app, { grants: [onClient(client, 'editor')] });
    const path = `/api/clients/${client.key}/people/${editor.id}`;
    expect((await browser.patch(path, { role: 'owner' })).body.code).toBe('person.above_own');
    expect((await browser.delete(path)).body.code).toBe('person.above_own');
  });
});

describe('the operators', () => {
  test('list and remove each other, but not the last one', async () => {
    const fresh = await openTestApp();
    const one = await makeStaff(fresh, { grants: [asOperator] });
    const two = await makeStaff(fresh, { grants: [asOperator] });
    const browser = await signIn(fresh, one);
    const { body } = await browser.get('/api/platform/people');
    expect(body.items).toMatchObject([
      { id: one.id, role: 'operator', from: 'platform', mayBecome: [], mayRemove: true },
      { id: two.id, role: 'operator', from: 'platform', mayBecome: [], mayRemove: true },
    ]);
    expect((await browser.delete(`/api/platform/people/${two.id}`)).status).toBe(204);
    expect((await browser.delete(`/api/platform/people/${one.id}`)).body.code).toBe('person.last_operator');
    expect((await browser.delete(`/api/platform/people/${two.id}`)).body.code).toBe('person.not_found');
    await fresh.close();
  });

  test('do not see the people, keys and invitations inside a store', async () => {
    const browser = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    for (const list of ['people', 'invitations', 'keys']) {
      expect((await browser.get(`/api/stores/${store.key}/${list}`)).body.code).toBe('permission.denied');
    }
  });
});

describe('the walls', () => {
  let stranger: TestClient;
  let insider: Staff;
  beforeAll(async () => {
    const elsewhere = await makeStore(app);
    const grants = [onClient({ id: elsewhere.clientId }, 'owner'), onStore(elsewhere, 'owner')];
    stranger = await signIn(app, await makeStaff(app, { grants }));
    insider = await makeStaff(app, { grants: [onStore(store, 'viewer'), onClient(client, 'viewer')] });
  });

  test("another client's owner finds no person by id, in no store or client", async () => {
    for (const [path, code] of [
      [people(), 'store.not_found'],
      [`/api/clients/${client.key}/people`, 'client.not_found'],
    ]) {
      expect(await stranger.get(`${path}`)).toMatchObject({ status: 404, body: { code } });
      const person = `${path}/${insider.id}`;
      expect(await stranger.patch(person, { role: 'owner' })).toMatchObject({ status: 404, body: { code } });
      expect(await stranger.delete(person)).toMatchObject({ status: 404, body: { code } });
    }
    expect([await roleOf(insider, store), await roleOf(insider, client)]).toEqual(['viewer', 'viewer']);
  });

  test('through the own store nobody reaches a person of another one', async () => {
    const own = await makeStore(app);
    const browser = await signIn(app, await makeStaff(app, { grants: [onStore(own, 'owner')] }));
    const path = `/api/stores/${own.key}/people/${insider.id}`;
    expect(await browser.patch(path, { role: 'owner' })).toMatchObject({
      status: 404,
      body: { code: 'person.not_found' },
    });
    expect(await browser.delete(path)).toMatchObject({ status: 404, body: { code: 'person.not_found' } });
  });

  test('nobody comes in without signing in', async () => {
    for (const path of [people(), `/api/clients/${client.key}/people`, '/api/platform/people']) {
      expect(await app.client().get(path)).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    }
  });

  test.each(['editor', 'publisher', 'support', 'viewer'] as const)(
    '%s neither sees nor changes people',
    async (role) => {
      const browser = await signIn(
        app,
        await makeStaff(app, { grants: [onStore(store, role), onClient(client, role)] }),
      );
      const refused = { status: 403, body: { code: 'permission.denied' } };
      expect(await browser.get(people())).toMatchObject(refused);
      expect(await browser.patch(people(`/${insider.id}`), { role: 'viewer' })).toMatchObject(refused);
      expect(await browser.delete(people(`/${insider.id}`))).toMatchObject(refused);
      expect(await browser.get(`/api/clients/${client.key}/people`)).toMatchObject(refused);
      expect(await browser.get('/api/platform/people')).toMatchObject(refused);
      expect(await browser.delete(`/api/platform/people/${insider.id}`)).toMatchObject(refused);
    },
  );
});
