import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ctx, type StoreFacts, transaction, withStore } from '../../server/core/ctx.ts';
import { rewrite } from '../../server/modules/lifecycle/lifecycle.ledger.service.ts';
import * as schedules from '../../server/modules/lifecycle/lifecycle.schedule.repository.ts';
import { switchNow } from '../../server/modules/lifecycle/lifecycle.switch.service.ts';
import { applyAct, timeline } from '../../shared/rules/lifecycle.ts';
import { makeReleased } from '../factories/release.ts';
import { makeStore } from '../factories/store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { minute } from '../harness/clock.ts';
import { untilSomebodyWaits } from '../harness/locks.ts';
import { race } from '../harness/race.ts';

const callers = 100;
/** One program is active at a time. */
const constraint = '23P01';
/** Losers that wait for each other's row are told so by the database before the constraint is asked. */
const deadlock = '40P01';

let app: TestApp;
let store: StoreFacts;
let programIds: string[];
beforeAll(async () => {
  app = await openTestApp();
  store = await makeStore(app);
  programIds = [];
  for (let index = 0; index < callers; index += 1) programIds.push((await makeReleased(app, store)).id);
});
afterAll(() => app.close());
beforeEach(async () => {
  const { pool } = app.ctx.database;
  await pool.query(`delete from ${store.schemaName}.activations`);
  await pool.query(`delete from ${store.schemaName}.switch_acts`);
  await pool.query(
    `update ${store.schemaName}.lifecycle_state set schedule = '{"baseProgramId": null, "plans": []}', revision = 0`,
  );
  app.clock.advance(minute);
});

describe('a hundred people who activate different programs at once', () => {
  test('all succeed in some order and leave a ledger without gaps, with one program active', async () => {
    const ended = await race(app, { callers }, (ctx, index) =>
      switchNow(withStore(ctx, store), { programId: at(index), reason: null, override: true }),
    );
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    const ledger = await readLedger();
    expect(ledger).toHaveLength(callers);
    expect(new Set(ledger.map(({ programId }) => programId)).size).toBe(callers);
    for (const [index, { endsAt }] of ledger.entries()) expect(endsAt).toEqual(ledger[index + 1]?.startsAt ?? null);
    expect(await countActs()).toBe(callers);
  });

  test('without the lock one program is active all the same, for the database refuses losers', async () => {
    // few, because a deadlock of many is undone one by one, each after a second, and statements have their time
    const ended = await race(app, { callers: 6 }, (ctx, index, meet) => switchWithoutLock(ctx, index, { meet }));
    const reasons = ended.flatMap((end) =>
      end.status === 'rejected' ? [Reflect.get(Object(end.reason), 'code')] : [],
    );
    expect(reasons.filter((code) => code !== constraint && code !== deadlock)).toEqual([]);
    expect((await readLedger()).filter(({ endsAt }) => endsAt === null)).toHaveLength(1);
  });

  test('without the lock the constraint refuses who wrote while another had written', async () => {
    let second = Promise.allSettled<void>([]);
    const written = async () => {
      second = Promise.allSettled([switchWithoutLock(app.ctx, 1)]);
      await untilSomebodyWaits(app);
    };
    await switchWithoutLock(app.ctx, 0, { written });
    expect(await second).toMatchObject([{ status: 'rejected', reason: { code: constraint } }]);
    expect(await readLedger()).toMatchObject([{ programId: at(0), endsAt: null }]);
  });

  test('without the lock and the constraint more than one is active, so the tests above can fail', async () => {
    await app.ctx.database.pool.query(
      `alter table ${store.schemaName}.activations drop constraint activations_one_active`,
    );
    await race(app, { callers }, (ctx, index, meet) => switchWithoutLock(ctx, index, { meet }));
    expect((await readLedger()).filter(({ endsAt }) => endsAt === null).length).toBeGreaterThan(1);
  });
});

/** The same act as the product's, but the schedule is read without its lock; all have read it before anybody writes. */
async function switchWithoutLock(
  ctx: Ctx,
  index: number,
  { meet = nothing, written = nothing }: { meet?: () => Promise<void>; written?: () => Promise<void> } = {},
): Promise<void> {
  await transaction(withStore(ctx, store), async (ctx) => {
    const { schedule } = await schedules.findState(ctx.store.db);
    await meet();
    const now = ctx.clock.now().getTime();
    const result = applyAct(schedule, { kind: 'switch', programId: at(index) }, now);
    if (!result.ok) throw new Error(result.refusal);
    await rewrite(ctx, timeline(result.schedule, now), now);
    await written();
  });
}

async function nothing() {}

function at(index: number): string {
  const programId = programIds[index];
  if (programId === undefined) throw new Error(`there is no program ${index}`);
  return programId;
}

async function readLedger() {
  return schedules.list(withStore(app.ctx, store).store.db, { from: new Date(0), to: null });
}

async function countActs(): Promise<number> {
  const found = await app.ctx.database.pool.query(
    `select count(*)::integer as acts from ${store.schemaName}.switch_acts`,
  );
  return found.rows[0]?.acts;
}
