import { once } from 'node:events';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/core/config.ts';
import type { StoreFacts } from '../../server/core/ctx.ts';
import { openLog } from '../../server/core/log.ts';
import { vendorAdapters } from '../../server/modules/vendors/vendors.adapters.service.ts';
import { type Buyer, openBrowser } from '../factories/buyer.ts';
import { makeTestClock } from '../harness/clock.ts';

/** What the process that is to be killed is told. */
export type ChildTask = { databaseUrl: string; at: string; secretKey: string; store: StoreFacts; buyer: Buyer };

/** A whole server process that buys the fan's cart when a line comes, and says what became of it if it lives so long. */
const task: ChildTask = JSON.parse(process.argv[2] ?? '{}');
const app = await openApp({
  config: readConfig({ FLEX_MODE: 'test', PUBLIC_URL: 'http://localhost', FLEX_SECRET_KEY: task.secretKey }),
  databaseUrl: task.databaseUrl,
  log: openLog('silent'),
  clock: makeTestClock(task.at),
  ports: { mail: { send: async () => {} }, vendors: vendorAdapters },
});
const browser = openBrowser({ store: task.store }, task.buyer);
const cart = await browser.cart(app);
if (cart === null) throw new Error('the fan has no cart');
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const { state } = await browser.buy(app, cart);
process.stdout.write(`${state}\n`);
