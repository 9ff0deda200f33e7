import { type App, openApp } from '../../server/app.ts';
import { readConfig } from '../../server/core/config.ts';
import { openLog } from '../../server/core/log.ts';
import { vendorAdapters } from '../../server/modules/vendors/vendors.adapters.service.ts';
import type { ShopApp } from '../../test/factories/shop.ts';
import { makeTestClient } from '../../test/harness/client.ts';

/** The product in the process of a measurement, to fill a database with: no jobs run by themselves, mail goes nowhere. */
export async function openHere(databaseUrl: string): Promise<{ app: App; shopApp: ShopApp }> {
  const config = readConfig({
    ...{ FLEX_MODE: 'test', FLEX_ROLE: 'http', PUBLIC_URL: 'http://localhost' },
    FLEX_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  const ports = { mail: { send: async () => {} }, vendors: vendorAdapters };
  const log = openLog('silent');
  const app = await openApp({ config, databaseUrl, log, ports });
  await app.start();
  const client = (headers?: Record<string, string>) => makeTestClient(app.http, headers);
  return { app, shopApp: { ctx: app.ctx, worker: app.worker, mails: [], client } };
}
