import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { type Database, execute, maybeRow, openDatabase, row, rows, type StoreDb, violatedConstraint } from './db.ts';
import { ProblemError } from './problem.ts';
import { jsonb, platformSql, storeSql } from './sql.ts';

const options = { maxConnections: 4, namedStatements: true, checksRows: true, statementTimeout: 30_000 };
let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await openTestDatabase();
  database = await openDatabase({ ...options, url: test.url });
  await database.pool.query(`
    create schema s_one; create table s_one.shelves (id integer primary key, label text not null, note text);
    create schema s_two; create table s_two.shelves (note text, label text not null, id integer primary key);
    insert into s_one.shelves values (1, 'one', null);
    insert into s_two.shelves values ('spare', 'two', 1)`);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const shelf = z.object({ id: z.int(), label: z.string(), note: z.string().nullable() });
const allShelves = storeSql({
  name: 'test.shelves',
  params: {},
  row: shelf,
  text: 'select id, label, note from store.shelves order by id',
});
const hotShelf = storeSql({
  name: 'test.hot_shelf',
  isHot: true,
  params: { id: z.int() },
  row: shelf,
  text: 'select id, label, note from store.shelves where id = $id',
});
const addShelf = storeSql({
  name: 'test.add_shelf',
  params: { id: z.int(), label: z.string() },
  text: 'insert into store.shelves (id, label) values ($id, $label)',
});
const backend = platformSql({
  name: 'test.backend',
  params: {},
  row: z.object({ pid: z.int() }),
  text: 'select pg_backend_pid() as pid',
});

const one = () => database.store('s_one');
const labels = async (db: StoreDb) => (await rows(db, allShelves, {})).map(({ label }) => label);

it('a statement answers the rows of the store whose handle runs it, whatever the order of its columns there', async () => {
  expect(await rows(one(), allShelves, {})).toEqual([{ id: 1, label: 'one', note: null }]);
  expect(await rows(database.store('s_two'), allShelves, {})).toEqual([{ id: 1, label: 'two', note: 'spare' }]);
  expect(await row(one(), hotShelf, { id: 1 })).toEqual({ id: 1, label: 'one', note: null });
  expect(await row(database.store('s_two'), hotShelf, { id: 1 })).toEqual({ id: 1, label: 'two', note: 'spare' });
});

it.each([
  'platform',
  'public',
  'store',
  'pg_catalog',
  '',
  's_one"',
  's_one; drop schema s_two',
  'S_ONE',
  `s_${'x'.repeat(60)}`,
])('there is no handle for %j', (schema) => {
  expect(() => database.store(schema)).toThrow('not the schema of a store');
});

it('every kind of value comes back as its type says', async () => {
  const echo = platformSql({
    name: 'test.echo',
    params: {
      big: z.bigint(),
      at: z.date(),
      list: jsonb(z.array(z.unknown())),
      nothing: jsonb(z.unknown()).nullable(),
      ids: z.array(z.uuid()),
      bytes: z.instanceof(Buffer),
    },
    row: z.object({
      big: z.bigint(),
      at: z.date(),
      list: jsonb(z.array(z.unknown())),
      nothing: jsonb(z.unknown()).nullable(),
      ids: z.array(z.uuid()),
      bytes: z.instanceof(Buffer),
      day: z.string(),
      days: z.array(z.string()),
      ratio: z.string(),
      ratios: z.array(z.string()),
    }),
    text: `
      select
        $big::int8 as big, $at::timestamptz(3) as at, $list::jsonb as list, $nothing::jsonb as nothing,
        $ids::uuid[] as ids, $bytes::bytea as bytes, date '2026-10-01' as day, array[date '2026-10-01'] as days,
        1.10::numeric as ratio, array[1.10::numeric] as ratios`,
  });
  const values = {
    big: 9_007_199_254_740_993n,
    at: new Date('2026-10-01T12:00:00.123Z'),
    list: [1, 'two', { three: null }],
    nothing: null,
    ids: ['0199a000-0000-7000-8000-000000000001'],
    bytes: Buffer.from([0, 255]),
  };
  const found = await row(database.platform, echo, values);
  expect(found).toEqual({ ...values, day: '2026-10-01', days: ['2026-10-01'], ratio: '1.10', ratios: ['1.10'] });
});

it('a missing parameter, two rows for one, and no row for one are faults of the statement', async () => {
  await expect(row(one(), hotShelf, { id: undefined as unknown as number })).rejects.toThrow('id is missing');
  await expect(row(one(), hotShelf, { id: 404 })).rejects.toThrow('no row where one was expected');
  expect(await maybeRow(one(), hotShelf, { id: 404 })).toBeNull();
  const twice = platformSql({
    name: 'test.twice',
    params: {},
    row: z.object({ n: z.int() }),
    text: 'select n from generate_series(1, 2) as n',
  });
  await expect(maybeRow(database.platform, twice, {})).rejects.toThrow('2 rows where one was expected');
});

it('a row that is not as declared is found in tests, and costs no connection', async () => {
  const wrong = platformSql({
    name: 'test.wrong_row',
    params: {},
    row: z.object({ pid: z.string() }),
    text: 'select pg_backend_pid() as pid',
  });
  await expect(rows(database.platform, wrong, {})).rejects.toThrow('test.wrong_row: a row is not as declared');
  const before = database.pool.totalCount;
  await rows(database.platform, wrong, {}).catch(() => {});
  expect(database.pool.totalCount).toBe(before);
});

it('unregistered text is one statement only', async () => {
  await expect(one().runner.run('select 1; select 2', [])).rejects.toThrow('multiple commands');
});

it('a database with a schema called store is refused', async () => {
  const other = await openTestDatabase();
  const first = await openDatabase({ ...options, url: other.url });
  await first.pool.query('create schema store');
  await first.close();
  await expect(openDatabase({ ...options, url: other.url })).rejects.toThrow('for describing only');
  await other.drop();
});

it('a server that does not answer is the problem server.unavailable', async () => {
  const failure = await openDatabase({ ...options, url: 'postgres://x:y@127.0.0.1:1/x' }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({ code: 'server.unavailable', cause: { code: 'ECONNREFUSED' } });
});

it('the constraint that refused a statement has its name, other errors have none', async () => {
  const failure = await execute(one(), addShelf, { id: 1, label: 'again' }).catch((error: unknown) => error);
  expect(violatedConstraint(failure)).toBe('shelves_pkey');
  expect(violatedConstraint(new Error('no'))).toBeNull();
  expect(
    violatedConstraint(
      await one()
        .runner.run('select 1 / 0', [])
        .catch((error: unknown) => error),
    ),
  ).toBeNull();
});

it('a statement that takes too long is cancelled and its connection goes on', async () => {
  const impatient = await openDatabase({ ...options, maxConnections: 1, url: test.url, statementTimeout: 50 });
  const { pid } = await row(impatient.platform, backend, {});
  await expect(impatient.platform.runner.run('select pg_sleep(20)', [])).rejects.toMatchObject({ code: '57014' });
  expect(await row(impatient.platform, backend, {})).toEqual({ pid });
  await impatient.close();
});

it('a transaction commits what its work did', async () => {
  await database.transaction((session) => execute(session.store('s_one'), addShelf, { id: 10, label: 'kept' }));
  expect(await labels(one())).toContain('kept');
});

it('a transaction whose work fails leaves nothing and gives its connection back', async () => {
  const before = database.pool.totalCount;
  const failing = database.transaction(async (session) => {
    await execute(session.store('s_one'), addShelf, { id: 11, label: 'lost' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await labels(one())).not.toContain('lost');
  expect(database.pool.totalCount).toBe(before);
  expect(database.pool.idleCount).toBe(before);
});

it('a transaction in which a failed statement was swallowed says that nothing was committed', async () => {
  const swallowing = database.transaction(async (session) => {
    await execute(session.store('s_one'), addShelf, { id: 12, label: 'lost' });
    await execute(session.store('s_one'), addShelf, { id: 1, label: 'twice' }).catch(() => {});
  });
  await expect(swallowing).rejects.toThrow('nothing was committed');
  expect(await labels(one())).not.toContain('lost');
});

it('a transaction that was told to refuse its commit rolls back', async () => {
  const cause = new Error('the part');
  const refusing = database.transaction(async (session) => {
    await execute(session.store('s_one'), addShelf, { id: 13, label: 'lost' });
    session.refuseCommit(cause);
  });
  await expect(refusing).rejects.toMatchObject({ message: expect.stringContaining('a part'), cause });
  expect(await labels(one())).not.toContain('lost');
});

it('a handle that was kept from a transaction cannot be used after it', async () => {
  const kept: { db?: StoreDb } = {};
  await database.transaction(async (session) => {
    kept.db = session.store('s_one');
  });
  const late = execute(kept.db ?? one(), addShelf, { id: 14, label: 'late' });
  await expect(late).rejects.toThrow('the transaction is over');
  expect(await labels(one())).not.toContain('late');
});

it('a transaction whose connection breaks between statements is server.unavailable, and the next one works', async () => {
  const broken = database.transaction(async (session) => {
    const { pid } = await row(session.platform, backend, {});
    await database.pool.query('select pg_terminate_backend($1, 5000)', [pid]);
    for (let turn = 0; turn < 3; turn += 1) await database.pool.query('select 1'); // time to hear of it
    await execute(session.store('s_one'), addShelf, { id: 15, label: 'lost' });
  });
  await expect(broken).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(await labels(one())).not.toContain('lost');
});

it('a statement whose connection breaks under it is server.unavailable, and the next one works', async () => {
  const slow = database.transaction(async (session) => {
    const { pid } = await row(session.platform, backend, {});
    const ends = await Promise.allSettled([
      session.platform.runner.run('select pg_sleep(20)', []),
      database.pool.query('select pg_terminate_backend($1, 5000)', [pid]),
    ]);
    if (ends[0].status === 'rejected') throw ends[0].reason;
  });
  await expect(slow).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(await labels(one())).toContain('one');
});

it('an idle connection that breaks is replaced without anybody noticing', async () => {
  const single = await openDatabase({ ...options, maxConnections: 1, url: test.url });
  const { pid } = await row(single.platform, backend, {});
  const lost = new Promise((resolve) => single.pool.once('error', resolve));
  await database.pool.query('select pg_terminate_backend($1, 5000)', [pid]);
  await lost;
  expect((await row(single.platform, backend, {})).pid).not.toBe(pid);
  await single.close();
});

const preparedCount = platformSql({
  name: 'test.prepared_count',
  params: {},
  row: z.object({ count: z.int(), pid: z.int() }),
  text: 'select count(*)::integer as count, pg_backend_pid() as pid from pg_prepared_statements',
});

describe('a connection is replaced when it has learnt more statements than it may', () => {
  const names = Array.from({ length: 25 }, (_, index) => `s_many_${index}`);
  beforeAll(async () => {
    const making = names.map((name) => `create schema ${name}; create table ${name}.shelves (like s_one.shelves);`);
    await database.pool.query(making.join('\n'));
  });

  /** What one connection holds, and which it is, after each of the stores was read. */
  async function readAll(read: (db: StoreDb) => Promise<unknown>, mostLearnt: number) {
    const single = await openDatabase({ ...options, maxConnections: 1, url: test.url, mostLearnt });
    const seen: { count: number; pid: number }[] = [];
    for (const name of names) {
      await read(single.store(name));
      seen.push(await row(single.platform, preparedCount, {}));
    }
    await single.close();
    return seen;
  }

  it('and keeps', async () => {
    const seen = await readAll((db) => rows(db, hotShelf, { id: 1 }), 20);
    // one of the 20 is the statement that counts
    expect(Math.max(...seen.map(({ count }) => count))).toBe(19);
    expect(new Set(seen.map(({ pid }) => pid)).size).toBe(2);
    expect(seen.at(-1)?.count).toBe(5);
  });

  it('and does not keep', async () => {
    const seen = await readAll((db) => rows(db, allShelves, {}), 10);
    expect(new Set(seen.map(({ pid }) => pid)).size).toBe(3);
    expect(new Set(seen.slice(0, 9).map(({ pid }) => pid)).size).toBe(1);
  });

  it('and not when it is asked the same again', async () => {
    const single = await openDatabase({ ...options, maxConnections: 1, url: test.url, mostLearnt: 3 });
    const { pid } = await row(single.platform, preparedCount, {});
    for (let time = 0; time < 9; time += 1) await rows(single.store('s_one'), allShelves, {});
    expect((await row(single.platform, preparedCount, {})).pid).toBe(pid);
    await single.close();
  });
});

it('statements are not named when names are switched off', async () => {
  const unnamed = await openDatabase({ ...options, maxConnections: 1, url: test.url, namedStatements: false });
  await rows(unnamed.store('s_one'), hotShelf, { id: 1 });
  expect((await row(unnamed.platform, preparedCount, {})).count).toBe(0);
  await unnamed.close();
});

it('a named statement whose column changed its type works again on a new connection', async () => {
  const single = await openDatabase({ ...options, maxConnections: 1, url: test.url });
  await database.pool.query(`create schema s_changed create table shelves (id integer, label text, note varchar(9))`);
  await rows(single.store('s_changed'), hotShelf, { id: 1 });
  await database.pool.query('alter table s_changed.shelves alter note type text');
  await expect(rows(single.store('s_changed'), hotShelf, { id: 1 })).rejects.toMatchObject({ code: '0A000' });
  expect(await rows(single.store('s_changed'), hotShelf, { id: 1 })).toEqual([]);
  await single.close();
});
