import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/core/config.ts';
import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { openLog } from '../../server/core/log.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { vendorAdapters } from '../../server/modules/vendors/vendors.adapters.service.ts';
import { makeTestClock } from '../harness/clock.ts';

/** What the process that is to be killed is told. */
export type ChildTask = { databaseUrl: string; at: string; secretKey: string; store: StoreFacts };

/** A whole server process that runs a round of the store when a line comes. */
const task: ChildTask = JSON.parse(process.argv[2] ?? '{}');
const app = await openApp({
  config: readConfig({ FLEX_MODE: 'test', PUBLIC_URL: 'http://localhost', FLEX_SECRET_KEY: task.secretKey }),
  databaseUrl: task.databaseUrl,
  log: openLog('silent'),
  clock: makeTestClock(task.at),
  ports: { mail: { send: async () => {} }, vendors: vendorAdapters },
});
process.stdin.once('data', () => {
  void runRound(withStore(app.ctx, task.store)).then(() => process.stdout.write('done\n'));
});
process.stdout.write('ready\n');
