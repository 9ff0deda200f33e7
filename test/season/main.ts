import { setTimeout as wait } from 'node:timers/promises';
import { openBrowser } from './browser.ts';
import { runSeason } from './season.ts';

/** Plays a season on the demo that `npm start` runs, from the import to the orders. */
const address = process.env.FLEX_ADDRESS ?? 'http://localhost:4100';
const sandbox = process.env.SANDBOX_ADDRESS ?? 'http://localhost:4101';
const pause = () => wait(1_000);

try {
  const { orders } = await play();
  process.stdout.write(`Done: ${orders} orders. See them in Cortex at ${address}/cortex/\n`);
} catch (error) {
  const hint =
    'Is the product running (npm start)? FLEX_ADDRESS and SANDBOX_ADDRESS name others than the usual addresses.';
  process.stderr.write(`It failed: ${error instanceof Error ? error.message : String(error)}\n${hint}\n`);
  process.exitCode = 1;
}

function play() {
  return runSeason({
    address,
    sandbox,
    storeKey: 'warriors-flex',
    pause,
    now: () => Date.now(),
    say: (line) => process.stdout.write(`${line}\n`),
    async signInStaff() {
      const staff = openBrowser(address);
      const nextToken = await watch(/sign-in#token=([\w-]+)/g);
      await staff.post('/api/sign-in/links', { email: 'owner@demo.localhost' });
      await staff.post('/api/sign-in/links/redeem', { token: await nextToken() });
      return staff;
    },
    watchMail: (email) =>
      watch(new RegExp(`To ${email.replaceAll('.', '\\.')}<[^]*?Your code for [^<]*? is (\\d{6})\\.`, 'g')),
  });
}

/** What is not on the demo's outbox page yet, as soon as it is. */
async function watch(pattern: RegExp): Promise<() => Promise<string>> {
  const before = (await find(pattern)).length;
  return async () => {
    for (let tries = 0; tries < 60; tries += 1) {
      await pause();
      const found = await find(pattern);
      const [newest] = found;
      if (found.length > before && newest !== undefined) return newest;
    }
    throw new Error('No mail came. Look at /demo/outbox.');
  };
}

/** The newest first. */
async function find(pattern: RegExp): Promise<string[]> {
  const page = String(await openBrowser(address).get('/demo/outbox'));
  return [...page.matchAll(pattern)].flatMap(([, found]) => found ?? []);
}
