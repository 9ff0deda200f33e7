import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlantedHttp } from '../../../test/harness/planted.ts';
import { readConfig } from '../config.ts';
import { problem } from '../problem.ts';
import { makeFront } from './front.ts';
import { securityHeaders } from './headers.ts';
import { perAddress } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { makeReady } from './ready.ts';

const config = readConfig({ FLEX_MODE: 'test' });
const counted: string[] = [];
const metrics: Pick<Metrics, 'readyAnswered' | 'requestDone'> = {
  readyAnswered: (route, status) => void counted.push(`${status} ${route}`),
  requestDone: (method, route, status) => void counted.push(`${method} ${status} ${route}`),
};
const ready = makeReady('{"state":"open"}');
/** Answers what it was given, and refuses a teapot. */
const run = (body: unknown) => {
  if (body === 'teapot') throw problem('offer.closed');
  if (body === 'fault') throw new Error('a secret of ours');
  return { body };
};
const front = makeFront(config, metrics);

let http: FastifyInstance;
let origin: string;
beforeAll(async () => {
  ({ http } = await openPlantedHttp([], { parts: { front } }));
  origin = await http.listen({ port: 0, host: '127.0.0.1' });
  front.serve({
    ready: (url) => (url === '/offer' ? { ready, route: '/offer' } : null),
    quick: (url) => (url === '/quote' ? { route: '/quote', run } : null),
  });
});
afterAll(() => http.close());

/** The status line and headers of an answer to bytes as they are. */
async function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}
const get = (path: string, headers = '') =>
  raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`);

describe('the front', () => {
  it('answers what is ready with the headers of every answer', async () => {
    const answer = await fetch(`${origin}/offer`);
    expect([answer.status, await answer.text()]).toEqual([200, '{"state":"open"}']);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      ...securityHeaders(config),
      etag: `"${ready.tag}"`,
      'content-type': 'application/json',
    });
    expect(counted).toContain('200 /offer');
  });

  it('says only that it is the same to a reader who has it', async () => {
    const answer = await get('/offer', `If-None-Match: "${ready.tag}"\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 304 /);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
    expect(counted).toContain('304 /offer');
  });

  it.each([
    ['another address', () => get('/offers'), /404.*route\.not_found/s],
    ['a query', () => get('/offer?x=1'), /404.*route\.not_found/s],
    ['a body', () => get('/offer', 'Content-Length: 2\r\n'), /400.*takes no body/s],
    ['a request without a host', () => raw('GET /offer HTTP/1.1\r\nConnection: close\r\n\r\n'), /400.*Host header/s],
    [
      'a write',
      () => raw('POST /offer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
      /404.*route\.not_found/s,
    ],
  ])('leaves %s to the framework', async (_, ask, expected) => {
    expect(await ask()).toMatch(expected);
  });

  it('answers nothing any more once the server stops', async () => {
    const open = makeFront(config, metrics);
    open.serve({ ready: () => ({ ready, route: '/offer' }), quick: () => null });
    open.close();
    const request = { method: 'GET', url: '/offer', headers: { host: 'localhost' } };
    expect(open.answer(request as never, {} as never)).toBe(false);
  });
});

describe('a write that only computes', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${origin}/quote`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

  it('is answered with the headers of every answer, and counted', async () => {
    const answer = await post('{"a":[1]}');
    expect([answer.status, await answer.text()]).toEqual([200, '{"body":{"a":[1]}}']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...securityHeaders(config),
      'cache-control': 'no-store',
    });
    expect(counted).toContain('POST 200 /quote');
  });

  it.each(['plain', 'é', 'ÿ€', '🏟'])('says %s as it is', async (text) => {
    const answer = await post(JSON.stringify(text));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(JSON.parse(bytes.toString())).toEqual({ body: text });
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  });

  const send = (body: string, headers = '') =>
    raw(
      `POST /quote HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`,
    );

  it('that is refused, malformed or fails is the problem it would be behind the framework', async () => {
    expect(await send('"teapot"')).toMatch(/^HTTP\/1\.1 409 .*application\/problem\+json.*"code":"offer\.closed"/s);
    expect(await send('{"a":')).toMatch(/^HTTP\/1\.1 400 .*request\.malformed/s);
    const failed = await send('"fault"');
    expect(failed).toMatch(/^HTTP\/1\.1 500 .*server\.failed/s);
    expect(failed).not.toContain('a secret of ours');
  });

  it('is left to the framework when it carries a cookie, comes from another site or is no plain JSON', async () => {
    const before = counted.length;
    await send('1', 'Cookie: a=b\r\n');
    await send('1', 'Origin: https://evil.example\r\n');
    await send('1', 'Sec-Fetch-Site: cross-site\r\n');
    await send('1', 'Authorization: Bearer x\r\n');
    await post('1', { 'content-type': 'text/plain' });
    await post(`"${'x'.repeat(40_000)}"`);
    expect(counted.slice(before).filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('from our own page is answered', async () => {
    expect(await send('1', 'Origin: http://localhost\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('counts against the limit of its address', async () => {
    let answer = await post('1');
    for (let sent = 0; sent <= perAddress && answer.status === 200; sent += 1) answer = await post('1');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
    expect(await answer.json()).toMatchObject({ code: 'request.rate_limited' });
  });
});

describe('behind a proxy', () => {
  it('whoever the proxy names is counted, and the connection when that is no address', async () => {
    const counts: string[] = [];
    const proxied = makeFront(readConfig({ FLEX_MODE: 'test', TRUSTED_PROXIES: '1' }), metrics);
    const planted = await openPlantedHttp([], { parts: { front: proxied } });
    const address = await planted.http.listen({ port: 0, host: '127.0.0.1' });
    proxied.serve({ ready: () => null, quick: () => ({ route: '/quote', run }) });
    proxied.limitBy({ take: (key) => void counts.push(key), size: () => 0 });
    for (const said of ['203.0.113.9, 198.51.100.7', '198.51.100.8', 'nonsense', '']) {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': said };
      await fetch(`${address}/quote`, { method: 'POST', body: '1', headers });
    }
    expect(counts).toEqual(['at:198.51.100.7', 'at:198.51.100.8', 'at:127.0.0.1', 'at:127.0.0.1']);
    await planted.http.close();
  });
});
