import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TestClient } from '../../../test/harness/client.ts';
import { makeNotes } from '../../../test/harness/notes.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';

/** `done` must stay empty after bad input. */
const { controller, done } = makeNotes();
let planted: PlantedHttp;
let client: TestClient;

beforeAll(async () => {
  planted = await openPlantedHttp([controller]);
});
beforeEach(() => {
  planted.clock.advance(60_000);
  client = planted.client();
  done.length = 0;
});
afterAll(() => planted.http.close());

/** The answer is the problem, complete, and no handler was reached. */
function expectProblem(answer: { status: number; body: unknown; headers: Record<string, unknown> }, code: string) {
  const problem = z
    .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code: z.string() })
    .parse(answer.body);
  expect(problem.code).toBe(code);
  expect(problem.type).toBe(`/api/docs/problems#${code}`);
  expect(problem.status).toBe(answer.status);
  expect(problem.instance).toBe(answer.headers['x-request-id']);
  expect(problem.instance).toMatch(/^[0-9a-f-]{36}$/);
  expect(problem.detail).not.toMatch(/[{}]/);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(done).toEqual([]);
}

async function send(options: {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}) {
  const { method = 'POST', url = '/api/notes', headers = {}, payload } = options;
  const response = await planted.http.inject({
    method: method as 'POST',
    url,
    headers: { host: 'localhost', ...headers },
    ...(payload !== undefined && { payload }),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body === '' ? null : response.json(),
  };
}

function sendJson(payload: string | Buffer, headers: Record<string, string> = {}) {
  return send({ payload, headers: { 'content-type': 'application/json', ...headers } });
}

describe('a body', () => {
  it('with unknown fields is refused and each is named', async () => {
    const answer = await client.post('/api/notes', { title: 'a', isAdmin: true, role: 'owner' });
    expectProblem(answer, 'request.invalid');
    expect(answer.body.errors.map((error: { at: string }) => error.at)).toEqual(['/body/isAdmin', '/body/role']);
  });

  it('with wrong types is refused and the places are named by JSON pointers', async () => {
    const answer = await client.post('/api/notes', { title: 7, tags: ['x', null], count: 1.5 });
    expectProblem(answer, 'request.invalid');
    const places = answer.body.errors.map((error: { at: string }) => error.at);
    expect(places.sort()).toEqual(['/body/count', '/body/tags/1', '/body/title']);
  });

  it.each([
    ['missing', undefined],
    ['a list', []],
    ['a text', 'title'],
    ['null', null],
    ['true', true],
  ])('that is %s where an object is asked for is refused', async (_name, body) => {
    expectProblem(await client.post('/api/notes', body), 'request.invalid');
  });

  it('on a route that takes none is refused', async () => {
    expectProblem(await client.delete('/api/notes', { all: true }), 'request.invalid');
  });

  it('on a GET is refused, although nobody would read it', async () => {
    expectProblem(await send({ method: 'GET', payload: '{}' }), 'request.malformed');
  });

  it('over the limit is refused before it is read whole', async () => {
    const answer = await sendJson(`{"title":"${'x'.repeat(300_000)}"}`);
    expectProblem(answer, 'request.too_large');
    expect(answer.status).toBe(413);
    expect(answer.body.detail).toBe('Send at most 262144 bytes.');
  });

  it('with a thousand unknown fields is answered by the first fifty, shortened', async () => {
    const fields = Array.from({ length: 1_000 }, (_, index) => [`${'n'.repeat(200)}${index}`, 1]);
    const answer = await client.post('/api/notes', Object.fromEntries(fields));
    expectProblem(answer, 'request.invalid');
    expect(answer.body.errors.length).toBe(50);
    expect(answer.text.length).toBeLessThan(20_000);
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0x74, 0xff, 0xfe, 0x22, 0x7d])],
    ['an overlong encoding', Buffer.from([...Buffer.from('{"title":"'), 0xc0, 0xaf, ...Buffer.from('"}')])],
    ['UTF-16', Buffer.from('{"title":"a"}', 'utf16le')],
    ['half an object', '{"title":'],
    ['two objects', '{"title":"a"}{"title":"b"}'],
    ['a trailing comma', '{"title":"a",}'],
    ['single quotes', "{'title':'a'}"],
    ['NaN', '{"title":"a","count":NaN}'],
    ['a NUL in a value', '{"title":"a\\u0000b"}'],
    ['a NUL in a name', '{"title":"a","x\\u0000":1}'],
    ['a lone surrogate', '{"title":"\\ud800"}'],
    ['a lone surrogate in a name', '{"title":"a","\\udc00":1}'],
    ['__proto__', '{"title":"a","__proto__":{"isAdmin":true}}'],
    ['__proto__ deeper down', '{"title":"a","tags":[{"__proto__":1}]}'],
    ['a thousand lists in each other', '['.repeat(1_000) + ']'.repeat(1_000)],
    ['a hundred thousand open brackets', '['.repeat(100_000)],
    ['an array of deep objects', `{"title":"a","tags":${'{"a":'.repeat(60)}1${'}'.repeat(60)}}`],
  ])('with %s is refused as malformed', async (_name, payload) => {
    expectProblem(await sendJson(payload), 'request.malformed');
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it.each([
    ['text/plain', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data; boundary=x'],
    ['XML', 'application/xml'],
    ['another charset', 'application/json; charset=utf-16le'],
    ['nonsense', ';;;'],
  ])('with the content type %s is refused', async (_name, type) => {
    const answer = await sendJson('{"title":"a"}', { 'content-type': type });
    expectProblem(answer, 'request.unsupported_media_type');
    expect(answer.status).toBe(415);
  });

  it('without a content type is refused', async () => {
    expectProblem(await send({ payload: '{"title":"a"}' }), 'request.unsupported_media_type');
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, br', 'unheard-of'])('compressed as %s is refused', async (encoding) => {
    const answer = await sendJson(gzipSync('{"title":"a"}'), { 'content-encoding': encoding });
    expectProblem(answer, 'request.compressed');
    expect(answer.status).toBe(415);
  });

  it('with the name of an object method as a field is only an unknown field', async () => {
    const answer = await sendJson('{"title":"a","constructor":{"prototype":{}},"toString":1}');
    expectProblem(answer, 'request.invalid');
  });
});

describe('text', () => {
  it.each([
    `Robert'); drop table platform.stores; --`,
    `' or '1'='1`,
    '$1 \\ %s {{7*7}} #{7*7}',
    '<script>alert(1)</script>',
    'naïve 🎟️ 漢字 \u202e\u200b',
    'a\r\nSet-Cookie: x=1',
  ])('of any kind is kept as plain text: %j', async (title) => {
    const answer = await client.post('/api/notes', { title });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ title });
    expect(done).toEqual([{ title }]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('that would split a header of the answer is never sent, and the fault is ours', async () => {
    const answer = await client.post('/api/lead-on', { to: '/a\r\nSet-Cookie: flex_session=stolen' });
    expectProblem(answer, 'server.failed');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers.location).toBeUndefined();
  });
});

describe('an address', () => {
  it.each([
    ['a wrong type', '/api/notes?limit=many', 'request.invalid'],
    ['an unknown parameter', '/api/notes?limit=1&admin=1', 'request.invalid'],
    ['a parameter given twice', '/api/notes?limit=1&limit=2', 'request.invalid'],
    ['a parameter on a route without any', '/api/notes/a-b?x=1', 'request.invalid'],
    ['a value that is too long', `/api/notes?find=${'x'.repeat(101)}`, 'request.invalid'],
    ['__proto__ as a parameter', '/api/notes?__proto__=1', 'request.invalid'],
    ['a NUL', '/api/notes?find=a%00b', 'request.malformed'],
    ['a line break', '/api/notes?find=a%0d%0aSet-Cookie:%20x=1', 'request.malformed'],
    ['a line break in the path', '/api/notes/a%0d%0ab', 'request.malformed'],
    ['a NUL in the path', '/api/notes/a%00b', 'request.malformed'],
    ['bad percent-encoding in the query', '/api/notes?find=%zz', 'request.malformed'],
    ['bad UTF-8 in the query', '/api/notes?find=%ff%fe', 'request.malformed'],
    ['bad percent-encoding in the path', '/api/notes/%zz', 'request.malformed'],
    ['bad UTF-8 in the path', '/api/notes/%ff', 'request.malformed'],
    ['half an escape', '/api/notes/%e0%a4%a', 'request.malformed'],
    ['a key that is none', '/api/notes/NOT_A_KEY', 'request.invalid'],
    ['an encoded slash', '/api/notes/a%2fb', 'request.invalid'],
    ['a climbing path', '/api/notes/..%2f..%2fetc%2fpasswd', 'request.invalid'],
    ['a path parameter that is too long', `/api/notes/${'k'.repeat(500)}`, 'route.not_found'],
    ['a trailing slash', '/api/lead-on/', 'route.not_found'],
    ['an empty key', '/api/notes/', 'request.invalid'],
    ['a doubled slash', '/api//notes', 'route.not_found'],
    ['other capitals', '/API/notes', 'route.not_found'],
    ['nothing behind it', '/api/unheard-of', 'route.not_found'],
  ])('with %s is refused', async (_name, url, code) => {
    expectProblem(await client.get(url), code);
  });

  it('that is long but within the headers a server takes is answered by a problem', async () => {
    expectProblem(await client.get(`/api/notes?find=${'x'.repeat(8_000)}`), 'request.invalid');
  });
});

describe('a method', () => {
  it.each([
    ['PATCH', '/api/notes', 'DELETE, GET, POST'],
    ['HEAD', '/api/notes', 'DELETE, GET, POST'],
    ['OPTIONS', '/api/notes', 'DELETE, GET, POST'],
    ['POST', '/api/notes/a-b', 'GET, PUT'],
    ['PROPFIND', '/api/notes', 'DELETE, GET, POST'],
    ['POST', '/healthz', 'GET'],
  ])('%s that %s does not take is answered by those it takes', async (method, url, allowed) => {
    const response = await planted.http.inject({ method: method as 'GET', url, headers: { host: 'localhost' } });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe(allowed);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(done).toEqual([]);
  });

  it('is looked at before the body', async () => {
    const answer = await send({ method: 'PATCH', payload: 'x', headers: { 'content-type': 'text/plain' } });
    expectProblem(answer, 'route.method_not_allowed');
  });
});

describe('If-Match', () => {
  it('that is missing asks for the version', async () => {
    const answer = await client.put('/api/notes/a-b', { title: 'a' });
    expectProblem(answer, 'version.required');
    expect(answer.status).toBe(428);
  });

  it.each(['7', '*', '"abc"', '"7', '"7", "8"', '"-1"', '"7.0"', '"99999999999"', ''])('%j is refused', async (tag) => {
    expectProblem(await client.put('/api/notes/a-b', { title: 'a' }, { 'if-match': tag }), 'request.malformed');
  });

  it.each(['"7"', 'W/"7"'])('%s reaches the handler as the number', async (tag) => {
    const answer = await client.put('/api/notes/a-b', { title: 'a' }, { 'if-match': tag });
    expect(answer.status).toBe(204);
    expect(done).toMatchObject([{ version: 7, params: { noteKey: 'a-b' } }]);
  });
});

describe('another site', () => {
  it.each([
    ['its origin and our cookie', { origin: 'https://evil.example', cookie: 'flex_session=x' }],
    ['its origin without a cookie', { origin: 'https://evil.example' }],
    ['our host on another port as origin', { origin: 'http://localhost:666', cookie: 'flex_session=x' }],
    ['our host as the start of its own', { origin: 'http://localhost.evil.example', cookie: 'flex_session=x' }],
    ['an origin that is no address', { origin: 'nonsense', cookie: 'flex_session=x' }],
    ['a hidden origin', { origin: 'null', 'sec-fetch-site': 'cross-site', cookie: 'flex_session=x' }],
    ['a hidden origin and nothing else', { origin: 'null', cookie: 'flex_session=x' }],
    ['no origin but the cross-site mark', { 'sec-fetch-site': 'cross-site' }],
    ['no origin but the same-site mark', { 'sec-fetch-site': 'same-site', cookie: 'flex_session=x' }],
    ['a cookie and no word of where from', { cookie: 'flex_session=x' }],
  ])('that writes with %s is refused', async (_name, headers) => {
    expectProblem(await sendJson('{"title":"a"}', { ...headers }), 'request.origin_refused');
  });

  it.each([
    ['our origin', { origin: 'http://localhost', cookie: 'flex_session=x' }],
    ['the host it was sent to as origin', { origin: 'http://tickets.example', host: 'tickets.example' }],
    ['a hidden origin of our own site', { origin: 'null', 'sec-fetch-site': 'same-origin', cookie: 'flex_session=x' }],
    ['no origin and no cookie, as programs send it', {}],
  ])('is not who writes with %s', async (_name, headers) => {
    expect((await sendJson('{"title":"a"}', { ...headers })).status).toBe(201);
  });
});
