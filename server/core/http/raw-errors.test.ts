import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeNotes } from '../../../test/harness/notes.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { exchange, listen } from '../../../test/harness/raw.ts';

const { controller, done } = makeNotes();
let planted: PlantedHttp;
/** The same, but it waits a tenth of a second for a request to arrive. */
let hasty: PlantedHttp;
let port: number;
let hastyPort: number;

beforeAll(async () => {
  planted = await openPlantedHttp([controller]);
  port = await listen(planted.http);
  hasty = await openPlantedHttp([controller], { limits: { requestTimeout: 100, timeoutCheck: 20 } });
  hastyPort = await listen(hasty.http);
});
beforeEach(() => {
  done.length = 0;
});
afterAll(async () => {
  await planted.http.close();
  await hasty.http.close();
});

/** The only answer is the problem, complete, and no handler was reached. */
async function expectOnly(answers: Awaited<ReturnType<typeof exchange>>, status: number, code: string) {
  expect(answers.length).toBe(1);
  const [answer] = answers;
  expect(answer?.status).toBe(status);
  expect(answer?.headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(answer?.body ?? '');
  expect(problem.code).toBe(code);
  expect(problem.instance).toBe(answer?.headers['x-request-id']);
  expect(answer?.headers['x-content-type-options']).toBe('nosniff');
  expect(answer?.headers.connection).toBe('close');
  expect(done).toEqual([]);
}

describe('on the wire', () => {
  const head = 'Host: localhost\r\nContent-Type: application/json\r\n';
  const body = '{"title":"a"}';

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex')],
    ['an unknown method', `BREW /api/notes HTTP/1.1\r\n${head}\r\n`],
    ['a line break in a header', `GET /api/notes HTTP/1.1\r\n${head}X-A: a\nb\r\n\r\n`],
    ['a NUL in a header', `GET /api/notes HTTP/1.1\r\n${head}X-A: a\0b\r\n\r\n`],
    ['a folded header', `GET /api/notes HTTP/1.1\r\n${head}X-A: a\r\n\tb\r\nX B: c\r\n\r\n`],
    ['a Content-Length that is none', `POST /api/notes HTTP/1.1\r\n${head}Content-Length: many\r\n\r\n${body}`],
    ['a negative Content-Length', `POST /api/notes HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n${body}`],
    [
      'two Content-Lengths',
      `POST /api/notes HTTP/1.1\r\n${head}Content-Length: 13\r\nContent-Length: 5\r\n\r\n${body}`,
    ],
    [
      'Content-Length and Transfer-Encoding at once',
      `POST /api/notes HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['a chunk whose size is none', `POST /api/notes HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ])('%s is answered by a problem', async (_name, bytes) => {
    await expectOnly(await exchange(port, bytes), 400, 'request.malformed');
  });

  it('headers that are too large are answered by a problem', async () => {
    const bytes = `GET /api/notes HTTP/1.1\r\n${head}X-A: ${'a'.repeat(20_000)}\r\n\r\n`;
    await expectOnly(await exchange(port, bytes), 431, 'request.headers_too_large');
  });

  it('an address that is too large is answered by a problem', async () => {
    const bytes = `GET /api/notes?find=${'a'.repeat(20_000)} HTTP/1.1\r\n${head}\r\n`;
    await expectOnly(await exchange(port, bytes), 431, 'request.headers_too_large');
  });

  it('a request without a host is refused', async () => {
    await expectOnly(
      await exchange(port, 'GET /api/notes HTTP/1.1\r\nConnection: close\r\n\r\n'),
      400,
      'request.malformed',
    );
  });

  it.each(['a b', 'evil"><script>', 'a@b', '[::1', 'a/b'])('the host %j is refused', async (host) => {
    const bytes = `GET /api/notes HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    await expectOnly(await exchange(port, bytes), 400, 'request.malformed');
  });

  it.each([
    ['a body that never comes', `POST /api/notes HTTP/1.1\r\n${head}Content-Length: 13\r\n\r\n`],
    ['a body shorter than its Content-Length', `POST /api/notes HTTP/1.1\r\n${head}Content-Length: 99\r\n\r\n${body}`],
    ['headers that never end', `POST /api/notes HTTP/1.1\r\n${head}`],
    ['chunks that never end', `POST /api/notes HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"tit\r\n`],
  ])('%s is cut off with a problem', async (_name, bytes) => {
    await expectOnly(await exchange(hastyPort, bytes), 408, 'request.timeout');
  });
});

describe('on the wire, behind a good request', () => {
  const good = 'GET /api/notes HTTP/1.1\r\nHost: localhost\r\n\r\n';

  it('garbage is answered after the good request, and the connection is closed', async () => {
    const answers = await exchange(port, `${good}${good}garbage garbage\r\n\r\n${good}`);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
    expect(JSON.parse(answers[2]?.body ?? '').code).toBe('request.malformed');
    expect(done.length).toBe(2);
  });

  it('what is longer than its Content-Length is not taken for the body', async () => {
    const body = '{"title":"a"}';
    const head = `Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    const answers = await exchange(port, `POST /api/notes HTTP/1.1\r\n${head}\r\n\r\n${body},"isAdmin":true}\r\n\r\n`);
    expect(answers.map(({ status }) => status)).toEqual([201, 400]);
    expect(done).toEqual([{ title: 'a' }]);
  });
});
