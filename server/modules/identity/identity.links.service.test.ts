import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeStaff, signIn } from '../../../test/factories/staff.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import { day, minute, second } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import type { PlatformDb } from '../../core/db.ts';
import type { Mail } from '../../core/mail.ts';
import * as links from './identity.links.repository.ts';
import { makeDemoSignInLink, removeExpiredLinks } from './identity.links.service.ts';
import { hashToken } from './identity.sessions.service.ts';
import type { Staff } from './identity.types.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(2 * minute)); // the limits of the routes by address flow back

const ask = (email: string) => app.client().post('/api/sign-in/links', { email });
const redeem = (token: string) => app.client().post('/api/sign-in/links/redeem', { token });
const tokenIn = (mail: Mail | undefined) => /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';

/** Asks for a link and runs the job: the token of the mail, or null when none was sent. */
async function mailedToken(staff: Staff): Promise<string | null> {
  const before = app.mails.length;
  await ask(staff.email);
  await runJobs(app);
  return app.mails.length === before ? null : tokenIn(app.mails.at(-1));
}

async function freshToken(staff: Staff): Promise<string> {
  const token = await mailedToken(staff);
  if (token === null) throw new Error('no mail was sent');
  return token;
}

const refusal = expect.objectContaining({ status: 410, code: 'auth.link_invalid' });

describe('a mailed link', () => {
  test('signs in once: the mail goes to the person and names the page, the life and what to do', async () => {
    const staff = await makeStaff(app, { name: 'Maria <González> & Co' });
    expect((await ask(staff.email)).status).toBe(202);
    await runJobs(app);
    const mail = app.mails.at(-1);
    expect(mail).toMatchObject({ to: staff.email, subject: 'Your sign-in link for Attend Flex' });
    expect(mail?.text).toMatch(/^Hello Maria <González> & Co, use this link .* for 15 minutes\.$/m);
    expect(mail?.text).toMatch(/^http:\/\/localhost\/cortex\/sign-in#token=[\w-]{43}$/m);
    expect(mail?.html).toContain('Maria &lt;González&gt; &amp; Co');
    const client = app.client();
    expect((await client.post('/api/sign-in/links/redeem', { token: tokenIn(mail) })).status).toBe(204);
    expect((await client.get('/api/me')).body).toMatchObject({
      id: staff.id,
      signedInBy: 'link',
      mayResetPassword: true,
    });
  });

  test('does not work a second time', async () => {
    const staff = await makeStaff(app);
    const token = await freshToken(staff);
    expect((await redeem(token)).status).toBe(204);
    const replayed = await redeem(token);
    expect(replayed.body).toEqual(refusal);
    expect(replayed.headers['set-cookie']).toBeUndefined();
    expect((await listEntries(app, staff.id)).at(-1)).toMatchObject({
      action: 'sign_in.refuse',
      after: { method: 'link', reason: 'used_link' },
    });
  });

  test('works until its fifteen minutes are over', async () => {
    const staff = await makeStaff(app);
    const token = await freshToken(staff);
    app.clock.advance(15 * minute);
    expect((await redeem(token)).body).toEqual(refusal);
    expect((await listEntries(app, staff.id)).at(-1)).toMatchObject({ after: { reason: 'expired_link' } });
    const next = await freshToken(staff);
    app.clock.advance(15 * minute - 1);
    expect((await redeem(next)).status).toBe(204);
  });

  test('is replaced by a newer one', async () => {
    const staff = await makeStaff(app);
    const first = await freshToken(staff);
    app.clock.advance(minute);
    const second = await freshToken(staff);
    expect((await redeem(first)).body).toEqual(refusal);
    expect((await redeem(second)).status).toBe(204);
  });

  test('is sent at most once a minute, so that nobody can flood a mailbox', async () => {
    const staff = await makeStaff(app);
    const first = await freshToken(staff);
    app.clock.advance(59 * second);
    expect(await mailedToken(staff)).toBeNull();
    expect((await redeem(first)).status).toBe(204);
    expect(await mailedToken(staff)).not.toBeNull();
  });

  test('asked for twice before the job ran is mailed once', async () => {
    const staff = await makeStaff(app);
    await ask(staff.email);
    await ask(staff.email);
    expect(await runJobs(app)).toEqual(['identity.mail_link']);
  });

  test('asked for longer ago than it would live is not sent any more', async () => {
    const staff = await makeStaff(app);
    const before = app.mails.length;
    await ask(staff.email);
    app.clock.advance(15 * minute + 1);
    await runJobs(app);
    expect(app.mails).toHaveLength(before);
  });

  test('that could not be sent is made and sent anew by the next try of the job', async () => {
    const staff = await makeStaff(app);
    await ask(staff.email);
    const { send } = app.ctx.ports.mail;
    app.ctx.ports.mail.send = () => Promise.reject(new Error('the mail server is down'));
    await expect(runJobs(app)).rejects.toThrow('the mail server is down');
    app.ctx.ports.mail.send = send;
    await runJobs(app);
    expect((await redeem(tokenIn(app.mails.at(-1)))).status).toBe(204);
  });

  test('lets nobody in who was barred meanwhile', async () => {
    const staff = await makeStaff(app);
    const token = await freshToken(staff);
    await app.ctx.database.pool.query('update platform.staff set is_active = false where id = $1', [staff.id]);
    expect((await redeem(token)).body).toEqual(refusal);
    expect(await mailedToken(staff)).toBeNull();
  });

  test('has its secret in no table, and in the job not even a hash', async () => {
    const staff = await makeStaff(app);
    await ask(staff.email);
    const jobs = await app.ctx.database.pool.query(
      `select payload from graphile_worker._private_jobs where payload -> 'payload' ->> 'email' = $1`,
      [staff.email],
    );
    expect(jobs.rows).toEqual([
      { payload: { payload: { email: staff.email, requestedAt: app.clock.now().toISOString() } } },
    ]);
    await runJobs(app);
    const token = tokenIn(app.mails.at(-1));
    await redeem(token);
    for (const table of ['sign_in_links', 'audit_entries', 'sessions']) {
      const found = await app.ctx.database.pool.query(`select t::text as row from platform.${table} as t`);
      expect(JSON.stringify(found.rows), table).not.toContain(token);
    }
  });

  test('with a token that never was is refused', async () => {
    for (const token of ['x', 'a'.repeat(43), "' or 1=1 --", 'ünïcödé']) {
      expect((await redeem(token)).body, token).toEqual(refusal);
    }
    expect((await redeem('a'.repeat(201))).body).toMatchObject({ status: 400, code: 'request.invalid' });
  });
});

describe('asking for a link', () => {
  test('answers the same for an unknown address as for a known one, and mails only the known', async () => {
    const staff = await makeStaff(app);
    const before = app.mails.length;
    const [known, unknown] = [await ask(staff.email), await ask('nobody@example.test')];
    const plain = ({ status, text, headers: { date: _date, 'x-request-id': _id, ...headers } }: typeof known) => ({
      status,
      text,
      headers,
    });
    expect(plain(unknown)).toEqual(plain(known));
    expect(known.status).toBe(202);
    await runJobs(app);
    expect(app.mails.slice(before).map(({ to }) => to)).toEqual([staff.email]);
  });
  test('is refused for what is no address', async () => {
    for (const email of ['nobody', 'a@b', 'a@example.test\r\nBcc: b@example.test', 'a@example.test, b@example.test']) {
      expect((await ask(email)).body, email).toMatchObject({ status: 400, code: 'request.invalid' });
    }
  });
  test('ten times a minute is enough for one address', async () => {
    const statuses = [];
    for (let tries = 0; tries < 11; tries += 1) statuses.push((await ask(`flood-${tries}@example.test`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
    await runJobs(app);
  });
});

describe('many redeems of one link at once', () => {
  test('open one session', async () => {
    const staff = await makeStaff(app);
    const token = await freshToken(staff);
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => redeem(token)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(7);
    expect(await openSessions(staff)).toBe(1);
  });

  test('do so because the link is used up in the statement that reads it: looking first lets both in', async () => {
    const now = app.clock.now();
    const tokenHash = await freshHash();
    expect(await raceFor(async (db) => (await links.use(db, { tokenHash, now })) !== null)).toEqual([true, false]);
    const naiveHash = await freshHash();
    const lookThenUse = async (db: PlatformDb) => {
      const link = await links.find(db, naiveHash);
      await links.use(db, { tokenHash: naiveHash, now });
      return link?.usedAt === null;
    };
    expect(await raceFor(lookThenUse)).toEqual([true, true]);
  });

  async function freshHash(): Promise<Buffer> {
    return hashToken(await freshToken(await makeStaff(app)));
  }

  async function openSessions(staff: Staff): Promise<number> {
    const found = await app.ctx.database.pool.query('select id from platform.sessions where staff_id = $1', [staff.id]);
    return found.rowCount ?? 0;
  }

  /** Two transactions: the second claims when the first has claimed and not yet committed. Who won. */
  async function raceFor(claim: (db: PlatformDb) => Promise<boolean>): Promise<boolean[]> {
    const [claimed, mayCommit] = [gate(), gate()];
    const { database } = app.ctx;
    const first = database.transaction(async ({ platform }) => {
      const won = await claim(platform);
      claimed.open();
      await mayCommit.opened;
      return won;
    });
    await claimed.opened;
    const second = database.transaction(({ platform }) => claim(platform));
    await untilSomebodyWaits(app);
    mayCommit.open();
    return Promise.all([first, second]);
  }
});

describe('the demo link', () => {
  test('signs in at the first start of the demo', async () => {
    const demo = { ...app.ctx, config: { ...app.ctx.config, mode: 'demo' as const } };
    const staff = await makeStaff(app);
    const link = await makeDemoSignInLink(demo, staff.email);
    expect(link).toMatch(/^http:\/\/localhost\/cortex\/sign-in#token=[\w-]{43}$/);
    expect((await redeem(link.split('=')[1] ?? '')).status).toBe(204);
    await expect(makeDemoSignInLink(demo, 'nobody@example.test')).rejects.toMatchObject({ code: 'person.not_found' });
  });
  test('is printed at every start, also a moment after a link was mailed', async () => {
    const demo = { ...app.ctx, config: { ...app.ctx.config, mode: 'demo' as const } };
    const staff = await makeStaff(app);
    await freshToken(staff);
    const [first, second] = [await makeDemoSignInLink(demo, staff.email), await makeDemoSignInLink(demo, staff.email)];
    expect((await redeem(first.split('=')[1] ?? '')).status).toBe(410);
    expect((await redeem(second.split('=')[1] ?? '')).status).toBe(204);
  });
  test('cannot be had in another mode', async () => {
    const staff = await makeStaff(app);
    for (const mode of ['production', 'test'] as const) {
      const ctx = { ...app.ctx, config: { ...app.ctx.config, mode } };
      await expect(makeDemoSignInLink(ctx, staff.email)).rejects.toMatchObject({ code: 'auth.demo_only' });
    }
  });
});

test('the clean-up removes links a day after they ended', async () => {
  const staff = await makeStaff(app);
  await freshToken(staff);
  app.clock.advance(day);
  const open = await signIn(app, staff);
  await removeExpiredLinks(app.ctx);
  const kept = await app.ctx.database.pool.query('select 1 from platform.sign_in_links where staff_id = $1', [
    staff.id,
  ]);
  expect(kept.rowCount).toBe(1);
  app.clock.advance(15 * minute);
  await removeExpiredLinks(app.ctx);
  const gone = await app.ctx.database.pool.query('select 1 from platform.sign_in_links where staff_id = $1', [
    staff.id,
  ]);
  expect(gone.rowCount).toBe(0);
  expect((await open.get('/api/me')).status).toBe(200);
});
