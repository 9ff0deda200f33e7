import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserArguments, findChromium } from '../scripts/chromium.mjs';
import { openSession, sessionCookieName } from '../server/modules/identity/identity.sessions.service.ts';
import { makeStaff, onStore } from '../test/factories/staff.ts';
import { startTemporaryPostgres } from '../test/harness/temporary-postgres.ts';
import { machine, median, writeSection } from './report.ts';
import { openBarePage } from './support/bare-page.ts';
import { openBusyStore } from './support/busy-store.ts';
import { screenActs, tableActs, toItsEnd } from './support/cortex-acts.ts';
import { editorActs, mapActs, switchingActs } from './support/cortex-editing-acts.ts';
import { openHere } from './support/open-here.ts';
import { type Act, measure, type Times } from './support/response.ts';

/**
 * How soon Cortex answers a click or a key on screens whose data it has, in Chromium on loopback with a full season; and how
 * many bytes of scripts its first screen needs. Build first: `npm start` does. `npm run bench:cortex`; with `print` after
 * it nothing is written, and with a word after that only the acts that have it in their name are done.
 */
const rounds = 10;
const targets = { responseMs: 100, scriptBytes: 350_000 };
const [isPrinted, word = ''] = [process.argv[2] === 'print', process.argv[3]];

const postgres = await startTemporaryPostgres({});
try {
  await bench(postgres.url);
} finally {
  await postgres.stop();
}

async function bench(databaseUrl: string) {
  const { app, shopApp } = await openHere(databaseUrl);
  const busy = await openBusyStore(shopApp);
  const { store, sandbox } = busy.shop;
  const staff = await makeStaff(app, { grants: [onStore(store, 'owner')] });
  const { token } = await openSession(app.ctx, staff, 'link');
  const address = await app.http.listen({ port: 0, host: '127.0.0.1' });
  const url = address.replace('127.0.0.1', 'localhost');
  const browser = await chromium.launch({ executablePath: await findChromium(), args: browserArguments });
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ name: sessionCookieName(app.ctx), value: token, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const scripts = await firstScripts(page);
  const home = `/cortex/stores/${store.key}`;
  await page.goto(home);
  await page.getByRole('link', { name: 'Administration' }).waitFor();
  const acts = [...screenActs(), ...tableActs(), ...editorActs(), ...switchingActs(), ...mapActs(home, busy)];
  const bare = await measureBarePage(browser);
  const found: Times[] = [];
  const undone: string[] = [];
  for (const act of acts.filter(({ name }) => name.includes(word))) {
    try {
      found.push(await measure(page, act, rounds));
    } catch (error) {
      undone.push(act.name);
      console.error(act.name, error);
      await page.goto(home);
    }
  }
  const version = browser.version();
  await browser.close();
  await sandbox.close();
  await app.close();
  const text = [
    `${await machine(databaseUrl)} Chromium ${version}, without a graphics card.`,
    '',
    `From the input to the end of the frame that draws the response, its data read before; ${rounds} times each, after a first time that loads and reads. Target: under ${targets.responseMs} ms. The response is the first frame that shows what the act leads to: of a screen its heading and the top of its content, with nothing still being read. What stands below follows in the next frames, which give way to another click; ${toItsEnd} is when that is there too, which has no target.`,
    '',
    '| | median | slowest | median beside the yardstick | first time |',
    '|---|---|---|---|---|',
    row(bare, bare),
    ...found.map((times) => row(times, bare)),
    '',
    `Missed: ${missed(found)}.${undone.length === 0 ? '' : ` Could not be done: ${undone.join('; ')}.`}`,
    '',
    `Scripts of the first screen: ${scripts.count} files, ${Math.round(scripts.bytes / 1000)} kB gzip (target < ${targets.scriptBytes / 1000} kB).`,
  ].join('\n');
  if (isPrinted) console.log(text);
  else await writeSection('Cortex', text);
}

function row({ name, first, times }: Times, bare: Times): string {
  const beside = median(times) / median(bare.times);
  return `| ${name} | ${median(times).toFixed(0)} ms | ${Math.max(...times).toFixed(0)} ms | ${beside.toFixed(1)} | ${first.toFixed(0)} ms |`;
}

function missed(found: readonly Times[]): string {
  const judged = found.filter(({ name }) => !name.endsWith(toItsEnd));
  const slow = judged.filter(({ times }) => Math.max(...times) >= targets.responseMs);
  if (slow.length === 0) return 'none, at no time';
  const inMedian = slow.filter(({ times }) => median(times) >= targets.responseMs);
  const names = (list: readonly Times[]) => list.map(({ name }) => name).join('; ') || 'none';
  return `in the median ${names(inMedian)} – only the slowest of ${rounds}: ${names(slow.filter((one) => !inMedian.includes(one)))}`;
}

/** The yardstick: a page of React alone, whose button writes a text. */
async function measureBarePage(browser: Browser): Promise<Times> {
  const page = await openBarePage(browser);
  const act: Act = {
    name: 'bare React page: a button writes a text',
    act: () => page.getByRole('button').click(),
    isThere: (round) => `document.querySelector('p').textContent === 'Clicked ${round + 1}'`,
  };
  const times = await measure(page, act, rounds);
  await page.close();
  return times;
}

/** What the first screen loads, as it would be sent. */
async function firstScripts(page: Page): Promise<{ count: number; bytes: number }> {
  const names = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) names.add(pathname);
  });
  await page.goto('/cortex');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  let bytes = 0;
  for (const name of names) bytes += gzipSync(await readFile(path.join('dist/web', name))).length;
  page.removeAllListeners('response');
  return { count: names.size, bytes };
}
