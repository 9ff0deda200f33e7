import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { minute } from '../harness/clock.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';
import { pictureOfCopy, pictureOfVendor } from '../harness/sandbox-truth.ts';
import type { ChildTask } from './sync-child.ts';

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
let child: ChildProcess | null = null;
/** What the connections of the process that is to be killed are called. */
const killed = 'to-be-killed';
beforeAll(async () => {
  app = await openTestApp();
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox);
  rounds = roundsOf(app, sandbox, here);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await app.close();
  await sandbox.close();
});

test('a server killed with SIGKILL in the first sync of a store leaves whole events, and another one goes on', async () => {
  const databaseUrl = new URL(app.databaseUrl);
  databaseUrl.searchParams.set('application_name', killed);
  const task = {
    databaseUrl: databaseUrl.href,
    at: app.clock.now().toISOString(),
    secretKey: Buffer.alloc(32, 7).toString('base64'),
    store: here.store,
  };
  child = await startChild(task);
  const calls = 2 * here.codes.length;
  // The last call of the round is under way when the process dies; what was read before it may be written or not.
  sandbox.faults.add({ cmd: 'get_avail_seats', fault: 'timeout_after', nth: calls, delayMs: 10_000 });
  child.stdin?.write('go\n');
  while (rounds.calls() < calls) await new Promise(setImmediate);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await untilItsConnectionsEnd();
  sandbox.faults.clear();
  for (const code of here.codes) {
    const copy = await pictureOfCopy(here.ctx, code);
    const isEmpty = copy.seats.length + copy.prices.length === 0;
    if (!isEmpty) expect(copy).toEqual(await pictureOfVendor(sandbox, code));
  }
  expect((await here.staff.get(here.path)).body.staleCount).toBeGreaterThan(0);
  await rounds.pass(4 * minute);
  await rounds.expectTruth();
  expect((await here.staff.get(here.path)).body).toMatchObject({ staleCount: 0, failingCount: 0 });
});

/** What the killed one had sent is still done, and keeps its rows locked, until the database hears that nobody listens. */
async function untilItsConnectionsEnd() {
  const { pool } = app.ctx.database;
  const text = 'select pid from pg_stat_activity where application_name = $1';
  while ((await pool.query(text, [killed])).rows.length > 0) await new Promise(setImmediate);
}

async function startChild(task: ChildTask): Promise<ChildProcess> {
  // not through the command of the loader: that one starts the server as a child of its own, which would live on
  const made = spawn(process.execPath, ['--import', 'tsx', 'test/faults/sync-child.ts', JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [said] = await once(made.stdout ?? made, 'data');
  expect(String(said)).toBe('ready\n');
  return made;
}
