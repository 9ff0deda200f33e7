import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { withStore } from '../../server/core/ctx.ts';
import { runRound } from '../../server/modules/inventory/inventory.round.service.ts';
import { editAccount, listAccounts } from '../../server/modules/vendors/vendors.accounts.service.ts';
import type { AccountEdit } from '../../server/modules/vendors/vendors.accounts.types.ts';
import { type CopiedStore, makeConnectedStore } from '../factories/copied-store.ts';
import { makeStore } from '../factories/store.ts';
import { atSandbox } from '../factories/vendor.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import { hour, minute } from '../harness/clock.ts';
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
  await runRound(here.ctx);
});
afterEach(() => sandbox.close());
afterAll(() => app.close());

/** Of the store's vendor account. */
async function edit(change: AccountEdit) {
  const { clientKey } = here.store;
  const [account] = (await listAccounts(app.ctx, clientKey, { limit: 1 })).items;
  const { id: accountId = '', version = 0 } = account ?? {};
  await editAccount(app.ctx, { clientKey, accountId, version }, change);
  await app.ctx.live.catchUp();
}

describe('when something fails', () => {
  /** From now on the database keeps no amount of 77.77 of this event. */
  const refuse = (code: string) =>
    app.ctx.database.pool.query(
      `alter table ${here.store.schemaName}.vendor_prices
       add constraint planted check (event_code <> '${code}' or amount_cents <> 7777)`,
    );

  test('one event leaves the others fresh, says since when and why, and is tried again later and later', async () => {
    await refuse(rounds.first);
    sandbox.acts.changePrices({ eventName: rounds.first, ticketTypeCode: 'ADULT', price: '77.77' });
    sandbox.acts.sellByOthers({ eventName: here.codes[1], count: 2, className: 'FLEX' });
    await rounds.pass(hour);
    await rounds.expectTruth(here.codes.slice(1));
    const failedAt = app.clock.now();
    const failed = await rounds.freshness(rounds.first);
    expect(failed).toMatchObject({ failingSince: failedAt, failedAt, failureKind: 'unreadable', failureCount: 1 });
    expect(failed.failureDetail).toContain('planted');
    expect((failed.nextDueAt?.getTime() ?? 0) - failedAt.getTime()).toBe(minute);
    expect(failedAt.getTime() - (failed.readAt?.getTime() ?? 0)).toBe(hour);
    await rounds.pass(minute);
    const again = await rounds.freshness(rounds.first);
    expect(again).toMatchObject({ failingSince: failedAt, failedAt: app.clock.now(), failureCount: 2, isStale: true });
    expect((again.nextDueAt?.getTime() ?? 0) - app.clock.now().getTime()).toBe(2 * minute);
    expect((await here.staff.get(`${here.path}/events?only=failing`)).body.items).toHaveLength(1);
    expect((await rounds.changes(rounds.first))[0]).toMatchObject({ outcome: 'failed' });
    sandbox.acts.changePrices({ eventName: rounds.first, ticketTypeCode: 'ADULT', price: '90.00' });
    await rounds.pass(hour);
    expect(await rounds.freshness(rounds.first)).toMatchObject({ failingSince: null, failureCount: 0 });
    await rounds.expectTruth();
  });

  test('a vendor that is away is left alone after three events, and all comes right afterwards', async () => {
    sandbox.acts.sellByOthers({ eventName: rounds.first, count: 2, className: 'FLEX' });
    const rule = sandbox.faults.add({ cmd: 'get_avail_seats', fault: '503' });
    await rounds.pass(30 * minute);
    const before = rounds.calls();
    await runRound(here.ctx);
    expect(rounds.calls()).toBe(before);
    sandbox.faults.clear(rule.id);
    await rounds.pass(hour);
    await rounds.expectTruth();
    expect((await here.staff.get(here.path)).body).toMatchObject({ failingCount: 0, staleCount: 0 });
  });

  test('a wrong key fails every event after a few calls, and all is well when it is right again', async () => {
    const { keys } = atSandbox(sandbox);
    await edit({ keys: { ...keys, inventory: 'a-key-that-nobody-knows' } });
    app.clock.advance(hour);
    expect(await rounds.callsOf(() => runRound(here.ctx))).toBe(0);
    for (const code of here.codes) {
      expect(await rounds.freshness(code)).toMatchObject({ failureKind: 'setup', failureCount: 1 });
    }
    await edit({ keys });
    await rounds.pass(hour);
    expect((await here.staff.get(here.path)).body).toMatchObject({ failingCount: 0 });
    await rounds.expectTruth();
  });

  test('a quota that is used up is no failure: the rest comes when there is room', async () => {
    await edit({ perMinute: 6, perDay: 5_000 });
    app.clock.advance(hour);
    expect(await rounds.callsOf(() => runRound(here.ctx))).toBeLessThan(here.codes.length);
    expect((await here.staff.get(here.path)).body).toMatchObject({ failingCount: 0 });
    for (let waits = 0; waits < 5; waits += 1) await rounds.pass(63_000);
    expect((await here.staff.get(here.path)).body).toMatchObject({ failingCount: 0, staleCount: 0 });
  });

  test('a store without a vendor, or suspended, asks nothing and fails nothing', async () => {
    app.clock.advance(hour);
    const closed = { ...here.ctx, store: { ...here.ctx.store, state: 'suspended' as const } };
    expect(await rounds.callsOf(() => runRound(closed))).toBe(0);
    const other = withStore(app.ctx, await makeStore(app));
    await runRound(other);
    expect(await rounds.callsOf(() => runRound(other))).toBe(0);
  });
});
