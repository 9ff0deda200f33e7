import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { defineRoutes } from '../../../shared/contract/route.ts';
import { openPlantedHttp } from '../../../test/harness/planted.ts';
import { listen, openSocket, parseAnswers } from '../../../test/harness/raw.ts';
import { defineController } from './controller.ts';

const routes = defineRoutes({
  quick: { method: 'POST', path: '/api/quick', summary: 'Quick', access: 'public' },
  slow: { method: 'POST', path: '/api/slow', summary: 'Slow', access: 'public' },
  news: { method: 'GET', path: '/api/news', summary: 'News', access: 'public', produces: 'text/event-stream' },
  lateNews: { method: 'GET', path: '/api/late-news', summary: 'News', access: 'public', produces: 'text/event-stream' },
  exportAll: { method: 'GET', path: '/api/export', summary: 'Export', access: 'public', produces: 'text/csv' },
});

/** A server whose slow route waits until it is let go, and says when it was reached. */
async function openSlow(closeDeadline = 60_000) {
  const entered = gate();
  const go = gate();
  const calls: string[] = [];
  const controller = defineController(routes, {
    quick: async () => {
      calls.push('quick');
    },
    slow: async () => {
      entered.open();
      await go.opened;
      calls.push('slow');
    },
    news: async () =>
      (async function* () {
        yield 'data: 1\n\n';
        await new Promise(() => {});
      })(),
    lateNews: async () => {
      entered.open();
      await go.opened;
      return (async function* () {
        await new Promise(() => {});
        yield 'data: 1\n\n';
      })();
    },
    exportAll: async () =>
      (async function* () {
        yield 'first\n';
        entered.open();
        await go.opened;
        yield 'last\n';
      })(),
  });
  const { http } = await openPlantedHttp([controller], { limits: { closeDeadline } });
  return { http, port: await listen(http), entered, go, calls };
}

/** Begins to close, and waits until it takes no more connections; `closed` settles when it is done. */
async function beginClose(http: FastifyInstance): Promise<{ closed: Promise<void> }> {
  const closed = http.close();
  while (http.server.listening) await new Promise((resolve) => setImmediate(resolve));
  return { closed };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const ask = (path: string, method = 'POST') => `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

describe('closing the server', () => {
  it('leaves nothing that keeps a process running when it never listened', async () => {
    const { http } = await openPlantedHttp([], { limits: { closeDeadline: 60_000 } });
    await http.ready();
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    await http.close();
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it('answers what is in flight and closes its connection after it', async () => {
    const { http, port, entered, go, calls } = await openSlow();
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/slow'));
    await entered.opened;
    const { closed } = await beginClose(http);
    await expect(openSocket(port)).rejects.toThrow('ECONNREFUSED');
    go.open();
    await reader.ended;
    await closed;
    const [answer] = parseAnswers(reader.text());
    expect(answer?.status).toBe(204);
    expect(answer?.headers.connection).toBe('close');
    expect(calls).toEqual(['slow']);
  });

  it('lets an export that began arrive whole', async () => {
    const { http, port, entered, go } = await openSlow();
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/export', 'GET'));
    await entered.opened;
    const { closed } = await beginClose(http);
    go.open();
    await reader.ended;
    await closed;
    expect(reader.text()).toContain('last\n');
    expect(reader.text()).toContain('\r\n0\r\n\r\n');
  });

  it('refuses a request that comes behind one in flight, and does not run it', async () => {
    const { http, port, entered, go, calls } = await openSlow();
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/slow'));
    await entered.opened;
    const { closed } = await beginClose(http);
    reader.socket.write(ask('/api/quick'));
    const arrived = new Promise<void>((resolve) => {
      http.server.once('request', () => resolve());
    });
    await arrived;
    go.open();
    await reader.ended;
    await closed;
    expect(calls).toEqual(['slow']);
    expect(parseAnswers(reader.text())).toMatchObject([{ status: 204, headers: { connection: 'close' } }]);
  });

  it('ends idle connections and event streams at once', async () => {
    const { http, port } = await openSlow();
    const idle = await openSocket(port);
    idle.socket.write(ask('/api/quick'));
    await idle.until('204');
    const news = await openSocket(port);
    news.socket.write(ask('/api/news', 'GET'));
    await news.until('data: 1');
    await http.close();
    await Promise.all([idle.ended, news.ended]);
    expect(news.text()).toContain('\r\n0\r\n\r\n');
  });

  it('ends an event stream that begins only then', async () => {
    const { http, port, entered, go } = await openSlow();
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/late-news', 'GET'));
    await entered.opened;
    const { closed } = await beginClose(http);
    go.open();
    await reader.ended;
    await closed;
    expect(reader.text()).toContain('200 OK');
    expect(reader.text()).not.toContain('data: 1');
  });

  it('cuts off at the deadline what does not end by itself', async () => {
    const { http, port, entered } = await openSlow(20);
    const reader = await openSocket(port);
    reader.socket.write(ask('/api/slow'));
    await entered.opened;
    await http.close();
    await reader.ended;
    expect(reader.text()).toBe('');
  });

  it.each([
    ['POST /api/quick', 503],
    ['GET /readyz', 503],
    ['GET /healthz', 200],
  ])('answers %s, whose last bytes come after that, by %s and ends the connection', async (line, status) => {
    const { http, port, calls } = await openSlow();
    const accepted = new Promise<Socket>((resolve) => {
      http.server.once('connection', resolve);
    });
    const reader = await openSocket(port);
    reader.socket.write(`${line} HTTP/1.1\r\nHost: local`);
    const socket = await accepted;
    while (socket.bytesRead === 0) await new Promise((resolve) => setImmediate(resolve));
    const { closed } = await beginClose(http);
    reader.socket.write('host\r\n\r\n');
    await reader.ended;
    await closed;
    const [answer] = parseAnswers(reader.text());
    expect(answer).toMatchObject({ status, headers: { connection: 'close' } });
    if (status === 503) expect(JSON.parse(answer?.body ?? '')).toMatchObject({ code: 'server.stopping' });
    expect(calls).toEqual([]);
  });
});
