import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { makeStoreFacts, openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { exchange, listen, openSocket } from '../../../test/harness/raw.ts';
import { defineController, reply } from './controller.ts';

const Secret = z.strictObject({ password: z.string(), note: z.string().optional() });
const routes = defineRoutes({
  sign: {
    method: 'POST',
    path: '/api/sign',
    summary: 'Sign',
    access: 'public',
    body: Secret,
    query: z.looseObject({}),
  },
  fail: { method: 'POST', path: '/api/fail', summary: 'Fail', access: 'public', body: Secret },
  read: {
    method: 'GET',
    path: '/api/stores/{storeKey}/links/{token}',
    summary: 'Read',
    access: 'store.view',
    params: z.strictObject({ storeKey: z.string(), token: z.string() }),
  },
  wait: { method: 'POST', path: '/api/wait', summary: 'Wait', access: 'public' },
});
const controller = defineController(routes, {
  sign: async () => reply(undefined, { cookies: ['flex_session=fresh-secret-cookie; HttpOnly'] }),
  fail: async () => {
    throw new Error('the handler failed');
  },
  read: async () => {},
  wait: async (ctx) => {
    const signal = ctx.request?.signal;
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
  },
});

const lines: string[] = [];
/** What waits for the next line. */
let told = () => {};
const sink = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    told();
    done();
  },
});
let planted: PlantedHttp;
let port: number;

beforeAll(async () => {
  const grants = [{ scope: 'store' as const, scopeId: makeStoreFacts().id, role: 'viewer' as const }];
  planted = await openPlantedHttp([controller], {
    actors: {
      ann: { kind: 'staff', staffId: 'staff-1', name: 'Ann', email: 'ann@example.com', sessionId: 's', grants },
    },
    stores: [makeStoreFacts()],
    parts: { log: pino({ level: 'debug', base: null }, sink) },
  });
  port = await listen(planted.http);
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(() => planted.http.close());

/** Lines of requests, once there are `count`. */
async function requestLines(count = 1) {
  const found = () => lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  while (found().length < count) {
    await new Promise<void>((resolve) => {
      told = resolve;
      setImmediate(resolve);
    });
  }
  return found();
}

describe('the log', () => {
  it('has one line a request: pattern, status, who, which store, how long, and the id of the answer', async () => {
    const answer = await planted
      .client({ 'x-test-actor': 'ann' })
      .get('/api/stores/warriors-flex/links/one-time-token');
    expect(answer.status).toBe(204);
    const [line, ...rest] = await requestLines();
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      level: 30,
      method: 'GET',
      route: '/api/stores/:storeKey/links/:token',
      status: 204,
      actor: 'staff',
      actorId: 'staff-1',
      store: 'warriors-flex',
      requestId: answer.headers['x-request-id'],
    });
    expect(line.ms).toBeGreaterThanOrEqual(0);
    expect(JSON.stringify(line)).not.toContain('ann@example.com');
  });

  it('says of a request to nowhere only that it was none of the routes', async () => {
    await planted.client().get('/api/sign-in/links/one-time-token?key=secret-in-query');
    const [line] = await requestLines();
    expect(line).toMatchObject({ route: null, status: 404, actor: 'anonymous' });
    expect(lines.join()).not.toMatch(/one-time-token|secret-in-query/);
  });

  it('has the requests of machines that ask every few seconds only at debug', async () => {
    await planted.client().get('/healthz');
    const [line] = await requestLines();
    expect(line).toMatchObject({ level: 20, route: '/healthz' });
  });

  it('marks a request whose client went away', async () => {
    const { socket } = await openSocket(port);
    socket.write('POST /api/wait HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise<void>((resolve) => planted.http.server.once('request', () => resolve()));
    socket.destroy();
    const [line] = await requestLines();
    expect(line).toMatchObject({ route: '/api/wait', isCutOff: true });
  });

  it('has bytes that are no request, by the id that was answered', async () => {
    const [answer] = await exchange(port, 'secret-garbage\r\n\r\n');
    const [line] = await requestLines();
    expect(line).toMatchObject({ method: null, status: 400, requestId: answer?.headers['x-request-id'] });
    expect(lines.join()).not.toContain('secret-garbage');
  });

  it('has the cause of a fault, with the id, and the answer does not', async () => {
    const answer = await planted.client().post('/api/fail', { password: 'a' });
    await requestLines();
    expect(answer.text).not.toContain('the handler failed');
    const fault = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'a fault');
    expect(fault).toMatchObject({ level: 50, problem: 'server.failed', err: { message: 'the handler failed' } });
    expect(fault.requestId).toBe(answer.headers['x-request-id']);
    expect(fault.err.stack).toContain('access-log.test.ts');
  });
});

describe('no secret is ever in the log', () => {
  const secrets = ['S3CRET-password', 'S3CRET-token', 'S3CRET-cookie', 'S3CRET-key', 'S3CRET-query', 'S3CRET-path'];
  const headers = {
    authorization: 'Bearer S3CRET-key',
    cookie: 'flex_session=S3CRET-cookie',
    'x-api-key': 'S3CRET-key',
    'x-request-id': 'S3CRET-token',
    'user-agent': 'S3CRET-token',
    referer: 'http://localhost/?S3CRET-query',
    'last-event-id': 'S3CRET-token',
  };
  const body = { password: 'S3CRET-password', note: 'S3CRET-token' };

  it.each([
    ['that succeeds', 'POST', '/api/sign?token=S3CRET-query', body],
    ['that fails inside', 'POST', '/api/fail', body],
    ['with an unknown field', 'POST', '/api/fail', { ...body, 'S3CRET-key': 'S3CRET-key' }],
    ['with an unknown query', 'POST', '/api/fail?token=S3CRET-query', body],
    ['to nowhere', 'POST', '/api/S3CRET-path?S3CRET-query', body],
    ['with a bad address', 'GET', '/api/%zzS3CRET-path?S3CRET-query', undefined],
    ['with a path that is too long', 'GET', `/api/stores/S3CRET-path${'x'.repeat(300)}/links/S3CRET-token`, undefined],
    ['by nobody', 'GET', '/api/stores/warriors-flex/links/S3CRET-token', undefined],
    ['with the wrong method', 'PUT', '/api/sign?S3CRET-query', body],
  ])('of a request %s', async (_name, method, url, payload) => {
    const sent = method === 'GET' ? {} : { payload: JSON.stringify(payload) };
    const type = { 'content-type': 'application/json', origin: 'http://localhost', host: 'localhost' };
    await planted.http.inject({ method: method as 'GET', url, headers: { ...headers, ...type }, ...sent });
    await requestLines();
    for (const secret of [...secrets, 'fresh-secret-cookie']) expect(lines.join()).not.toContain(secret);
  });

  it('of a body that is no JSON', async () => {
    const type = { 'content-type': 'application/json', host: 'localhost' };
    await planted.http.inject({
      method: 'POST',
      url: '/api/fail',
      headers: type,
      payload: '{"password":"S3CRET-password"',
    });
    await requestLines();
    expect(lines.join()).not.toContain('S3CRET');
  });
});

describe('the request id', () => {
  it('is ours, whatever a client sends', async () => {
    const answer = await planted.client({ 'x-request-id': 'chosen-by-client' }).get('/healthz');
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['edge-1234.abc_D', true],
    ['short', false],
    ['a\tb-forged-line', false],
    ['x'.repeat(65), false],
    ['<script>alert(1)</script>', false],
  ])('of a trusted proxy is taken over when it is one: %j', async (given, isTaken) => {
    const { http, client } = await openPlantedHttp([controller], { environment: { TRUSTED_PROXIES: '1' } });
    const answer = await client({ 'x-request-id': given }).post('/api/fail', { password: 'a' });
    expect(answer.headers['x-request-id'] === given).toBe(isTaken);
    expect(answer.body.instance).toBe(answer.headers['x-request-id']);
    await http.close();
  });
});
