import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { minute } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { enqueue, enqueueForStore } from '../../core/jobs.ts';
import { cleanUpFansJob } from './fans.clean-up.service.ts';
import {
  codeLifetime,
  codesHour,
  mailCode,
  mailCodeJob,
  mailedEvery,
  mostCodes,
  mostTries,
} from './fans.codes.service.ts';
import { idleLifetime } from './fans.sessions.service.ts';

let app: TestApp;
let shop: Shop;
let fan: string;
let asked = 0;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app);
  fan = `${shop.base}/fan`;
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

/** An address no test used before. */
const newEmail = () => {
  asked += 1;
  return `somebody-${asked}@example.com`;
};
const ask = async (browser: TestClient, email: string, rest: object = {}) => {
  done(await browser.post(`${fan}/codes`, { email, ...rest }));
  await runJobs(app);
  return codeFor(email);
};
const codeFor = (email: string) =>
  /\b\d{6}\b/.exec(app.mails.findLast(({ to }) => to === email)?.subject ?? '')?.[0] ?? '';
const signIn = (browser: TestClient, email: string, code: string, rest: object = {}) =>
  browser.post(`${fan}/sessions`, { email, code, ...rest });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const who = async (browser: TestClient) => done(await browser.get(fan)).fan;

describe('signing in', () => {
  test("by the mailed code finds the vendor's account, with its groups", async () => {
    const browser = app.client();
    expect(await who(browser)).toBeNull();
    const answer = await signIn(browser, 'dev@example.com', await ask(browser, 'dev@example.com'));
    expect(done(answer)).toMatchObject({ email: 'dev@example.com', accountGroups: ['MEMBERS', 'SEASON'] });
    expect(String(answer.headers['set-cookie'])).toMatch(
      new RegExp(`^flex_fan_${shop.store.key}=.*HttpOnly; SameSite=Lax`),
    );
    expect(await who(browser)).toMatchObject({ email: 'dev@example.com' });
  });

  test('makes an account for an address the vendor does not know, once it has a name; the code stays good for it', async () => {
    const browser = app.client();
    const email = newEmail();
    const code = await ask(browser, email);
    expect((await signIn(browser, email, code)).body).toMatchObject({ code: 'fan.name_needed', status: 409 });
    const made = done(await signIn(browser, email, code, { name: { first: 'Nia', last: 'New' } }));
    expect(made).toEqual({ name: 'Nia New', email, accountGroups: [] });
  });

  test('says the same of every wrong code, and a code works once', async () => {
    const browser = app.client();
    const email = 'ana@example.com';
    const code = await ask(browser, email);
    const nobody = await signIn(browser, newEmail(), '123456');
    const mistaken = await signIn(browser, email, wrong(code));
    expect([nobody.status, nobody.body.code]).toEqual([mistaken.status, mistaken.body.code]);
    expect(mistaken.body.code).toBe('fan.code_invalid');
    done(await signIn(browser, email, code));
    expect((await signIn(app.client(), email, code)).body.code).toBe('fan.code_invalid');
  });

  test('ends after so many tries, even with the right code', async () => {
    const browser = app.client();
    const email = 'chloe@example.com';
    const code = await ask(browser, email);
    for (let tries = 0; tries < mostTries; tries += 1) await signIn(browser, email, wrong(code));
    expect((await signIn(browser, email, code)).body.code).toBe('fan.code_invalid');
  });

  test('ends when the code is too old', async () => {
    const browser = app.client();
    const code = await ask(browser, 'elif@example.com');
    app.clock.advance(codeLifetime);
    expect((await signIn(browser, 'elif@example.com', code)).body.code).toBe('fan.code_invalid');
  });

  test('by one code from two browsers at once lets one of them in', async () => {
    const code = await ask(app.client(), 'femi@example.com');
    const answers = await Promise.all([0, 1].map(() => signIn(app.client(), 'femi@example.com', code)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
  });

  test('is refused for an account the vendor has locked', async () => {
    const browser = app.client();
    const code = await ask(browser, 'locked@example.com');
    expect((await signIn(browser, 'locked@example.com', code)).body.code).toBe('fan.account_locked');
  });

  test('waits for a vendor that is down, and the code is still good afterwards', async () => {
    const browser = app.client();
    const code = await ask(browser, 'grace@example.com');
    shop.sandbox.faults.add({ cmd: 'customer_query', fault: '503' });
    const refused = await signIn(browser, 'grace@example.com', code);
    expect([refused.status, refused.body.code]).toEqual([503, 'vendor.unavailable']);
    shop.sandbox.faults.clear();
    done(await signIn(browser, 'grace@example.com', code));
  });
});

describe('the mail', () => {
  test("is in the fan's language and the store's name, and comes at most every half minute", async () => {
    const browser = app.client();
    const email = newEmail();
    const first = await ask(browser, email, { locale: 'es' });
    const mail = app.mails.findLast(({ to }) => to === email);
    expect(mail).toMatchObject({ senderName: shop.store.name });
    expect(mail?.text).toContain(`Tu código para ${shop.store.name} es ${first}`);
    expect(mail?.text).not.toContain('Attend Flex');
    const sent = app.mails.length;
    await ask(browser, email);
    expect(app.mails.length).toBe(sent);
    app.clock.advance(mailedEvery);
    const second = await ask(browser, email, { locale: 'fr' });
    expect(app.mails.findLast(({ to }) => to === email)?.text).toContain(
      `Votre code pour ${shop.store.name} est ${second}`,
    );
    expect((await signIn(browser, email, first)).body.code).toBe(
      first === second ? 'fan.name_needed' : 'fan.code_invalid',
    );
  });

  test('that cannot be sent is tried again', async () => {
    const email = newEmail();
    const { send } = app.ctx.ports.mail;
    app.ctx.ports.mail.send = () => Promise.reject(new Error('the mail server is away'));
    done(await app.client().post(`${fan}/codes`, { email }));
    await expect(runJobs(app)).rejects.toThrow('away');
    app.ctx.ports.mail.send = send;
    await runJobs(app);
    expect(codeFor(email)).toMatch(/^\d{6}$/);
  });
});

describe('an address in an hour', () => {
  /** Asks for codes as often as they come, and tries each as often as it lets. */
  const guess = async (browser: TestClient, email: string) => {
    const before = app.mails.length;
    for (let count = 0; count < mostCodes; count += 1) {
      const code = await ask(browser, email);
      for (let tries = 0; tries < mostTries; tries += 1) {
        expect((await signIn(browser, email, wrong(code))).body.code).toBe('fan.code_invalid');
      }
      app.clock.advance(mailedEvery);
    }
    expect(app.mails.length - before).toBe(mostCodes);
  };

  test('is mailed so many codes and no more, whether somebody has it or not, and is told when to ask again', async () => {
    for (const email of ['ben@example.com', newEmail()]) {
      const browser = app.client();
      await guess(browser, email);
      const mailed = app.mails.length;
      const refused = await browser.post(`${fan}/codes`, { email });
      const minutes = Math.ceil((codesHour - mostCodes * mailedEvery) / minute);
      expect(refused).toMatchObject({ status: 429, body: { code: 'fan.too_many_codes', params: { minutes } } });
      expect(refused.headers['retry-after']).toBe(String(minutes * 60));
      await runJobs(app);
      expect(app.mails.length).toBe(mailed);
      app.clock.advance(codesHour - mostCodes * mailedEvery);
      const code = await ask(browser, email);
      expect(app.mails.length).toBe(mailed + 1);
      done(await signIn(browser, email, code, { name: { first: 'Ben', last: 'Back' } }));
    }
  });

  test('that asked too often is not mailed what was asked before it was told', async () => {
    const browser = app.client();
    const email = newEmail();
    for (let count = 1; count < mostCodes; count += 1) {
      await ask(browser, email);
      app.clock.advance(mailedEvery);
    }
    const waiting = { email, locale: null, requestedAt: app.clock.now().toISOString() };
    await ask(browser, email);
    app.clock.advance(mailedEvery);
    const mailed = app.mails.length;
    await enqueueForStore(shop.ctx, mailCodeJob, waiting);
    await runJobs(app);
    expect(app.mails.length).toBe(mailed);
  });

  test('keeps its count while clean-ups run, and loses it by signing in', async () => {
    const browser = app.client();
    const email = newEmail();
    for (let count = 1; count < mostCodes; count += 1) {
      await ask(browser, email);
      app.clock.advance(codeLifetime);
      await enqueue(app.ctx, cleanUpFansJob, {});
      await runJobs(app);
    }
    const last = await ask(browser, email);
    expect((await browser.post(`${fan}/codes`, { email })).body.code).toBe('fan.too_many_codes');
    done(await signIn(browser, email, last, { name: { first: 'Nia', last: 'New' } }));
    const sent = app.mails.length;
    done(await signIn(browser, email, await ask(browser, email)));
    expect(app.mails.length).toBe(sent + 1);
  });

  test('counts no code that could not be mailed', async () => {
    const email = newEmail();
    const { send } = app.ctx.ports.mail;
    app.ctx.ports.mail.send = () => Promise.reject(new Error('the mail server is away'));
    for (let count = 0; count <= mostCodes; count += 1) {
      app.clock.advance(mailedEvery);
      done(await app.client().post(`${fan}/codes`, { email }));
      await expect(runJobs(app)).rejects.toThrow('away');
    }
    app.ctx.ports.mail.send = send;
    expect(await ask(app.client(), email)).toMatch(/^\d{6}$/);
  });

  test('is mailed one code when two are asked for at once', async () => {
    const email = newEmail();
    const { send } = app.ctx.ports.mail;
    const sent: string[] = [];
    const wanted = { email, locale: null, requestedAt: app.clock.now().toISOString() };
    // the second is asked for while the first is on its way
    app.ctx.ports.mail.send = async ({ to }) => {
      sent.push(to);
      if (sent.length === 1) await mailCode(shop.ctx, wanted);
    };
    await mailCode(shop.ctx, wanted);
    app.ctx.ports.mail.send = send;
    expect(sent).toEqual([email]);
  });
});

describe('a session', () => {
  test('is of one store: in another one nobody is signed in', async () => {
    const browser = await shop.fan('ben@example.com');
    const other = await openShop(app);
    expect(done(await browser.get(`${other.base}/fan`)).fan).toBeNull();
    const [[, token] = []] = [...browser.cookies];
    browser.cookies.set(`flex_fan_${other.store.key}`, token ?? '');
    expect(done(await browser.get(`${other.base}/fan`)).fan).toBeNull();
    await other.sandbox.close();
  });

  test('ends by signing out, and by itself when it is not used', async () => {
    const browser = await shop.fan('ben@example.com');
    const [[name, token] = ['', '']] = [...browser.cookies];
    expect((await browser.delete(`${fan}/sessions`)).status).toBe(204);
    browser.cookies.set(name, token);
    expect(await who(browser)).toBeNull();
    app.clock.advance(minute);
    const again = await shop.fan('ben@example.com');
    app.clock.advance(idleLifetime - minute);
    expect(await who(again)).not.toBeNull();
    app.clock.advance(idleLifetime);
    expect(await who(again)).toBeNull();
  });

  test('that has ended is forgotten, with old codes, whatever is wrong with other stores', async () => {
    await shop.fan('hugo@example.edu');
    app.clock.advance(idleLifetime);
    const broken = [await makeStore(app, { key: 'a-broken' }), await makeStore(app, { key: 'z-broken' })];
    const rename = (from: string, to: string) =>
      Promise.all(
        broken.map(({ schemaName }) =>
          app.ctx.database.pool.query(`alter table ${schemaName}.${from} rename to ${to}`),
        ),
      );
    await rename('fan_codes', 'fan_codes_away');
    await enqueue(app.ctx, cleanUpFansJob, {});
    await runJobs(app);
    await rename('fan_codes_away', 'fan_codes');
    const { rows } = await app.ctx.database.pool.query(
      `select (select count(*) from "${shop.store.schemaName}".fan_sessions)::int as sessions,
         (select count(*) from "${shop.store.schemaName}".fan_codes)::int as codes`,
    );
    expect(rows).toEqual([{ sessions: 0, codes: 0 }]);
  });
});
