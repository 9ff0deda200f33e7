import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeStaff, onStore, signIn } from '../../test/factories/staff.ts';
import { makeStore } from '../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../test/harness/app.ts';
import { hour } from '../../test/harness/clock.ts';
import { type StoreCtx, withStore } from './ctx.ts';
import { announce, maxResumed } from './live-changes.ts';
import { liveStream, maxWaiting } from './live-stream.ts';

let app: TestApp;
let address: string;
let one: StoreCtx;
let two: StoreCtx;
let cookie: string;
let readers: Reader[] = [];

beforeAll(async () => {
  app = await openTestApp();
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  address = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`;
  one = withStore(app.ctx, await makeStore(app));
  two = withStore(app.ctx, await makeStore(app));
  const staff = await makeStaff(app, { grants: [onStore(one.store, 'viewer')] });
  const client = await signIn(app, staff);
  cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
});
beforeEach(() => app.ctx.live.catchUp());
afterEach(async () => {
  for (const reader of readers) reader.leave();
  readers = [];
  await app.ctx.database.pool.query('delete from platform.changes');
});
afterAll(() => app.close());

type Event = { id?: string; event?: string; data?: string };
type Reader = {
  status: number;
  type: string | null;
  /** The next event; null when the stream has ended. Signs of life are passed over. */
  next: () => Promise<Event | null>;
  /** The data of the next `count` events that have any. */
  data: (count: number) => Promise<unknown[]>;
  lastId: () => string;
  leave: () => void;
};

/** A browser's `EventSource`, over a real socket. */
async function read(store: StoreCtx, headers: Record<string, string> = {}): Promise<Reader> {
  const leaving = new AbortController();
  const response = await fetch(`${address}/api/stores/${store.store.key}/live`, {
    headers: { cookie, ...headers },
    signal: leaving.signal,
  });
  const body = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let lastId = '';
  const next = async (): Promise<Event | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end === -1) {
        const { done, value } = (await body?.read()) ?? { done: true };
        if (done) return null;
        text += value;
        continue;
      }
      const event = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: (.*)/)),
      );
      text = text.slice(end + 2);
      lastId = event.id ?? lastId;
      if (event.id !== undefined || event.data !== undefined) return event;
    }
  };
  const reader: Reader = {
    status: response.status,
    type: response.headers.get('content-type'),
    next,
    async data(count) {
      const found: unknown[] = [];
      while (found.length < count) {
        const event = await next();
        if (event === null) throw new Error('the stream ended');
        if (event.data !== undefined) found.push([event.event, JSON.parse(event.data)]);
      }
      return found;
    },
    lastId: () => lastId,
    leave: () => leaving.abort(),
  };
  readers.push(reader);
  return reader;
}
/** A reader that has its place in the stream. */
async function readFrom(store: StoreCtx, id?: string) {
  const reader = await read(store, id === undefined ? {} : { 'last-event-id': id });
  if (id === undefined) await reader.next();
  return reader;
}
const version = (n: number) => ['store.changed', { version: n }];
async function change(store: StoreCtx, ...versions: number[]) {
  for (const n of versions) await announce(store, { topic: 'store.changed', data: { version: n } });
  await app.ctx.live.catchUp();
}

it('staff of a store hear its news, and of no other store', async () => {
  const reader = await readFrom(one);
  expect([reader.status, reader.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
  await change(two, 1);
  await change(one, 2);
  await announce(one, { topic: 'settings.changed', data: { name: 'brand', version: 3 } });
  await app.ctx.live.catchUp();
  expect(await reader.data(2)).toEqual([version(2), ['settings.changed', { name: 'brand', version: 3 }]]);
});

it('nobody else hears them', async () => {
  expect((await read(two)).status).toBe(404);
  expect((await read(one, { cookie: '' })).status).toBe(401);
});

it('a reader that comes back hears what it missed, then what comes', async () => {
  const reader = await readFrom(one);
  await change(one, 1);
  await reader.data(1);
  reader.leave();
  await change(one, 2, 3);
  await change(two, 9);
  const again = await readFrom(one, reader.lastId());
  expect(await again.data(2)).toEqual([version(2), version(3)]);
  await change(one, 4);
  expect(await again.data(1)).toEqual([version(4)]);
});

it('a reader that heard nothing yet can come back too', async () => {
  const reader = await readFrom(one);
  reader.leave();
  await change(one, 1);
  expect(await (await readFrom(one, reader.lastId())).data(1)).toEqual([version(1)]);
});

it('a change that was written earlier and committed later is not lost to a reader that comes back', async () => {
  const reader = await readFrom(one);
  const early = new Client({ connectionString: app.databaseUrl });
  await early.connect();
  await early.query('begin');
  await early.query(
    `insert into platform.changes (at, store_id, topic, data) values ($1, $2, 'store.changed', '{"version": 1}')`,
    [app.clock.now(), one.store.id],
  );
  await change(one, 2);
  expect(await reader.data(1)).toEqual([version(2)]);
  reader.leave();
  await early.query('commit');
  await early.end();
  await app.ctx.live.catchUp();
  const again = await readFrom(one, reader.lastId());
  expect(await again.data(1)).toEqual([version(1)]);
});

it('a change that is read as missed and then comes by itself is heard once', async () => {
  const reader = await readFrom(one);
  reader.leave();
  for (const n of [1, 2]) await announce(one, { topic: 'store.changed', data: { version: n } });
  const again = await readFrom(one, reader.lastId());
  expect(await again.data(2)).toEqual([version(1), version(2)]);
  await app.ctx.live.catchUp();
  await change(one, 3);
  expect(await again.data(1)).toEqual([version(3)]);
});

it.each([
  'nonsense',
  '1',
  '@',
  '1:2:@',
  '1:2:@1@2',
  '::@1',
  '0:5:@1790000000000',
  '9:5:@1790000000000',
  '5:9:7,6@1790000000000',
  '5:9:4@1790000000000',
  '5:9:9@1790000000000',
  '99999999999999999999:99999999999999999999:@1790000000000',
  "1:1:' or '1'='1@1790000000000",
])('a reader that comes back with %j is told to read everything again', async (id) => {
  const reader = await readFrom(one, id);
  expect(await reader.data(1)).toEqual([['live.gap', {}]]);
  await change(one, 1);
  expect(await reader.data(1)).toEqual([version(1)]);
});

it('a reader that was away for an hour is told to read everything again', async () => {
  const reader = await readFrom(one);
  reader.leave();
  app.clock.advance(hour);
  const again = await readFrom(one, reader.lastId());
  expect(await again.data(1)).toEqual([['live.gap', {}]]);
});

/** `count` changes at once, with the versions 1, 2, 3… */
async function changeMany(store: StoreCtx, count: number) {
  await app.ctx.database.pool.query(
    `insert into platform.changes (at, store_id, topic, data)
     select $1, $2, 'store.changed', jsonb_build_object('version', n) from generate_series(1, $3::integer) as n`,
    [app.clock.now(), store.store.id, count],
  );
  await app.ctx.live.catchUp();
}

it('a reader that missed a thousand changes hears them all, one that missed more is told to read everything again', async () => {
  const reader = await readFrom(one);
  reader.leave();
  await changeMany(one, maxResumed);
  const heard = await (await readFrom(one, reader.lastId())).data(maxResumed);
  expect([heard[0], heard.at(-1)]).toEqual([version(1), version(maxResumed)]);
  await change(one, 1);
  expect(await (await readFrom(one, reader.lastId())).data(1)).toEqual([['live.gap', {}]]);
});

it('a reader that takes too little of what it is sent is dropped', async () => {
  const stream = liveStream({ ...one, request: null }, ['store.changed'])[Symbol.asyncIterator]();
  await stream.next();
  await changeMany(one, maxWaiting);
  expect(await stream.next()).toMatchObject({ value: expect.stringContaining('"version":1}') });
  await changeMany(one, 2);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

it('a stream that is ended while it waits ends at once and hears nothing more', async () => {
  const stream = liveStream({ ...one, request: null }, ['store.changed'])[Symbol.asyncIterator]();
  await stream.next();
  const waiting = stream.next();
  await stream.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  await change(one, 1);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

it('open streams end when the product closes', async () => {
  const other = await openTestApp();
  await other.http.listen({ host: '127.0.0.1', port: 0 });
  const store = withStore(other.ctx, await makeStore(other));
  const client = await signIn(other, await makeStaff(other, { grants: [onStore(store.store, 'viewer')] }));
  const headers = { cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  const port = (other.http.server.address() as AddressInfo).port;
  const response = await fetch(`http://127.0.0.1:${port}/api/stores/${store.store.key}/live`, { headers });
  await other.start();
  await other.close();
  expect(await response.text()).toContain('retry:');
});
