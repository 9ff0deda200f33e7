import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { makeStaff, onStore, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { listStoreEntries } from '../harness/audit.ts';
import { hour, minute } from '../harness/clock.ts';
import { runJobs } from '../harness/jobs.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
let runs: string;
beforeAll(async () => {
  app = await openTestApp();
});
beforeEach(async () => {
  sandbox = await openSandbox({ now: () => app.clock.now().getTime() });
  here = await makeConnectedStore(app, sandbox);
  rounds = roundsOf(app, sandbox, here);
  runs = `${here.path}/runs`;
});
afterEach(() => sandbox.close());
afterAll(() => app.close());

const start = (body: object = {}) => here.staff.post(runs, body);
const read = async (id: string) => (await here.staff.get(`${runs}/${id}`)).body;

describe('a sync that staff ask for', () => {
  test('copies a fresh store by one act, counts what it did, and is in the audit', async () => {
    const { status, body: run } = await start();
    expect([status, run.state, run.cause, run.eventCount, run.doneCount]).toEqual([
      202,
      'running',
      'staff',
      here.codes.length,
      0,
    ]);
    expect(await runJobs(app)).toContain('inventory.round');
    await rounds.expectTruth();
    const done = await read(run.id);
    expect(done).toMatchObject({
      state: 'done',
      doneCount: here.codes.length,
      changedCount: here.codes.length,
      failedCount: 0,
    });
    expect(done.sectionsWritten).toBeGreaterThan(0);
    expect([done.summaryCalls, done.detailCalls]).toEqual([here.codes.length, here.codes.length]);
    const { items } = (await here.staff.get(`${runs}/${run.id}/results`)).body;
    expect(items.map(({ eventCode, outcome }: { eventCode: string; outcome: string }) => [eventCode, outcome])).toEqual(
      here.codes.toSorted().map((code) => [code, 'changed']),
    );
    expect(await listStoreEntries(app, here.store, run.id)).toMatchObject([
      { action: 'inventory.sync', actorKind: 'staff' },
    ]);
  });

  test('goes on alone: a second one is answered with the first', async () => {
    const [one, other] = [await start(), await start({ eventCodes: [rounds.first] })];
    expect([other.status, other.body.id]).toEqual([202, one.body.id]);
    await runJobs(app);
    const next = (await start()).body;
    expect(next.id).not.toBe(one.body.id);
    await runJobs(app);
    expect(await read(next.id)).toMatchObject({ state: 'done', unchangedCount: here.codes.length, detailCalls: 0 });
  });

  test('reads only what is named, and with `isFull` every seat of it', async () => {
    await runRound(here.ctx);
    sandbox.acts.tradeSeats({ eventName: rounds.first, className: 'FLEX' });
    app.clock.advance(1_000);
    const { body: run } = await start({ eventCodes: [rounds.first], isFull: true });
    expect(await rounds.callsOf(() => runJobs(app))).toBe(2);
    await rounds.expectTruth([rounds.first]);
    expect(await read(run.id)).toMatchObject({ state: 'done', eventCount: 1, changedCount: 1 });
  });

  test('that fails in one event is done, and says so', async () => {
    await runRound(here.ctx);
    const rule = sandbox.faults.add({ cmd: 'get_avail_seats', fault: 'garbage' });
    const { body: run } = await start({ eventCodes: [rounds.first] });
    await runJobs(app);
    sandbox.faults.clear(rule.id);
    expect(await read(run.id)).toMatchObject({ state: 'done', failedCount: 1, doneCount: 1 });
    const { items } = (await here.staff.get(`${runs}/${run.id}/results`)).body;
    expect(items).toMatchObject([{ eventCode: rounds.first, outcome: 'failed' }]);
    expect(items[0].failure).toMatch(/^(unavailable|unknown): /);
  });

  test('that is cancelled keeps what it read, and the rest comes in its ordinary turn', async () => {
    await runRound(here.ctx);
    app.clock.advance(minute);
    const { body: run } = await start();
    const { status, body } = await here.staff.post(`${runs}/${run.id}/cancel`);
    expect([status, body.state, body.endedBy]).toEqual([200, 'cancelled', expect.any(String)]);
    expect(await rounds.callsOf(() => runJobs(app))).toBe(0);
    expect((await here.staff.post(`${runs}/${run.id}/cancel`)).body.code).toBe('inventory.run_over');
    expect(await rounds.callsOf(() => rounds.pass(hour))).toBe(here.codes.length);
  });

  test('waits, and says until when, while the vendor takes no calls', async () => {
    const rule = sandbox.faults.add({ cmd: 'get_avail_seats', fault: '429', delayMs: 120_000 });
    const { body: run } = await start();
    await runRound(here.ctx);
    sandbox.faults.clear(rule.id);
    const waiting = await read(run.id);
    expect(waiting).toMatchObject({ state: 'running', failedCount: 0, doneCount: 0 });
    expect(Date.parse(waiting.waitingUntil)).toBeGreaterThan(app.clock.now().getTime());
    expect((await here.staff.get(here.path)).body).toMatchObject({
      runningRunId: run.id,
      waitingUntil: waiting.waitingUntil,
    });
    await rounds.pass(3 * minute);
    expect(await read(run.id)).toMatchObject({ state: 'done', waitingUntil: null, doneCount: here.codes.length });
    await rounds.expectTruth();
  });
});

describe('is refused', () => {
  test('for events that the store does not have, or that are over', async () => {
    expect((await start({ eventCodes: ['NOBODY'] })).body.code).toBe('inventory.event_not_found');
    await runRound(here.ctx);
    const { startsAt } = await rounds.freshness(rounds.first);
    const before = app.clock.now().toISOString();
    app.clock.set(startsAt?.toISOString() ?? '');
    const staff = await signIn(app, await makeStaff(app, { grants: [onStore(here.store, 'editor')] }));
    expect((await staff.post(runs, { eventCodes: [rounds.first] })).body.code).toBe('inventory.nothing_to_sync');
    app.clock.set(before);
  });

  test('without a vendor, and to who may only look', async () => {
    const other = await makeStore(app);
    const staff = await signIn(app, await makeStaff(app, { grants: [onStore(other, 'editor')] }));
    expect((await staff.post(`/api/stores/${other.key}/inventory/runs`, {})).body.code).toBe('vendor.not_connected');
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(here.store, 'viewer')] }));
    expect((await viewer.get(here.path)).status).toBe(200);
    expect((await viewer.post(runs, {})).body.code).toBe('permission.denied');
  });

  test('a run, an event or a page of results that does not exist', async () => {
    const nowhere = '01980000-0000-7000-8000-000000000001';
    expect((await here.staff.get(`${runs}/${nowhere}`)).body.code).toBe('inventory.run_not_found');
    expect((await here.staff.get(`${runs}/${nowhere}/results`)).body.code).toBe('inventory.run_not_found');
    for (const part of ['', '/prices', '/sections', '/changes']) {
      expect((await here.staff.get(`${here.path}/events/NOBODY${part}`)).body.code).toBe('inventory.event_not_found');
    }
  });
});

test('runs are kept for two weeks', async () => {
  await runRound(here.ctx);
  const count = async () =>
    (await app.ctx.database.pool.query(`select from ${here.store.schemaName}.sync_runs`)).rowCount;
  expect(await count()).toBe(1);
  await rounds.pass(13 * 24 * hour);
  expect(await count()).toBe(2);
  await rounds.pass(2 * 24 * hour);
  expect(await count()).toBe(2);
});
