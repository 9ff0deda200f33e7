import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeStaff, signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import type { Answer } from '../../../test/harness/client.ts';
import { day, hour, minute } from '../../../test/harness/clock.ts';
import { hashPassword } from '../../core/password-hash.ts';
import { forgetOldAttempts } from './identity.lockout.service.ts';
import { openSession } from './identity.sessions.service.ts';
import type { Staff } from './identity.types.ts';

const password = 'marble tugboat under lamplight';
const other = 'seventeen pelicans queue politely';
let app: TestApp;
let knownHash: string;
beforeAll(async () => {
  app = await openTestApp();
  knownHash = await hashPassword(password);
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(2 * minute)); // the limits of the routes by address flow back

async function makePasswordStaff(passwordHash: string | null = knownHash): Promise<Staff> {
  const staff = await makeStaff(app);
  await app.ctx.database.pool.query('update platform.staff set password_hash = $1 where id = $2', [
    passwordHash,
    staff.id,
  ]);
  return staff;
}

const attempt = (email: string, tried: string) =>
  app.client().post('/api/sign-in/password', { email, password: tried });

async function storedHash(staff: Staff): Promise<string> {
  const found = await app.ctx.database.pool.query('select password_hash from platform.staff where id = $1', [staff.id]);
  return found.rows[0].password_hash;
}

describe('signing in by password', () => {
  test('opens a session in a new cookie', async () => {
    const staff = await makePasswordStaff();
    const client = app.client();
    const answer = await client.post('/api/sign-in/password', { email: staff.email, password });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toMatch(
      /^flex_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    expect((await client.get('/api/me')).body).toMatchObject({
      id: staff.id,
      hasPassword: true,
      signedInBy: 'password',
    });
  });

  test('takes the address in any case and with blanks, and the password in any Unicode form', async () => {
    const staff = await makePasswordStaff(await hashPassword('Café ﬁve marbles'.normalize('NFKC')));
    expect((await attempt(` ${staff.email.toUpperCase()} `, 'Cafe\u0301 five marbles')).status).toBe(204);
  });

  test('replaces the session the browser had', async () => {
    const staff = await makePasswordStaff();
    const client = app.client();
    await client.post('/api/sign-in/password', { email: staff.email, password });
    const [before] = [...client.cookies.values()];
    await client.post('/api/sign-in/password', { email: staff.email, password });
    expect((await client.get('/api/me/sessions')).body.items).toHaveLength(1);
    const stale = app.client();
    stale.cookies.set('flex_session', before ?? '');
    expect((await stale.get('/api/me')).status).toBe(401);
  });

  test('renews a hash that was made with older parameters', async () => {
    const staff = await makePasswordStaff(await hash(password, { memoryCost: 8_192, timeCost: 1 }));
    expect((await attempt(staff.email, password)).status).toBe(204);
    expect(await storedHash(staff)).toMatch(/m=19456,t=2,p=1/);
    expect((await attempt(staff.email, password)).status).toBe(204);
  });

  test('refuses fields it does not know and passwords that are no text', async () => {
    const staff = await makePasswordStaff();
    const extra = await app.client().post('/api/sign-in/password', { email: staff.email, password, remember: true });
    expect(extra.body).toMatchObject({ status: 400, code: 'request.invalid' });
    const wrong = await app.client().post('/api/sign-in/password', { email: staff.email, password: ['x'] });
    expect(wrong.body).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  test('is in the audit, with the reason when it was refused, and never with the password', async () => {
    const staff = await makePasswordStaff();
    await attempt(staff.email, other);
    await attempt(staff.email, password);
    const [, refused, succeeded] = await listEntries(app, staff.id);
    expect(refused).toMatchObject({
      action: 'sign_in.refuse',
      actorKind: 'anonymous',
      after: { method: 'password', reason: 'wrong_password', email: staff.email },
    });
    expect(succeeded).toMatchObject({
      action: 'sign_in.succeed',
      actorKind: 'staff',
      actorName: staff.name,
      after: { method: 'password' },
    });
    const everything = await app.ctx.database.pool.query(
      'select audit_entries::text as row from platform.audit_entries',
    );
    expect(JSON.stringify(everything.rows)).not.toContain('pelicans');
  });
});

describe('who has an account', () => {
  const plain = ({ status, body, headers }: Answer) => {
    const { date: _date, 'x-request-id': _id, ...rest } = headers;
    return { status, body: { ...body, instance: null }, headers: rest };
  };

  test('cannot be told from a refused sign-in: status, body and headers are equal', async () => {
    const staff = await makePasswordStaff();
    const barred = await makePasswordStaff();
    await app.ctx.database.pool.query('update platform.staff set is_active = false where id = $1', [barred.id]);
    const wrong = plain(await attempt(staff.email, other));
    expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.failed' } });
    expect(plain(await attempt('nobody@example.test', other))).toEqual(wrong);
    expect(plain(await attempt((await makePasswordStaff(null)).email, other))).toEqual(wrong);
    expect(plain(await attempt(barred.email, password))).toEqual(wrong);
  });

  test('cannot be told from the lock: an unknown address locks like a known one', async () => {
    const known = await makePasswordStaff();
    const answers = [];
    for (const email of [known.email, 'stranger@example.test']) {
      app.clock.advance(2 * minute);
      for (let tries = 0; tries < 10; tries += 1) await attempt(email, other);
      answers.push(plain(await attempt(email, other)));
    }
    expect(answers[0]).toMatchObject({ status: 429, body: { code: 'auth.locked', params: { minutes: 1 } } });
    expect(answers[1]).toEqual(answers[0]);
  });
});

describe('the lock', () => {
  test('falls after ten wrong passwords in a row, also for the right one, and lifts after a minute', async () => {
    const staff = await makePasswordStaff();
    for (let tries = 0; tries < 10; tries += 1) expect((await attempt(staff.email, other)).status).toBe(401);
    expect((await attempt(staff.email, password)).body).toMatchObject({ code: 'auth.locked', params: { minutes: 1 } });
    app.clock.advance(minute - 1);
    expect((await attempt(staff.email, password)).status).toBe(429);
    app.clock.advance(1);
    expect((await attempt(staff.email, password)).status).toBe(204);
  });

  test('doubles with each further failure, up to an hour', async () => {
    const staff = await makePasswordStaff();
    for (let tries = 0; tries < 10; tries += 1) await attempt(staff.email, other);
    const lengths = [];
    for (let round = 0; round < 9; round += 1) {
      const locked = await attempt(staff.email, other);
      lengths.push(locked.body.params.minutes);
      app.clock.advance(locked.body.params.minutes * minute);
      expect((await attempt(staff.email, other)).status).toBe(401);
    }
    expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('counts anew after the right password', async () => {
    const staff = await makePasswordStaff();
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 9; tries += 1) expect((await attempt(staff.email, other)).status).toBe(401);
      expect((await attempt(staff.email, password)).status).toBe(204);
      app.clock.advance(minute);
    }
  });

  test('holds against attempts at once: no more than ten are looked at', async () => {
    const staff = await makePasswordStaff();
    const settled = await Promise.all(Array.from({ length: 18 }, () => attempt(staff.email, other)));
    const statuses = settled.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(8);
  });

  test('keeps nobody out who has a link', async () => {
    const staff = await makePasswordStaff();
    for (let tries = 0; tries < 11; tries += 1) await attempt(staff.email, other);
    expect((await (await signIn(app, staff)).get('/api/me')).status).toBe(200);
  });

  test('is forgotten a day after the last failure', async () => {
    const staff = await makePasswordStaff();
    for (let tries = 0; tries < 9; tries += 1) await attempt(staff.email, other);
    app.clock.advance(day - hour);
    await forgetOldAttempts(app.ctx);
    await attempt(staff.email, other);
    expect((await attempt(staff.email, other)).status).toBe(429);
    app.clock.advance(day + hour);
    await forgetOldAttempts(app.ctx);
    expect((await attempt(staff.email, other)).status).toBe(401);
  });

  test('keeps no address in words', async () => {
    await attempt('very-private-person@example.test', other);
    const found = await app.ctx.database.pool.query(
      'select sign_in_failures::text as row from platform.sign_in_failures',
    );
    expect(JSON.stringify(found.rows)).not.toContain('private-person');
  });
});

test('one address may try twenty times a minute over all accounts, then waits', async () => {
  const statuses = [];
  for (let tries = 0; tries < 21; tries += 1)
    statuses.push((await attempt(`guess-${tries}@example.test`, other)).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429]);
  app.clock.advance(minute);
  expect((await attempt('guess@example.test', other)).status).toBe(401);
});

describe('changing the own password', () => {
  test('needs the present one and ends the other sessions', async () => {
    const staff = await makePasswordStaff();
    const [here, there] = [await signInByPassword(staff), await signInByPassword(staff)];
    expect((await here.put('/api/me/password', { password: other, presentPassword: password })).status).toBe(204);
    expect((await here.get('/api/me')).status).toBe(200);
    expect((await there.get('/api/me')).status).toBe(401);
    expect((await attempt(staff.email, password)).status).toBe(401);
    expect((await attempt(staff.email, other)).status).toBe(204);
    const entries = await listEntries(app, staff.id);
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'passwords.change', after: { endedSessions: 1 } }),
    );
  });

  test('is refused with a wrong present one, which counts towards the lock', async () => {
    const staff = await makePasswordStaff();
    const client = await signInByPassword(staff);
    for (let tries = 0; tries < 10; tries += 1) {
      const refused = await client.put('/api/me/password', { password: other, presentPassword: 'wrong' });
      expect(refused.body).toMatchObject({ status: 422, code: 'password.wrong' });
    }
    const locked = await client.put('/api/me/password', { password: other, presentPassword: password });
    expect(locked.body).toMatchObject({ status: 429, code: 'auth.locked' });
    expect(await storedHash(staff)).toBe(knownHash);
  });

  test('is refused without the present one, except within fifteen minutes of a link', async () => {
    const staff = await makePasswordStaff();
    const byPassword = await (await signInByPassword(staff)).put('/api/me/password', { password: other });
    expect(byPassword.body).toMatchObject({ status: 422, code: 'password.proof_required' });
    const late = await signIn(app, staff);
    app.clock.advance(15 * minute + 1);
    expect((await late.get('/api/me')).body).toMatchObject({ mayResetPassword: false });
    expect((await late.put('/api/me/password', { password: other })).body.code).toBe('password.proof_required');
    const fresh = await signIn(app, staff);
    app.clock.advance(15 * minute);
    expect((await fresh.get('/api/me')).body).toMatchObject({ mayResetPassword: true });
    expect((await fresh.put('/api/me/password', { password: other })).status).toBe(204);
  });

  test('sets the first one after a link', async () => {
    const staff = await makePasswordStaff(null);
    const client = await signIn(app, staff);
    expect((await client.get('/api/me')).body).toMatchObject({ hasPassword: false });
    expect((await client.put('/api/me/password', { password })).status).toBe(204);
    expect((await client.get('/api/me')).body).toMatchObject({ hasPassword: true });
  });

  test('is not possible in a session an OpenID provider vouched for, unless the present one is known', async () => {
    const client = app.client();
    const owner = await app.ctx.database.pool.query(
      `insert into platform.clients (id, key, name, created_at) values (gen_random_uuid(), 'oidc-only', 'O', $1) returning id`,
      [app.clock.now()],
    );
    const staff = await makePasswordStaff(null);
    client.cookies.set('flex_session', (await openSession(app.ctx, staff, 'oidc', owner.rows[0].id)).token);
    expect((await client.put('/api/me/password', { password })).body.code).toBe('password.proof_required');
    expect((await client.put('/api/me/password', { password, presentPassword: '' })).status).toBe(400);
    expect((await client.put('/api/me/password', { password, presentPassword: 'x' })).body.code).toBe(
      'password.proof_required',
    );
  });

  test.each([
    ['fourteen chars', 'password.too_short', { minimum: 15, maximum: 200 }],
    ['x1!y'.repeat(51), 'password.too_long', { minimum: 15, maximum: 200 }],
    ['Password123456789', 'password.too_common', undefined],
  ])('to %s is refused', async (weak, code, params) => {
    const client = await signIn(app, await makePasswordStaff(null));
    const refused = await client.put('/api/me/password', { password: weak });
    expect(refused.body).toMatchObject({ status: 422, code, ...(params && { params }) });
    expect((await client.get('/api/me')).body).toMatchObject({ hasPassword: false });
  });

  test('to the own name or address is refused', async () => {
    const staff = await makeStaff(app, { name: 'Wilhelmina Featherstone', email: 'wilhelmina@featherstone.example' });
    const client = await signIn(app, staff);
    for (const weak of ['wilhelmina@featherstone.example', 'Featherstone Wilhelmina 2026']) {
      expect((await client.put('/api/me/password', { password: weak })).body.code, weak).toBe('password.too_common');
    }
  });
});

async function signInByPassword(staff: Staff) {
  const client = app.client();
  expect((await client.post('/api/sign-in/password', { email: staff.email, password })).status).toBe(204);
  return client;
}
