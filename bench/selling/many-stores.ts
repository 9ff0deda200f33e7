import { readFile } from 'node:fs/promises';
import type { App } from '../../server/app.ts';
import { type StoreFacts, transaction, withStore } from '../../server/core/ctx.ts';
import { createStore } from '../../server/modules/stores/stores.service.ts';
import { findOfStore } from '../../server/modules/vendors/vendors.accounts.repository.ts';
import { connect } from '../../server/modules/vendors/vendors.connections.service.ts';
import { uniqueKey } from '../../test/factories/key.ts';
import { took } from '../report.ts';
import { type ServerProcess, serve } from '../support/processes.ts';
import { openWire } from '../support/wire.ts';
import { against, type Bench, type Measured } from './bench.ts';
import { buying, clearJobs, holdCart, type Sale } from './sale.ts';
import { get, inTurn, sample } from './sample.ts';

const storeCount = 1_000;
/** At once: one waits for its commit while the other works. */
const makers = 2;
const rounds = { reads: 7, checkouts: 3 };
const reads = 4_000;
const buyers = 8;
const target = 0.8;

/**
 * The same read and the same checkout in a thousand stores, each with the whole season, beside one of them; memory; a cold
 * start.
 */
export async function measureStores(bench: Bench): Promise<Measured> {
  const sale = await bench.sale();
  const copies: StoreFacts[] = [];
  const making = await took(async () => {
    const copy = await makeCopier(sale);
    const make = async () => {
      for (let made = 0; made < storeCount / makers; made += 1) {
        copies.push(await copy());
        if (copies.length % 100 === 0) console.log(`made ${copies.length} stores`);
      }
    };
    await Promise.all(Array.from({ length: makers }, make));
  });
  const server = await serve({ kind: 'product', databaseUrl: bench.url });
  const keys = copies.map(({ key }) => key);
  const start = await measureStart(server, keys);
  const offers = await measureOffers(bench, server, keys);
  const checkouts = await measureCheckouts(bench, server, sale, copies);
  const backend = await backendMegabytes(bench);
  await server.stop();
  const rate = checkouts.ours.rate / checkouts.theirs.rate;
  const text = `${storeCount} stores, each with its own copy of a season of 40 games and connected to the vendor (made in ${(making / 1_000).toFixed(0)} s), asked in turn, beside one of
them. Reads on 32 connections, their ratio is that of processor time; ${buyers} buyers at once, ${sale.fans.length} checkouts a round.

| | one store/s | ${storeCount} stores/s | one µs CPU | ${storeCount} µs CPU | ratio | target |
|---|---|---|---|---|---|---|
| offer | ${offers.theirs.rate.toFixed(0)} | ${offers.ours.rate.toFixed(0)} | ${offers.theirs.cpu.toFixed(1)} | ${offers.ours.cpu.toFixed(1)} | ${offers.ratio.toFixed(2)} | ${against(`≥ ${target}`, offers.ratio >= target)} |
| checkout | ${checkouts.theirs.rate.toFixed(0)} | ${checkouts.ours.rate.toFixed(0)} | ${checkouts.theirs.cpu.toFixed(0)} | ${checkouts.ours.cpu.toFixed(0)} | ${rate.toFixed(2)} | ${against(`≥ ${target}`, rate >= target)} |

${start}
| private memory of its largest database backend, after reads and checkouts in ${storeCount} stores | ${backend} MB |

What a checkout in many stores costs more: a connection reads the catalog of a store's tables, and parses and plans its statements, when it meets the store anew
(decision 008 keeps that seldom); plans are made again until the fifth use; and what follows a sale is shared by fewer sales.`;
  return { text, isMet: offers.ratio >= target && rate >= target };
}

/** How a process begins, and what stores cost it. */
async function measureStart(server: ServerProcess, keys: readonly string[]): Promise<string> {
  const first = await took(() => read(server, keys.slice(0, 1)));
  const idle = await server.usage();
  const loading = await took(() => read(server, keys.slice(1, 200)));
  const some = await server.usage();
  await read(server, keys.slice(200));
  const all = await server.usage();
  return `| start and memory of a process | |
|---|---|
| from its start until it listens, with ${storeCount} stores in the database | ${server.startedIn.toFixed(0)} ms |
| then the first read of a store that nobody has read | ${first.toFixed(0)} ms |
| 199 more stores read for the first time | ${loading.toFixed(0)} ms |
| resident memory with one store | ${idle.rssMb.toFixed(0)} MB |
| with 200 stores | ${some.rssMb.toFixed(0)} MB, ${((some.rssMb - idle.rssMb) / 199).toFixed(2)} MB a store |
| with ${storeCount} stores | ${all.rssMb.toFixed(0)} MB |`;
}

function measureOffers({ load }: Bench, server: ServerProcess, keys: readonly string[]) {
  const requests = keys.map((key) => get(`/api/stores/${key}/offer`));
  const round = (asked: string[]) => sample(load, server, { connections: 32, requests: asked, count: reads });
  return inTurn(
    rounds.reads,
    () => round(requests),
    () => round(requests.slice(0, 1)),
  );
}

async function measureCheckouts({ load }: Bench, server: ServerProcess, sale: Sale, copies: readonly StoreFacts[]) {
  const round = async (stores: readonly StoreFacts[]) => {
    const requests = await holdIn(sale, stores);
    return sample(load, server, { connections: buyers, requests, count: requests.length });
  };
  const nextStores = inSteps(copies, sale.fans.length);
  // every store has sold before it counts
  for (let sold = 0; sold < storeCount; sold += sale.fans.length) await round(nextStores());
  return inTurn(
    rounds.checkouts,
    () => round(nextStores()),
    () => round([sale.shop.store]),
    1,
  );
}

/** Every call answers the next ones, around and around. */
function inSteps<T>(items: readonly T[], size: number): () => T[] {
  let at = 0;
  return () => {
    const found = Array.from({ length: size }, (_, index) => items[(at + index) % items.length]);
    at += size;
    return found.filter((item) => item !== undefined);
  };
}

/** A held cart of every fan, each in the next of the stores; answers the requests that buy them. */
async function holdIn(sale: Sale, stores: readonly StoreFacts[]): Promise<string[]> {
  const { app, shop, fans } = sale;
  const requests: string[] = [];
  for (const [index, fan] of fans.entries()) {
    const cart = await holdCart(sale, fan, fan);
    const store = stores[index % stores.length] ?? shop.store;
    if (store.id !== shop.store.id) await moveCart(app, { cartId: cart.id, from: shop.store, to: store });
    requests.push(buying(store.key, fan, cart));
  }
  await clearJobs(sale);
  return requests;
}

/** As if the fan had held it there: at the vendor all the stores are one. */
async function moveCart({ ctx }: App, of: { cartId: string; from: StoreFacts; to: StoreFacts }) {
  const { pool } = ctx.database;
  for (const [table, key] of [
    ['carts', 'id'],
    ['cart_events', 'cart_id'],
    ['cart_seats', 'cart_id'],
  ] as const) {
    await pool.query(
      `insert into ${of.to.schemaName}.${table} select * from ${of.from.schemaName}.${table} where ${key} = $1`,
      [of.cartId],
    );
  }
  await pool.query(`delete from ${of.from.schemaName}.carts where id = $1`, [of.cartId]);
}

async function read(server: ServerProcess, keys: readonly string[]): Promise<void> {
  const wire = await openWire(server.port);
  for (const [index, key] of keys.entries()) {
    const { status, body } = await wire.get(`/api/stores/${key}/offer`, [
      `x-forwarded-for: 10.1.${index >> 8}.${index & 255}`,
    ]);
    if (status !== 200 || !body.includes('"state":"open"')) throw new Error(`${key}: ${status} ${body.slice(0, 200)}`);
  }
  wire.close();
}

/** What a shop has in an order that its keys allow; of free seats only how many there are. */
const tables: Readonly<Record<string, string>> = {
  venues: '*',
  venue_sections: '*',
  events: '*',
  event_inventory: '*',
  event_sections: `event_code, section_name, '[]', counts, seat_count, hash, revision, changed_at`,
  vendor_prices: '*',
  programs: '*',
  releases: '*',
  activations: '*',
  fans: '*',
  fan_sessions: '*',
};

/** Makes stores with the same rows, which the product itself would take seconds to make, and the same vendor account. */
async function makeCopier({ app, shop }: Sale): Promise<() => Promise<StoreFacts>> {
  const from = shop.store;
  const { pool } = app.ctx.database;
  const account = await findOfStore(app.ctx.platform, from.id);
  if (account === null) throw new Error('the shop has no vendor');
  const { rows } = await pool.query<{ product: string }>(
    'select products.key as product from platform.stores join platform.products on products.id = product_id where stores.id = $1',
    [from.id],
  );
  const { clientKey, timeZone, currency } = from;
  return async () => {
    const key = uniqueKey('copy');
    const of = {
      key,
      name: key,
      clientKey,
      productKey: rows[0]?.product ?? '',
      timeZone,
      currency,
      locale: 'en' as const,
    };
    const store = await transaction(app.ctx, (ctx) => createStore(ctx, of));
    for (const [table, columns] of Object.entries(tables)) {
      const name = `${store.schemaName}.${table}`;
      await pool.query(`insert into ${name} select ${columns} from ${from.schemaName}.${table}`);
      // now and not by itself while it is measured
      await pool.query(`vacuum (analyze) ${name}`);
    }
    await connect(withStore(app.ctx, store), account.id, 0);
    return store;
  };
}

/** Private memory of the fattest backend of the product; Linux only. */
async function backendMegabytes({ app }: Bench): Promise<string> {
  const { rows } = await app.ctx.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'attend-flex' and datname = current_database()`,
  );
  const sizes = await Promise.all(rows.map(({ pid }) => privateBytes(pid).catch(() => 0)));
  return (Math.max(...sizes) / 1024 / 1024).toFixed(0);
}

async function privateBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].map(([, size]) => Number(size));
  return kilobytes.reduce((sum, size) => sum + size, 0) * 1024;
}
