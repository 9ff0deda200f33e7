import { DatabaseError, type PoolClient, type QueryArrayResult, type QueryResult, types } from 'pg';
import { type AffinityPool, openAffinityPool } from './affinity-pool.ts';
import { problem } from './problem.ts';
import { inSchema, type Statement } from './sql.ts';

export type PoolOptions = {
  url: string;
  maxConnections: number;
  /** Off behind a pooler that cannot keep prepared statements. */
  namedStatements: boolean;
  /** Milliseconds a statement may run. */
  statementTimeout: number;
  /** How many statements a connection may have learnt before it is replaced; the same one counts anew for each store. */
  mostLearnt?: number;
};

/** Its backend keeps their tables and plans for as long as it lives: some 400 kB for a store in which fans buy. */
const usuallyMostLearnt = 2_500;

/** Runs statements: each on any connection of the pool, or all on the connection of one transaction. */
export type Runner = {
  query: (statement: Statement, schema: string | null, values: unknown[]) => Promise<QueryArrayResult<unknown[]>>;
  /** One statement of unregistered text, for core's own definition statements only. */
  run: (text: string, values: unknown[]) => Promise<QueryResult<Record<string, unknown>>>;
};

/** What a transaction's work is given. */
export type Transaction = {
  runner: Runner;
  /** After this the transaction can only roll back. */
  refuseCommit: (cause: unknown) => void;
};

/** What the work of a transaction ends with: statements that were sent, and whose answers the commit does not wait for. */
export type Lastly<T> = { readonly [brand]: 'lastly'; readonly answer: Promise<T> };
const brand = Symbol('lastly');

export function makeLastly<T>(answer: Promise<T>): Lastly<T> {
  return { [brand]: 'lastly', answer };
}

export function isLastly<T>(result: T | Lastly<T>): result is Lastly<T> {
  return typeof result === 'object' && result !== null && brand in result;
}

/** Opens no connection yet. */
export function openPool(options: PoolOptions): AffinityPool {
  const pool = openAffinityPool({
    connectionString: options.url,
    max: options.maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 600_000,
    maxLifetimeSeconds: 3_600,
    statement_timeout: options.statementTimeout,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'attend-flex',
    // statements that are asked for together go out together; each is still answered, and fails, by itself and in order
    pipeline: true,
  });
  pool.on('error', () => {}); // an idle connection broke; the next query opens another
  pool.on('connect', (client) => client.on('error', () => spent.add(client)));
  return pool;
}

/**
 * writing: each statement sees what is committed by then · snapshot: reads only, and all of them see one moment ·
 * unhurried: writing, and its commit does not wait for the disk.
 */
export type TransactionKind = 'writing' | 'snapshot' | 'unhurried';
const begins: Readonly<Record<TransactionKind, readonly string[]>> = {
  writing: ['begin'],
  snapshot: ['begin isolation level repeatable read read only'],
  unhurried: ['begin', 'set local synchronous_commit = off'],
};

/** `near`: the schema of the store that most of its statements are for. */
export type TransactionOptions = { kind: TransactionKind; near: string | null };

/**
 * Begins, commits when `work` resolves and rolls back when it rejects. Rejects too when PostgreSQL did not commit
 * because a statement had failed and `work` swallowed that. The commit goes out with the statements `work` ends with.
 */
export async function runTransaction<T>(
  pool: AffinityPool,
  options: PoolOptions,
  { kind, near }: TransactionOptions,
  work: (transaction: Transaction) => Promise<T | Lastly<T>>,
): Promise<T> {
  const client = await connect(pool, near);
  const state: State = { isOver: false, isEnded: false, refusal: null };
  try {
    gather(client);
    // not waited for: the first statement goes out with it
    const begun = Promise.all(begins[kind].map((text) => sent(client, client.query(text))));
    begun.catch(() => {});
    const result = await work({
      runner: transactionRunner(client, options, state),
      refuseCommit: (cause) => {
        state.refusal ??= { cause };
      },
    });
    state.isOver = true;
    if (isLastly(result)) {
      const value = await commitWith(client, state, result);
      await begun;
      return value;
    }
    await begun;
    await commit(client, state);
    return result;
  } catch (error) {
    state.isOver = true;
    if (!state.isEnded) await client.query('rollback').catch(() => spent.add(client));
    throw error;
  } finally {
    release(client, options);
  }
}

/** Each statement on a connection of its own. */
export function poolRunner(pool: AffinityPool, options: PoolOptions): Runner {
  return {
    query: (statement, schema, values) =>
      withClient({ pool, options, near: schema }, (client) =>
        sendStatement(client, options, statement, schema, values),
      ),
    run: (text, values) => withClient({ pool, options, near: null }, (client) => sendText(client, text, values)),
  };
}

type State = {
  /** Nothing more may be asked. */
  isOver: boolean;
  /** PostgreSQL has answered the commit: by committing or by rolling back. */
  isEnded: boolean;
  refusal: { cause: unknown } | null;
};

function transactionRunner(client: PoolClient, options: PoolOptions, state: State): Runner {
  const assertOpen = () => {
    if (state.isOver) throw new Error('the transaction is over: a query in it was not awaited, or its handle was kept');
  };
  return {
    async query(statement, schema, values) {
      assertOpen();
      return sendStatement(client, options, statement, schema, values);
    },
    async run(text, values) {
      assertOpen();
      return sendText(client, text, values);
    },
  };
}

async function commit(client: PoolClient, state: State) {
  if (state.refusal !== null) {
    throw new Error('a part of the transaction failed, so none of it can be committed', state.refusal);
  }
  const { command } = await sent(client, client.query('commit'));
  state.isEnded = true;
  if (command !== 'COMMIT') throw new Error('nothing was committed: a statement failed and its error was swallowed');
}

/**
 * PostgreSQL commits nothing when a statement before the commit failed; that statement then says why. An answer that is
 * refused although it was committed is a fault of whoever asked so, and must not look as if nothing was done.
 */
async function commitWith<T>(client: PoolClient, state: State, { answer }: Lastly<T>): Promise<T> {
  const committed = commit(client, state);
  committed.catch(() => {});
  const value = await answer.catch(async (error: unknown) => {
    const isCommitted = await committed.then(
      () => true,
      () => false,
    );
    throw isCommitted ? new Error('what was committed was refused afterwards', { cause: error }) : error;
  });
  await committed;
  return value;
}

type Using = { pool: AffinityPool; options: PoolOptions; near: string | null };

async function withClient<T>({ pool, options, near }: Using, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await connect(pool, near);
  try {
    return await work(client);
  } finally {
    release(client, options);
  }
}

/** Connections that must not be used again: broken, or holding plans that no longer fit. */
const spent = new WeakSet<PoolClient>();
const learntBy = new WeakMap<PoolClient, Set<string>>();

async function connect(pool: AffinityPool, near: string | null): Promise<PoolClient> {
  try {
    return await pool.connect(near);
  } catch (cause) {
    throw problem('server.unavailable', {}, { cause });
  }
}

function release(client: PoolClient, { mostLearnt = usuallyMostLearnt }: PoolOptions) {
  client.release(spent.has(client) || (learntBy.get(client)?.size ?? 0) > mostLearnt);
}

function learn(client: PoolClient, name: string) {
  const learnt = learntBy.get(client) ?? new Set();
  learntBy.set(client, learnt.add(name));
}

async function sendStatement(
  client: PoolClient,
  options: PoolOptions,
  statement: Statement,
  schema: string | null,
  values: unknown[],
) {
  gather(client);
  const name = `${statement.name}:${schema ?? ''}`;
  learn(client, name);
  const isNamed = statement.isHot && options.namedStatements;
  const config = { text: textFor(statement, schema), values, rowMode: 'array' as const, types: typeParsers };
  try {
    const named = isNamed ? { ...config, name } : config;
    return await sent(client, client.query<unknown[]>(named));
  } catch (error) {
    throw statement.scope === 'store' && isGone(error) ? problem('store.not_found', {}, { cause: error }) : error;
  }
}

/** Extended mode, in which PostgreSQL itself refuses a second statement in the text. */
function sendText(client: PoolClient, text: string, values: unknown[]): Promise<QueryResult<Record<string, unknown>>> {
  gather(client);
  const config = { text, values, queryMode: 'extended' };
  return sent(client, client.query<Record<string, unknown>>(config));
}

/** What is asked for in the same turn leaves in one write; writing costs a process more than most statements do. */
function gather({ connection: { stream } }: PoolClient) {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The answer; a broken connection is a problem of its own, and is not used again. */
async function sent<T>(client: PoolClient, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const state = error instanceof DatabaseError ? error.severity : undefined;
    if (error instanceof DatabaseError && error.code === planNoLongerFits) spent.add(client);
    if (state === 'FATAL' || state === 'PANIC') spent.add(client);
    if (state !== 'ERROR' && spent.has(client)) throw problem('server.unavailable', {}, { cause: error });
    throw error;
  }
}

/** A migration changed the type of a column that a prepared statement answers. */
const planNoLongerFits = '0A000';

/** The schema or a table of it is gone: the store was removed after the context was bound to it. */
export function isGone(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '3F000' || error.code === '42P01');
}

const hotTexts = new WeakMap<Statement, Map<string, string>>();

/** The statement's text for one store. It is kept only for hot statements: 500 stores times every text is much memory. */
export function textFor(statement: Statement, schema: string | null): string {
  if (statement.scope === 'platform') return statement.text;
  if (schema === null) throw new Error(`${statement.name} needs a store`);
  if (!statement.isHot) return inSchema(statement.text, schema);
  const texts = hotTexts.get(statement) ?? new Map<string, string>();
  const text = texts.get(schema) ?? inSchema(statement.text, schema);
  texts.set(schema, text);
  hotTexts.set(statement, texts);
  return text;
}

const dateArray = 1182;
const numericArray = 1231;
const textArray: number = 1009;

/**
 * As the row types say it: int8 is a bigint, a day and a numeric stay text, also in arrays. Given with each statement and
 * not to the pool, because the job queue shares the pool and expects the ids of jobs as text.
 */
const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === types.builtins.INT8) return BigInt;
    if (oid === types.builtins.DATE) return String;
    if (oid === dateArray || oid === numericArray) return types.getTypeParser(textArray, format);
    return types.getTypeParser(oid, format);
  },
};
