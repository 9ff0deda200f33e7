import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { type Ctx, transaction } from '../../server/core/ctx.ts';
import { execute, row } from '../../server/core/db.ts';
import { platformSql } from '../../server/core/sql.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { makeBarrier, race } from '../harness/race.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openTestApp();
  await app.ctx.database.pool.query('create table platform.counters (n integer not null)');
});
beforeEach(() => app.ctx.database.pool.query('truncate platform.counters'));
beforeEach(() => app.ctx.database.pool.query('insert into platform.counters (n) values (0)'));
afterAll(() => app.close());

const Count = z.object({ n: z.int() });
const read = platformSql({ name: 'race.read', params: {}, row: Count, text: 'select n from platform.counters' });
const lock = platformSql({
  name: 'race.lock',
  params: {},
  row: Count,
  text: 'select n from platform.counters for update',
});
const write = platformSql({ name: 'race.write', params: { n: z.int() }, text: 'update platform.counters set n = $n' });
const backend = platformSql({
  name: 'race.backend',
  params: {},
  row: z.object({ pid: z.int() }),
  text: 'select pg_backend_pid() as pid',
});
const total = async () => (await row(app.ctx.platform, read, {})).n;
const writeNext = (ctx: Ctx, n: number) => execute(ctx.platform, write, { n: n + 1 });

it('callers who lock the counter before they read it lose no update', async () => {
  const ends = await race(app, { callers: 20 }, (ctx) =>
    transaction(ctx, async (inside) => writeNext(inside, (await row(inside.platform, lock, {})).n)),
  );
  expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await total()).toBe(20);
});

it('callers who do not lock it lose updates, so the race is one', async () => {
  await race(app, { callers: 20 }, (ctx) =>
    transaction(ctx, async (inside) => writeNext(inside, (await row(inside.platform, read, {})).n)),
  );
  expect(await total()).toBeLessThan(20);
});

it('callers who meet between reading and writing all saw the same', async () => {
  await race(app, { callers: 20 }, async (ctx, _, meet) => {
    const { n } = await row(ctx.platform, read, {});
    await meet();
    await writeNext(ctx, n);
  });
  expect(await total()).toBe(1);
});

it('every caller has a connection of its own, of one of the processes', async () => {
  const databases = new Set<unknown>();
  const pids = await race(app, { callers: 6, processes: 3 }, (ctx, _, meet) =>
    transaction(ctx, async (inside) => {
      databases.add(ctx.database);
      await meet();
      return (await row(inside.platform, backend, {})).pid;
    }),
  );
  expect(databases.size).toBe(3);
  expect(new Set(pids.map((end) => end.status === 'fulfilled' && end.value)).size).toBe(6);
});

it('a caller that fails is answered with its failure and hides no other', async () => {
  const ends = await race(app, { callers: 3 }, async (_, index) => {
    if (index === 1) throw new Error('the second');
    return index;
  });
  expect(ends).toEqual([
    { status: 'fulfilled', value: 0 },
    { status: 'rejected', reason: new Error('the second') },
    { status: 'fulfilled', value: 2 },
  ]);
});

it('a barrier opens for all when the last has come', async () => {
  const meet = makeBarrier(2);
  const passed: string[] = [];
  const first = meet().then(() => passed.push('first'));
  await Promise.resolve();
  expect(passed).toEqual([]);
  await Promise.all([first, meet().then(() => passed.push('second'))]);
  expect(passed).toEqual(['first', 'second']);
});
