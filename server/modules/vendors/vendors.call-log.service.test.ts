import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeStore } from '../../../test/factories/store.ts';
import { connectVendor } from '../../../test/factories/vendor.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { day, minute } from '../../../test/harness/clock.ts';
import { type StoreCtx, withStore } from '../../core/ctx.ts';
import { openCallLog } from './vendors.call-log.service.ts';
import { listCalls } from './vendors.calls.service.ts';
import type { CallSearch } from './vendors.calls.types.ts';
import { readStatus } from './vendors.connections.service.ts';
import type { CallRecord } from './vendors.types.ts';
import { cleanUp } from './vendors.upkeep.service.ts';

let app: TestApp;
let ctx: StoreCtx;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ctx = withStore(app.ctx, await makeStore(app));
});

function call(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    operation: 'seats_hold',
    purpose: 'hold',
    eventCode: null,
    startedAt: app.clock.now(),
    durationMs: 120.6,
    attempts: 1,
    polls: 2,
    outcome: 'done',
    detail: null,
    ...changes,
  };
}

const listed = async (search: CallSearch = {}, of = ctx) => (await listCalls(of, search, { limit: 100 })).items;

describe('a call', () => {
  it('is kept as it was, its words cut and cleaned', async () => {
    const log = openCallLog(app.ctx);
    log.add(ctx.store, call({ eventCode: 'GSW\0', detail: `zero\0 ${'x'.repeat(600)}`, outcome: 'refused' }));
    expect(await listed()).toEqual([]);
    await log.flush();
    const [found] = await listed();
    expect(found).toMatchObject({
      operation: 'seats_hold',
      purpose: 'hold',
      eventCode: 'GSW\uFFFD',
      startedAt: app.clock.now(),
      durationMs: 121,
      attempts: 1,
      polls: 2,
      outcome: 'refused',
    });
    expect(found?.detail).toHaveLength(500);
    expect(found?.detail).toMatch(/^zero\uFFFD x/);
  });

  it('is written at the end of the process', async () => {
    const log = openCallLog(app.ctx);
    log.add(ctx.store, call());
    await log.close();
    expect(await listed()).toHaveLength(1);
  });

  it('of another store is not listed', async () => {
    const log = openCallLog(app.ctx);
    const other = withStore(app.ctx, await makeStore(app));
    log.add(ctx.store, call({ operation: 'mine' }));
    log.add(other.store, call({ operation: 'theirs' }));
    await log.flush();
    expect((await listed()).map(({ operation }) => operation)).toEqual(['mine']);
    expect((await listed({}, other)).map(({ operation }) => operation)).toEqual(['theirs']);
  });

  it('is gone after a week', async () => {
    const log = openCallLog(app.ctx);
    log.add(ctx.store, call({ operation: 'old', startedAt: new Date(app.clock.now().getTime() - 7 * day - 1) }));
    log.add(ctx.store, call({ operation: 'new', startedAt: new Date(app.clock.now().getTime() - 7 * day) }));
    await log.flush();
    await cleanUp(app.ctx);
    expect((await listed()).map(({ operation }) => operation)).toEqual(['new']);
  });
});

describe('when the database does not take them', () => {
  const query = (text: string) => app.ctx.database.pool.query(text.replace('store.', `${ctx.store.schemaName}.`));

  it('calls wait, the newest beyond the room are dropped, and staff are told how many', async () => {
    await connectVendor(app, ctx.store);
    const log = openCallLog(app.ctx, 3);
    await query('alter table store.vendor_calls add constraint closed check (false)');
    for (const operation of ['1', '2', '3', '4', '5']) log.add(ctx.store, call({ operation }));
    await log.flush();
    await query('alter table store.vendor_calls drop constraint closed');
    await log.flush();
    expect((await listed()).map(({ operation }) => operation).sort()).toEqual(['1', '2', '3']);
    expect((await readStatus(ctx)).connection?.callsDropped).toBe(2);
    await log.flush();
    expect((await readStatus(ctx)).connection?.callsDropped).toBe(2);
  });

  it('those of a store that is gone are forgotten, and hold up nobody', async () => {
    const log = openCallLog(app.ctx);
    const gone = { ...ctx.store, schemaName: 's_gone' };
    log.add({ ...gone, id: '01980000-0000-7000-8000-000000000009' }, call());
    log.add(ctx.store, call());
    await log.flush();
    expect(await listed()).toHaveLength(1);
  });
});

describe('the list', () => {
  beforeEach(async () => {
    const log = openCallLog(app.ctx);
    for (const [index, changes] of variety().entries()) {
      log.add(ctx.store, call({ ...changes, startedAt: new Date(app.clock.now().getTime() + index * minute) }));
    }
    await log.flush();
  });

  function variety(): Partial<CallRecord>[] {
    return [
      { operation: 'a', purpose: 'sync', eventCode: 'E1' },
      { operation: 'b', purpose: 'hold', eventCode: 'E2', outcome: 'refused' },
      { operation: 'b', purpose: 'checkout', eventCode: 'E1', outcome: 'unknown' },
      { operation: 'c', purpose: 'sync', eventCode: 'E2' },
    ];
  }

  it.each<[string, (now: number) => CallSearch, string]>([
    ['everything, newest first', () => ({}), 'cbba'],
    ['an operation', () => ({ operation: 'b' }), 'bb'],
    ['a result', () => ({ outcome: 'refused' }), 'b'],
    ['a purpose', () => ({ purpose: 'sync' }), 'ca'],
    ['an event', () => ({ eventCode: 'E1' }), 'ba'],
    ['a start', (now) => ({ from: new Date(now + minute) }), 'cbb'],
    ['an end', (now) => ({ until: new Date(now + minute) }), 'a'],
    ['several at once', () => ({ eventCode: 'E1', purpose: 'checkout' }), 'b'],
  ])('is narrowed by %s', async (_what, search, expected) => {
    const found = await listed(search(app.clock.now().getTime()));
    expect(found.map(({ operation }) => operation).join('')).toBe(expected);
  });

  it('has pages', async () => {
    const first = await listCalls(ctx, {}, { limit: 3 });
    const second = await listCalls(ctx, {}, { limit: 3, cursor: first.next ?? undefined });
    expect([first.items, second.items].map((items) => items.map(({ operation }) => operation).join(''))).toEqual([
      'cbb',
      'a',
    ]);
    expect(second.next).toBeNull();
    await expect(listCalls(ctx, {}, { limit: 3, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
