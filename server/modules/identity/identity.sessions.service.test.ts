import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '../../../test/factories/client.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import { day, hour, minute, second } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { enqueue } from '../../core/jobs.ts';
import { cleanUpJob } from './identity.jobs.ts';
import { openSession, sessionCookieName } from './identity.sessions.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const statusOf = async (client: Awaited<ReturnType<typeof signIn>>) => (await client.get('/api/me')).status;

describe('a session', () => {
  test('is kept in a cookie out of reach of scripts, and only the hash of its secret is stored', async () => {
    const { token, cookie } = await openSession(app.ctx, await makeStaff(app), 'link');
    expect(cookie).toBe(`flex_session=${token}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const found = await app.ctx.database.pool.query('select sessions::text as row from platform.sessions');
    expect(JSON.stringify(found.rows)).not.toContain(token);
  });

  test('over https takes the __Host- prefix and Secure', async () => {
    const ctx = { ...app.ctx, config: { ...app.ctx.config, publicUrl: 'https://flex.example' } };
    const { cookie } = await openSession(ctx, await makeStaff(app), 'link');
    expect(cookie).toMatch(/^__Host-flex_session=[\w-]{43}; Path=\/; .*; Secure$/);
    expect(sessionCookieName(ctx)).toBe('__Host-flex_session');
  });

  test('lives on while it is used and ends twelve hours after its last use', async () => {
    const client = await signIn(app, await makeStaff(app));
    for (let visit = 0; visit < 5; visit += 1) {
      app.clock.advance(11 * hour);
      expect(await statusOf(client)).toBe(200);
    }
    app.clock.advance(12 * hour - 1);
    expect(await statusOf(client)).toBe(200);
    app.clock.advance(12 * hour);
    expect(await statusOf(client)).toBe(401);
  });

  test('ends after thirty days even if it is used all the time', async () => {
    const client = await signIn(app, await makeStaff(app));
    for (let spent = 0; spent < 30 * day - 6 * hour; spent += 6 * hour) {
      app.clock.advance(6 * hour);
      expect(await statusOf(client)).toBe(200);
    }
    app.clock.advance(6 * hour - 1);
    expect(await statusOf(client)).toBe(200);
    app.clock.advance(1);
    expect(await statusOf(client)).toBe(401);
  });

  test('writes its last use at most once a minute', async () => {
    const client = await signIn(app, await makeStaff(app));
    const seenAt = async () => (await client.get('/api/me/sessions')).body.items[0].seenAt;
    const first = await seenAt();
    app.clock.advance(59 * second);
    expect(await seenAt()).toBe(first);
    app.clock.advance(1 * second);
    expect(Date.parse(await seenAt())).toBe(Date.parse(first) + minute);
  });

  test('with a wrong, empty or foreign secret is nobody', async () => {
    for (const value of ['', 'x', 'a'.repeat(43), '%00', `${'a'.repeat(43)}' or '1'='1`]) {
      const client = app.client();
      client.cookies.set('flex_session', value);
      expect(await statusOf(client), value).toBe(401);
    }
  });
});

describe('what a person sees and ends of their sessions', () => {
  test('the list tells where and with what each was opened, and which is this one', async () => {
    const staff = await makeStaff(app);
    const chrome = await signInAt(
      staff,
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36',
      '203.0.113.7',
    );
    app.clock.advance(minute);
    const phone = await signInAt(
      staff,
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
      '203.0.113.8',
    );
    const { items } = (await phone.get('/api/me/sessions')).body;
    expect(items).toEqual([
      expect.objectContaining({ device: 'Safari on iPhone', address: '203.0.113.8', isCurrent: true, method: 'link' }),
      expect.objectContaining({ device: 'Chrome on Windows', address: '203.0.113.7', isCurrent: false }),
    ]);
    expect((await chrome.get('/api/me/sessions')).body.items).toHaveLength(2);
  });

  test('a revoked session is refused at once, the others go on', async () => {
    const staff = await makeStaff(app);
    const [here, there] = [await signIn(app, staff), await signIn(app, staff)];
    const { items } = (await here.get('/api/me/sessions')).body;
    const other = items.find((one: { isCurrent: boolean }) => !one.isCurrent);
    expect((await here.delete(`/api/me/sessions/${other.id}`)).status).toBe(204);
    expect(await statusOf(there)).toBe(401);
    expect(await statusOf(here)).toBe(200);
    expect((await here.delete(`/api/me/sessions/${other.id}`)).body).toMatchObject({
      status: 404,
      code: 'session.not_found',
    });
  });

  test('revoking the others leaves only this one', async () => {
    const staff = await makeStaff(app);
    const clients = [await signIn(app, staff), await signIn(app, staff), await signIn(app, staff)] as const;
    expect((await clients[1].post('/api/me/sessions/revoke-others')).body).toEqual({ ended: 2 });
    expect(await Promise.all(clients.map(statusOf))).toEqual([401, 200, 401]);
    expect((await clients[1].post('/api/me/sessions/revoke-others')).body).toEqual({ ended: 0 });
  });

  test('signing out ends the session and clears the cookie', async () => {
    const client = await signIn(app, await makeStaff(app));
    const kept = new Map(client.cookies);
    expect((await client.post('/api/sign-out')).status).toBe(204);
    expect(client.cookies.size).toBe(0);
    for (const [name, value] of kept) client.cookies.set(name, value);
    expect(await statusOf(client)).toBe(401);
  });

  test("nobody ends another person's session", async () => {
    const [mine, theirs] = [await signIn(app, await makeStaff(app)), await signIn(app, await makeStaff(app))];
    const { items } = (await theirs.get('/api/me/sessions')).body;
    const refused = await mine.delete(`/api/me/sessions/${items[0].id}`);
    expect(refused.body).toMatchObject({ status: 404, code: 'session.not_found' });
    expect(await statusOf(theirs)).toBe(200);
  });

  test('every end is in the audit', async () => {
    const staff = await makeStaff(app);
    const [here, there] = [await signIn(app, staff), await signIn(app, staff)];
    await there.post('/api/me/sessions/revoke-others');
    await there.post('/api/sign-out');
    expect(await statusOf(here)).toBe(401);
    const actions = (await listEntries(app, staff.id)).map(({ action }) => action);
    expect(actions).toEqual(['staff.create', 'sessions.revoke_others', 'sessions.sign_out']);
  });
});

describe('a person who is barred', () => {
  test('loses every session at once and can be let in again', async () => {
    const operator = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    const staff = await makeStaff(app);
    const client = await signIn(app, staff);
    expect((await operator.post(`/api/platform/people/${staff.id}/deactivate`)).status).toBe(204);
    expect(await statusOf(client)).toBe(401);
    expect(await statusOf(await signIn(app, staff))).toBe(401);
    expect((await operator.post(`/api/platform/people/${staff.id}/reactivate`)).status).toBe(204);
    expect(await statusOf(await signIn(app, staff))).toBe(200);
    const actions = (await listEntries(app, staff.id)).map(({ action }) => action);
    expect(actions).toEqual(['staff.create', 'staff.deactivate', 'staff.reactivate']);
  });
  test('is barred by operators only, never by themselves', async () => {
    const self = await makeStaff(app, { grants: [asOperator] });
    const operator = await signIn(app, self);
    const refused = await operator.post(`/api/platform/people/${self.id}/deactivate`);
    expect(refused.body).toMatchObject({ status: 409, code: 'person.self' });
    const owner = await makeStaff(app, { grants: [onClient(await makeClient(app), 'owner')] });
    const denied = await (await signIn(app, owner)).post(`/api/platform/people/${self.id}/deactivate`);
    expect(denied.body).toMatchObject({ status: 403, code: 'permission.denied' });
    const nobody = '01900000-0000-7000-8000-000000000000';
    const missing = await operator.post(`/api/platform/people/${nobody}/deactivate`);
    expect(missing.body).toMatchObject({ status: 404, code: 'person.not_found' });
  });
});

describe('writes from other sites', () => {
  test('are refused with a real session and change nothing', async () => {
    const client = await signIn(app, await makeStaff(app));
    const before = (await client.get('/api/me')).body;
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'http://localhost.evil.example' },
    ]) {
      const refused = await client.patch(
        '/api/me',
        { name: 'Mallory' },
        { 'if-match': `"${before.version}"`, ...headers },
      );
      expect(refused.body, JSON.stringify(headers)).toMatchObject({ status: 403, code: 'request.origin_refused' });
      expect((await client.post('/api/sign-out', undefined, headers)).status).toBe(403);
    }
    expect((await client.get('/api/me')).body).toEqual(before);
  });
  test('without any sign of their origin are refused when they carry the cookie', async () => {
    const client = await signIn(app, await makeStaff(app));
    const [cookie] = [...client.cookies].map(([name, value]) => `${name}=${value}`);
    const { statusCode } = await app.http.inject({
      method: 'POST',
      url: '/api/sign-out',
      headers: { host: 'localhost', cookie: cookie ?? '' },
    });
    expect(statusCode).toBe(403);
    expect(await statusOf(client)).toBe(200);
  });
  test('of our own pages are taken', async () => {
    const client = await signIn(app, await makeStaff(app));
    const { version } = (await client.get('/api/me')).body;
    const changed = await client.patch('/api/me', { name: 'Alice' }, { 'if-match': `"${version}"` });
    expect(changed.body).toMatchObject({ name: 'Alice' });
  });
});

describe("a session a client's OpenID provider vouched for", () => {
  test('holds the grants of that client and its stores, and no other', async () => {
    const [store, elsewhere] = [await makeStore(app), await makeStore(app)];
    const staff = await makeStaff(app, {
      grants: [
        asOperator,
        onStore(store, 'editor'),
        onStore(elsewhere, 'owner'),
        onClient({ id: elsewhere.clientId }, 'owner'),
      ],
    });
    const whole = await signIn(app, staff);
    expect((await whole.get('/api/me')).body.roles).toHaveLength(4);
    const { token } = await openSession(app.ctx, staff, 'oidc', store.clientId);
    const client = app.client();
    client.cookies.set('flex_session', token);
    const { roles } = (await client.get('/api/me')).body;
    expect(roles).toEqual([
      expect.objectContaining({ scope: 'store', key: store.key, clientKey: store.clientKey, role: 'editor' }),
    ]);
    const denied = await client.post(`/api/platform/people/${staff.id}/deactivate`);
    expect(denied.body).toMatchObject({ status: 403, code: 'permission.denied' });
  });
  test('sees and ends only sessions of its kind', async () => {
    const store = await makeStore(app);
    const staff = await makeStaff(app, { grants: [onStore(store, 'editor')] });
    const whole = await signIn(app, staff);
    const { token } = await openSession(app.ctx, staff, 'oidc', store.clientId);
    const client = app.client();
    client.cookies.set('flex_session', token);
    expect((await client.get('/api/me/sessions')).body.items).toHaveLength(1);
    expect((await client.post('/api/me/sessions/revoke-others')).body).toEqual({ ended: 0 });
    expect(await statusOf(whole)).toBe(200);
  });
});

test('the clean-up removes sessions that ended and no other', async () => {
  const fresh = await openTestApp();
  const staff = await makeStaff(fresh);
  await signIn(fresh, staff);
  fresh.clock.advance(12 * hour);
  const open = await signIn(fresh, staff);
  await enqueue(fresh.ctx, cleanUpJob, {});
  expect(await runJobs(fresh)).toEqual(['identity.clean_up']);
  const left = await fresh.ctx.database.pool.query('select id from platform.sessions');
  expect(left.rowCount).toBe(1);
  expect(await statusOf(open)).toBe(200);
  await fresh.close();
});

async function signInAt(staff: Awaited<ReturnType<typeof makeStaff>>, userAgent: string, address: string) {
  const request = {
    address,
    userAgent,
    host: 'localhost',
    cookies: {},
    headers: {},
    signal: new AbortController().signal,
  };
  const { token } = await openSession({ ...app.ctx, request }, staff, 'link');
  const client = app.client();
  client.cookies.set('flex_session', token);
  return client;
}
