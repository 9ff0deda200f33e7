import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeStore } from '../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../test/harness/app.ts';
import { hour, minute } from '../../test/harness/clock.ts';
import { runJobs } from '../../test/harness/jobs.ts';
import { gate } from '../../test/harness/locks.ts';
import { type Ctx, type StoreCtx, transaction, withStore } from './ctx.ts';
import {
  countJobs,
  enqueue,
  enqueueForStore,
  type JobHandler,
  onJob,
  onStoreJob,
  platformJob,
  storeJob,
} from './jobs.ts';
import { problem } from './problem.ts';
import { openWorker, type WorkerOptions } from './worker.ts';
import { showPresence } from './worker-presence.ts';

let app: TestApp;
let store: StoreCtx;
let seen: { ctx: Ctx; payload: unknown }[] = [];

beforeAll(async () => {
  app = await openTestApp();
  store = withStore(app.ctx, await makeStore(app));
});
beforeEach(async () => {
  seen = [];
  await app.ctx.database.pool.query('delete from graphile_worker._private_jobs');
});
afterAll(() => app.close());

const greet = platformJob('test.greet', z.strictObject({ name: z.string() }));
const count = storeJob('test.count', z.strictObject({ n: z.int() }));
const fail = platformJob('test.fail', z.strictObject({}));
const chain = platformJob('test.chain', z.strictObject({ left: z.int() }));

const handlers: readonly JobHandler[] = [
  onJob(greet, async (ctx, payload) => {
    seen.push({ ctx, payload });
  }),
  onStoreJob(count, async (ctx, payload) => {
    seen.push({ ctx, payload });
  }),
  onJob(fail, async () => {
    throw new Error('the mail server is away');
  }),
  onJob(chain, async (ctx, payload) => {
    seen.push({ ctx, payload });
    if (payload.left > 0) await enqueue(ctx, chain, { left: payload.left - 1 });
  }),
];

function makeWorker(more: Partial<WorkerOptions> = {}) {
  const resolveStore = async (_: Ctx, storeKey: string) => {
    if (storeKey !== store.store.key) throw problem('store.not_found');
    return store.store;
  };
  return openWorker({ ctx: () => app.ctx, handlers, recurring: [], resolveStore, concurrency: 2, ...more });
}
const jobs = async () => {
  const { rows } = await app.ctx.database.pool.query(
    `select attempts, max_attempts, last_error, run_at > now() as later, locked_by from graphile_worker.jobs order by id`,
  );
  return rows;
};

it('a job runs as the product, under its own name and a request id of its own', async () => {
  await enqueue(app.ctx, greet, { name: 'Ada' });
  await enqueue(app.ctx, greet, { name: 'Eve' });
  expect(await makeWorker().runDue()).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
  expect(seen.map(({ payload }) => payload)).toEqual([{ name: 'Ada' }, { name: 'Eve' }]);
  expect(seen[0]?.ctx.actor).toEqual({ kind: 'system', name: 'test.greet' });
  expect(seen[0]?.ctx.request).toBeNull();
  expect(new Set(seen.map(({ ctx }) => ctx.requestId)).size).toBe(2);
  expect(await jobs()).toEqual([]);
});

it('a job of a store runs with the context of that store', async () => {
  await enqueueForStore(store, count, { n: 1 });
  await makeWorker().runDue();
  expect(seen).toMatchObject([{ ctx: { store: { key: store.store.key, schemaName: store.store.schemaName } } }]);
});

it('a job of a transaction that fails never was', async () => {
  const failing = transaction(app.ctx, async (ctx) => {
    await enqueue(ctx, greet, { name: 'nobody' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await makeWorker().runDue()).toEqual([]);
});

it('a payload that is not as declared is refused when it is enqueued, and again when it runs', async () => {
  await expect(enqueue(app.ctx, greet, { name: 7 as unknown as string })).rejects.toThrow(z.ZodError);
  const older = platformJob('test.greet', z.object({ title: z.string() }));
  await enqueue(app.ctx, older, { title: 'Dr' });
  expect(await makeWorker().runDue()).toMatchObject([{ outcome: 'failed', error: expect.any(z.ZodError) }]);
  expect(seen).toEqual([]);
});

it('a job with the key of one that waits replaces it; keys of two stores are two', async () => {
  await enqueue(app.ctx, greet, { name: 'old' }, { key: 'greeting' });
  await enqueue(app.ctx, greet, { name: 'new' }, { key: 'greeting' });
  const other = withStore(app.ctx, { ...store.store, id: '00000000-0000-7000-8000-000000000009' });
  await enqueueForStore(store, count, { n: 1 }, { key: 'k' });
  await enqueueForStore(other, count, { n: 2 }, { key: 'k' });
  await makeWorker().runDue();
  expect(seen.map(({ payload }) => payload)).toEqual([{ name: 'new' }, { n: 1 }, { n: 2 }]);
});

it('jobs that a transaction adds together are all added, in order, and of one key the last', async () => {
  await transaction(store, async (ctx) => {
    const added = [
      ...[1, 2, 3].map((n) => enqueueForStore(ctx, count, { n })),
      ...[4, 5].map((n) => enqueueForStore(ctx, count, { n }, { key: 'k' })),
    ];
    await Promise.all(added);
    await enqueueForStore(ctx, count, { n: 6 });
  });
  await makeWorker().runDue();
  expect(seen.map(({ payload }) => payload)).toEqual([1, 2, 3, 5, 6].map((n) => ({ n })));
});

it('a job for later waits until its time has come by the clock of the product', async () => {
  const worker = makeWorker();
  await enqueue(app.ctx, greet, { name: 'later' }, { runAt: new Date(app.clock.now().getTime() + hour) });
  expect(await runJobs({ ...app, worker })).toEqual([]);
  app.clock.advance(hour - 1);
  expect(await runJobs({ ...app, worker })).toEqual([]);
  app.clock.advance(1);
  expect(await runJobs({ ...app, worker })).toEqual(['test.greet']);
});

it('running the jobs runs what they enqueue too, in order', async () => {
  await enqueue(app.ctx, chain, { left: 2 });
  expect(await runJobs({ ...app, worker: makeWorker() })).toEqual(['test.chain', 'test.chain', 'test.chain']);
  expect(seen.map(({ payload }) => payload)).toEqual([{ left: 2 }, { left: 1 }, { left: 0 }]);
});

it('a job that fails is tried again later, says why, and is thrown to the test that runs it', async () => {
  await enqueue(app.ctx, fail, {});
  await expect(runJobs({ ...app, worker: makeWorker() })).rejects.toThrow('the mail server is away');
  expect(await jobs()).toEqual([
    { attempts: 1, max_attempts: 12, last_error: 'the mail server is away', later: true, locked_by: null },
  ]);
});

it('a job whose last attempt failed stays to be seen and does not run again', async () => {
  await enqueue(app.ctx, fail, {}, { maxAttempts: 1 });
  await makeWorker().runDue();
  expect(await runJobs({ ...app, worker: makeWorker() })).toEqual([]);
  expect(await jobs()).toMatchObject([{ attempts: 1, max_attempts: 1, last_error: 'the mail server is away' }]);
  expect(await countJobs(app.ctx.platform)).toEqual({ waiting: 0, running: 0, failed: 1 });
  expect((await app.client().get('/metrics')).text).toContain('flex_jobs{state="failed"} 1');
});

it('a job of a removed store ends quietly, one whose store cannot be had now is tried again', async () => {
  const gone = withStore(app.ctx, { ...store.store, key: 'removed' });
  await enqueueForStore(gone, count, { n: 1 });
  expect(await makeWorker().runDue()).toMatchObject([{ outcome: 'dropped' }]);
  expect(await jobs()).toEqual([]);
  await enqueueForStore(store, count, { n: 1 });
  const resolveStore = async () => {
    throw problem('store.unavailable');
  };
  expect(await makeWorker({ resolveStore }).runDue()).toMatchObject([{ outcome: 'failed' }]);
  expect(await jobs()).toHaveLength(1);
  expect(seen).toEqual([]);
});

it('neither the payload nor the text of a failure of the database stands in the log', async () => {
  const lines: string[] = [];
  const keep = (...said: unknown[]) =>
    lines.push(JSON.stringify(said, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
  const log = {
    ...app.ctx.log,
    debug: keep,
    info: keep,
    warn: keep,
    error: keep,
    child: () => log,
  } as unknown as Ctx['log'];
  const refused = platformJob('test.refused', z.object({ id: z.string() }));
  const worker = makeWorker({
    ctx: () => ({ ...app.ctx, log }),
    handlers: [
      ...handlers,
      onJob(refused, async (ctx, { id }) => {
        await ctx.database.pool.query('select $1::uuid', [id]);
      }),
    ],
  });
  await enqueue(app.ctx, greet, { name: 'hush-1' });
  await enqueue(app.ctx, refused, { id: 'hush-2' });
  await worker.runDue();
  expect(lines.some((line) => line.includes('job done'))).toBe(true);
  expect(lines.some((line) => line.includes('job failed'))).toBe(true);
  expect(lines.join('\n')).not.toContain('hush');
});

describe('a started worker', () => {
  it('runs jobs as they come and stops only when those that run are done', async () => {
    const reached = gate();
    const finish = gate();
    const slow = platformJob('test.slow', z.object({}));
    const ends: string[] = [];
    const worker = makeWorker({
      handlers: [
        onJob(slow, async () => {
          reached.open();
          await finish.opened;
        }),
      ],
      onEnd: ({ outcome }) => ends.push(outcome),
    });
    await worker.start();
    await enqueue(app.ctx, slow, {});
    await reached.opened;
    const stopped = worker.stop();
    expect(ends).toEqual([]);
    finish.open();
    await stopped;
    expect(ends).toEqual(['done']);
    expect(await jobs()).toEqual([]);
    expect((await app.ctx.database.pool.query('select from platform.workers')).rowCount).toBe(0);
  });

  it('goes on after the database broke all its connections in the middle of a job', async () => {
    const reached = gate();
    const again = gate();
    const finish = gate();
    const slow = platformJob('test.slow_again', z.object({ n: z.int() }));
    const worker = makeWorker({
      handlers: [
        onJob(slow, async (_, { n }) => {
          if (n === 2) return again.open();
          reached.open();
          await finish.opened;
        }),
      ],
    });
    await worker.start();
    await enqueue(app.ctx, slow, { n: 1 });
    await reached.opened;
    await breakConnections();
    finish.open();
    await enqueue(app.ctx, slow, { n: 2 });
    await again.opened;
    await worker.stop();
    expect(await jobs()).toEqual([]);
  });

  it('can be stopped before it was started', async () => {
    await makeWorker().stop();
  });
});

describe('the jobs of a worker that died', () => {
  const show = (id: string, ...runningJobs: string[]) => showPresence(app.ctx, { id, runningJobs });
  async function enqueueLocked(by: string) {
    await enqueue(app.ctx, greet, { name: 'Ada' });
    await app.ctx.database.pool.query('update graphile_worker._private_jobs set locked_by = $1, locked_at = $2', [
      by,
      app.clock.now(),
    ]);
  }

  it('run again when it has not been seen for a minute and a half', async () => {
    await show('pool-dead');
    await enqueueLocked('pool-dead');
    app.clock.advance(minute);
    await show('pool-alive');
    expect(await jobs()).toMatchObject([{ locked_by: 'pool-dead' }]);
    app.clock.advance(minute);
    await show('pool-alive');
    expect(await jobs()).toMatchObject([{ locked_by: null }]);
    expect(await makeWorker().runDue()).toMatchObject([{ outcome: 'done' }]);
  });

  it('run again also when it died before it was seen at all', async () => {
    await enqueueLocked('pool-unknown');
    app.clock.advance(2 * minute);
    await show('pool-alive');
    expect(await jobs()).toMatchObject([{ locked_by: null }]);
  });

  it('are left to a worker that shows itself and runs them', async () => {
    await enqueueLocked('pool-busy');
    const { rows } = await app.ctx.database.pool.query('select id from graphile_worker.jobs');
    for (let minutes = 0; minutes < 5; minutes += 1) {
      app.clock.advance(minute);
      await show('pool-busy', rows[0].id);
      await show('pool-alive');
    }
    expect(await jobs()).toMatchObject([{ locked_by: 'pool-busy' }]);
  });

  it('and those that a living worker was given without hearing of it run again', async () => {
    await enqueueLocked('pool-alive');
    app.clock.advance(2 * minute);
    await show('pool-alive');
    expect(await jobs()).toMatchObject([{ locked_by: null }]);
  });
});

async function breakConnections() {
  await app.ctx.database.pool.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
}
