import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { makeStore } from '../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../test/harness/app.ts';
import { hour, minute } from '../../test/harness/clock.ts';
import { onCluster } from '../../test/harness/cluster.ts';
import { type Ctx, type StoreCtx, transaction, withStore } from './ctx.ts';
import { type Live, type LiveOptions, openLive } from './live.ts';
import { announce, type Change, makeChangesReader, pruneChanges } from './live-changes.ts';

let app: TestApp;
let one: StoreCtx;
let two: StoreCtx;
const opened: Live[] = [];

beforeAll(async () => {
  app = await openTestApp();
  one = withStore(app.ctx, await makeStore(app));
  two = withStore(app.ctx, await makeStore(app));
});
afterEach(async () => {
  for (const live of opened.splice(0)) await live.stop();
  await app.ctx.database.pool.query('delete from platform.changes');
});
afterAll(() => app.close());

const never = 1_000_000_000;
/** What one process has; it looks only when it is told to. */
async function makeLive(options: Partial<LiveOptions> = {}): Promise<Live> {
  const { database, log } = app.ctx;
  const live = openLive({
    database,
    url: app.databaseUrl,
    log,
    pollEvery: never,
    pollEveryWhileDeaf: never,
    ...options,
  });
  opened.push(live);
  await live.catchUp();
  return live;
}
/** Keeps the versions it hears of; `until` waits for so many. */
function makeEar() {
  const heard: Change[] = [];
  let gaps = 0;
  let wake = () => {};
  return {
    heard,
    gaps: () => gaps,
    versions: () => heard.map(({ data }) => (data as { version: number }).version),
    onChange: (change: Change) => {
      heard.push(change);
      wake();
    },
    onGap: () => {
      gaps += 1;
    },
    async until(count: number) {
      while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}
const changed = (ctx: Ctx, version: number) => announce(ctx, { topic: 'store.changed', data: { version } });

it('news of a store is heard by who listens to that store, and news of none by who listens to none', async () => {
  const live = await makeLive();
  const [ofOne, ofTwo, ofNone, ofAll] = [makeEar(), makeEar(), makeEar(), makeEar()];
  live.subscribe(one.store.id, ['store.changed'], ofOne);
  live.subscribe(two.store.id, ['store.changed'], ofTwo);
  live.subscribe(null, ['store.changed'], ofNone);
  live.subscribeToAll(['store.changed'], ofAll);
  await changed(one, 1);
  await changed(two, 2);
  await changed(app.ctx, 3);
  await live.catchUp();
  expect([ofOne, ofTwo, ofNone, ofAll].map((ear) => ear.versions())).toEqual([[1], [2], [3], [1, 2, 3]]);
  expect(ofOne.heard).toMatchObject([{ storeId: one.store.id, topic: 'store.changed', data: { version: 1 } }]);
});

it('only topics that were asked for are heard, and nothing after unsubscribing', async () => {
  const live = await makeLive();
  const [settings, left] = [makeEar(), makeEar()];
  live.subscribe(one.store.id, ['settings.changed'], settings);
  const leave = live.subscribe(one.store.id, ['store.changed'], left);
  await changed(one, 1);
  await live.catchUp();
  leave();
  await changed(one, 2);
  await live.catchUp();
  expect([settings.versions(), left.versions()]).toEqual([[], [1]]);
});

it('news of a transaction that fails is never heard', async () => {
  const live = await makeLive();
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  const failing = transaction(one, async (ctx) => {
    await changed(ctx, 1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await changed(one, 2);
  await live.catchUp();
  expect(ear.versions()).toEqual([2]);
});

it('what was announced before a process started is not news to it', async () => {
  await changed(one, 1);
  const live = await makeLive();
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  await changed(one, 2);
  await live.catchUp();
  expect(ear.versions()).toEqual([2]);
});

it('a listener that fails keeps nothing from the others', async () => {
  const live = await makeLive();
  const ear = makeEar();
  const failing = () => {
    throw new Error('deaf');
  };
  live.subscribeToAll(['store.changed'], { onChange: failing, onGap: failing });
  live.subscribeToAll(['store.changed'], ear);
  await changed(one, 1);
  await live.catchUp();
  expect(ear.versions()).toEqual([1]);
});

it('topics of a newer version are passed over', async () => {
  const live = await makeLive();
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  await app.ctx.database.pool.query(
    `insert into platform.changes (at, topic, data) values (now(), 'from.the.future', '{}')`,
  );
  await changed(one, 1);
  await live.catchUp();
  expect(ear.versions()).toEqual([1]);
});

/** A connection with a transaction of its own. */
async function openWriter() {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  return {
    begin: () => client.query('begin'),
    insert: (version: number) =>
      client.query(`insert into platform.changes (at, topic, data) values (now(), 'store.changed', $1)`, [{ version }]),
    end: (how: 'commit' | 'rollback') => client.query(how),
    close: () => client.end(),
  };
}

it('a change that commits after a later one is heard all the same, and each once', async () => {
  const read = makeChangesReader(app.ctx.platform);
  await read();
  /** The obvious way, to see that this would show what it loses. */
  let last = 0;
  const naive: number[] = [];
  const readNaively = async () => {
    const { rows } = await app.ctx.database.pool.query(
      `select id::integer, (data ->> 'version')::integer as version from platform.changes where id > $1 order by id`,
      [last],
    );
    last = rows.at(-1)?.id ?? last;
    naive.push(...rows.map(({ version }) => version));
  };
  const versions = async () => (await read()).map(({ data }) => (data as { version: number }).version);
  const [early, late] = [await openWriter(), await openWriter()];
  await early.begin();
  await early.insert(1);
  await late.begin();
  await late.insert(2);
  await late.end('commit');
  expect(await versions()).toEqual([2]);
  await readNaively();
  expect(await versions()).toEqual([]);
  await early.end('commit');
  expect(await versions()).toEqual([1]);
  await readNaively();
  expect(await versions()).toEqual([]);
  expect(naive).toEqual([2]);
  await Promise.all([early.close(), late.close()]);
});

it('whatever the order in which transactions begin, write, commit and roll back, each committed change is heard once', async () => {
  const live = await makeLive();
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  const writers = await Promise.all(Array.from({ length: 6 }, openWriter));
  const committed: number[] = [];
  let version = 0;
  const random = makeRandom(20_261_121);
  const open = new Map<number, number[]>();
  for (let step = 0; step < 400; step += 1) {
    const index = Math.floor(random() * writers.length);
    const writer = writers[index];
    const written = open.get(index);
    if (written === undefined) {
      await writer?.begin();
      open.set(index, []);
    } else if (random() < 0.6) {
      version += 1;
      await writer?.insert(version);
      written.push(version);
    } else {
      const how = random() < 0.7 ? 'commit' : 'rollback';
      await writer?.end(how);
      if (how === 'commit') committed.push(...written);
      open.delete(index);
    }
    if (random() < 0.3) await live.catchUp();
  }
  for (const index of open.keys()) await writers[index]?.end('rollback');
  await live.catchUp();
  expect(committed.length).toBeGreaterThan(50);
  expect(ear.versions().toSorted((a, b) => a - b)).toEqual(committed.toSorted((a, b) => a - b));
  await Promise.all(writers.map((writer) => writer.close()));
});

it('a commit is heard by notification, without waiting for the next look', async () => {
  const live = await makeLive();
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  await live.start();
  await changed(one, 1);
  await ear.until(1);
  expect(ear.versions()).toEqual([1]);
});

it('a change whose notification was lost is heard by the next look', async () => {
  const live = await makeLive({ pollEvery: 5, pollEveryWhileDeaf: 5 });
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  await live.start();
  const writer = await openWriter();
  await writer.insert(1);
  await ear.until(1);
  expect(ear.versions()).toEqual([1]);
  await writer.close();
});

it('a listening connection that breaks is made again, and what happened meanwhile is heard', async () => {
  const live = await makeLive();
  const ear = makeEar();
  live.subscribeToAll(['store.changed'], ear);
  await live.start();
  await changed(one, 1);
  await ear.until(1);
  const writer = await openWriter();
  await allowConnections(false);
  await app.ctx.database.pool.query(`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and application_name = 'attend-flex-live'`);
  await writer.insert(2);
  await writer.close();
  expect(ear.versions()).toEqual([1]);
  await allowConnections(true);
  await ear.until(2);
  await changed(one, 3);
  await ear.until(3);
  expect(ear.versions()).toEqual([1, 2, 3]);
});

/** Whether new connections to the test's database are let in. */
async function allowConnections(areAllowed: boolean) {
  const name = new URL(app.databaseUrl).pathname.slice(1);
  await onCluster(inject('clusterUrl'), `alter database ${name} with allow_connections ${areAllowed}`);
}

it('a process can stop while it is still connecting', async () => {
  const live = await makeLive();
  await live.start();
  await live.stop();
});

it('after a look that comes too late every listener is told that it may have missed something', async () => {
  const live = await makeLive({ gapAfter: -1 });
  const ear = makeEar();
  live.subscribe(one.store.id, ['store.changed'], ear);
  await changed(one, 1);
  await live.catchUp();
  expect([ear.gaps(), ear.versions()]).toEqual([1, [1]]);
});

it('changes are kept for an hour', async () => {
  await changed(one, 1);
  app.clock.advance(hour - minute);
  await changed(one, 2);
  app.clock.advance(minute);
  expect(await pruneChanges(app.ctx)).toBe(0);
  app.clock.advance(1);
  expect(await pruneChanges(app.ctx)).toBe(1);
});

/** Mulberry32: the same numbers in every run. */
function makeRandom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
