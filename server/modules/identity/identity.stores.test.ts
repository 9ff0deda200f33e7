import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClient, makeProduct } from '../../../test/factories/client.ts';
import { uniqueKey } from '../../../test/factories/key.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listEntries } from '../../../test/harness/audit.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import type { Ctx } from '../../core/ctx.ts';
import type { Client, Product } from '../stores/stores.types.ts';
import { createStoreWithOwner } from './identity.stores.service.ts';
import type { Staff } from './identity.types.ts';

let app: TestApp;
let client: Client;
let product: Product;
let owner: Staff;
beforeAll(async () => {
  app = await openTestApp();
  client = await makeClient(app);
  product = await makeProduct(app);
  owner = await makeStaff(app, { grants: [onClient(client, 'owner')] });
});
afterAll(() => app.close());

const path = () => `/api/clients/${client.key}/stores`;
const newStore = (given: object = {}) => ({
  key: uniqueKey('store'),
  name: 'Season Flex',
  productKey: product.key,
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  locale: 'en' as const,
  ...given,
});
const ownersOf = async (storeKey: string) => {
  const found = await app.ctx.database.pool.query<{ email: string; role: string }>(
    `select staff.email, staff_roles.role
     from platform.staff_roles
     join platform.staff on staff.id = staff_roles.staff_id
     join platform.stores on stores.id = staff_roles.store_id
     where stores.key = $1`,
    [storeKey],
  );
  return found.rows;
};
/** Everything that creating a store would leave behind. */
const traces = async () => {
  const found = await app.ctx.database.pool.query<{ traces: string[] }>(`
    select array(select nspname::text from pg_namespace order by 1)
      || array(select id::text from platform.stores order by 1)
      || array(select id::text from platform.staff_roles order by 1)
      || array(select id::text from platform.invitations order by 1)
      || array(select schema_name || file from platform.store_migrations order by 1)
      || array(select id::text from platform.audit_entries order by 1)
      || array(select id::text from graphile_worker._private_jobs order by 1) as traces`);
  return found.rows[0]?.traces;
};

describe('creating a store', () => {
  test('makes it usable at once and answers where staff and fans find it', async () => {
    const browser = await signIn(app, owner);
    const store = newStore();
    const answer = await browser.post(path(), store);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        key: store.key,
        name: 'Season Flex',
        addresses: {
          cortex: `http://localhost/cortex/stores/${store.key}`,
          storefront: `http://localhost/s/${store.key}`,
        },
      },
    });
    expect((await browser.get(`/api/stores/${store.key}/people`)).status).toBe(200);
    const made = await app.ctx.database.pool.query('select id from platform.stores where key = $1', [store.key]);
    expect(await listEntries(app, made.rows[0].id)).toMatchObject([{ action: 'stores.create', actorName: owner.name }]);
  });

  test('as an owner of the client gives no second role: the one on the client owns the store', async () => {
    const store = newStore();
    const { body } = await (await signIn(app, owner)).post(path(), store);
    expect(body.owner).toEqual({ email: owner.email, how: 'by_client' });
    expect(await ownersOf(store.key)).toEqual([]);
  });

  test('as an operator makes the operator its owner when nobody else is named', async () => {
    const operator = await makeStaff(app, { grants: [asOperator] });
    const store = newStore();
    const browser = await signIn(app, operator);
    const { body } = await browser.post(path(), store);
    expect(body.owner).toEqual({ email: operator.email, how: 'granted' });
    expect(await ownersOf(store.key)).toEqual([{ email: operator.email, role: 'owner' }]);
    expect((await browser.get(`/api/stores/${store.key}/people`)).status).toBe(200);
  });

  test('for somebody with an account makes them the owner, and leaves the operator outside', async () => {
    const named = await makeStaff(app);
    const store = newStore({ ownerEmail: named.email.toUpperCase() });
    const browser = await signIn(app, await makeStaff(app, { grants: [asOperator] }));
    const { body } = await browser.post(path(), store);
    expect(body.owner).toEqual({ email: named.email, how: 'granted' });
    expect((await (await signIn(app, named)).get(`/api/stores/${store.key}/people`)).status).toBe(200);
    expect((await browser.get(`/api/stores/${store.key}/people`)).body.code).toBe('permission.denied');
  });

  test('for an address without an account invites it as the owner', async () => {
    const ownerEmail = 'boss@new-store.test';
    const store = newStore({ ownerEmail });
    const { body } = await (await signIn(app, await makeStaff(app, { grants: [asOperator] }))).post(path(), store);
    expect(body.owner).toEqual({ email: ownerEmail, how: 'invited' });
    await runJobs(app);
    const token = /#token=([\w-]+)/.exec(app.mails.findLast(({ to }) => to === ownerEmail)?.text ?? '')?.[1];
    const guest = app.client();
    const accepted = await guest.post('/api/invitations/accept', { token, name: 'Boss' });
    expect(accepted.body).toEqual({ scope: 'store', key: store.key });
    expect(await ownersOf(store.key)).toEqual([{ email: ownerEmail, role: 'owner' }]);
  });

  test('from the command line needs an owner: a named one, or one the client has', async () => {
    const ownerless = await makeClient(app);
    const store = newStore({ clientKey: ownerless.key });
    const before = await traces();
    const create = (ctx: Ctx, given: object) =>
      createStoreWithOwner(ctx, { ...newStore(), clientKey: client.key, ...given });
    await expect(create(app.ctx, store)).rejects.toMatchObject({ code: 'store.owner_required' });
    expect(await traces()).toEqual(before);
    expect(await create(app.ctx, {})).toMatchObject({ owner: { email: null, how: 'by_client' } });
    const named = await makeStaff(app);
    const made = await create(app.ctx, { ...store, ownerEmail: named.email });
    expect(made).toMatchObject({ key: store.key, owner: { email: named.email, how: 'granted' } });
  });
});

describe('nothing is left behind', () => {
  test('when the key is taken', async () => {
    const taken = await makeStore(app, { clientKey: client.key });
    const browser = await signIn(app, owner);
    const before = await traces();
    const answer = await browser.post(path(), newStore({ key: taken.key, ownerEmail: 'new@owner.test' }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'store.key_taken', params: { key: taken.key } } });
    expect(await traces()).toEqual(before);
  });

  test('when the product is unknown', async () => {
    const browser = await signIn(app, owner);
    const before = await traces();
    expect((await browser.post(path(), newStore({ productKey: 'nothing' }))).body.code).toBe('product.not_found');
    expect(await traces()).toEqual(before);
  });

  test('when a migration fails halfway', async () => {
    const before = await traces();
    const failing = {
      file: '9999_fails.sql',
      sha256: 'x',
      statements: ['create table store.halfway (id uuid primary key)', 'select 1 / 0'],
    };
    const { store } = app.ctx.migrations;
    const ctx = { ...app.ctx, migrations: { ...app.ctx.migrations, store: [...store, failing] } };
    const making = createStoreWithOwner(ctx, { ...newStore({ ownerEmail: 'half@way.test' }), clientKey: client.key });
    await expect(making).rejects.toThrow('division by zero');
    expect(await traces()).toEqual(before);
  });

  test('when the owner cannot be invited at the end', async () => {
    const before = await traces();
    const making = createStoreWithOwner(app.ctx, {
      ...newStore({ ownerEmail: 'Not In Lower Case@owner.test' }),
      clientKey: client.key,
    });
    await expect(making).rejects.toThrow('check constraint');
    expect(await traces()).toEqual(before);
  });
});

describe('a double click', () => {
  test('makes one store; the second answers that the key is taken', async () => {
    const browser = await signIn(app, owner);
    const store = newStore();
    const answers = await Promise.all([1, 2, 3].map(() => browser.post(path(), store)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) expect(body.code).toBe('store.key_taken');
    const schemas = await app.ctx.database.pool.query(
      `select oid from pg_namespace where nspname in (select schema_name from platform.stores where key = $1)`,
      [store.key],
    );
    expect(schemas.rowCount).toBe(1);
  });
});

describe('who may', () => {
  test.each(['admin', 'editor', 'publisher', 'support', 'viewer'] as const)('not %s of the client', async (role) => {
    const browser = await signIn(app, await makeStaff(app, { grants: [onClient(client, role)] }));
    expect(await browser.post(path(), newStore())).toMatchObject({ status: 403, body: { code: 'permission.denied' } });
  });

  test('not an owner of one store, of another client, or somebody without a role', async () => {
    const store = await makeStore(app, { clientKey: client.key });
    const other = await makeClient(app);
    for (const grants of [[onStore(store, 'owner')], [onClient(other, 'owner')], []]) {
      const browser = await signIn(app, await makeStaff(app, { grants }));
      expect(await browser.post(path(), newStore())).toMatchObject({ status: 404, body: { code: 'client.not_found' } });
    }
    expect((await app.client().post(path(), newStore())).body.code).toBe('auth.required');
  });
});

test.each([
  ['key', 'Upper-Case'],
  ['key', 'a'],
  ['timeZone', 'Mars/Olympus'],
  ['currency', 'usd'],
  ['locale', 'xx'],
  ['name', '   '],
  ['ownerEmail', 'nobody'],
  ['schemaName', 's_mine'],
])('a wrong %s such as %s is refused as a wrong field', async (field, value) => {
  const answer = await (await signIn(app, owner)).post(path(), newStore({ [field]: value }));
  expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ at: `/body/${field}` }] } });
});
