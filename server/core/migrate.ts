import { Logger, runMigrations } from 'graphile-worker';
import { Client, type ClientBase, DatabaseError, Pool } from 'pg';
import type { Session } from './db.ts';
import type { Migration, Migrations } from './migration-files.ts';
import { problem } from './problem.ts';
import { inSchema } from './sql.ts';

export { type Migration, type Migrations, readMigrations } from './migration-files.ts';

export type MigrationReport = {
  /** Files applied to the platform schema. */
  platformApplied: number;
  /** Stores that were behind and are current now. */
  storesMigrated: number;
  /** Stores that stay behind, each with its reason; they answer `store.unavailable`. */
  failures: readonly MigrationFailure[];
};
export type MigrationFailure = { schema: string; file: string; reason: string };
export type Progress = (done: number, total: number) => void;

/** Two processes that start at once migrate one after the other. */
const lockKey = 7_251_001;
/** Stores migrated at the same time, each on a connection. */
const concurrency = 4;
/** Milliseconds a migration waits for a table; while it waits, it holds up whoever comes after it. */
const lockPatience = 5_000;
/** Tries of one file that does not get its locks. */
const maxTries = 3;

/**
 * Brings the platform and every registered store up to date. Resumable: each file is one transaction per schema, with
 * its ledger row. A platform failure rejects; a store's failure is reported and the others go on. When all is current
 * this takes no lock.
 *
 * @throws when a file that was applied was edited since, or when the database has one that this version does not know.
 */
export async function migrateAll(
  url: string,
  migrations: Migrations,
  progress: Progress = () => {},
  lockTimeout = lockPatience,
): Promise<MigrationReport> {
  const client = await openClient(url);
  try {
    if (await isCurrent(client, migrations)) return { platformApplied: 0, storesMigrated: 0, failures: [] };
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await limitLocks(client, lockTimeout);
    const platformApplied = await migratePlatform(client, migrations.platform);
    await migrateQueue(url);
    const behind = await storesBehind(client, migrations.store);
    const failures = await migrateStores(behind, progress, () => openLane(url, lockTimeout));
    return { platformApplied, storesMigrated: behind.length - failures.length, failures };
  } finally {
    await client.end();
  }
}

/** Makes a new store's schema with all its tables inside the caller's transaction. */
export async function createStoreSchema(
  session: Session,
  schema: string,
  migrations: readonly Migration[],
): Promise<void> {
  if (!session.inTransaction) throw new Error('a store is made inside a transaction');
  const { run } = session.store(schema).runner;
  await run(`create schema "${schema}"`, []);
  for (const migration of migrations) await applyMigration(run, schema, migration);
}

/**
 * Removes a store's schema with everything in it, inside the caller's transaction. Throws `store.busy` when somebody
 * reads it for longer than a moment: to wait would hold up every later reader.
 */
export async function dropStoreSchema(session: Session, schema: string): Promise<void> {
  if (!session.inTransaction) throw new Error('a store is removed inside a transaction');
  const { run } = session.store(schema).runner;
  await run(`set local lock_timeout = '1s'`, []);
  try {
    await run(`drop schema "${schema}" cascade`, []);
  } catch (error) {
    throw isWaiting(error) ? problem('store.busy', {}, { cause: error }) : error;
  }
  await run('delete from platform.store_migrations where schema_name = $1', [schema]);
}

/** A lock was not to be had in time, or two waited for each other. */
function isWaiting(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '55P03' || error.code === '40P01');
}

type Run = (text: string, values: unknown[]) => Promise<unknown>;
type Behind = { schema: string; pending: readonly Migration[] };

/** Waits for locks as long as it takes: whoever holds the lock of migrations may have 500 stores to do. */
async function openClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'attend-flex-migrate' });
  client.on('error', () => {}); // the query in hand fails too, and says so
  await client.connect();
  await client.query(`select set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)`);
  return client;
}

async function isCurrent(client: ClientBase, migrations: Migrations): Promise<boolean> {
  const { rows } = await client.query<{ ready: boolean }>(`
    select
      to_regclass('platform.platform_migrations') is not null
      and to_regclass('platform.store_migrations') is not null
      and to_regclass('graphile_worker.migrations') is not null as ready`);
  if (rows[0]?.ready !== true) return false;
  if ((await platformPending(client, migrations.platform)).length > 0) return false;
  return (await storesBehind(client, migrations.store)).length === 0;
}

async function migratePlatform(client: ClientBase, migrations: readonly Migration[]): Promise<number> {
  await client.query('create schema if not exists platform');
  await client.query(`
    create table if not exists platform.platform_migrations (
      file text primary key, sha256 text not null, applied_at timestamptz(3) not null default now())`);
  await client.query(`
    create table if not exists platform.store_migrations (
      schema_name text, file text, sha256 text not null, applied_at timestamptz(3) not null default now(),
      primary key (schema_name, file))`);
  const pending = await platformPending(client, migrations);
  for (const migration of pending) await apply(client, null, migration);
  return pending.length;
}

/** The tables of the job queue, which its library keeps. */
async function migrateQueue(url: string) {
  const pgPool = new Pool({ connectionString: url, max: 1 });
  pgPool.on('error', () => {});
  pgPool.on('connect', (client) => client.on('error', () => {}));
  try {
    await runMigrations({ pgPool, schema: 'graphile_worker', logger: new Logger(() => () => {}) });
  } finally {
    await pgPool.end();
  }
}

async function platformPending(client: ClientBase, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ file: string; sha256: string }>(
    'select file, sha256 from platform.platform_migrations',
  );
  return pendingOf('platform', new Map(rows.map(({ file, sha256 }) => [file, sha256])), migrations);
}

/** Only stores whose ledger is not exactly the wanted one are read, so that 500 current ones cost little. */
async function storesBehind(client: ClientBase, migrations: readonly Migration[]): Promise<Behind[]> {
  const { rows } = await client.query<{ schema: string; files: Record<string, string> }>(
    `
    select
      stores.schema_name as schema,
      coalesce(jsonb_object_agg(done.file, done.sha256) filter (where done.file is not null), '{}') as files
    from platform.stores
    left join platform.store_migrations as done on done.schema_name = stores.schema_name
    left join unnest($1::text[], $2::text[]) as wanted (file, sha256)
      on wanted.file = done.file and wanted.sha256 = done.sha256
    group by stores.schema_name
    having count(done.file) <> $3 or count(wanted.file) <> $3
    order by stores.schema_name`,
    [migrations.map(({ file }) => file), migrations.map(({ sha256 }) => sha256), migrations.length],
  );
  return rows.map(({ schema, files }) => {
    return { schema, pending: pendingOf(schema, new Map(Object.entries(files)), migrations) };
  });
}

function pendingOf(
  schema: string,
  applied: ReadonlyMap<string, string>,
  migrations: readonly Migration[],
): Migration[] {
  for (const { file, sha256 } of migrations) {
    const known = applied.get(file);
    if (known !== undefined && known !== sha256) {
      throw new Error(`${file} was applied to ${schema} and edited since: restore it and add a new file`);
    }
  }
  const known = new Set(migrations.map(({ file }) => file));
  for (const file of applied.keys()) {
    if (!known.has(file)) {
      throw new Error(`${schema} has ${file}, which this version does not know: use the newer version`);
    }
  }
  return migrations.filter(({ file }) => !applied.has(file));
}

async function migrateStores(behind: readonly Behind[], progress: Progress, open: () => Promise<Client>) {
  const failures: MigrationFailure[] = [];
  const queue = [...behind];
  let done = 0;
  const work = async () => {
    let client = await open();
    try {
      for (let store = queue.shift(); store !== undefined; store = queue.shift()) {
        const failure = await migrateStore(client, store);
        if (failure !== null) {
          failures.push(failure);
          await client.end();
          client = await open();
        }
        done += 1;
        progress(done, behind.length);
      }
    } finally {
      await client.end();
    }
  };
  if (behind.length > 0) progress(0, behind.length);
  await Promise.all(Array.from({ length: Math.min(concurrency, behind.length) }, work));
  return failures;
}

async function openLane(url: string, lockTimeout: number): Promise<Client> {
  const client = await openClient(url);
  await limitLocks(client, lockTimeout);
  return client;
}

async function limitLocks(client: ClientBase, milliseconds: number) {
  await client.query(`select set_config('lock_timeout', $1, false)`, [String(milliseconds)]);
}

async function migrateStore(client: ClientBase, { schema, pending }: Behind): Promise<MigrationFailure | null> {
  for (const migration of pending) {
    try {
      await apply(client, schema, migration);
    } catch (error) {
      return { schema, file: migration.file, reason: error instanceof Error ? error.message : String(error) };
    }
  }
  return null;
}

/** One file in one transaction; again when it only could not have a lock. */
async function apply(client: ClientBase, schema: string | null, migration: Migration) {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query('begin');
      await applyMigration((text, values) => send(client, text, values), schema, migration);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      if (tries === maxTries || !isLockFault(error)) throw error;
    }
  }
}

/** Lock not available, deadlock. */
function isLockFault(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '55P03' || error.code === '40P01');
}

/** Extended mode, in which PostgreSQL refuses a second statement in the text. */
function send(client: ClientBase, text: string, values: unknown[]) {
  const config = { text, values, queryMode: 'extended' };
  return client.query(config);
}

async function applyMigration(run: Run, schema: string | null, { file, sha256, statements }: Migration) {
  for (const statement of statements) await run(schema === null ? statement : inSchema(statement, schema), []);
  if (schema === null) {
    await run('insert into platform.platform_migrations (file, sha256) values ($1, $2)', [file, sha256]);
  } else {
    await run('insert into platform.store_migrations (schema_name, file, sha256) values ($1, $2, $3)', [
      schema,
      file,
      sha256,
    ]);
  }
}
