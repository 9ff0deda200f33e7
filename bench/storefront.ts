import { chromium } from 'playwright-core';
import { browserArguments, findChromium } from '../scripts/chromium.mjs';
import { startTemporaryPostgres } from '../test/harness/temporary-postgres.ts';
import { machine, writeSection } from './report.ts';
import { measureBytes } from './storefront/bytes.ts';
import { measureLighthouse } from './storefront/lighthouse.ts';
import { measureActs } from './storefront/measure-acts.ts';
import { measureRendering } from './storefront/rendering.ts';
import { openStore } from './storefront/store.ts';

/**
 * What a fan on a phone waits for, with the demo's season on a server that runs as in production. Build first: `npm start`
 * does. `npm run bench:storefront` measures all and writes it down; with `lighthouse`, `bytes`, `acts` or `rendering` after it
 * only these are measured and printed, with `--write` they are written down too.
 */
const names = ['lighthouse', 'bytes', 'acts', 'rendering'] as const;
const asked = process.argv.slice(2).filter((argument) => argument !== '--write');
const writes = asked.length === 0 || process.argv.includes('--write');
const unknown = asked.filter((name) => !names.some((one) => one === name));
if (unknown.length > 0) throw new Error(`no such section: ${unknown.join(', ')}; there are ${names.join(', ')}`);

const postgres = await startTemporaryPostgres({});
try {
  await bench(postgres.url);
} finally {
  await postgres.stop();
}

async function bench(databaseUrl: string) {
  const store = await openStore(databaseUrl);
  const executablePath = await findChromium();
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const sections = {
    bytes: () => measureBytes(browser, store.url),
    lighthouse: () => measureLighthouse(store.url, executablePath),
    rendering: () => measureRendering(databaseUrl, store),
    acts: () => measureActs(browser, store),
  };
  const missed: string[] = [];
  try {
    await store.sell('games');
    for (const [name, measure] of Object.entries(sections)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const found = await measure();
      missed.push(...found.missed);
      const whole = `${await machine(databaseUrl)} Chromium ${browser.version()}, without a graphics card.\n\n${found.text}`;
      if (writes) await writeSection(`Storefront: ${name}`, whole);
      else console.log(`\n${whole}\n`);
    }
  } finally {
    await browser.close();
    await store.close();
  }
  if (missed.length > 0) throw new Error(`a target was missed, see above: ${missed.join(', ')}`);
}
