import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { makeStore } from '../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../test/harness/app.ts';
import { gate, untilSomebodyWaits } from '../../test/harness/locks.ts';
import { type Ctx, type StoreCtx, type StoreFacts, transaction, withStore } from './ctx.ts';
import { openDatabase } from './db.ts';
import { enqueueForStore, storeJob } from './jobs.ts';
import { type OutboxHandler, onOutbox, openRelay, outboxKind, type Relay, writeOutbox } from './outbox.ts';

let app: TestApp;
let one: StoreFacts;
let two: StoreFacts;
let three: StoreFacts;

beforeAll(async () => {
  app = await openTestApp();
  one = await makeStore(app);
  two = await makeStore(app);
  three = await makeStore(app);
});
beforeEach(async () => {
  await query('delete from graphile_worker._private_jobs');
  for (const { schemaName } of [one, two, three]) await query(`delete from ${schemaName}.outbox`);
});
afterAll(() => app.close());

const sold = outboxKind('test.sold', z.strictObject({ n: z.int() }));
const count = storeJob('test.count', z.strictObject({ n: z.int() }));
const toJobs = onOutbox(sold, (ctx, { n }) => enqueueForStore(ctx, count, { n }));

/** A relay as another process would have it. */
function makeRelay(
  handlers: readonly OutboxHandler[] = [toJobs],
  stores: () => StoreFacts[] = () => [one, two],
): Relay {
  const relay: Relay = openRelay({ ctx: () => ctx, handlers, listStores: async () => stores(), log: app.ctx.log });
  const ctx: Ctx = { ...app.ctx, relay };
  return relay;
}
/** What a process does that dies before its relay ran. */
const dead: Relay = { hint: () => {}, sweep: async () => {}, stop: async () => {} };
const inStore = (store: StoreFacts, relay: Relay): StoreCtx => withStore({ ...app.ctx, relay }, store);

async function query(text: string) {
  return (await app.ctx.database.pool.query(text)).rows;
}
async function write(store: StoreFacts, relay: Relay, ...numbers: number[]) {
  await transaction(inStore(store, relay), async (ctx) => {
    for (const n of numbers) await writeOutbox(ctx, sold, { n });
  });
}
/** The jobs that were handed over, in the order in which workers take them. */
async function handedOver() {
  const jobs = await query(
    `select payload ->> 'storeKey' as store, (payload -> 'payload' ->> 'n')::integer as n
     from graphile_worker._private_jobs order by run_at, id`,
  );
  return jobs.map(({ store, n }) => [store, n]);
}
const byText = (a: unknown, b: unknown) => String(a).localeCompare(String(b));
const left = async (store: StoreFacts) =>
  (await query(`select kind from ${store.schemaName}.outbox order by id`)).map(({ kind }) => kind);

it('news is handed over right after its commit, to its own store', async () => {
  const relay = makeRelay();
  await write(one, relay, 1);
  await write(two, relay, 2);
  await relay.stop();
  expect((await handedOver()).toSorted(byText)).toEqual(
    [
      [one.key, 1],
      [two.key, 2],
    ].toSorted(byText),
  );
  expect([await left(one), await left(two)]).toEqual([[], []]);
});

describe('news of several stores that comes while a turn is not due', () => {
  /** The first store has its turn at once; what the others have goes out when the relay stops. */
  async function writeInARush(relay: Relay, ...numbers: number[]) {
    await write(one, relay, 0);
    await write(two, relay, ...numbers);
    await write(three, relay, 7);
    await relay.stop();
  }
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'hrtime'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is handed over in one transaction', async () => {
    const sessions = new Map<string, unknown>();
    const handler = onOutbox(sold, async (ctx) => void sessions.set(ctx.store.id, ctx.session));
    await writeInARush(makeRelay([handler]), 1);
    expect(sessions.size).toBe(3);
    expect(sessions.get(two.id)).toBe(sessions.get(three.id));
    expect(sessions.get(one.id)).not.toBe(sessions.get(two.id));
  });

  it('is handed over to the others when that of one cannot be', async () => {
    const handler = onOutbox(sold, async (ctx, { n }) => {
      if (ctx.store.id === two.id) throw new Error('only here');
      await enqueueForStore(ctx, count, { n });
    });
    await writeInARush(makeRelay([handler]), 1);
    expect((await handedOver()).map(([store]) => store)).toEqual([one.key, three.key]);
    expect([await left(two), await left(three)]).toEqual([[sold.name], []]);
  });

  it('is handed over whole, however much one of them has', async () => {
    const numbers = Array.from({ length: 250 }, (_, index) => index);
    await writeInARush(makeRelay(), ...numbers);
    const found = await handedOver();
    expect(found.filter(([store]) => store === two.key).map(([, n]) => n)).toEqual(numbers);
    expect(found.filter(([store]) => store === three.key)).toEqual([[three.key, 7]]);
  });

  it('is handed over when one of them was removed', async () => {
    const relay = makeRelay();
    await write(one, relay, 0);
    relay.hint({ ...two, schemaName: 's_gone' });
    await write(three, relay, 7);
    await relay.stop();
    expect(await handedOver()).toEqual([
      [one.key, 0],
      [three.key, 7],
    ]);
  });
});

it('news of a transaction that fails is handed to nobody', async () => {
  const relay = makeRelay();
  const failing = transaction(inStore(one, relay), async (ctx) => {
    await writeOutbox(ctx, sold, { n: 1 });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await relay.sweep();
  expect(await handedOver()).toEqual([]);
});

it('news that a process left when it died is handed over by the sweep of another', async () => {
  await write(one, dead, 1, 2);
  await write(two, dead, 3);
  expect(await handedOver()).toEqual([]);
  await makeRelay().sweep();
  expect((await handedOver()).toSorted(byText)).toEqual(
    [
      [one.key, 1],
      [one.key, 2],
      [two.key, 3],
    ].toSorted(byText),
  );
});

it('a whole process hands over what a dead one left when it starts', async () => {
  const announced: number[] = [];
  const relay = makeRelay([onOutbox(sold, async (_, { n }) => void announced.push(n))]);
  await write(one, dead, 1);
  await relay.sweep();
  await relay.sweep();
  expect(announced).toEqual([1]);
});

it('news of a store is handed over in its order, however much there is', async () => {
  const numbers = Array.from({ length: 350 }, (_, index) => index);
  await write(one, dead, ...numbers);
  await makeRelay().sweep();
  expect((await handedOver()).map(([, n]) => n)).toEqual(numbers);
});

it('when handing over fails, nothing of the batch is handed over and nothing is lost', async () => {
  let isBroken = true;
  const relay = makeRelay([
    onOutbox(sold, async (ctx, { n }) => {
      await enqueueForStore(ctx, count, { n });
      if (n === 2 && isBroken) throw new Error('the second');
    }),
  ]);
  await write(one, dead, 1, 2, 3);
  await expect(relay.sweep()).rejects.toThrow('the second');
  expect(await handedOver()).toEqual([]);
  expect(await left(one)).toHaveLength(3);
  isBroken = false;
  await relay.sweep();
  expect((await handedOver()).map(([, n]) => n)).toEqual([1, 2, 3]);
});

it('a store whose news cannot be handed over does not hold up the others', async () => {
  const relay = makeRelay([
    onOutbox(sold, async (ctx, { n }) => {
      if (ctx.store.id === one.id) throw new Error('only here');
      await enqueueForStore(ctx, count, { n });
    }),
  ]);
  await write(one, dead, 1);
  await write(two, dead, 2);
  await expect(relay.sweep()).rejects.toThrow('only here');
  expect(await handedOver()).toEqual([[two.key, 2]]);
  expect(await left(one)).toHaveLength(1);
});

it('a store that was removed meanwhile has no news left', async () => {
  const gone = { ...one, id: '00000000-0000-7000-8000-000000000009', schemaName: 's_gone' };
  await write(two, dead, 2);
  await makeRelay([toJobs], () => [gone, two]).sweep();
  expect(await handedOver()).toEqual([[two.key, 2]]);
});

it('two relays at once hand everything over once, and the second waits so that the order stays', async () => {
  const taken = gate();
  const goOn = gate();
  const first = makeRelay([
    onOutbox(sold, async (ctx, { n }) => {
      taken.open();
      await goOn.opened;
      await enqueueForStore(ctx, count, { n });
    }),
  ]);
  const numbers = Array.from({ length: 150 }, (_, index) => index);
  await write(one, dead, ...numbers);
  const sweeps = [first.sweep()];
  await taken.opened;
  sweeps.push(makeRelay().sweep());
  await untilSomebodyWaits(app);
  expect(await handedOver()).toEqual([]);
  goOn.open();
  await Promise.all(sweeps);
  expect((await handedOver()).map(([, n]) => n)).toEqual(numbers);
});

it('news that comes while a batch is handed over is handed over after it', async () => {
  const taken = gate();
  const goOn = gate();
  const relay = makeRelay([
    onOutbox(sold, async (ctx, { n }) => {
      taken.open();
      await goOn.opened;
      await enqueueForStore(ctx, count, { n });
    }),
  ]);
  await write(one, relay, 1);
  await taken.opened;
  await write(one, relay, 2);
  goOn.open();
  await relay.stop();
  expect((await handedOver()).map(([, n]) => n)).toEqual([1, 2]);
});

it('a relay that stops waits for what it hands over and takes no more', async () => {
  const relay = makeRelay();
  await write(one, relay, 1);
  await relay.stop();
  await write(one, relay, 2);
  await relay.sweep();
  expect((await handedOver()).map(([, n]) => n)).toEqual([1]);
  expect(await left(one)).toHaveLength(1);
});

it('news of a kind that only a newer version knows is left to it', async () => {
  const newer = outboxKind('test.newer', z.object({}));
  await writeOutbox(inStore(one, dead), newer, {});
  await write(one, dead, 1);
  await makeRelay().sweep();
  expect(await left(one)).toEqual(['test.newer']);
  expect(await handedOver()).toEqual([[one.key, 1]]);
});

it('news that is not as declared is refused when it is written', async () => {
  await expect(writeOutbox(inStore(one, dead), sold, { n: 1.5 })).rejects.toThrow(z.ZodError);
  expect(await left(one)).toEqual([]);
});

it('every process has its own connections and no news is handed over twice', async () => {
  const databases = await Promise.all(
    [1, 2, 3].map(() =>
      openDatabase({
        url: app.databaseUrl,
        maxConnections: 2,
        namedStatements: true,
        checksRows: true,
        statementTimeout: 30_000,
      }),
    ),
  );
  const relays = databases.map((database) => {
    const relay: Relay = openRelay({
      ctx: () => ctx,
      handlers: [toJobs],
      listStores: async () => [one, two],
      log: app.ctx.log,
    });
    const ctx: Ctx = { ...app.ctx, database, session: database, platform: database.platform, relay };
    return relay;
  });
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  await Promise.all(numbers.map((n) => write(n % 2 === 0 ? one : two, relays[n % 3] ?? dead, n)));
  await Promise.all(relays.map((relay) => relay.stop()));
  const found = (await handedOver()).map(([, n]) => n);
  expect(found.sort((a, b) => a - b)).toEqual(numbers);
  expect([await left(one), await left(two)]).toEqual([[], []]);
  await Promise.all(databases.map((database) => database.close()));
});
