// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, call, callWith, sessionEvents } from './client.ts';
import { ApiProblem } from './problem.ts';

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

const realFetch = fetch;
let server: Server;
let seen: Seen[] = [];
let answer: (response: ServerResponse) => void = () => {};

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  // What a page adds: addresses are those of its own site.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => realFetch(`http://127.0.0.1:${port}${path}`, init));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  seen = [];
});

function answerJson(status: number, body: unknown, headers: Record<string, string> = {}) {
  answer = (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

const refusal = {
  type: '/api/problems#request.invalid',
  title: 'The request is not valid',
  status: 400,
  detail: 'Some fields are wrong.',
  code: 'request.invalid',
  instance: 'r-1',
  params: { count: 2 },
  errors: [{ at: '/body/name', code: 'too_small', message: 'Give it a name.' }],
};

async function problemOf(promise: Promise<unknown>): Promise<ApiProblem> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiProblem)) throw new Error(`no problem was thrown but ${String(error)}`);
  return error;
}

describe('a call', () => {
  it('fills the path, sends body, version and what it accepts, and answers the body', async () => {
    answerJson(200, { key: 'a b' });
    const store = await call('PATCH /api/stores/{storeKey}', {
      params: { storeKey: 'a b/c' },
      version: 7,
      body: { name: 'Flex' },
    });
    expect(store).toEqual({ key: 'a b' });
    expect(seen).toMatchObject([
      {
        method: 'PATCH',
        url: '/api/stores/a%20b%2Fc',
        body: '{"name":"Flex"}',
        headers: { 'if-match': '"7"', 'content-type': 'application/json' },
      },
    ]);
    expect(seen[0]?.headers.accept).toContain('application/problem+json');
  });

  it('leaves out query values that are not there, and sends no content type without a body', async () => {
    answerJson(200, { items: [], next: null });
    await call('GET /api/stores', { query: { text: 'x & y', client: undefined, limit: 5 } });
    expect(seen[0]?.url).toBe('/api/stores?text=x+%26+y&limit=5');
    expect(seen[0]?.headers['content-type']).toBeUndefined();
    expect(seen[0]?.headers['if-match']).toBeUndefined();
  });

  it('answers nothing for an answer without a body', async () => {
    answer = (response) => response.writeHead(204).end();
    await expect(call('POST /api/sign-out')).resolves.toBeUndefined();
    answer = (response) => response.writeHead(202).end();
    await expect(call('POST /api/sign-in/links', { body: { email: 'a@b.test' } })).resolves.toBeUndefined();
  });

  it('throws the problem with code, words, request id, params and field errors', async () => {
    answerJson(400, refusal, { 'content-type': 'application/problem+json' });
    const { facts } = await problemOf(call('GET /api/me'));
    expect(facts).toEqual({
      code: 'request.invalid',
      status: 400,
      title: 'The request is not valid',
      detail: 'Some fields are wrong.',
      requestId: 'r-1',
      params: { count: 2 },
      errors: refusal.errors,
    });
  });

  it('makes a problem of an answer that is not ours', async () => {
    answer = (response) => {
      response.writeHead(502, { 'content-type': 'text/html', 'x-request-id': 'r-2' }).end('<h1>Bad gateway</h1>');
    };
    const { facts } = await problemOf(call('GET /api/me'));
    expect(facts).toMatchObject({ code: 'connection.unreadable', status: 502, requestId: 'r-2' });
    answer = (response) => response.writeHead(200).end('<h1>Hello</h1>');
    expect((await problemOf(call('GET /api/me'))).code).toBe('connection.unreadable');
  });

  it('makes a problem of a connection that breaks', async () => {
    answer = (response) => response.destroy();
    const { facts } = await problemOf(call('GET /api/me'));
    expect(facts).toMatchObject({ code: 'connection.failed', status: 0, requestId: null });
  });

  it('tells that the session ended, and only then', async () => {
    const heard = vi.fn<() => void>();
    sessionEvents.addEventListener('ended', heard);
    answerJson(401, { ...refusal, code: 'auth.failed', status: 401 });
    await problemOf(call('POST /api/sign-in/password', { body: { email: 'a@b.test', password: 'wrong' } }));
    expect(heard).not.toHaveBeenCalled();
    answerJson(401, { ...refusal, code: 'auth.required', status: 401 });
    await problemOf(call('GET /api/me'));
    expect(heard).toHaveBeenCalledOnce();
    sessionEvents.removeEventListener('ended', heard);
  });

  it('that is given up rejects with the reason and is no problem', async () => {
    const controller = new AbortController();
    answer = () => controller.abort(new Error('left the screen'));
    await expect(callWith('GET /api/me', undefined, controller.signal)).rejects.toThrow('left the screen');
  });
});

describe('the address of a download', () => {
  it('carries path and query', () => {
    const address = addressOf('GET /api/stores/{storeKey}/audit.csv', {
      params: { storeKey: 'flex' },
      query: { action: 'stores.', text: 'ä' },
    });
    expect(address).toBe('/api/stores/flex/audit.csv?action=stores.&text=%C3%A4');
  });
});
