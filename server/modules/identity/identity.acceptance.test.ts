import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { accept, invite, mailedToken, preview, uniqueEmail } from '../../../test/factories/invitation.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries, listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { day } from '../../../test/harness/clock.ts';
import type { StoreFacts } from '../../core/ctx.ts';
import type { Client } from '../stores/stores.types.ts';
import { inviteOperator } from './identity.invitations.service.ts';
import type { Staff } from './identity.types.ts';

let app: TestApp;
let client: Client;
let store: StoreFacts;
let owner: Staff;
let browser: TestClient;
beforeAll(async () => {
  app = await openTestApp();
  client = await makeClient(app, { name: 'Golden Bears' });
  store = await makeStore(app, { clientKey: client.key, name: 'Bears Flex' });
  owner = await makeStaff(app, { name: 'Olive Owner', grants: [onClient(client, 'owner')] });
  browser = await signIn(app, owner);
});
afterAll(() => app.close());

const toStore = (suffix = '') => `/api/stores/${store.key}/invitations${suffix}`;

describe('previewing', () => {
  test('says what the invitation is for and whether there is an account', async () => {
    const [known, unknown] = [(await makeStaff(app)).email, uniqueEmail()];
    const tokens: string[] = [];
    for (const email of [known, unknown]) {
      await browser.post(`/api/clients/${client.key}/invitations`, { email, role: 'support' });
      tokens.push(await mailedToken(app, email));
    }
    const about = { role: 'support', on: { scope: 'client', name: 'Golden Bears' }, invitedBy: 'Olive Owner' };
    expect((await preview(app, tokens[0] ?? '')).body).toMatchObject({ ...about, email: known, hasAccount: true });
    expect((await preview(app, tokens[1] ?? '')).body).toMatchObject({ ...about, email: unknown, hasAccount: false });
  });

  test('uses nothing up', async () => {
    const token = await invited();
    await preview(app, token);
    await preview(app, token);
    expect((await accept(app, { token, name: 'Guest' })).status).toBe(200);
  });

  test('of a token that never was answers that the link no longer works', async () => {
    expect(await preview(app, 'nonsense')).toMatchObject({ status: 410, body: { code: 'auth.link_invalid' } });
  });
});

describe('accepting', () => {
  test('makes the account, grants the role, signs in, and says where to go', async () => {
    const email = uniqueEmail();
    await invite(app, browser, store, email, 'admin');
    const token = await mailedToken(app, email);
    const guest = app.client();
    const answer = await guest.post('/api/invitations/accept', { token, name: '  Gwen Guest ' });
    expect(answer).toMatchObject({ status: 200, body: { scope: 'store', key: store.key } });
    const me = (await guest.get('/api/me')).body;
    expect(me).toMatchObject({ email, name: 'Gwen Guest', hasPassword: false, signedInBy: 'invitation' });
    expect(me.roles).toMatchObject([{ scope: 'store', key: store.key, role: 'admin' }]);
    expect((await guest.get(`/api/stores/${store.key}/people`)).status).toBe(200);
    expect(await listStoreEntries(app, store, me.id)).toMatchObject([
      { action: 'people.grant', actorName: 'Gwen Guest', before: null, after: { role: 'admin' } },
    ]);
    expect(await listEntries(app, me.id)).toMatchObject([{ action: 'staff.create' }, { action: 'sign_in.succeed' }]);
  });

  test('with a password lets the person sign in by it', async () => {
    const email = uniqueEmail();
    const token = await invited(email);
    const password = 'seven quiet otters sing';
    expect((await accept(app, { token, name: 'Paula', password })).status).toBe(200);
    expect((await app.client().post('/api/sign-in/password', { email, password })).status).toBe(204);
  });

  test.each([
    ['too short', 'otters sing', 'password.too_short'],
    ['too long', 'otter '.repeat(60), 'password.too_long'],
    ['the own address', 'guest@pw.test guest@pw.test', 'password.too_common'],
  ])('with a password that is %s is refused and can be tried again', async (_, password, code) => {
    const token = await invited(code === 'password.too_common' ? 'guest@pw.test' : uniqueEmail());
    expect((await accept(app, { token, name: 'Paula', password })).body.code).toBe(code);
    expect((await accept(app, { token, name: 'Paula' })).status).toBe(200);
  });

  test('needs a name for a new account', async () => {
    const token = await invited();
    for (const name of [undefined, '', '   ']) {
      const answer = await accept(app, { token, name });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ at: '/body/name' }] } });
    }
    expect((await accept(app, { token, name: 'Nora' })).status).toBe(200);
  });

  test('adds the role to an account that exists, whose name and password it does not touch', async () => {
    const person = await makeStaff(app, { name: 'Kim Known' });
    const token = await invited(person.email, 'viewer');
    const answer = await accept(app, { token, name: 'Mallory', password: 'seven quiet otters sing' });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ at: '/body/name' }, { at: '/body/password' }] },
    });
    const guest = app.client();
    expect((await guest.post('/api/invitations/accept', { token })).status).toBe(200);
    expect((await guest.get('/api/me')).body).toMatchObject({ id: person.id, name: 'Kim Known', hasPassword: false });
  });

  test('takes the place of another session of the same browser', async () => {
    const other = await signIn(app, await makeStaff(app));
    const before = new Map(other.cookies);
    const email = uniqueEmail();
    await other.post('/api/invitations/accept', { token: await invited(email), name: 'New Here' });
    expect((await other.get('/api/me')).body.email).toBe(email);
    const stale = app.client();
    for (const [name, value] of before) stale.cookies.set(name, value);
    expect((await stale.get('/api/me')).status).toBe(401);
  });

  test('never takes away: who has more by then keeps it, who has less gets more', async () => {
    const [more, less] = [await makeStaff(app), await makeStaff(app)];
    const tokens = [await invited(more.email, 'viewer'), await invited(less.email, 'admin')];
    await grant(more, 'admin');
    await grant(less, 'viewer');
    expect((await accept(app, { token: tokens[0] })).status).toBe(200);
    expect((await accept(app, { token: tokens[1] })).status).toBe(200);
    const found = await app.ctx.database.pool.query<{ role: string }>(
      'select role from platform.staff_roles where staff_id = any($1)',
      [[more.id, less.id]],
    );
    expect(found.rows).toEqual([{ role: 'admin' }, { role: 'admin' }]);
  });

  test('a second time answers that the link no longer works, and changes nothing', async () => {
    const email = uniqueEmail();
    const token = await invited(email);
    await accept(app, { token, name: 'First' });
    expect(await accept(app, { token, name: 'Second' })).toMatchObject({
      status: 410,
      body: { code: 'auth.link_invalid' },
    });
    const found = await app.ctx.database.pool.query('select name from platform.staff where email = $1', [email]);
    expect(found.rows).toEqual([{ name: 'First' }]);
  });

  test('by several at once is done by one of them', async () => {
    const email = uniqueEmail();
    const token = await invited(email);
    const answers = await Promise.all([1, 2, 3, 4].map((n) => accept(app, { token, name: `Racer ${n}` })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 410, 410, 410]);
    const sessions = await app.ctx.database.pool.query(
      `select sessions.id from platform.sessions join platform.staff on staff.id = staff_id where email = $1`,
      [email],
    );
    expect(sessions.rowCount).toBe(1);
  });

  test('works until seven days are over', async () => {
    const path = `/api/clients/${client.key}/invitations`;
    const [inTime, late] = [uniqueEmail(), uniqueEmail()];
    for (const email of [inTime, late]) await browser.post(path, { email, role: 'viewer' });
    const [token, lateToken] = [await mailedToken(app, inTime), await mailedToken(app, late)];
    app.clock.advance(7 * day - 1);
    const guest = app.client();
    expect((await guest.post('/api/invitations/accept', { token, name: 'Just' })).status).toBe(200);
    app.clock.advance(1);
    const answer = await guest.post('/api/invitations/accept', { token: lateToken, name: 'Late' });
    expect(answer.body.code).toBe('auth.link_invalid');
    browser = await signIn(app, owner);
  });

  test('is refused when the account is closed, without using the link up', async () => {
    const person = await makeStaff(app);
    const token = await invited(person.email);
    const setActive = (isActive: boolean) =>
      app.ctx.database.pool.query('update platform.staff set is_active = $2 where id = $1', [person.id, isActive]);
    await setActive(false);
    expect((await accept(app, { token })).body.code).toBe('invitation.account_closed');
    await setActive(true);
    expect((await accept(app, { token })).status).toBe(200);
  });

  test('is refused after the inviter lost the right, until somebody resends it in their own name', async () => {
    const admin = await makeStaff(app, { grants: [onStore(store, 'admin')] });
    const email = uniqueEmail();
    const adminBrowser = await signIn(app, admin);
    const { id } = (await adminBrowser.post(toStore(), { email, role: 'editor' })).body;
    const token = await mailedToken(app, email);
    await browser.patch(`/api/stores/${store.key}/people/${admin.id}`, { role: 'viewer' });
    expect((await accept(app, { token, name: 'Eve' })).body.code).toBe('auth.link_invalid');
    expect((await preview(app, token)).body.code).toBe('auth.link_invalid');
    expect((await listed(email)).state).toBe('inviter_lost_right');
    const resent = await browser.post(toStore(`/${id}/resend`));
    expect(resent.body).toMatchObject({ state: 'open', invitedBy: 'Olive Owner' });
    expect((await accept(app, { token: await mailedToken(app, email), name: 'Eve' })).status).toBe(200);
  });

  test('is refused after the account of the inviter was closed', async () => {
    const admin = await makeStaff(app, { grants: [onStore(store, 'admin')] });
    const email = uniqueEmail();
    await (await signIn(app, admin)).post(toStore(), { email, role: 'editor' });
    const token = await mailedToken(app, email);
    await app.ctx.database.pool.query('update platform.staff set is_active = false where id = $1', [admin.id]);
    expect((await accept(app, { token, name: 'Eve' })).body.code).toBe('auth.link_invalid');
  });
});

describe('operators', () => {
  test('appoint the first owner of a new client, who is no operator by that', async () => {
    const fresh = await makeClient(app);
    const operator = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    const path = `/api/clients/${fresh.key}/invitations`;
    expect((await operator.post(path, { email: uniqueEmail(), role: 'editor' })).body.code).toBe('role.above_own');
    const email = uniqueEmail();
    expect((await operator.post(path, { email, role: 'owner' })).status).toBe(201);
    const guest = app.client();
    const answer = await guest.post('/api/invitations/accept', { token: await mailedToken(app, email), name: 'Boss' });
    expect(answer.body).toEqual({ scope: 'client', key: fresh.key });
    expect((await guest.get(`/api/clients/${fresh.key}/people`)).status).toBe(200);
    expect((await guest.get('/api/platform/people')).body.code).toBe('permission.denied');
  });

  test('are invited by operators and by the command line, and by nobody else', async () => {
    const email = uniqueEmail();
    await inviteOperator(app.ctx, email);
    const token = await mailedToken(app, email);
    expect((await preview(app, token)).body).toMatchObject({
      role: 'operator',
      on: { scope: 'platform', name: null },
      invitedBy: 'Attend Flex',
    });
    const guest = app.client();
    expect((await guest.post('/api/invitations/accept', { token, name: 'Root' })).body.key).toBeNull();
    const next = await guest.post('/api/platform/invitations', { email: uniqueEmail() });
    expect(next.status).toBe(201);
    const path = `/api/platform/invitations/${next.body.id}`;
    expect((await guest.get('/api/platform/invitations?limit=200')).body.grantable).toEqual(['operator']);
    expect((await guest.post(`${path}/resend`)).status).toBe(200);
    expect((await browser.post('/api/platform/invitations', { email: uniqueEmail() })).body.code).toBe(
      'permission.denied',
    );
    expect((await browser.delete(path)).body.code).toBe('permission.denied');
    expect((await browser.post(`${path}/resend`)).body.code).toBe('permission.denied');
    expect((await guest.delete(path)).status).toBe(204);
  });
});

async function listed(email: string) {
  return (await browser.get(`${toStore()}?limit=200`)).body.items.find(isOf(email));
}

function isOf(email: string) {
  return (one: { email: string }) => one.email === email;
}

async function invited(email = uniqueEmail(), role = 'editor'): Promise<string> {
  await invite(app, browser, store, email, role);
  return mailedToken(app, email);
}

async function grant(staff: Staff, role: string) {
  await app.ctx.database.pool.query(
    `insert into platform.staff_roles (id, staff_id, scope, store_id, role, granted_at)
     values (gen_random_uuid(), $1, 'store', $2, $3, now())`,
    [staff.id, store.id, role],
  );
}
