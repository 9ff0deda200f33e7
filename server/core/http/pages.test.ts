import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { exchange, listen } from '../../../test/harness/raw.ts';
import { addPages, noncePlaceholder } from './pages.ts';

const page = `<!doctype html><meta property="csp-nonce" nonce="${noncePlaceholder}"><style nonce="${noncePlaceholder}"></style>`;
const script = `console.log(${JSON.stringify('x'.repeat(5_000))});\n`;
let root: string;
let planted: PlantedHttp;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'flex pages '));
  const built = path.join(root, 'app');
  await mkdir(path.join(built, 'assets'), { recursive: true });
  await writeFile(path.join(root, 'secret.txt'), 'out of the folder');
  await writeFile(path.join(built, 'index.html'), page);
  await writeFile(path.join(built, 'assets', 'main-Bx3k9_aZ.js'), script);
  await writeFile(path.join(built, 'assets', 'plain.js'), script);
  await writeFile(path.join(built, 'icon.svg'), '<svg/>');
  await writeFile(path.join(built, 'assets', 'font-Bx3k9_aZ.woff2'), Buffer.alloc(5_000, 7));
  planted = await openPlantedHttp([]);
  addPages(planted.http, { prefix: '/cortex', folder: built });
  addPages(planted.http, { prefix: '/later', folder: path.join(root, 'later') });
});
afterAll(async () => {
  await planted.http.close();
  await rm(root, { recursive: true });
});

const asPage = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const get = (url: string, headers: Record<string, string> = {}) => planted.client().get(url, headers);

/** The answer's bytes as they are sent. */
async function getBytes(url: string, headers: Record<string, string>) {
  const response = await planted.http.inject({ url, headers: { host: 'localhost', ...headers } });
  return { bytes: response.rawPayload, headers: response.headers };
}

describe('the page', () => {
  it.each([
    '/cortex',
    '/cortex/',
    '/cortex/index.html',
    '/cortex/stores/warriors-flex',
    '/cortex/a/b?x=1',
    '/cortex/a.b',
  ])('answers %s, with a nonce that is in its policy and nowhere else before', async (url) => {
    const [first, second] = [await get(url, asPage), await get(url, asPage)];
    expect(first.status).toBe(200);
    expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(first.headers['cache-control']).toBe('no-store');
    const nonces = [...first.text.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce);
    expect(new Set(nonces).size).toBe(1);
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(Buffer.from(String(nonces[0]), 'base64').length).toBe(16);
    expect(second.text).not.toContain(String(nonces[0]));
    expect(first.text).not.toContain(noncePlaceholder);
  });

  it('answers HEAD without its text', async () => {
    const port = await listen(planted.http);
    const answers = await exchange(port, 'HEAD /cortex HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect(answers).toMatchObject([{ status: 200, body: '' }]);
  });

  it('takes no other method', async () => {
    const answer = await planted.client().post('/cortex/stores', {});
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it('that is not built is a clear problem, and answers once it is', async () => {
    const missing = await get('/later', asPage);
    expect(missing.status).toBe(503);
    expect(missing.body).toMatchObject({ code: 'page.not_built' });
    await mkdir(path.join(root, 'later'));
    expect((await get('/later', asPage)).body).toMatchObject({ code: 'page.not_built' });
  });
});

describe('a file', () => {
  it('with a hash in its name may be kept for ever, others are asked for again', async () => {
    const hashed = await get('/cortex/assets/main-Bx3k9_aZ.js');
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const url of ['/cortex/assets/plain.js', '/cortex/icon.svg']) {
      expect((await get(url)).headers['cache-control']).toBe('no-cache');
    }
    expect((await get('/cortex/icon.svg')).headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
    ['', undefined, (bytes: Buffer) => bytes],
  ])('is sent to who takes %j as %s', async (accepted, encoding, decode) => {
    const { bytes, headers } = await getBytes('/cortex/assets/plain.js', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toBe('accept-encoding');
    expect(decode(bytes).toString()).toBe(script);
    expect(Number(headers['content-length'])).toBe(bytes.length);
  });

  it('has a tag of its own in each encoding, and is not sent again to who has it', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', ''].map(async (accepted) => {
        const { headers } = await getBytes('/cortex/assets/plain.js', { 'accept-encoding': accepted });
        return String(headers.etag);
      }),
    );
    expect(new Set(tags).size).toBe(3);
    const again = await get('/cortex/assets/plain.js', { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('that is compressed already or small is sent as it is', async () => {
    for (const url of ['/cortex/assets/font-Bx3k9_aZ.woff2', '/cortex/icon.svg']) {
      expect((await getBytes(url, { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
    }
  });

  it.each([
    '/cortex/assets/gone-Bx3k9_aZ.js',
    '/cortex/assets/',
    '/cortex/assets/main',
    '/cortex/favicon.ico',
    '/cortex/..%2fsecret.txt',
    '/cortex/../secret.txt',
    '/cortex/%2e%2e/secret.txt',
    '/cortex/assets/..%2f..%2fsecret.txt',
    '/cortex/..%5csecret.txt',
    '/cortexsecret.txt',
  ])('that does not exist below the folder is a 404: %s', async (url) => {
    const answer = await get(url);
    expect(answer.body).toMatchObject({ code: 'route.not_found', status: 404 });
    expect(answer.text).not.toContain('out of the folder');
  });
});
