import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AgentLimits,
  addressNotAllowed,
  assertReachable,
  fetchOutside,
  isPublicAddress,
  openAgent,
  type Reach,
} from './outbound.ts';

const open = { allowsLoopback: true };
const closed = { allowsLoopback: false };
const get = { method: 'GET', headers: {} };

let server: Server;
let base: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/redirect') return response.writeHead(302, { location: '/secret' }).end();
    if (request.url === '/huge') return response.end(Buffer.alloc(1_000_001));
    if (request.url === '/empty') return response.writeHead(204).end();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    return request.on('end', () =>
      response.setHeader('x-method', request.method ?? '').end(`got ${Buffer.concat(chunks).toString()}`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const messageOf = async (promise: Promise<unknown>) => {
  let error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  while (error instanceof Error && error.cause instanceof Error) error = error.cause;
  return error instanceof Error ? error.message : null;
};

describe('addresses of the public internet', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '100.63.0.1',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));
  test.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.255',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...[
      '192.0.0.8',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::127.0.0.1',
    ],
    ...['64:ff9b::a00:1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '100::1'],
    ...['localhost', '', 'example.com', '127.1', '0x7f000001'],
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('what may be asked', () => {
  test.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com',
    'data:text/plain,x',
  ])('%s may not: only https', (url) => expect(() => assertReachable(url, open)).toThrow('https://'));
  test.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://[::ffff:127.0.0.1]/',
  ])('%s may not: however it is written, it is no public address', (url) =>
    expect(() => assertReachable(url, closed)).toThrow('not a public address'),
  );
  test('this machine may be asked in plain http only where that is allowed', () => {
    expect(() => assertReachable('http://localhost:1/', open)).not.toThrow();
    expect(() => assertReachable('http://127.0.0.1:1/', open)).not.toThrow();
    expect(() => assertReachable('http://localhost:1/', closed)).toThrow('https://');
    expect(() => assertReachable('http://localhost.evil.example/', open)).toThrow('https://');
  });
});

describe('asking', () => {
  test('answers status, headers and body, and sends what it was given', async () => {
    const answer = await fetchOutside(
      `${base}/x`,
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a=1' },
      open,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-method')).toBe('POST');
    expect(await answer.text()).toBe('got a=1');
    expect((await fetchOutside(`${base}/empty`, get, open)).status).toBe(204);
  });
  test('a name that resolves to this machine is refused before a byte is sent', async () => {
    asked.length = 0;
    const { port } = server.address() as AddressInfo;
    expect(await messageOf(fetchOutside(`https://localhost:${port}/secret`, get, closed))).toMatch(
      /not a public address/,
    );
    expect(asked).toEqual([]);
  });
  test('a redirect is not followed', async () => {
    asked.length = 0;
    const answer = await fetchOutside(`${base}/redirect`, get, open);
    expect(answer.status).toBe(302);
    expect(asked).toEqual(['/redirect']);
  });
  test('an answer without end is cut off', async () => {
    expect(await messageOf(fetchOutside(`${base}/huge`, get, open))).toMatch(/longer than 1000000 bytes/);
  });
  test('the caller may give up', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    expect(await messageOf(fetchOutside(`${base}/x`, { ...get, signal }, open))).toBe('enough');
  });
  test('nobody there is an error that says so', async () => {
    const closing = createServer();
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
    const { port } = closing.address() as AddressInfo;
    await new Promise((resolve) => closing.close(resolve));
    expect(await messageOf(fetchOutside(`http://127.0.0.1:${port}/`, get, open))).toMatch(/ECONNREFUSED/);
  });
});

describe('an agent', () => {
  const seconds = 10_000;
  const limits: AgentLimits = {
    ...{ connections: 1, connectTimeout: seconds, headersTimeout: seconds, bodyTimeout: seconds, keepAlive: seconds },
    answerBytes: 100,
  };
  const askWith = async (origin: string, path: string, reach: Reach) => {
    const agent = openAgent(reach, limits);
    try {
      const answer = await agent.request({ origin, path, method: 'GET' });
      return await answer.body.text();
    } finally {
      await agent.destroy();
    }
  };

  test('asks what may be asked', async () => expect(await askWith(base, '/x', open)).toBe('got '));
  test.each(['http://127.0.0.1:1', 'https://127.0.0.1:1', 'https://[::1]:1', 'https://10.0.0.1', 'http://example.com'])(
    'does not connect to %s on its own',
    async (origin) => {
      expect(await messageOf(askWith(origin, '/', closed))).toMatch(/not a public address|does not start with https/);
    },
  );
  test('does not connect to a name that leads to this machine, and its error has a code', async () => {
    const error = await askWith('https://localhost:1', '/', closed).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: addressNotAllowed });
  });
  test('cuts off an answer that is too long', async () => {
    await expect(askWith(base, '/huge', open)).rejects.toThrow(/size/i);
  });
});
