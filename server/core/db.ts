import { DatabaseError, type QueryArrayResult } from 'pg';
import type { AffinityPool } from './affinity-pool.ts';
import {
  type Lastly,
  openPool,
  type PoolOptions,
  poolRunner,
  type Runner,
  runTransaction,
  type Transaction,
  type TransactionOptions,
} from './pool.ts';
import { camelCase, encodeParams, type ParamsOf, type RowOf, type Scope, type Shape, type Statement } from './sql.ts';

const brand = Symbol('handle');

type Handle<S extends Scope> = {
  readonly scope: S;
  /** The store's PostgreSQL schema; null for the platform. */
  readonly schema: string | null;
  readonly runner: Runner;
  readonly checksRows: boolean;
  readonly [brand]: S;
};
/** Runs statements over the `platform` schema. */
export type PlatformDb = Handle<'platform'>;
/** Runs statements over one registered store's schema. */
export type StoreDb = Handle<'store'>;

/** Both kinds of handle, over the pool or inside one transaction. */
export type Session = {
  readonly platform: PlatformDb;
  /** `schema` comes from the registry row of a store, never from request text. */
  readonly store: (schema: string) => StoreDb;
  readonly inTransaction: boolean;
  /** After this the surrounding transaction can only roll back, whoever swallows the error. */
  readonly refuseCommit: (cause: unknown) => void;
};

/** `near`: the schema of the store it is for, or another name of what it does; without it any connection is as good. */
type Transacting = <T>(work: (session: Session) => Promise<T | Lastly<T>>, near?: string | null) => Promise<T>;

export type Database = Session & {
  readonly pool: AffinityPool;
  /** Commits when `work` resolves, rolls back when it rejects. A handle kept from it is of no use afterwards. */
  readonly transaction: Transacting;
  /** The same for reading only: every statement of `work` sees the database as it was at the first. */
  readonly snapshot: Transacting;
  /** As `transaction`, but a crash of the database server itself may undo the last of these, as if they had not been. */
  readonly unhurried: Transacting;
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = PoolOptions & {
  /** Every row is parsed with its zod type: on in tests, off in production. */
  checksRows: boolean;
};

/**
 * Opens the pool. Refuses a database in which a schema is called `store`: there a forgotten tenant would not fail.
 * A database that does not answer is the problem `server.unavailable`, here and in every later query.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = openPool(options);
  const runner = poolRunner(pool, options);
  try {
    const { rowCount } = await runner.run(`select from pg_namespace where nspname = 'store'`, []);
    if (rowCount !== 0) throw new Error('this database has a schema called "store"; it is for describing only');
  } catch (error) {
    await pool.end();
    throw error;
  }
  const { checksRows } = options;
  const run = <T>(as: TransactionOptions, work: (session: Session) => Promise<T | Lastly<T>>) =>
    runTransaction<T>(pool, options, as, (inside) => work(makeSession(inside, { checksRows, inTransaction: true })));
  return {
    ...makeSession({ runner, refuseCommit: () => {} }, { checksRows, inTransaction: false }),
    pool,
    transaction: (work, near = null) => run({ kind: 'writing', near }, work),
    snapshot: (work, near = null) => run({ kind: 'snapshot', near }, work),
    unhurried: (work, near = null) => run({ kind: 'unhurried', near }, work),
    close: () => pool.end(),
  };
}

/** All rows. */
export async function rows<S extends Scope, P extends Shape, R extends Shape>(
  db: Handle<S>,
  statement: Statement<S, P, R>,
  params: ParamsOf<P>,
): Promise<RowOf<R>[]> {
  const result = await db.runner.query(statement, db.schema, encodeParams(statement, params));
  const found = toRows(statement, result);
  if (db.checksRows) checkRows(statement, found);
  return found as RowOf<R>[]; // PostgreSQL was asked: describe.test.ts
}

/** The row, or null when there is none; more than one is a fault of the statement. */
export async function maybeRow<S extends Scope, P extends Shape, R extends Shape>(
  db: Handle<S>,
  statement: Statement<S, P, R>,
  params: ParamsOf<P>,
): Promise<RowOf<R> | null> {
  const found = await rows(db, statement, params);
  if (found.length > 1) throw new Error(`${statement.name}: ${found.length} rows where one was expected`);
  return found[0] ?? null;
}

/** Exactly one row. */
export async function row<S extends Scope, P extends Shape, R extends Shape>(
  db: Handle<S>,
  statement: Statement<S, P, R>,
  params: ParamsOf<P>,
): Promise<RowOf<R>> {
  const found = await maybeRow(db, statement, params);
  if (found === null) throw new Error(`${statement.name}: no row where one was expected`);
  return found;
}

/** How many rows the statement changed. */
export async function execute<S extends Scope, P extends Shape, R extends Shape>(
  db: Handle<S>,
  statement: Statement<S, P, R>,
  params: ParamsOf<P>,
): Promise<number> {
  const result = await db.runner.query(statement, db.schema, encodeParams(statement, params));
  return result.rowCount ?? 0;
}

/** The name of the constraint that refused a statement, or null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  return error instanceof DatabaseError && error.code?.startsWith('23') ? (error.constraint ?? null) : null;
}

/** The column that a statement left without the value it must have, or null for any other error. */
export function missingColumn(error: unknown): string | null {
  return error instanceof DatabaseError && error.code === '23502' ? (error.column ?? null) : null;
}

/** The database's time in UTC milliseconds; only the clock asks. */
export async function databaseTime(database: Database): Promise<number> {
  const text = 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as at';
  const { rows: found } = await database.platform.runner.run(text, []);
  return Number(found[0]?.at);
}

const schemaName = /^s_[a-z0-9_]{1,48}$/;

function makeSession(
  { runner, refuseCommit }: Transaction,
  { checksRows, inTransaction }: { checksRows: boolean; inTransaction: boolean },
): Session {
  return {
    platform: { scope: 'platform', schema: null, runner, checksRows, [brand]: 'platform' },
    store: (schema) => {
      if (!schemaName.test(schema)) throw new Error('not the schema of a store');
      return { scope: 'store', schema, runner, checksRows, [brand]: 'store' };
    },
    inTransaction,
    refuseCommit,
  };
}

/** Row keys in the order of the answered columns. A statement lists its columns, so they are the same in every store. */
const columnsOf = new WeakMap<Statement, readonly string[]>();

function toRows(statement: Statement, result: QueryArrayResult<unknown[]>): Record<string, unknown>[] {
  const columns = columnsOf.get(statement) ?? result.fields.map((field) => camelCase(field.name));
  columnsOf.set(statement, columns);
  return result.rows.map((values) => toRow(columns, values));
}

function toRow(columns: readonly string[], values: readonly unknown[]) {
  const made: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    made[column] = values[index];
  });
  return made;
}

function checkRows(statement: Statement, found: readonly Record<string, unknown>[]) {
  for (const one of found) {
    const parsed = statement.row?.safeParse(one);
    if (parsed?.error) throw new Error(`${statement.name}: a row is not as declared: ${parsed.error.message}`);
  }
}
