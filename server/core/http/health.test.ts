import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { openPlantedHttp } from '../../../test/harness/planted.ts';
import type { Database } from '../db.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

/** What an older version of the product would have left. */
async function run(text: string, values: unknown[] = []) {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

describe('/readyz', () => {
  it('is ready when the database answers and is current', async () => {
    const answer = await app.client().get('/readyz');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ready', storesBehind: 0 }]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('counts the stores that are behind and is ready for the others', async () => {
    const { schemaName } = await makeStore(app);
    await makeStore(app);
    await run('delete from platform.store_migrations where schema_name = $1', [schemaName]);
    const answer = await app.client().get('/readyz');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ready', storesBehind: 1 }]);
  });

  it('is not ready when a migration of the platform is missing', async () => {
    await run('delete from platform.platform_migrations where file = $1', [app.ctx.migrations.platform.at(-1)?.file]);
    const answer = await app.client().get('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'server.not_ready' });
    expect(answer.body.detail).toMatch(/^The database is older than this version/);
    expect(answer.headers['retry-after']).toBe('5');
  });

  it('is not ready when the database does not answer, but alive', async () => {
    const deaf = { ...app.ctx.database.platform, runner: { query: noAnswer, run: noAnswer } };
    const { http, client } = await openPlantedHttp([], { parts: { database: withPlatform(deaf) } });
    const answer = await client().get('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'server.not_ready' });
    expect((await client().get('/healthz')).body).toEqual({ status: 'alive' });
    await http.close();
  });

  it('asks the database once, however many ask at the same time', async () => {
    let count = 0;
    const { runner } = app.ctx.database.platform;
    const counting = {
      ...runner,
      query: (...given: Parameters<typeof runner.query>) => {
        count += 1;
        return runner.query(...given);
      },
    };
    const { migrations } = app.ctx;
    const database = withPlatform({ ...app.ctx.database.platform, runner: counting });
    const other = await openPlantedHttp([], { parts: { database, migrations } });
    const answers = await Promise.all(Array.from({ length: 40 }, () => other.client().get('/readyz')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(count).toBe(1);
    await other.http.close();
  });
});

function withPlatform(platform: object): Database {
  return { ...app.ctx.database, platform: platform as Database['platform'] };
}

async function noAnswer(): Promise<never> {
  throw new Error('connect ECONNREFUSED');
}
