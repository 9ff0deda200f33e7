import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeVendorAccount } from '../../../test/factories/vendor.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { second } from '../../../test/harness/clock.ts';
import { makeSleepers } from '../../../test/harness/sleepers.ts';
import { findUsage } from './vendors.budget.repository.ts';
import { type BudgetOptions, openBudget } from './vendors.budget.service.ts';
import { VendorFailure } from './vendors.types.ts';
import { type Quota, usedInMinute } from './vendors.windows.service.ts';

let app: TestApp;
let accountId: string;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  accountId = (await makeVendorAccount(app)).id;
});

const never = new AbortController().signal;
/** Four a minute, of which hold may use three. */
const quota: Quota = { perMinute: 4, perDay: null, checkoutShare: 25, holdShare: 25 };

function open(options: Partial<BudgetOptions> = {}) {
  return openBudget({ ctx: app.ctx, accountId, quota, refusingUntil: null, patience: 0, ...options });
}

/** Place and seconds to wait of whoever is sent away; null for who goes. */
async function told(spending: Promise<void>): Promise<{ place: number; seconds: number } | null> {
  try {
    await spending;
    return null;
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.line === null) throw error;
    expect(error.kind).toBe('busy');
    const { place, retryAt } = error.line;
    return { place, seconds: (retryAt.getTime() - app.clock.now().getTime()) / second };
  }
}

async function used(): Promise<number> {
  const row = await findUsage(app.ctx.platform, accountId);
  return row === null ? -1 : usedInMinute(row.spent, app.clock.now());
}

async function inLine(): Promise<string[]> {
  const found = await app.ctx.database.pool.query<{ key: string }>(
    'select key from platform.vendor_line where account_id = $1 order by rank, number',
    [accountId],
  );
  return found.rows.map(({ key }) => key);
}

describe('an account without a quota', () => {
  it('is not counted, and not even looked at', async () => {
    const free = open({ quota: { ...quota, perMinute: null }, accountId: '01980000-0000-7000-8000-000000000000' });
    await Promise.all(Array.from({ length: 100 }, () => free.spend('sync', never)));
  });

  it('is not called while the vendor refuses', async () => {
    const free = open({ quota: { ...quota, perMinute: null } });
    free.exhausted(new Date(app.clock.now().getTime() + 30 * second));
    await free.settled();
    expect(await told(free.spend('checkout', never, { lineKey: 'a' }))).toEqual({ place: 0, seconds: 30 });
    app.clock.advance(30 * second);
    expect(await told(free.spend('checkout', never))).toBeNull();
  });
});

describe('the line', () => {
  it('is first come first served, and whoever comes back has kept the place', async () => {
    const [one, other] = [open(), open()];
    for (let count = 0; count < 3; count += 1) await one.spend('hold', never);
    const start = 62 - (app.clock.now().getTime() % 1_000) / second;
    expect(await told(one.spend('hold', never, { lineKey: 'ann' }))).toEqual({ place: 0, seconds: start });
    expect(await told(other.spend('hold', never, { lineKey: 'bob' }))).toEqual({ place: 1, seconds: start });
    expect(await told(one.spend('hold', never, { lineKey: 'cid' }))).toEqual({ place: 2, seconds: start });
    expect(await told(one.spend('hold', never, { lineKey: 'dan' }))).toEqual({ place: 3, seconds: start + 62 });
    app.clock.advance(10 * second);
    expect(await told(other.spend('hold', never, { lineKey: 'ann' }))).toMatchObject({ place: 0 });
    expect(await inLine()).toEqual(['ann', 'bob', 'cid', 'dan']);
    app.clock.advance(52 * second);
    expect(await told(one.spend('hold', never, { lineKey: 'eve' }))).toMatchObject({ place: 4 });
    expect(await told(other.spend('hold', never, { lineKey: 'cid' }))).toBeNull();
    expect(await told(one.spend('hold', never, { lineKey: 'bob' }))).toBeNull();
    expect(await told(one.spend('hold', never, { lineKey: 'ann' }))).toBeNull();
    expect(await inLine()).toEqual(['dan', 'eve']);
    expect(await used()).toBe(3);
  });

  it('forgets those who do not come back, and the others move up', async () => {
    const budget = open();
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    for (const lineKey of ['ann', 'bob', 'cid']) await told(budget.spend('hold', never, { lineKey }));
    app.clock.advance(50 * second);
    expect(await told(budget.spend('hold', never, { lineKey: 'cid' }))).toMatchObject({ place: 2 });
    app.clock.advance(26.9 * second);
    expect(await inLine()).toEqual(['ann', 'bob', 'cid']);
    app.clock.advance(0.1 * second);
    await budget.spend('hold', never, { lineKey: 'dan' });
    expect(await inLine()).toEqual([]);
  });

  it('has no place for who has no name', async () => {
    const budget = open();
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    expect(await told(budget.spend('hold', never))).toMatchObject({ place: 0 });
    expect(await inLine()).toEqual([]);
  });

  it('of holds does not stop a checkout', async () => {
    const budget = open();
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    await told(budget.spend('hold', never, { lineKey: 'ann' }));
    await told(budget.spend('sync', never, { lineKey: 'sync' }));
    expect(await told(budget.spend('checkout', never))).toBeNull();
    expect(await told(budget.spend('checkout', never, { lineKey: 'pay' }))).toMatchObject({ place: 0 });
    expect(await inLine()).toEqual(['pay', 'ann', 'sync']);
  });

  it('has one place for a caller who asks twice at once', async () => {
    const budget = open();
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    const twice = [budget.spend('hold', never, { lineKey: 'ann' }), budget.spend('hold', never, { lineKey: 'ann' })];
    await Promise.all(twice.map(told));
    expect(await inLine()).toEqual(['ann']);
  });
});

describe('a short wait', () => {
  it('is waited for, in its place', async () => {
    const sleepers = makeSleepers(app.clock);
    const budget = open({ patience: 2 * second, wait: sleepers.wait });
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    app.clock.advance(60.5 * second);
    const before = app.clock.now().getTime();
    await sleepers.run([() => budget.spend('hold', never), () => budget.spend('hold', never)]);
    const start = app.clock.now().getTime();
    expect(start - before).toBeGreaterThan(0);
    expect(start - before).toBeLessThanOrEqual(1.5 * second);
    expect(await inLine()).toEqual([]);
    expect(await used()).toBe(2);
  });

  it('that turns out long ends with a place', async () => {
    const budget = open({ patience: 2 * second, wait: async () => {} });
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    app.clock.advance(60.5 * second);
    expect(await told(budget.spend('hold', never, { lineKey: 'ann' }))).toMatchObject({ place: 0 });
    expect(await inLine()).toEqual(['ann']);
  });

  it('ends when its caller gives up', async () => {
    const budget = open({ patience: 2 * second });
    for (let count = 0; count < 3; count += 1) await budget.spend('hold', never);
    app.clock.advance(60.5 * second);
    const giveUp = new AbortController();
    const spending = budget.spend('hold', giveUp.signal);
    giveUp.abort(new Error('enough'));
    await expect(spending).rejects.toThrow(/enough|aborted/);
    await expect(budget.spend('hold', giveUp.signal)).rejects.toThrow('enough');
  });
});

describe('a poll', () => {
  it('goes before the line, within what its purpose may use, and waits as long as it takes', async () => {
    const sleepers = makeSleepers(app.clock);
    const budget = open({ wait: sleepers.wait });
    await budget.spend('hold', never);
    await budget.spend('hold', never);
    await budget.spend('hold', never, { isPoll: true });
    await told(budget.spend('hold', never, { lineKey: 'ann' }));
    const before = app.clock.now().getTime();
    await sleepers.run([() => budget.spend('hold', never, { isPoll: true })]);
    expect(app.clock.now().getTime() - before).toBeGreaterThan(60 * second);
    expect(await inLine()).toEqual(['ann']);
  });
});

describe('a vendor that says no by itself', () => {
  it('is not called by anybody, also after a restart, until its time', async () => {
    const until = new Date(app.clock.now().getTime() + 90 * second);
    const budget = open();
    budget.exhausted(until);
    budget.exhausted(new Date(until.getTime() - second));
    await budget.settled();
    const stranger = open();
    expect(await told(stranger.spend('checkout', never, { lineKey: 'a' }))).toEqual({ place: 0, seconds: 90 });
    expect(await told(budget.spend('sync', never))).toEqual({ place: 0, seconds: 90 });
    app.clock.advance(90 * second);
    expect(await told(stranger.spend('checkout', never, { lineKey: 'a' }))).toBeNull();
    expect(await told(budget.spend('sync', never))).toBeNull();
  });

  it('is not believed for more than a day', async () => {
    const budget = open();
    budget.exhausted(new Date(app.clock.now().getTime() + 10 * 24 * 3_600 * second));
    await budget.settled();
    expect(await told(budget.spend('checkout', never))).toEqual({ place: 0, seconds: 24 * 3_600 });
  });
});

describe('a large quota', () => {
  const large: Quota = { perMinute: 6_000, perDay: 100_000, checkoutShare: 20, holdShare: 30 };

  it('is leased by what was sent in the second before, and the lease needs no database', async () => {
    const budget = open({ quota: large });
    await Promise.all(Array.from({ length: 8 }, () => budget.spend('checkout', never)));
    app.clock.advance(second);
    await budget.spend('checkout', never);
    expect(await used()).toBe(9 + 8);
    await whileLocked(async () => {
      for (let count = 0; count < 8; count += 1) await budget.spend('checkout', never);
    });
    expect(await used()).toBe(9 + 8);
  });

  it('gets back what was not sent of a lease', async () => {
    const budget = open({ quota: large });
    await Promise.all(Array.from({ length: 8 }, () => budget.spend('checkout', never)));
    app.clock.advance(second);
    await budget.spend('checkout', never);
    await budget.spend('checkout', never);
    expect(await used()).toBe(9 + 8);
    app.clock.advance(3 * second);
    await budget.spend('checkout', never);
    expect(await used()).toBe(11);
  });

  it('is not leased for a process that is quiet', async () => {
    const budget = open({ quota: large });
    await budget.spend('checkout', never);
    expect(await used()).toBe(1);
  });

  async function whileLocked(work: () => Promise<void>) {
    const client = await app.ctx.database.pool.connect();
    await client.query('begin');
    await client.query('select from platform.vendor_usage where account_id = $1 for update', [accountId]);
    await work();
    await client.query('rollback');
    client.release();
  }
});

it('callers of the same moment are served by few transactions', async () => {
  const budget = open({ quota: { ...quota, perMinute: 500 } });
  const count = async () => {
    const { rows } = await app.ctx.database.pool.query(
      'select xmin::text::bigint as tx from platform.vendor_usage where account_id = $1',
      [accountId],
    );
    return Number(rows[0].tx);
  };
  const before = await count();
  await Promise.all(Array.from({ length: 100 }, () => budget.spend('checkout', never)));
  expect(await used()).toBe(100);
  expect((await count()) - before).toBeLessThanOrEqual(10);
});

it('without its account, or a database, nobody is let through', async () => {
  const gone = open({ accountId: '01980000-0000-7000-8000-000000000000' });
  await expect(gone.spend('checkout', never)).rejects.toMatchObject({ kind: 'unavailable' });
});
