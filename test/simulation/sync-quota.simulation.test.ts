import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { listFreshness } from '../../server/modules/inventory/inventory.freshness.service.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, minute } from '../harness/clock.ts';
import { type Rounds, roundsOf } from '../harness/rounds.ts';
import { isSoak } from '../harness/soak.ts';

/** As the vendor's contracts usually say. Of both, syncing may use half. */
const quota = { perMinute: 80, perDay: 5_000 };

let app: TestApp;
let sandbox: Sandbox;
let here: CopiedStore;
let rounds: Rounds;
beforeAll(async () => {
  app = await openTestApp();
  sandbox = await openSandbox({ now: () => app.clock.now().getTime(), size: 'season', pollEvery: 0 });
  here = await makeConnectedStore(app, sandbox, quota);
  rounds = roundsOf(app, sandbox, here);
  sandbox.setQuota(quota, sandbox.accounts[0]?.dsn ?? '');
});
afterAll(async () => {
  await app.close();
  await sandbox.close();
});

/** When the store is looked at next. */
async function nextLook(): Promise<Date> {
  const { rows } = await app.ctx.database.pool.query(
    `select due_at from platform.inventory_rounds where store_id = $1`,
    [here.store.id],
  );
  return rows[0]?.due_at;
}

/** Events whose turn has come twice, or whose whole reading is late by more than a turn. */
async function lateEvents(): Promise<string[]> {
  const late: string[] = [];
  const { items } = await listFreshness(here.ctx, null, { limit: 200 });
  expect(items.length).toBeGreaterThanOrEqual(here.codes.length);
  for (const { eventCode: code, isStale, detailDueAt, cadenceSeconds } of items) {
    const grace = (cadenceSeconds ?? 0) * 1_000 + 5 * minute;
    const isDetailLate = detailDueAt !== null && app.clock.now().getTime() > detailDueAt.getTime() + grace;
    if (isStale || isDetailLate) late.push(code);
  }
  return late;
}

/** Of sales; in `npm test` a third of a day shows the plan, and the day's quota in proportion. */
const hours = isSoak ? 24 : 8;

const timeout = isSoak ? 1_200_000 : 120_000;

test(`a season at the real quota: ${hours} hours of sales are followed without one call too many`, {
  timeout,
}, async () => {
  const start = app.clock.now().getTime();
  let soldUntil = start;
  let firstDone: number | null = null;
  let isChecked = start;
  for (await runRound(here.ctx); app.clock.now().getTime() < start + hours * hour; await runRound(here.ctx)) {
    const now = app.clock.now().getTime();
    const { staleCount } = (await rounds.overview()) ?? {};
    if (firstDone === null && staleCount === 0) firstDone = now - start;
    for (; soldUntil < now; soldUntil += 10 * minute) sandbox.acts.sellByOthers({ count: 4, className: 'FLEX' });
    if (now - isChecked >= 2 * hour) {
      isChecked = now;
      expect(await lateEvents(), `late after ${Math.round((now - start) / minute)} minutes`).toEqual([]);
    }
    app.clock.set(new Date(Math.max((await nextLook()).getTime(), now + 1_000)).toISOString());
  }
  expect(firstDone).toBeLessThanOrEqual(5 * minute);
  const { requests, polls, overQuota } = sandbox.traffic();
  expect(overQuota).toBe(0);
  const first = 2 * here.codes.length;
  expect(requests + polls).toBeLessThanOrEqual((quota.perDay / 2) * (hours / 24) + (isSoak ? 0 : first));
  expect(requests).toBeGreaterThan(here.codes.length * hours);
  // what was sold last is seen with everybody's next turn
  for (let turn = 0; turn < 80; turn += 1) {
    app.clock.set((await nextLook()).toISOString());
    await runRound(here.ctx);
    if (app.clock.now().getTime() > start + (hours + 2) * hour) break;
  }
  await rounds.expectTruth(here.codes.filter((_, index) => index % 8 === 0));
  expect(await rounds.overview()).toMatchObject({ failingCount: 0, staleCount: 0 });
});
