import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { requestRound, runRound, sweepRounds } from '../../server/modules/inventory/inventory.round.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  app.clock.set('2026-10-01T12:00:00.000Z');
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox);
  rounds = roundsOf(app, sandbox, here);
});
afterEach(() => sandbox.close());
afterAll(() => app.close());

const lastRun = async () => (await here.staff.get(`${here.path}/runs`)).body.items[0];

test('the first round copies every event as the vendor has it, and says how fresh it is', async () => {
  await runRound(here.ctx);
  await rounds.expectTruth();
  const now = app.clock.now();
  const count = here.codes.length;
  expect((await here.staff.get(here.path)).body).toMatchObject({
    copiedCount: count,
    staleCount: 0,
    failingCount: 0,
    goneCount: 0,
    oldestReadAt: now.toISOString(),
    detailSeconds: 6 * 3_600,
  });
  expect(await rounds.freshness(rounds.first)).toMatchObject({
    isStale: false,
    readAt: now,
    revision: 1,
    failingSince: null,
  });
  expect(await lastRun()).toMatchObject({
    cause: 'schedule',
    state: 'done',
    eventCount: count,
    changedCount: count,
    detailCalls: count,
  });
});

test('a round in which nothing has changed asks once for each event and writes no section and no amount', async () => {
  await runRound(here.ctx);
  const rows = async () =>
    (
      await app.ctx.database.pool.query(
        `select xmin::text from ${here.store.schemaName}.event_sections
         union all select xmin::text from ${here.store.schemaName}.vendor_prices`,
      )
    ).rows;
  const before = await rows();
  expect(await rounds.callsOf(() => rounds.pass(hour))).toBe(here.codes.length);
  expect(await rows()).toEqual(before);
  expect(await lastRun()).toMatchObject({ unchangedCount: here.codes.length, sectionsWritten: 0, detailCalls: 0 });
  expect(await rounds.freshness(rounds.first)).toMatchObject({ readAt: app.clock.now(), revision: 1 });
});

test('a sweep starts the rounds of the stores that are due, and of no others', async () => {
  await runRound(here.ctx);
  await sweepRounds(app.ctx); // the stores of other tests, and this one's new events are not due
  await runJobs(app);
  expect(
    await rounds.callsOf(async () => {
      await sweepRounds(app.ctx);
      await runJobs(app);
    }),
  ).toBe(0);
  app.clock.advance(hour);
  sandbox.acts.sellByOthers({ eventName: rounds.first, count: 2, className: 'FLEX' });
  await sweepRounds(app.ctx);
  expect(await runJobs(app)).toContain('inventory.round');
  await rounds.expectTruth();
  expect(await rounds.freshness(rounds.first)).toMatchObject({ revision: 2 });
});

test('a round that is set for later does not put off one that is asked for now', async () => {
  await runJobs(app);
  await requestRound(here.ctx);
  await requestRound(here.ctx, new Date(app.clock.now().getTime() + hour));
  expect((await runJobs(app)).filter((job) => job === 'inventory.round')).toHaveLength(1);
});
