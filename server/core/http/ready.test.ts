import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answerReady, compressAll, compressSoonest, makeReady } from './ready.ts';

const text = JSON.stringify({ words: 'on sale '.repeat(400) });
const make = async (reach: 'everybody' | 'session' = 'everybody') => {
  const ready = makeReady(text, { reach });
  await compressAll(ready);
  return ready;
};

describe('an answer that is ready', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br;q=0', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['identity', undefined],
    [undefined, undefined],
  ])('for who accepts %s is encoded as %s', async (accepted, encoding) => {
    const ready = await make();
    const { headers, body } = answerReady(ready, accepted, undefined);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBe(String(body?.length));
    expect(headers.etag).toBe(encoding === undefined ? `"${ready.tag}"` : `"${ready.tag}-${encoding}"`);
  });

  it('is the same text in every encoding', async () => {
    const ready = await make();
    const bodyFor = (accepted?: string) => answerReady(ready, accepted, undefined).body ?? Buffer.alloc(0);
    expect(brotliDecompressSync(bodyFor('br')).toString()).toBe(text);
    expect(gunzipSync(bodyFor('gzip')).toString()).toBe(text);
    expect(bodyFor().toString()).toBe(text);
  });

  it('goes out as it is while it is still being compressed, and small ones always do', () => {
    const ready = makeReady(text);
    expect(answerReady(ready, 'br', undefined).headers['content-encoding']).toBeUndefined();
    expect(answerReady(makeReady('{}'), 'br', undefined).headers).not.toHaveProperty('content-encoding');
  });

  it('goes out in gzip, where that is taken and there, until Brotli is', async () => {
    const ready = makeReady(text);
    await compressSoonest(ready);
    const encodingFor = (accepted: string) => answerReady(ready, accepted, undefined).headers['content-encoding'];
    expect(['br, gzip;q=0', 'br', 'gzip, br'].map(encodingFor)).toEqual([undefined, undefined, 'gzip']);
    await compressAll(ready);
    expect(encodingFor('gzip, br')).toBe('br');
  });

  it('is not sent to a reader who has it, in whatever encoding they have it', async () => {
    const ready = await make();
    for (const known of [
      `"${ready.tag}"`,
      `"${ready.tag}-br"`,
      `W/"${ready.tag}-gzip"`,
      `"other", "${ready.tag}-br"`,
      '*',
    ]) {
      const { status, body, headers } = answerReady(ready, 'br', known);
      expect([known, status, body]).toEqual([known, 304, null]);
      expect(headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'accept-encoding' });
      expect(headers.etag).toContain(ready.tag);
    }
    for (const known of ['"other"', `"${ready.tag}-zstd"`, `"x${ready.tag}"`, '']) {
      expect([known, answerReady(ready, 'br', known).status]).toEqual([known, 200]);
    }
  });

  it('has a tag that only its text decides', () => {
    expect(makeReady('a').tag).toBe(makeReady('a').tag);
    expect(makeReady('a').tag).not.toBe(makeReady('b').tag);
  });

  it('to one session alone is kept by nobody on the way', async () => {
    const { headers } = answerReady(await make('session'), undefined, undefined);
    expect(headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie' });
  });
});
