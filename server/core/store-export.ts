import { createHash, type Hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Database } from './db.ts';
import { isGone } from './pool.ts';
import { problem } from './problem.ts';
import { isSecretColumn } from './secret-columns.ts';

export type ExportSource = {
  storeId: string;
  schema: string;
  /** Put on the first line; tells the reader what this is of. */
  about: Readonly<Record<string, unknown>>;
  /** Aborted when nobody reads any more. */
  signal?: AbortSignal | undefined;
};

/** Each holds a connection for as long as its reader takes. */
const mostAtOnce = 2;
const rowsAtOnce = 50;
/** A reader that takes nothing for so long is cut off, because its transaction keeps the database from cleaning up. */
const patience = '60s';

/**
 * Everything a store has, as lines of JSON, in pieces of bounded size and from one moment: the tables of its schema, then
 * the platform's rows about it (every table with a `store_id`). Tables that are added later are in it by themselves.
 *
 * The first line says what it is of, a line of kind `table` comes before its rows and names the columns left out as
 * secret, and the last is of kind `end` with the rows of each table and the SHA-256 of all bytes before it. A file
 * without that line is cut. Throws `store.export_busy`.
 */
export async function* exportStore(database: Database, source: ExportSource): AsyncGenerator<string> {
  const reader = await openReader(database, source.signal);
  try {
    yield* lines(reader, source);
  } finally {
    reader.close();
  }
}

/** A table as the catalog has it. Names come ready quoted from PostgreSQL; none is ever made from a request. */
type Table = {
  /** `store.<table>` or `platform.<table>`. */
  name: string;
  /** Quoted, with its schema. */
  source: string;
  columns: { name: string; quoted: string }[];
  /** The primary key's columns, quoted. */
  sortedBy: string[];
};
type Reader = { client: PoolClient; close: () => void };

const runningIn = new WeakMap<Database, number>();

/** Closed by whoever comes first: the end of the export, or the reader who left, of whom the export may never hear. */
async function openReader(database: Database, signal: AbortSignal | undefined): Promise<Reader> {
  const giveBack = takePlace(database);
  const client = await database.pool.connect().catch((cause: unknown) => {
    giveBack();
    throw problem('server.unavailable', {}, { cause });
  });
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    giveBack();
    client.release(true); // not reused: whatever is open in it ends with it
  };
  signal?.addEventListener('abort', close, { once: true });
  if (signal?.aborted === true) close();
  return { client, close };
}

function takePlace(database: Database): () => void {
  const running = runningIn.get(database) ?? 0;
  if (running >= mostAtOnce) throw problem('store.export_busy');
  runningIn.set(database, running + 1);
  return () => runningIn.set(database, (runningIn.get(database) ?? 1) - 1);
}

async function* lines({ client }: Reader, source: ExportSource): AsyncGenerator<string> {
  await client.query('begin isolation level repeatable read read only');
  await client.query(`set local idle_in_transaction_session_timeout = '${patience}'`);
  const tables = await readTables(client, source.schema);
  await lock(client, tables);
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  yield hashed(hash, line({ kind: 'store', format: 1, ...source.about }));
  for (const table of tables) {
    yield hashed(hash, line({ kind: 'table', table: table.name, ...describe(table) }));
    const found = { rows: 0 };
    for await (const text of rowsOf(client, table, source.storeId, found)) yield hashed(hash, text);
    counts[table.name] = found.rows;
  }
  await client.query('commit');
  yield line({ kind: 'end', tables: counts, sha256: hash.digest('hex') });
}

/** From here on the store cannot be removed or migrated until the last line was read. */
async function lock(client: PoolClient, tables: readonly Table[]) {
  if (!tables.some(isOfStore)) throw problem('store.not_found');
  try {
    await client.query(`lock table ${tables.map(({ source }) => source).join(', ')} in access share mode`);
  } catch (cause) {
    throw isGone(cause) ? problem('store.not_found', {}, { cause }) : cause;
  }
}

/** Tables of the store's schema, then tables of the platform that say which store a row is about. */
async function readTables(client: PoolClient, schema: string): Promise<Table[]> {
  const found = await client.query<Table>(
    `
    select
      case when pg_namespace.nspname = $1 then 'store.' else 'platform.' end || pg_class.relname as name,
      format('%I.%I', pg_namespace.nspname, pg_class.relname) as source,
      (
        select jsonb_agg(jsonb_build_object('name', attname, 'quoted', quote_ident(attname)) order by attnum)
        from pg_attribute
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped) as columns,
      coalesce((
        select jsonb_agg(quote_ident(pg_attribute.attname) order by array_position(pg_index.indkey::int2[], pg_attribute.attnum))
        from pg_index
        join pg_attribute on pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum = any(pg_index.indkey)
        where pg_index.indrelid = pg_class.oid and pg_index.indisprimary), '[]') as "sortedBy"
    from pg_class
    join pg_namespace on pg_namespace.oid = pg_class.relnamespace
    where pg_class.relkind in ('r', 'p')
      and not pg_class.relispartition
      and (
        pg_namespace.nspname = $1
        or pg_namespace.nspname = 'platform' and exists (
          select 1
          from pg_attribute
          where attrelid = pg_class.oid and attname = 'store_id' and not attisdropped))
    order by pg_namespace.nspname = $1 desc, pg_class.relname`,
    [schema],
  );
  return found.rows;
}

function isOfStore({ name }: Table): boolean {
  return name.startsWith('store.');
}

function describe({ name, columns }: Table) {
  const isKept = (column: { name: string }) => !isSecretColumn(name, column.name);
  return {
    columns: columns.filter(isKept).map((column) => column.name),
    leftOut: columns.filter((column) => !isKept(column)).map((column) => column.name),
  };
}

/** The rows as lines, read through a cursor; `found.rows` counts them. */
async function* rowsOf(
  client: PoolClient,
  table: Table,
  storeId: string,
  found: { rows: number },
): AsyncGenerator<string> {
  const { name, source, columns, sortedBy } = table;
  const filter = isOfStore(table) ? '' : 'where store_id = $1';
  const kept = columns.filter((column) => !isSecretColumn(name, column.name)).map(({ quoted }) => quoted);
  const sorted = sortedBy.length > 0 ? `order by ${sortedBy.join(', ')}` : '';
  await client.query(
    `declare exported no scroll cursor for
     select row_to_json(kept)::text as text
     from (select ${kept.join(', ')} from ${source} ${filter} ${sorted}) as kept`,
    isOfStore(table) ? [] : [storeId],
  );
  for (;;) {
    const { rows } = await client.query<{ text: string }>(`fetch ${rowsAtOnce} from exported`);
    if (rows.length === 0) break;
    found.rows += rows.length;
    yield rows.map(({ text }) => `{"kind":"row","table":${JSON.stringify(name)},"row":${text}}\n`).join('');
  }
  await client.query('close exported');
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function hashed(hash: Hash, text: string): string {
  hash.update(text);
  return text;
}
