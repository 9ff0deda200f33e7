import { type App, openApp } from '../../server/app.ts';
import { readConfig } from '../../server/core/config.ts';
import type { Ports } from '../../server/core/ctx.ts';
import { openLog } from '../../server/core/log.ts';
import type { Mail } from '../../server/core/mail.ts';
import { vendorAdapters } from '../../server/modules/vendors/vendors.adapters.service.ts';
import { makeTestClient, type TestClient } from './client.ts';
import { makeTestClock, type TestClock } from './clock.ts';
import { openTestDatabase } from './database.ts';
import { readTestMigrations } from './spare-stores.ts';

export type TestApp = App & {
  clock: TestClock;
  databaseUrl: string;
  /** Every message sent so far, newest last. */
  mails: Mail[];
  client: (headers?: Record<string, string>) => TestClient;
};

/**
 * The whole product in process, on its own database, with a clock that is set and mail that is kept. `ports` takes the
 * place of what is outside.
 */
export async function openTestApp(
  environment: Record<string, string> = {},
  ports: Partial<Ports> = {},
): Promise<TestApp> {
  const database = await openTestDatabase();
  const clock = makeTestClock();
  const mails: Mail[] = [];
  const app = await openApp({
    config: readConfig({ ...testEnvironment, ...environment }),
    databaseUrl: database.url,
    migrations: await readTestMigrations(),
    log: openLog('silent'),
    clock,
    ports: {
      mail: {
        async send(mail) {
          mails.push(mail);
        },
      },
      vendors: vendorAdapters,
      ...ports,
    },
  });
  return {
    ...app,
    clock,
    databaseUrl: database.url,
    mails,
    client: (headers) => makeTestClient(app.http, headers),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

const testEnvironment = {
  FLEX_MODE: 'test',
  PUBLIC_URL: 'http://localhost',
  FLEX_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  DATABASE_CONNECTIONS: '8',
};
