import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { openSandbox } from '../sandbox/sandbox.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { type App, openApp } from '../server/app.ts';
import { readConfig } from '../server/core/config.ts';
import { type StoreCtx, type StoreFacts, transaction, withStore } from '../server/core/ctx.ts';
import { openLog } from '../server/core/log.ts';
import { startPostgres } from '../server/core/postgres/supervisor.ts';
import { createEvent } from '../server/modules/events/events.service.ts';
import { runRound } from '../server/modules/inventory/inventory.round.service.ts';
import { createClient } from '../server/modules/stores/stores.clients.service.ts';
import { createProduct } from '../server/modules/stores/stores.products.service.ts';
import { createStore } from '../server/modules/stores/stores.service.ts';
import { createAccount } from '../server/modules/vendors/vendors.accounts.service.ts';
import { vendorAdapters } from '../server/modules/vendors/vendors.adapters.service.ts';
import { connect } from '../server/modules/vendors/vendors.connections.service.ts';
import type {
  FoundEvents,
  VendorAdapter,
  VendorSeats,
  VendorSummary,
} from '../server/modules/vendors/vendors.types.ts';
import { copyRows } from './copy.ts';
import { machine, median, seconds, took, writeSection } from './report.ts';
import { measureSeats } from './seats.ts';

/**
 * How long it takes to copy a season of 40 games with every one of 18,064 seats free, and to find that nothing has changed, on a
 * database of its own that writes as safely as in production. Beside it `copy` puts the same rows into the same tables of
 * the same server. The vendor's answers are kept from one sync through the real protocol, and the syncs that are
 * measured get them without waiting. `npm run bench:sync`.
 */
const games = 40;
const rounds = 5;
const targets = { first: 3, unchanged: 0.02 };
const clock = { at: Date.parse('2026-10-01T12:00:00.000Z'), now: () => new Date(clock.at) };

const dataDir = await mkdtemp(path.join(tmpdir(), 'flex-bench-'));
await chmod(dataDir, 0o755);
const postgres = await startPostgres({ dataDir });
const sandbox = await openSandbox({ now: () => clock.at, size: 'season', house: 'full' });
try {
  await bench(postgres.url, sandbox);
} finally {
  await sandbox.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(url: string, vendor: Sandbox) {
  const kept = keepAnswers(vendorAdapters.archtics);
  const app = await openApp({
    config: readConfig({ DATABASE_CONNECTIONS: '8', FLEX_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }),
    databaseUrl: await createDatabase(url, 'product'),
    log: openLog('error'),
    clock,
    ports: { mail: { send: async () => {} }, vendors: { archtics: kept.adapter } },
  });
  try {
    const stores = await makeStores(app, vendor, rounds + 1);
    const throughProtocol = await took(() => syncAll(stores[0]));
    const protocolWait = kept.waited();
    kept.replay();
    const first: number[] = [];
    const unchanged: number[] = [];
    const sizes: Sizes[] = [];
    // One after the other in each round, so that a busy machine is as busy for both.
    for (const ctx of stores.slice(1)) {
      first.push(await took(() => syncAll(ctx)));
      clock.at += 61 * 60_000;
      unchanged.push(await took(() => syncAll(ctx)));
      sizes.push(await measureCopy(app, ctx));
    }
    const size = medianOf(sizes);
    const text = report({ size, first: median(first), unchanged: median(unchanged), throughProtocol, protocolWait });
    await writeSection('Syncing inventory', `${await machine(url)}\n\n${text}\n\n### Seat index\n\n${measureSeats()}`);
    const isMet =
      median(first) < targets.first * size.together && median(unchanged) < targets.unchanged * median(first);
    if (!isMet) throw new Error('a target was missed: see above');
  } finally {
    await app.close();
  }
}

type Sizes = Awaited<ReturnType<typeof measureCopy>>;

/** The times are medians; what was copied is the same in every round. */
function medianOf(sizes: readonly Sizes[]): Sizes {
  const [one] = sizes;
  if (one === undefined) throw new Error('nothing was measured');
  const of = (name: 'together' | 'apart' | 'plain') => median(sizes.map((size) => size[name]));
  return { ...one, together: of('together'), apart: of('apart'), plain: of('plain') };
}

type Times = { size: Sizes; first: number; unchanged: number; throughProtocol: number; protocolWait: number };

function report({ size, first, unchanged, throughProtocol, protocolWait }: Times): string {
  const rate = (count: number, time: number) => Math.round(count / (time / 1_000)).toLocaleString('en');
  const line = (what: string, time: number, target = '') =>
    `| ${what} | ${seconds(time)} | ${rate(size.rows, time)} | ${rate(size.seats, time)} | ${(time / size.together).toFixed(2)} | ${target} |`;
  return [
    `${games} games: ${size.seats.toLocaleString('en')} seats in ${size.runs.toLocaleString('en')} runs, kept as ${size.rows.toLocaleString('en')} rows (sections and amounts). Without waiting for the vendor, median of ${rounds}.`,
    '',
    '| | time | rows a second | seats a second | beside `copy` | target |',
    '|---|---|---|---|---|---|',
    line('`copy` of the same rows, one transaction', size.together),
    line('`copy` of the same rows, a transaction for each event', size.apart),
    line('first sync', first, `< ${targets.first}`),
    line(
      'unchanged sync',
      unchanged,
      `< ${targets.unchanged * 100} % of the first: ${((unchanged / first) * 100).toFixed(1)} %`,
    ),
    '',
    `\`copy\` of the runs as plain rows, one row a run: ${seconds(size.plain)}. The first sync through the real protocol of a vendor that answers at once took ${seconds(throughProtocol)}, of which calls were under way for ${seconds(protocolWait)}.`,
  ].join('\n');
}

/** A round after the other until nothing is due. */
async function syncAll(ctx: StoreCtx | undefined) {
  if (ctx === undefined) throw new Error('there is no store');
  await runRound(ctx);
}

/** The same rows by `copy`, into tables like those of the store. */
async function measureCopy({ ctx: { database } }: App, store: StoreCtx | undefined) {
  const schema = store?.store.schemaName ?? '';
  const client = new Client({ connectionString: database.pool.options.connectionString });
  await client.connect();
  const read = async (columns: string, table: string) =>
    (await client.query({ text: `select ${columns} from ${schema}.${table} order by event_code`, rowMode: 'array' }))
      .rows;
  const columns = {
    event_sections: 'event_code, section_name, runs, counts::text, seat_count, hash, revision, changed_at',
    vendor_prices: 'event_code, price_code, ticket_type_code, amount_cents',
  };
  const sections = await read(columns.event_sections, 'event_sections');
  const prices = await read(columns.vendor_prices, 'vendor_prices');
  const runs = sections.flatMap((row) => toPlain(row));
  await client.query(`create schema bare`);
  await client.query(`create table bare.events (event_code text primary key)`);
  await client.query(`insert into bare.events select event_code from ${schema}.event_inventory`);
  const codes = [...new Set(sections.map(([code]) => code))];
  const run = async (eventCodes: readonly string[][]) => {
    for (const table of ['event_sections', 'vendor_prices']) {
      await client.query(`drop table if exists bare.${table}`);
      await client.query(`create table bare.${table} (like ${schema}.${table} including all)`);
      await client.query(`alter table bare.${table} add foreign key (event_code) references bare.events`);
    }
    return took(async () => {
      for (const some of eventCodes) {
        const wanted = new Set(some);
        const mine = (row: unknown[]) => wanted.has(String(row[0]));
        await client.query('begin');
        await copyRows(client, 'copy bare.event_sections from stdin', sections.filter(mine));
        await copyRows(client, 'copy bare.vendor_prices from stdin', prices.filter(mine));
        await client.query('commit');
      }
    });
  };
  const together = await run([codes]);
  const apart = await run(codes.map((code) => [code]));
  await client.query(`create table bare.runs (event_code text, section_name text, row_name text, first_seat integer,
    last_seat integer, class_name text, price_code text, aisle smallint, quality integer,
    primary key (event_code, section_name, row_name, first_seat))`);
  const plain = await took(() => copyRows(client, 'copy bare.runs from stdin', runs));
  await client.query('drop schema bare cascade');
  await client.end();
  return {
    rows: sections.length + prices.length,
    seats: sections.reduce((sum, row) => sum + Number(row[4]), 0),
    runs: runs.length,
    together,
    apart,
    plain,
  };
}

function toPlain([eventCode, sectionName, text]: unknown[]): unknown[][] {
  const groups: [string, string, (string | number)[]][] = JSON.parse(String(text));
  return groups.flatMap(([className, priceCode, flat]) =>
    Array.from({ length: flat.length / 5 }, (_, at) => {
      const [row, first, last, aisle, quality] = flat.slice(at * 5, at * 5 + 5);
      return [eventCode, sectionName, row, first, last, className, priceCode, aisle, quality];
    }),
  );
}

/** The real adapter, whose answers are kept and then given again at once. */
function keepAnswers(real: VendorAdapter | undefined) {
  if (real === undefined) throw new Error('there is no adapter');
  const summaries = new Map<string, VendorSummary>();
  const seats = new Map<string, VendorSeats>();
  const events = new Map<string, FoundEvents>();
  let isReplaying = false;
  let waiting = 0;
  let since = 0;
  let waited = 0;
  const ask = async <T>(kept: Map<string, T>, code: string, call: () => Promise<T>): Promise<T> => {
    const known = kept.get(code);
    if (isReplaying && known !== undefined) return known;
    if (waiting === 0) since = performance.now();
    waiting += 1;
    const answer = await call();
    waiting -= 1;
    if (waiting === 0) waited += performance.now() - since;
    kept.set(code, answer);
    return answer;
  };
  const adapter: VendorAdapter = {
    ...real,
    open(connection, hooks) {
      const vendor = real.open(connection, hooks);
      return {
        ...vendor,
        readSummary: (code, options) => ask(summaries, code, () => vendor.readSummary(code, options)),
        readSeats: (code, options) => ask(seats, code, () => vendor.readSeats(code, options)),
        findEvents: (query, options) => ask(events, JSON.stringify(query), () => vendor.findEvents(query, options)),
      };
    },
  };
  return {
    adapter,
    replay() {
      isReplaying = true;
    },
    waited: () => waited,
  };
}

/** Connected, each with the season's games that are ahead, as drafts. */
async function makeStores(app: App, { url, accounts }: Sandbox, count: number): Promise<StoreCtx[]> {
  const client = await createClient(app.ctx, { key: 'bench', name: 'Bench' });
  await createProduct(app.ctx, { key: 'flex', name: 'Flex' });
  const [account] = accounts;
  if (account === undefined) throw new Error('the sandbox has no account');
  const { dsn, uid, keys } = account;
  const { id } = await createAccount(app.ctx, client.key, {
    name: 'Sandbox',
    adapter: 'archtics',
    connection: { baseUrl: url, dsn, uid, sourceName: 'bench' },
    keys: { ...keys },
    perMinute: null,
    perDay: null,
  });
  const made: StoreCtx[] = [];
  for (let index = 0; index < count; index += 1) {
    const store = await makeStore(app, `bench-${index}`);
    const ctx = withStore(app.ctx, store);
    await connect(ctx, id, 0);
    for (const code of codesOf(games)) await makeGame(ctx, code);
    made.push(ctx);
  }
  return made;
}

function codesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `GSW${String(index + 1).padStart(2, '0')}`);
}

async function makeStore(app: App, key: string): Promise<StoreFacts> {
  const names = { clientKey: 'bench', productKey: 'flex', key, name: key };
  const place = { timeZone: 'America/Los_Angeles', currency: 'USD', locale: 'en' as const };
  return transaction(app.ctx, (ctx) => createStore(ctx, { ...names, ...place }));
}

/** A draft without a date: its turn comes with the slowest. */
async function makeGame(ctx: StoreCtx, code: string) {
  await createEvent(ctx, {
    code,
    name: code,
    opponent: null,
    description: {},
    image: null,
    venueId: null,
    date: { state: 'tbd' },
    time: { state: 'tbd' },
    estimatedAt: null,
    onSaleAt: null,
    offSaleAt: null,
    isFeatured: false,
    minSeats: 1,
    maxSeats: null,
    categoryIds: [],
  });
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
