import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPlantedHttp } from '../../../test/harness/planted.ts';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';
import { type Mailer, writeMail } from '../mail.ts';
import { openMailer } from '../mail-outbox.ts';
import { addOutboxPage } from './outbox-page.ts';

type Http = Awaited<ReturnType<typeof openPlantedHttp>>['http'];

const environment = { FLEX_MODE: 'demo', PORT: '4100', PUBLIC_URL: 'http://localhost:4100', TRUSTED_PROXIES: '2' };
const opened: Http[] = [];
let http: Http;
let mailer: Mailer;

async function openPage(changes: Record<string, string> = {}, port?: Mailer) {
  const config = readConfig({ ...environment, ...changes });
  const planted = await openPlantedHttp([], { environment: { ...environment, ...changes } });
  const outbox = port ?? openMailer(config, openLog('silent'));
  addOutboxPage(planted.http, config, outbox);
  opened.push(planted.http);
  return { http: planted.http, mailer: outbox };
}

beforeAll(async () => {
  ({ http, mailer } = await openPage());
});
afterAll(async () => {
  for (const one of opened) await one.close();
});

const read = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  http.inject({ method: 'GET', url: '/demo/outbox', headers: { host: 'localhost:4100', ...headers }, remoteAddress });

describe('the outbox page', () => {
  test('says when there is no mail', async () => {
    const answer = await read();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('No mail yet');
  });

  test('shows the newest first, with our links to click and no other', async () => {
    await mailer.send(writeMail('old@example.test', { subject: 'Old', paragraphs: ['See https://evil.example/x'] }));
    const action = { label: 'Sign in', url: 'http://localhost:4100/cortex/sign-in#token=abc_-1' };
    await mailer.send(writeMail('new@example.test', { subject: 'New', paragraphs: ['Hello'], action }));
    const { body } = await read();
    expect(body.indexOf('new@example.test')).toBeLessThan(body.indexOf('old@example.test'));
    expect(body).toContain('<a href="http://localhost:4100/cortex/sign-in#token=abc_-1">');
    expect(body).not.toContain('<a href="https://evil.example');
  });

  test('shows markup as text', async () => {
    const evil = '<script>alert(1)</script>"\'&';
    await mailer.send(writeMail(evil, { subject: evil, paragraphs: [`${evil} http://localhost:4100/"onclick="x`] }));
    const { body } = await read();
    expect(body).not.toContain('<script');
    expect(body).not.toContain('"onclick');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  });

  test('may run nothing and be framed by nobody, and is not stored', async () => {
    const { headers } = await read();
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  test('keeps the newest hundred', async () => {
    for (let count = 0; count < 120; count += 1) {
      await mailer.send(writeMail(`flood-${count}@example.test`, { subject: 'x', paragraphs: [] }));
    }
    expect((await read()).body.match(/<article>/g)).toHaveLength(100);
  });
});

describe('nobody but this machine', () => {
  test.each(['192.168.1.5', '203.0.113.7', '::ffff:10.0.0.1', '2001:db8::1'])('reads it: not %s', async (address) => {
    const answer = await read({}, address);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'route.not_found' });
  });
  test('is believed by what a proxy says', async () => {
    expect((await read({ 'x-forwarded-for': '127.0.0.1' }, '203.0.113.7')).statusCode).toBe(404);
    expect((await read({ 'x-forwarded-host': 'localhost', host: 'evil.example' })).statusCode).toBe(404);
  });
  test.each(['evil.example', 'localhost.evil.example', 'evil.example:4100', '127.0.0.1.evil.example', '10.0.0.1'])(
    'may be asked under the name %s',
    async (host) => {
      expect((await read({ host })).statusCode).toBe(404);
    },
  );
  test.each(['localhost', '127.0.0.1:4100', '[::1]:4100', 'LOCALHOST'])('is asked under the name %s', async (host) => {
    expect((await read({ host })).statusCode).toBe(200);
  });
});

describe('outside the demo', () => {
  test('there is no such page in tests, nor in a demo that really mails', async () => {
    for (const page of [await openPage({ FLEX_MODE: 'test' }), await openPage({ SMTP_URL: 'smtp://127.0.0.1:25' })]) {
      const answer = await page.http.inject({ url: '/demo/outbox', headers: { host: 'localhost' } });
      expect(answer.statusCode).toBe(404);
    }
  });
});

describe('the log', () => {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
  });
  test('says who got mail and where to read it, and nothing of what it says', async () => {
    const log = { info: (line: unknown) => lines.push(String(line)) };
    const port = openMailer(readConfig(environment), log as never);
    const action = { label: 'Sign in', url: 'http://localhost:4100/cortex/sign-in#token=abc' };
    await port.send(writeMail('fan@example.test', { subject: 'Secret', paragraphs: ['Hello'], action }));
    expect(lines).toEqual(['mail for fan@example.test: see http://localhost:4100/demo/outbox']);
  });
});
