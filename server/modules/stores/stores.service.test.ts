import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Grant } from '../../../shared/contract/permissions.ts';
import { makeClient, makeProduct } from '../../../test/factories/client.ts';
import { uniqueKey } from '../../../test/factories/key.ts';
import { asOperator, onClient, onStore } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { gate, untilSomebodyWaits } from '../../../test/harness/locks.ts';
import { type Actor, type Ctx, transaction, withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { addHost } from './stores.hosts.service.ts';
import { createStore, findStoreByHost, findStoreForFans, resolveStore } from './stores.service.ts';
import { holdOpen, suspendStore } from './stores.states.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

function as(...grants: Grant[]): Ctx {
  const actor: Actor = { kind: 'staff', staffId: newId(), name: 'A', email: 'a@x.test', sessionId: newId(), grants };
  return { ...app.ctx, actor };
}

async function count(sql: string, ...values: unknown[]): Promise<number> {
  return (await app.ctx.database.pool.query(sql, values)).rowCount ?? 0;
}

describe('resolving a store', () => {
  test('answers its facts to whoever has any role that reaches it', async () => {
    const store = await makeStore(app, { name: 'Warriors Flex', timeZone: 'America/New_York' });
    expect(store).toMatchObject({ name: 'Warriors Flex', timeZone: 'America/New_York', state: 'active' });
    for (const grant of [onStore(store, 'viewer'), onClient({ id: store.clientId }, 'viewer'), asOperator]) {
      expect(await resolveStore(as(grant), store.key)).toEqual(store);
    }
    const key: Actor = { kind: 'api_key', keyId: newId(), name: 'k', storeId: store.id, permissions: [] };
    expect(await resolveStore({ ...app.ctx, actor: key }, store.key)).toEqual(store);
  });

  test('hides it from everybody else as if there were none', async () => {
    const [store, other] = [await makeStore(app), await makeStore(app)];
    const strangers: Ctx[] = [
      as(),
      as(onStore(other, 'owner'), onClient({ id: other.clientId }, 'owner')),
      { ...app.ctx, actor: { kind: 'anonymous' } },
      {
        ...app.ctx,
        actor: { kind: 'api_key', keyId: newId(), name: 'k', storeId: other.id, permissions: ['store.view'] },
      },
    ];
    for (const ctx of strangers) {
      await expect(resolveStore(ctx, store.key)).rejects.toMatchObject({ code: 'store.not_found' });
    }
  });

  test.each(['nobody', '', 'UPPER', `a'; drop schema platform`, 'nul\u0000', 'x'.repeat(5_000)])(
    'there is none called %j',
    async (key) => {
      await expect(resolveStore(app.ctx, key)).rejects.toMatchObject({ code: 'store.not_found' });
    },
  );

  test('whose schema is behind is unavailable, but only to those who may know of it', async () => {
    const store = await makeStore(app);
    const schemasBehind = new Set([store.schemaName]);
    await expect(resolveStore({ ...app.ctx, schemasBehind }, store.key)).rejects.toMatchObject({
      code: 'store.unavailable',
    });
    await expect(resolveStore({ ...as(), schemasBehind }, store.key)).rejects.toMatchObject({
      code: 'store.not_found',
    });
  });
});

describe('a store for fans', () => {
  test('is found by its host name in any case, and by its key, by anybody', async () => {
    const store = await makeStore(app);
    await addHost(withStore(app.ctx, store), 'tickets.warriors.com');
    const fan: Ctx = { ...app.ctx, actor: { kind: 'anonymous' } };
    expect(await findStoreByHost(fan, 'Tickets.Warriors.com')).toEqual(store);
    expect(await findStoreForFans(fan, store.key)).toEqual(store);
    await expect(findStoreByHost(fan, 'warriors.com')).rejects.toMatchObject({ code: 'store.not_found' });
    await expect(findStoreForFans(fan, 'x y')).rejects.toMatchObject({ code: 'store.not_found' });
  });

  test('is closed while it is suspended, though staff still reach it', async () => {
    const store = await makeStore(app);
    await suspendStore(withStore(app.ctx, store), 'unpaid');
    await expect(findStoreForFans(app.ctx, store.key)).rejects.toMatchObject({ code: 'store.closed' });
    expect(await resolveStore(app.ctx, store.key)).toMatchObject({ state: 'suspended' });
  });
});

describe('creating a store', () => {
  test('makes its schema with its tables, its first settings and entries in both audits', async () => {
    const store = await makeStore(app, { name: 'Warriors Flex', locale: 'fr' });
    const tables = `select 1 from pg_tables where schemaname = $1 and tablename = 'settings'`;
    expect(await count(tables, store.schemaName)).toBe(1);
    expect(await count(`select 1 from ${store.schemaName}.audit_entries where action = 'stores.create'`)).toBe(1);
    expect(await count('select 1 from platform.audit_entries where subject_id = $1', store.id)).toBe(1);
    const { rows } = await app.ctx.database.pool.query(`select name, value from ${store.schemaName}.settings`);
    expect(rows).toContainEqual({ name: 'languages', value: { default: 'fr', enabled: ['fr'] } });
  });

  test('of a client or product there is not, or without the right to, makes nothing', async () => {
    const [client, product] = [await makeClient(app), await makeProduct(app)];
    const input = {
      clientKey: client.key,
      productKey: product.key,
      key: uniqueKey('store'),
      name: 'x',
      timeZone: 'UTC',
      currency: 'USD',
      locale: 'en' as const,
    };
    const create = (ctx: Ctx, change: object) => transaction(ctx, (ctx) => createStore(ctx, { ...input, ...change }));
    await expect(create(app.ctx, { clientKey: 'nobody' })).rejects.toMatchObject({ code: 'client.not_found' });
    await expect(create(app.ctx, { productKey: 'nothing' })).rejects.toMatchObject({ code: 'product.not_found' });
    await expect(create(as(onClient(client, 'admin')), {})).rejects.toMatchObject({ code: 'permission.denied' });
    await expect(create(as(), {})).rejects.toMatchObject({ code: 'client.not_found' });
    await expect(createStore(app.ctx, input)).rejects.toThrow('inside a transaction');
    expect(await count('select 1 from platform.stores where key = $1', input.key)).toBe(0);
    expect((await create(as(onClient(client, 'owner')), {})).key).toBe(input.key);
  });

  test('with the key of another is refused, and leaves no schema behind', async () => {
    const store = await makeStore(app);
    const before = await count(`select 1 from pg_namespace where nspname like 's\\_%'`);
    await expect(makeStore(app, { key: store.key })).rejects.toMatchObject({
      code: 'store.key_taken',
      params: { key: store.key },
    });
    expect(await count(`select 1 from pg_namespace where nspname like 's\\_%'`)).toBe(before);
  });

  test('is rolled back whole when the act around it fails', async () => {
    const [client, product] = [await makeClient(app), await makeProduct(app)];
    const before = await count(`select 1 from pg_namespace where nspname like 's\\_%'`);
    const key = uniqueKey('store');
    const act = transaction(app.ctx, async (ctx) => {
      const places = { clientKey: client.key, productKey: product.key };
      await createStore(ctx, { ...places, key, name: 'x', timeZone: 'UTC', currency: 'USD', locale: 'en' });
      throw new Error('no owner');
    });
    await expect(act).rejects.toThrow('no owner');
    expect(await count('select 1 from platform.stores where key = $1', key)).toBe(0);
    expect(await count(`select 1 from pg_namespace where nspname like 's\\_%'`)).toBe(before);
    expect(
      await count(
        'select 1 from platform.store_migrations where schema_name not in (select schema_name from platform.stores)',
      ),
    ).toBe(0);
  });

  test('six at once with one key makes one', async () => {
    const [client, product] = [await makeClient(app), await makeProduct(app)];
    const key = uniqueKey('store');
    const places = { clientKey: client.key, productKey: product.key };
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => makeStore(app, { ...places, key })));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'store.key_taken' });
    expect(await count('select 1 from platform.stores where key = $1', key)).toBe(1);
  });

  test('clients and products made at once with one key are one', async () => {
    const key = uniqueKey('client');
    const clients = await Promise.allSettled([1, 2, 3].map(() => makeClient(app, { key })));
    const products = await Promise.allSettled([1, 2, 3].map(() => makeProduct(app, { key })));
    const codes = (ends: PromiseSettledResult<unknown>[]) =>
      ends.map((end) => (end.status === 'rejected' ? String(end.reason.code) : 'made')).sort();
    expect(codes(clients)).toEqual(['client.key_taken', 'client.key_taken', 'made']);
    expect(codes(products)).toEqual(['made', 'product.key_taken', 'product.key_taken']);
  });
});

describe('a store that is held open', () => {
  test('is suspended only after the write that holds it', async () => {
    expect(await suspendDuringWrite(true)).toEqual(['written', 'suspended']);
  });

  test('would be suspended before the write if nobody held it', async () => {
    expect(await suspendDuringWrite(false)).toEqual(['suspended', 'written']);
  });

  test('is active, and is held inside a transaction', async () => {
    const ctx = withStore(app.ctx, await makeStore(app));
    await expect(holdOpen(ctx)).rejects.toThrow('inside a transaction');
    await transaction(ctx, holdOpen);
    await suspendStore(ctx, 'unpaid');
    await expect(transaction(ctx, holdOpen)).rejects.toMatchObject({ code: 'store.suspended' });
  });
});

/** What ended first, when a store is suspended while a write goes on that began before. */
async function suspendDuringWrite(holds: boolean): Promise<string[]> {
  const ctx = withStore(app.ctx, await makeStore(app));
  const order: string[] = [];
  const [begun, mayEnd] = [gate(), gate()];
  const write = transaction(ctx, async (ctx) => {
    if (holds) await holdOpen(ctx);
    begun.open();
    await mayEnd.opened;
    order.push('written');
  });
  await begun.opened;
  const suspension = suspendStore(ctx, 'unpaid').then(() => order.push('suspended'));
  await (holds ? untilSomebodyWaits(app) : suspension);
  mayEnd.open();
  await Promise.all([write, suspension]);
  return order;
}
