import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../server/core/ctx.ts';
import type { Database } from '../../server/core/db.ts';
import * as usage from '../../server/modules/vendors/vendors.budget.repository.ts';
import { type Budget, openBudget } from '../../server/modules/vendors/vendors.budget.service.ts';
import type { CallPurpose } from '../../server/modules/vendors/vendors.types.ts';
import { VendorFailure } from '../../server/modules/vendors/vendors.types.ts';
import { add, available, type Quota } from '../../server/modules/vendors/vendors.windows.service.ts';
import { makeVendorAccount } from '../factories/vendor.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, minute, second } from '../harness/clock.ts';
import { race } from '../harness/race.ts';
import { makeSleepers } from '../harness/sleepers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const never = new AbortController().signal;
const tenAMinute: Quota = { perMinute: 10, perDay: null, checkoutShare: 20, holdShare: 30 };

/** The most requests that any 60 seconds have, wherever they begin. */
function mostInAMinute(sent: readonly number[]): number {
  return Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + minute).length));
}

/** A budget for each process of a race. */
function budgetsOf(quota: Quota, accountId: string, more: { patience?: number; wait?: (ms: number) => Promise<void> }) {
  const budgets = new Map<Database, Budget>();
  return (ctx: Ctx): Budget => {
    const budget = budgets.get(ctx.database) ?? openBudget({ ctx, accountId, quota, refusingUntil: null, ...more });
    budgets.set(ctx.database, budget);
    return budget;
  };
}

describe('forty callers in two processes with ten requests a minute', () => {
  test('all get through, and no minute has more than ten', async () => {
    const { id } = await makeVendorAccount(app, { perMinute: 10 });
    const sleepers = makeSleepers(app.clock);
    const budgetOf = budgetsOf(tenAMinute, id, { patience: hour, wait: sleepers.wait });
    const sent: number[] = [];
    const work: (() => Promise<void>)[] = [];
    const ends = await race(app, { callers: 40 }, async (ctx, index) => {
      const started = new Promise<void>((resolve) => {
        work.push(async () => {
          await budgetOf(ctx).spend('checkout', never, { lineKey: `cart ${index}` });
          sent.push(app.clock.now().getTime());
          resolve();
        });
      });
      if (work.length === 40) void sleepers.run(work);
      await started;
    });
    expect(ends.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(sent).toHaveLength(40);
    expect(mostInAMinute(sent)).toBe(10);
  });

  test('would send all forty at once without the lock on the account', async () => {
    const { id } = await makeVendorAccount(app, { perMinute: 10 });
    const ends = await race(app, { callers: 40 }, (ctx, _index, meet) => takeWithoutLock(ctx, id, meet));
    const went = ends.filter((end) => end.status === 'fulfilled' && end.value);
    expect(went).toHaveLength(40);
  });

  /** What `spend` does, with a look where it takes the lock. */
  async function takeWithoutLock(ctx: Ctx, accountId: string, meet: () => Promise<void>): Promise<boolean> {
    const row = await usage.findUsage(ctx.platform, accountId);
    await meet();
    const now = ctx.clock.now();
    if (row === null || available(tenAMinute, row.spent, 'checkout', now) < 1) return false;
    await usage.saveUsage(ctx.platform, { accountId, spent: add(row.spent, 1, now, now), waitingCount: 0 });
    return true;
  }
});

test('a quota large enough to be leased is not exceeded either, whatever is asked for', async () => {
  const quota: Quota = { perMinute: 600, perDay: null, checkoutShare: 10, holdShare: 10 };
  const { id } = await makeVendorAccount(app, { perMinute: 600 });
  const budgetOf = budgetsOf(quota, id, { patience: 0 });
  const sent: number[] = [];
  await race(app, { callers: 2 }, async (ctx, index) => {
    for (let round = 0; round < 150; round += 1) {
      if (index === 0) app.clock.advance(0.9 * second);
      const asked = Array.from({ length: 5 + ((round * 7) % 20) }, () =>
        budgetOf(ctx)
          .spend('checkout', never)
          .then(
            () => void sent.push(app.clock.now().getTime()),
            (error: unknown) => expect(error).toBeInstanceOf(VendorFailure),
          ),
      );
      await Promise.all(asked);
    }
  });
  expect(sent.length).toBeGreaterThan(600);
  expect(mostInAMinute(sent)).toBeLessThanOrEqual(600);
});

test('of both processes together sync leaves what is kept for holds, and holds what is kept for checkouts', async () => {
  const { id } = await makeVendorAccount(app, { perMinute: 10 });
  const budgetOf = budgetsOf(tenAMinute, id, { patience: 0 });
  const went: CallPurpose[] = [];
  for (const purpose of ['sync', 'hold', 'checkout'] as const) {
    await race(app, { callers: 20 }, async (ctx) => {
      await budgetOf(ctx).spend(purpose, never);
      went.push(purpose);
    });
  }
  expect(went).toEqual([...Array(5).fill('sync'), ...Array(3).fill('hold'), ...Array(2).fill('checkout')]);
});
