import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApp } from '../server/app.ts';
import { readConfig } from '../server/core/config.ts';
import { openLog } from '../server/core/log.ts';
import { startPostgres } from '../server/core/postgres/supervisor.ts';
import { vendorAdapters } from '../server/modules/vendors/vendors.adapters.service.ts';
import { activate } from '../test/factories/switching.ts';
import { machine, writeSection } from './report.ts';
import type { Bench, Measured } from './selling/bench.ts';
import { measureCatalog } from './selling/catalog.ts';
import { measureCheckout } from './selling/checkout.ts';
import { measureStores } from './selling/many-stores.ts';
import { measureQuote } from './selling/quote.ts';
import { measureRush } from './selling/rush.ts';
import { openSale, type Sale } from './selling/sale.ts';
import { measureSwitching } from './selling/switching.ts';
import { createDatabase } from './support/database.ts';
import { openLoad } from './support/processes.ts';
import { makeShop } from './support/shop.ts';

/**
 * What fans wait for, each beside its yardstick in the same run, on a database of its own that writes as safely as in
 * production. `npm run bench:selling` measures all and writes it down; `npm run bench:selling -- catalog quote` measures
 * these and only prints them, with `--write` it writes them down too.
 */
const sections: Record<string, (bench: Bench) => Promise<Measured>> = {
  catalog: measureCatalog,
  quote: measureQuote,
  switching: measureSwitching,
  checkout: measureCheckout,
  rush: measureRush,
  stores: measureStores,
};

const asked = process.argv.slice(2).filter((argument) => argument !== '--write');
const writes = asked.length === 0 || process.argv.includes('--write');
const unknown = asked.filter((name) => !(name in sections));
if (unknown.length > 0)
  throw new Error(`no such section: ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
const dataDir = await mkdtemp(path.join(tmpdir(), 'flex-bench-'));
await chmod(dataDir, 0o755);
const postgres = await startPostgres({ dataDir });
try {
  const missed = await bench(await createDatabase(postgres.url, 'selling'));
  if (missed.length > 0) throw new Error(`a target was missed, see above: ${missed.join(', ')}`);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(url: string): Promise<string[]> {
  const app = await openApp({
    config: readConfig({
      PUBLIC_URL: 'http://localhost',
      DATABASE_CONNECTIONS: '4',
      FLEX_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    }),
    databaseUrl: url,
    log: openLog('error'),
    ports: { mail: { send: async () => {} }, vendors: vendorAdapters },
  });
  // as a process that serves: what fans are sold is in its memory
  await app.ctx.live.start();
  const load = await openLoad();
  const missed: string[] = [];
  const opened: Promise<Sale>[] = [];
  const sale = () => {
    const found = opened[0] ?? openSale(app, 200);
    if (opened.length === 0) opened.push(found);
    return found;
  };
  try {
    const shop = await makeShop(app.ctx);
    await activate(app, shop.store, shop.programs.regular);
    for (const [name, measure] of Object.entries(sections)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const { text, isMet } = await measure({ url, app, shop, sale, load });
      if (!isMet) missed.push(name);
      const whole = `${await machine(url)}\n\n${text}`;
      if (writes) await writeSection(`Selling: ${name}`, whole);
      else console.log(`\n${whole}\n`);
    }
  } finally {
    await load.stop();
    for (const { shop } of await Promise.all(opened)) await shop.sandbox.close();
    await app.close();
  }
  return missed;
}
