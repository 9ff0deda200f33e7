import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type App, openApp } from '../server/app.ts';
import { readConfig } from '../server/core/config.ts';
import { transaction } from '../server/core/ctx.ts';
import { openLog } from '../server/core/log.ts';
import { type Migration, type Migrations, migrateAll, readMigrations } from '../server/core/migrate.ts';
import { startPostgres } from '../server/core/postgres/supervisor.ts';
import { inSchema } from '../server/core/sql.ts';
import { createClient } from '../server/modules/stores/stores.clients.service.ts';
import { createProduct } from '../server/modules/stores/stores.products.service.ts';
import { createStore } from '../server/modules/stores/stores.service.ts';
import { machine, median, seconds, took, writeSection } from './report.ts';

/**
 * How long it takes to make many stores and to migrate them, on a database of its own that writes as safely as in
 * production. Beside it the same files run by a bare script, as the yardstick. `npm run bench:stores`; another number of
 * stores, given as `npm run bench:stores 50`, is only printed.
 */
const standard = 500;
const count = Number(process.argv[2] ?? standard);
const targets = { noOp: 1_000, oneMigration: 60_000 };
const oneMore: Migration = {
  file: '9999_bench.sql',
  sha256: 'bench',
  statements: [
    'create table store.bench_notes (id uuid primary key, at timestamptz(3) not null, text text not null)',
    'create index bench_notes_newest on store.bench_notes (at desc, id desc)',
  ],
};

const dataDir = await mkdtemp(path.join(tmpdir(), 'flex-bench-'));
await chmod(dataDir, 0o755);
const postgres = await startPostgres({ dataDir });
try {
  await bench(postgres.url);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(url: string) {
  const migrations = await readMigrations('server/migrations');
  const product = await runProduct(await createDatabase(url, 'product'), migrations);
  const bare = await runBare(await createDatabase(url, 'bare'), migrations);
  const lines = [
    `${count} stores, ${migrations.store.length} files of ${migrations.store.flatMap(({ statements }) => statements).length} statements for each.`,
    '',
    '| | product | bare script | ratio | target |',
    '|---|---|---|---|---|',
    compare(`make ${count} stores, one after another`, product.making, bare.making, ''),
    `| make one store: median, slowest | ${product.each.map((each) => `${each.toFixed(0)} ms`).join(', ')} | | | |`,
    compare(`nothing to migrate in ${count} stores`, product.noOp, bare.noOp, `< ${seconds(targets.noOp)}`),
    compare(`one new migration in ${count} stores`, product.one, bare.one, `< ${seconds(targets.oneMigration)}`),
    `| look into ${count} outboxes | ${seconds(product.sweep)} | | | |`,
    '',
    `Memory after it: Node ${product.memory.node} MB resident; a backend that touched every store ${product.memory.backend} MB private.`,
  ];
  const text = `${await machine(url)}\n\n${lines.join('\n')}`;
  if (count === standard) await writeSection('Stores', text);
  else console.log(`\n${text}`);
  const isMet = product.noOp < targets.noOp && product.one < targets.oneMigration;
  if (!isMet) throw new Error('a target was missed: see above');
}

async function runProduct(url: string, migrations: Migrations) {
  const app = await openApp({
    config: readConfig({ DATABASE_CONNECTIONS: '4' }),
    databaseUrl: url,
    log: openLog('error'),
    ports: { mail: { send: async () => {} }, vendors: {} },
  });
  try {
    const each: number[] = [];
    const making = await took(() => makeStores(app, each));
    const sweep = await took(() => app.ctx.relay.sweep());
    const memory = { node: megabytes(process.memoryUsage().rss), backend: await backendMegabytes(app) };
    const noOps = [];
    for (let round = 0; round < 5; round += 1) noOps.push(await took(() => migrateAll(url, migrations)));
    const more = { ...migrations, store: [...migrations.store, oneMore] };
    const one = await took(() => migrateAll(url, more, progress('migrated')));
    return { making, each: [median(each), Math.max(...each)], sweep, memory, noOp: median(noOps), one };
  } finally {
    await app.close();
  }
}

async function makeStores(app: App, each: number[]) {
  await createClient(app.ctx, { key: 'bench', name: 'Bench' });
  await createProduct(app.ctx, { key: 'flex', name: 'Flex' });
  const tell = progress('made');
  for (let index = 0; index < count; index += 1) {
    const store = {
      clientKey: 'bench',
      productKey: 'flex',
      key: `bench-${index}`,
      name: `Bench ${index}`,
      timeZone: 'America/Los_Angeles',
      currency: 'USD',
      locale: 'en' as const,
    };
    each.push(await took(() => transaction(app.ctx, (ctx) => createStore(ctx, store))));
    tell(index + 1, count);
  }
}

/** The same files by hand: one connection, one transaction a store, a ledger, and nothing else. */
async function runBare(url: string, { platform, store }: Migrations) {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('create schema platform');
  for (const { statements } of platform) for (const statement of statements) await client.query(statement);
  await client.query('create table platform.ledger (schema_name text, file text, primary key (schema_name, file))');
  const schemas = Array.from({ length: count }, (_, index) => `s_bare_${index}`);
  const run = async (schema: string, files: readonly Migration[], before: readonly string[]) => {
    await client.query('begin');
    for (const statement of before) await client.query(statement);
    for (const { file, statements } of files) {
      for (const statement of statements) await client.query(inSchema(statement, schema));
      await client.query('insert into platform.ledger (schema_name, file) values ($1, $2)', [schema, file]);
    }
    await client.query('commit');
  };
  const making = await took(async () => {
    for (const schema of schemas) await run(schema, store, [`create schema ${schema}`]);
  });
  const noOp = await took(async () => {
    const { rows } = await client.query('select schema_name, file from platform.ledger');
    if (rows.length !== count * store.length) throw new Error('the ledger is not complete');
  });
  const one = await took(async () => {
    for (const schema of schemas) await run(schema, [oneMore], []);
  });
  await client.end();
  return { making, noOp, one };
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const made = new URL(url);
  made.pathname = `/${name}`;
  return made.href;
}

/** Private memory of the fattest backend of the product; Linux only. */
async function backendMegabytes({ ctx }: App): Promise<string> {
  const { rows } = await ctx.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'attend-flex' and datname = current_database()`,
  );
  const sizes = await Promise.all(rows.map(({ pid }) => privateBytes(pid).catch(() => 0)));
  return megabytes(Math.max(...sizes));
}

async function privateBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].map(([, size]) => Number(size));
  return kilobytes.reduce((sum, size) => sum + size, 0) * 1024;
}

function compare(what: string, product: number, bare: number, target: string): string {
  return `| ${what} | ${seconds(product)} | ${seconds(bare)} | ${(product / bare).toFixed(2)} | ${target} |`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

function progress(verb: string) {
  return (done: number, total: number) => {
    if (done % 100 === 0 || done === total) console.log(`${verb} ${done} of ${total}`);
  };
}
