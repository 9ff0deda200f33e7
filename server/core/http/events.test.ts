import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { openPlantedHttp, type PlantedHttp } from '../../../test/harness/planted.ts';
import { listen, openSocket } from '../../../test/harness/raw.ts';
import { defineController } from './controller.ts';
import { eventStream, textStream } from './events.ts';
import { streamsPerActor } from './streams.ts';

/** A source that is pushed to, and remembers whether it was told that nobody listens any more. */
function makeSource() {
  const waiting: string[] = [];
  let wake = () => {};
  let isOver = false;
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    told,
    push(text: string) {
      waiting.push(text);
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
    [Symbol.asyncIterator]: (): AsyncIterator<string> => ({
      async next() {
        while (waiting.length === 0 && !isOver) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const value = waiting.shift();
        return value === undefined ? { done: true, value } : { done: false, value };
      },
      async return() {
        tell();
        return { done: true, value: undefined };
      },
    }),
  };
}

/** A source that fails before its first piece. */
function failingSource(message: string): AsyncIterable<string> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error(message)) }) };
}

async function turns(count: number) {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A reader that takes a piece only when it is let. */
function makeReader() {
  const taken: string[] = [];
  let release = () => {};
  const writable = new Writable({
    highWaterMark: 1,
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      taken.push(chunk);
      release = () => done();
    },
  });
  return { taken, writable, release: () => release() };
}

describe('an event stream', () => {
  it('takes from its source only what its reader takes', async () => {
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled += 1;
        yield `data: ${pulled}\n\n`;
      }
    }
    const over = new AbortController();
    const reader = makeReader();
    const piping = pipeline(
      eventStream(endless(), over.signal, () => {}),
      reader.writable,
    );
    await turns(50);
    const held = pulled;
    expect(held).toBeLessThan(6);
    await turns(50);
    expect(pulled).toBe(held);
    reader.release();
    await turns(20);
    expect(pulled).toBeGreaterThan(held);
    expect(pulled).toBeLessThan(held + 6);
    over.abort();
    const freeing = setInterval(reader.release, 0);
    await piping;
    clearInterval(freeing);
  });

  it('gives a sign of life while nothing happens, and goes on with what comes after', async () => {
    const source = makeSource();
    const over = new AbortController();
    const stream = eventStream(source, over.signal, () => {}, 1);
    const seen: string[] = [];
    for await (const piece of stream) {
      seen.push(String(piece));
      if (seen.length === 4) source.push('data: late\n\n');
      if (piece === 'data: late\n\n') over.abort();
    }
    expect(seen.slice(0, 4)).toEqual(['retry: 2000\n\n', ':\n\n', ':\n\n', ':\n\n']);
    expect(seen).toContain('data: late\n\n');
    await source.told;
  });

  it('tells its source when it is over, also one that never answers', async () => {
    const source = makeSource();
    const over = new AbortController();
    const stream = eventStream(source, over.signal, () => {});
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    over.abort();
    expect((await iterator.next()).done).toBe(true);
    await source.told;
  });

  it('ends when its source does', async () => {
    const source = makeSource();
    source.push('data: 1\n\n');
    source.end();
    const pieces = [];
    for await (const piece of eventStream(source, new AbortController().signal, () => {})) pieces.push(piece);
    expect(pieces).toEqual(['retry: 2000\n\n', 'data: 1\n\n']);
  });

  it('ends without a word to the reader when its source fails, and says so inside', async () => {
    const fault = new Error('the source failed');
    async function* failing() {
      yield 'data: 1\n\n';
      throw fault;
    }
    const onFault = vi.fn<(error: unknown) => void>();
    const pieces = [];
    for await (const piece of eventStream(failing(), new AbortController().signal, onFault)) pieces.push(piece);
    expect(pieces.length).toBe(2);
    expect(onFault).toHaveBeenCalledWith(fault);
  });
});

describe('a stream of text', () => {
  it('fails as a whole when its first piece does', async () => {
    await expect(textStream(failingSource('at once'), () => {})).rejects.toThrow('at once');
  });

  it('tells its source when the reader leaves, which is no fault', async () => {
    let wasTold = false;
    const onFault = vi.fn<(error: unknown) => void>();
    async function* lines() {
      try {
        for (;;) yield 'line\n';
      } finally {
        wasTold = true;
      }
    }
    const stream = await textStream(lines(), onFault);
    await stream[Symbol.asyncIterator]().next();
    stream.on('error', () => {}).destroy(new Error('the reader left'));
    await turns(5);
    expect(wasTold).toBe(true);
    expect(onFault).not.toHaveBeenCalled();
  });
});

describe('over HTTP', () => {
  const routes = defineRoutes({
    news: { method: 'GET', path: '/api/news', summary: 'News', access: 'public', produces: 'text/event-stream' },
    exportAll: { method: 'GET', path: '/api/export', summary: 'Export', access: 'public', produces: 'text/csv' },
    exportNothing: { method: 'GET', path: '/api/broken', summary: 'Broken', access: 'public', produces: 'text/csv' },
    exportHalf: { method: 'GET', path: '/api/half', summary: 'Half', access: 'public', produces: 'text/csv' },
  });
  const sources: ReturnType<typeof makeSource>[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const controller = defineController(routes, {
    news: async (ctx) => {
      const source = makeSource();
      sources.push(source);
      signals.push(ctx.request?.signal);
      return source;
    },
    exportAll: async () =>
      (async function* () {
        for (let line = 0; line < 1_000; line += 1) yield `${line},${'x'.repeat(1_000)}\n`;
      })(),
    exportNothing: async () => failingSource('nothing to export'),
    exportHalf: async () =>
      (async function* () {
        yield 'first\n';
        throw new Error('the rest is missing');
      })(),
  });
  let planted: PlantedHttp;
  let port: number;
  beforeAll(async () => {
    planted = await openPlantedHttp([controller]);
    port = await listen(planted.http);
  });
  afterAll(() => planted.http.close());

  const ask = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;

  it('sends each event as it comes, neither kept nor compressed on the way', async () => {
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/news', 'Accept-Encoding: gzip, br\r\n'));
    await reader.until('retry: 2000');
    expect(reader.text()).toContain('content-type: text/event-stream; charset=utf-8');
    expect(reader.text()).toContain('cache-control: no-cache, no-transform');
    expect(reader.text()).not.toContain('content-encoding');
    sources.at(-1)?.push('data: one\n\n');
    await reader.until('data: one');
    reader.socket.destroy();
  });

  it('tells source and handler when the reader goes away', async () => {
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/news'));
    await reader.until('retry: 2000');
    const source = sources.at(-1);
    expect(signals.at(-1)?.aborted).toBe(false);
    reader.socket.destroy();
    await source?.told;
    expect(signals.at(-1)?.aborted).toBe(true);
  });

  it('lets one reader hold only so many streams, and gives the place back when one ends', async () => {
    const readers = [];
    for (let index = 0; index < streamsPerActor; index += 1) {
      const reader = await openSocket(port);
      reader.socket.write(ask('/api/news'));
      await reader.until('retry: 2000');
      readers.push({ reader, source: sources.at(-1) });
    }
    const refused = await planted.client().get('/api/news');
    expect(refused.body).toMatchObject({ code: 'request.too_many_streams', status: 429 });
    readers[0]?.reader.socket.destroy();
    await readers[0]?.source?.told;
    const next = await openSocket(port);
    next.socket.write(ask('/api/news'));
    await next.until('retry: 2000');
    for (const { reader } of readers) reader.socket.destroy();
    next.socket.destroy();
  });

  it('a long export arrives whole', async () => {
    const answer = await planted.client().get('/api/export');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.text.split('\n').length).toBe(1_001);
  });

  it('an export that fails at once is a problem, one that fails later is cut off and not ended', async () => {
    const atOnce = await planted.client().get('/api/broken');
    expect(atOnce.body).toMatchObject({ code: 'server.failed' });
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/half'));
    await reader.ended;
    expect(reader.text()).toContain('first\n');
    expect(reader.text()).not.toContain('\r\n0\r\n\r\n');
  });
});
