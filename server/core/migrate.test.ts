import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/harness/database.ts';
import { openDatabase } from './db.ts';
import { createStoreSchema, dropStoreSchema, type Migration, migrateAll, readMigrations } from './migrate.ts';
import { splitStatements } from './migration-files.ts';

const real = await readMigrations('server/migrations');
const file = (name: string, ...statements: string[]): Migration => ({
  file: name,
  sha256: statements.join(),
  statements,
});
/** As much of the platform as the runner needs. */
const platform = [file('0001_stores.sql', 'create table platform.stores (schema_name text primary key)')];
const shelves = file('0001_shelves.sql', 'create table store.shelves (id integer primary key)');
const labels = file('0002_labels.sql', 'alter table store.shelves add label text');

let base: TestDatabase;
let test: TestDatabase;
let client: Client;

beforeAll(async () => {
  base = await openTestDatabase('template0');
  await migrateAll(base.url, { platform, store: [] });
});
afterAll(() => base.drop());
beforeEach(async () => {
  test = await openTestDatabase(new URL(base.url).pathname.slice(1));
  client = new Client({ connectionString: test.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await test.drop();
});

const migrate = (...store: Migration[]) => migrateAll(test.url, { platform, store });

async function registerStores(...schemas: string[]) {
  for (const schema of schemas) {
    await client.query(`create schema ${schema}`);
    await client.query('insert into platform.stores (schema_name) values ($1)', [schema]);
  }
}
async function ledgerOf(schema: string): Promise<string[]> {
  const { rows } = await client.query(
    `select file from platform.store_migrations where schema_name = $1 order by file`,
    [schema],
  );
  return rows.map((row) => row.file);
}

it('an empty database gets the platform and the job queue, and then nothing is left to do', async () => {
  const empty = await openTestDatabase('template0');
  const first = await migrateAll(empty.url, real);
  expect(first).toEqual({ platformApplied: real.platform.length, storesMigrated: 0, failures: [] });
  expect(await migrateAll(empty.url, real)).toEqual({ platformApplied: 0, storesMigrated: 0, failures: [] });
  await empty.drop();
});

it('every registered store is brought up to date, each as far as it was behind, and progress is told', async () => {
  await registerStores('s_a', 's_b');
  await migrate(shelves);
  await registerStores('s_c');
  const told: [number, number][] = [];
  const report = await migrateAll(test.url, { platform, store: [shelves, labels] }, (done, total) =>
    told.push([done, total]),
  );
  expect(report).toEqual({ platformApplied: 0, storesMigrated: 3, failures: [] });
  expect(told).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  for (const schema of ['s_a', 's_b', 's_c']) expect(await ledgerOf(schema)).toEqual([shelves.file, labels.file]);
});

it('a file that was applied and then edited is refused, and nothing is changed', async () => {
  await registerStores('s_a');
  await migrate(shelves);
  const edited = { ...shelves, sha256: 'other' };
  await expect(migrate(edited, labels)).rejects.toThrow('0001_shelves.sql was applied to s_a and edited since');
  const editedPlatform = platform.map((one) => ({ ...one, sha256: 'other' }));
  await expect(migrateAll(test.url, { platform: editedPlatform, store: [] })).rejects.toThrow(
    'was applied to platform and edited since',
  );
  expect(await ledgerOf('s_a')).toEqual([shelves.file]);
});

it('a database that is newer than this version is refused', async () => {
  await registerStores('s_a');
  await migrate(shelves, labels);
  await expect(migrate(shelves)).rejects.toThrow('s_a has 0002_labels.sql, which this version does not know');
  await expect(migrateAll(test.url, { platform: [], store: [shelves, labels] })).rejects.toThrow('platform has');
});

it('one store that cannot be migrated is reported, the others go on, and the next run takes it up where it stopped', async () => {
  await registerStores('s_a', 's_b', 's_c');
  await client.query('create table s_b.labels (id integer)');
  const tags = file('0002_tags.sql', 'create table store.tags (id integer)', 'create table store.labels (id integer)');
  const report = await migrate(shelves, tags);
  expect(report.storesMigrated).toBe(2);
  expect(report.failures).toEqual([{ schema: 's_b', file: tags.file, reason: 'relation "labels" already exists' }]);
  expect(await ledgerOf('s_b')).toEqual([shelves.file]);
  expect((await client.query(`select to_regclass('s_b.tags') as tags`)).rows).toEqual([{ tags: null }]);
  expect(await ledgerOf('s_c')).toEqual([shelves.file, tags.file]);

  await client.query('drop table s_b.labels');
  expect(await migrate(shelves, tags)).toEqual({ platformApplied: 0, storesMigrated: 1, failures: [] });
  expect(await ledgerOf('s_b')).toEqual([shelves.file, tags.file]);
});

it('a store whose table is in use is tried again, then reported, and the others go on', async () => {
  await registerStores('s_a', 's_b');
  await migrate(shelves);
  await client.query('begin');
  await client.query('lock table s_a.shelves');
  const report = await migrateAll(test.url, { platform, store: [shelves, labels] }, () => {}, 20);
  expect(report.storesMigrated).toBe(1);
  expect(report.failures).toEqual([
    { schema: 's_a', file: labels.file, reason: 'canceling statement due to lock timeout' },
  ]);

  const waiting = migrateAll(test.url, { platform, store: [shelves, labels] }, () => {}, 500);
  await untilWaiting('relation');
  await client.query('commit');
  expect(await waiting).toEqual({ platformApplied: 0, storesMigrated: 1, failures: [] });
});

it('a failure of the platform stops everything, and what was done before it stays done', async () => {
  const good = file('9001_good.sql', 'create table platform.good (id integer)');
  const bad = file(
    '9002_bad.sql',
    'create table platform.half (id integer)',
    'create table platform.good (id integer)',
  );
  await registerStores('s_a');
  await expect(migrateAll(test.url, { platform: [...platform, good, bad], store: [shelves] })).rejects.toThrow(
    '"good" already exists',
  );
  const found = await client.query(`select to_regclass('platform.good') as good, to_regclass('platform.half') as half`);
  expect(found.rows).toEqual([{ good: 'platform.good', half: null }]);
  expect(await ledgerOf('s_a')).toEqual([]);
});

it('two processes that start at once do the work once', async () => {
  const empty = await openTestDatabase('template0');
  const reports = await Promise.all([migrateAll(empty.url, real), migrateAll(empty.url, real)]);
  expect(reports.map(({ platformApplied }) => platformApplied).toSorted((a, b) => a - b)).toEqual([
    0,
    real.platform.length,
  ]);
  await empty.drop();
});

it('a process waits for the one that migrates, however long that takes', async () => {
  await registerStores('s_a');
  await client.query('select pg_advisory_lock(7251001)');
  let isDone = false;
  const waiting = migrate(shelves).then((report) => {
    isDone = true;
    return report;
  });
  await untilWaiting('advisory');
  expect(isDone).toBe(false);
  expect(await ledgerOf('s_a')).toEqual([]);
  await client.query('select pg_advisory_unlock(7251001)');
  expect(await waiting).toMatchObject({ storesMigrated: 1 });
});

it('when all is current nobody waits for a process that migrates', async () => {
  await registerStores('s_a');
  await migrate(shelves);
  await client.query('select pg_advisory_lock(7251001)');
  expect(await migrate(shelves)).toEqual({ platformApplied: 0, storesMigrated: 0, failures: [] });
});

it('a statement that is two is refused', async () => {
  await registerStores('s_a');
  const two = file('0001_two.sql', 'create table store.a (id integer); create table store.b (id integer)');
  expect((await migrate(two)).failures[0]?.reason).toContain('multiple commands');
});

describe('a store made in a transaction', () => {
  const options = { maxConnections: 2, namedStatements: true, checksRows: true, statementTimeout: 30_000 };

  it('is whole or not there at all', async () => {
    const database = await openDatabase({ ...options, url: test.url });
    const failing = database.transaction(async (session) => {
      await createStoreSchema(session, 's_new', [shelves, labels]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const broken = file('0002_broken.sql', 'create table store.shelves (id integer)');
    const half = database.transaction((session) => createStoreSchema(session, 's_new', [shelves, broken]));
    await expect(half).rejects.toThrow('already exists');
    expect((await client.query(`select 1 from pg_namespace where nspname = 's_new'`)).rowCount).toBe(0);
    expect(await ledgerOf('s_new')).toEqual([]);

    await database.transaction((session) => createStoreSchema(session, 's_new', [shelves, labels]));
    expect(await ledgerOf('s_new')).toEqual([shelves.file, labels.file]);
    await database.close();
  });

  it('is refused outside a transaction, and so is its removal', async () => {
    const database = await openDatabase({ ...options, url: test.url });
    await expect(createStoreSchema(database, 's_new', [])).rejects.toThrow('inside a transaction');
    await expect(dropStoreSchema(database, 's_new')).rejects.toThrow('inside a transaction');
    await database.close();
  });

  it('goes with everything in it when it is removed', async () => {
    const database = await openDatabase({ ...options, url: test.url });
    await database.transaction((session) => createStoreSchema(session, 's_new', [shelves, labels]));
    await database.transaction((session) => dropStoreSchema(session, 's_new'));
    expect((await client.query(`select 1 from pg_namespace where nspname = 's_new'`)).rowCount).toBe(0);
    expect(await ledgerOf('s_new')).toEqual([]);
    await database.close();
  });
});

describe('the files', () => {
  it.each([
    ['a;\nb;\n', ['a', 'b']],
    ['a; b', ['a', 'b']],
    [`insert into t values ('x; -- y''s;');\nb;`, [`insert into t values ('x; -- y''s;')`, 'b']],
    ['-- one; two;\na;\n/* three; */', ['-- one; two;\na']],
    ['create table "a;b" ();', ['create table "a;b" ()']],
    ['\n;;\n', []],
  ])('%j is split into %j', (text, statements) => {
    expect(splitStatements(text)).toEqual(statements);
  });

  it('dollar quotes are refused', () => {
    expect(() => splitStatements('do $x$ begin end $x$;')).toThrow('no dollar quotes');
  });

  it('a gap in the numbers is refused', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'flex-migrations-'));
    await mkdir(path.join(folder, 'platform'));
    await mkdir(path.join(folder, 'store'));
    await writeFile(path.join(folder, 'platform', '0001_a.sql'), 'select 1;');
    await writeFile(path.join(folder, 'store', '0002_b.sql'), 'select 1;');
    await expect(readMigrations(folder)).rejects.toThrow('store/0002_b.sql is out of order');
    await rm(folder, { recursive: true });
  });
});

/** Until somebody waits for a lock in this database. */
async function untilWaiting(kind: 'advisory' | 'relation') {
  for (;;) {
    const { rowCount } = await client.query(
      `
      select from pg_locks
      where locktype = $1 and not granted
      and database = (select oid from pg_database where datname = current_database())`,
      [kind],
    );
    if (rowCount === 1) return;
  }
}
