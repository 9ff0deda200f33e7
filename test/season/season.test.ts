import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { makeStaff, onClient } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { atSandbox, connectVendor } from '../factories/vendor.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { second } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { openBrowser } from './browser.ts';
import { runSeason } from './season.ts';

let app: TestApp;
let sandbox: Sandbox;
let address: string;
beforeAll(async () => {
  // jobs are run by the test, when it waits
  app = await openTestApp({ FLEX_ROLE: 'http' });
  await app.start();
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.http.server.address() as AddressInfo;
  address = `http://localhost:${port}`;
  sandbox = await openSandbox({ size: 'small', quota: null, now: () => app.clock.now().getTime() });
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});

test('a season is played over public HTTP alone, and the vendor sold exactly what the orders say', async () => {
  const store = await makeStore(app);
  await connectVendor(app, store, atSandbox(sandbox));
  const { email } = await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] });
  const mailed = async (to: string, pattern: RegExp) => {
    await runJobs(app);
    const found = pattern.exec(app.mails.findLast((mail) => mail.to === to)?.text ?? '')?.[1];
    if (found === undefined) throw new Error(`no mail for ${to}`);
    return found;
  };
  const { orders, cents } = await runSeason({
    address,
    sandbox: sandbox.url,
    storeKey: store.key,
    now: () => app.clock.now().getTime(),
    say: () => {},
    pause: async () => {
      app.clock.advance(second);
      await runJobs(app);
    },
    async signInStaff() {
      const staff = openBrowser(address);
      await staff.post('/api/sign-in/links', { email });
      await staff.post('/api/sign-in/links/redeem', { token: await mailed(email, /sign-in#token=([\w-]+)/) });
      return staff;
    },
    watchMail: async (to) => () => mailed(to, /is (\d{6})\./),
  });
  expect(orders).toBe(4);
  const sold = sandbox.world.ledger().filter(({ kind, channel }) => kind === 'SOLD' && channel !== 'OTHER');
  expect(sold.reduce((sum, { price }) => sum + Math.round(Number(price) * 100), 0)).toBe(cents);
  expect(sandbox.world.holds()).toEqual([]);
  sandbox.world.check();
});
