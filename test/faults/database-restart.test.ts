import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, openApp } from '../../server/app.ts';
import { readConfig } from '../../server/core/config.ts';
import { countJobs, enqueue } from '../../server/core/jobs.ts';
import { announce } from '../../server/core/live-changes.ts';
import { openLog } from '../../server/core/log.ts';
import { type RunningPostgres, startPostgres } from '../../server/core/postgres/supervisor.ts';
import { pruneChangesJob } from '../../server/core/upkeep.ts';

let dataDir: string;
let postgres: RunningPostgres;
let app: App;

const start = () => startPostgres({ dataDir, settings: { fsync: 'off', max_connections: '30' } });

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'flex-restart-'));
  await chmod(dataDir, 0o755);
  postgres = await start();
  app = await openApp({
    config: readConfig({ FLEX_MODE: 'test', FLEX_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') }),
    databaseUrl: postgres.url,
    log: openLog('silent'),
    ports: { mail: { send: async () => {} }, vendors: {} },
  });
  await app.start();
});
afterAll(async () => {
  await app.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The versions of `store.changed` in the order in which they are heard. */
function listen() {
  const heard: unknown[] = [];
  let wake = () => {};
  app.ctx.live.subscribe(null, ['store.changed'], {
    onChange: ({ data }) => {
      heard.push(data);
      wake();
    },
    onGap: () => {},
  });
  return async (count: number) => {
    while (heard.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return heard;
  };
}
const changed = (version: number) => announce(app.ctx, { topic: 'store.changed', data: { version } });
async function untilJobsAreDone() {
  for (;;) {
    const { waiting, running } = await countJobs(app.ctx.platform);
    if (waiting + running === 0) return;
  }
}

it('a process outlives a restart of its database: it hears news, runs jobs and knows the time as before', async () => {
  const heard = listen();
  await changed(1);
  expect(await heard(1)).toEqual([{ version: 1 }]);
  const before = app.ctx.clock.now().getTime();

  await postgres.stop();
  await expect(changed(2)).rejects.toMatchObject({ code: 'server.unavailable' });
  await expect(app.ctx.live.catchUp()).rejects.toMatchObject({ code: 'server.unavailable' });
  const during = app.ctx.clock.now().getTime();
  expect(during).toBeGreaterThanOrEqual(before);
  expect(during - before).toBeLessThan(60_000);

  postgres = await start();
  await changed(3);
  expect(await heard(2)).toEqual([{ version: 1 }, { version: 3 }]);
  await enqueue(app.ctx, pruneChangesJob, {});
  await untilJobsAreDone();
  expect((await countJobs(app.ctx.platform)).failed).toBe(0);
});
