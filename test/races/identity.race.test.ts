import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ctx, type StoreFacts, transaction } from '../../server/core/ctx.ts';
import * as reader from '../../server/modules/identity/identity.invitations.reader.ts';
import * as roles from '../../server/modules/identity/identity.roles.repository.ts';
import type { Staff } from '../../server/modules/identity/identity.types.ts';
import { invite, mailedToken, uniqueEmail } from '../factories/invitation.ts';
import { asOperator, makeStaff, onClient, onStore, signIn } from '../factories/staff.ts';
import { makeStore } from '../factories/store.ts';
import { openTestApp, type TestApp } from '../harness/app.ts';
import type { Answer } from '../harness/client.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('two owners who remove each other at the same moment', () => {
  test('leave one of them', async () => {
    const { store, one, two } = await twoOwners();
    const [browserOne, browserTwo] = [await signIn(app, one), await signIn(app, two)];
    const answers = await atOnce<Answer>(store, [
      () => browserOne.delete(`/api/stores/${store.key}/people/${two.id}`),
      () => browserTwo.delete(`/api/stores/${store.key}/people/${one.id}`),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('person.last_owner');
    expect(await ownerCount(store)).toBe(1);
  });

  test('leave one when one removes and the other demotes', async () => {
    const { store, one, two } = await twoOwners();
    const [browserOne, browserTwo] = [await signIn(app, one), await signIn(app, two)];
    const answers = await atOnce<Answer>(store, [
      () => browserOne.delete(`/api/stores/${store.key}/people/${two.id}`),
      () => browserTwo.patch(`/api/stores/${store.key}/people/${one.id}`, { role: 'viewer' }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(await ownerCount(store)).toBe(1);
  });

  test('would leave nobody without the lock: both see two owners before either is gone', async () => {
    const { store, one, two } = await twoOwners();
    await atOnce<void>(store, [
      () => removeWithoutLock(app.ctx, store, two),
      () => removeWithoutLock(app.ctx, store, one),
    ]);
    expect(await ownerCount(store)).toBe(0);
  });

  test('leave one on a client too', async () => {
    const store = await makeStore(app);
    const client = { id: store.clientId };
    const one = await makeStaff(app, { grants: [onClient(client, 'owner')] });
    const two = await makeStaff(app, { grants: [onClient(client, 'owner')] });
    const [browserOne, browserTwo] = [await signIn(app, one), await signIn(app, two)];
    const answers = await atOnce<Answer>(store, [
      () => browserOne.delete(`/api/clients/${store.clientKey}/people/${two.id}`),
      () => browserTwo.delete(`/api/clients/${store.clientKey}/people/${one.id}`),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409]);
  });
});

test("two operators who close each other's account at the same moment leave one of them", async () => {
  const one = await makeStaff(app, { grants: [asOperator] });
  const two = await makeStaff(app, { grants: [asOperator] });
  const [browserOne, browserTwo] = [await signIn(app, one), await signIn(app, two)];
  const operators = `select id from platform.staff_roles where role = 'operator' for update`;
  const answers = await whileLocked<Answer>(
    operators,
    [],
    [
      () => browserOne.post(`/api/platform/people/${two.id}/deactivate`),
      () => browserTwo.post(`/api/platform/people/${one.id}/deactivate`),
    ],
  );
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('person.last_operator');
});

describe('one invitation that is accepted twice at the same moment', () => {
  test('is accepted once', async () => {
    const { token, id } = await openInvitation();
    const accept = (name: string) => () => app.client().post('/api/invitations/accept', { token, name });
    const answers = await whileLocked<Answer>(invitationRow, [id], [accept('One'), accept('Two')]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 410]);
  });

  test('would be accepted twice if the link were looked at first and used up after', async () => {
    const { id } = await openInvitation();
    const lookThenUse = () =>
      transaction(app.ctx, async (ctx) => {
        const open = await reader.findPending(ctx.platform, { id, now: ctx.clock.now() });
        await app.ctx.database.pool.query('update platform.invitations set accepted_at = now() where id = $1', [id]);
        return open !== null;
      });
    expect(await whileLocked(invitationRow, [id], [lookThenUse, lookThenUse])).toEqual([true, true]);
  });
});

const invitationRow = 'select id from platform.invitations where id = $1 for update';

async function openInvitation() {
  const store = await makeStore(app);
  const browser = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'owner')] }));
  const email = uniqueEmail();
  const { id } = (await invite(app, browser, store, email)).body;
  return { id, token: await mailedToken(app, email) };
}

async function twoOwners() {
  const store = await makeStore(app);
  const one = await makeStaff(app, { grants: [onStore(store, 'owner')] });
  const two = await makeStaff(app, { grants: [onStore(store, 'owner')] });
  return { store, one, two };
}

/** What removing a person would be if it only looked before it deleted. */
async function removeWithoutLock(ctx: Ctx, store: StoreFacts, staff: Staff): Promise<void> {
  await transaction(ctx, async (ctx) => {
    if ((await ownerCount(store)) < 2) throw new Error('the last owner');
    await roles.remove(ctx.platform, staff.id, { scope: 'store', clientId: null, storeId: store.id });
  });
}

async function ownerCount(store: StoreFacts): Promise<number> {
  const found = await app.ctx.database.pool.query(
    `select id from platform.staff_roles where store_id = $1 and role = 'owner'`,
    [store.id],
  );
  return found.rowCount ?? 0;
}

/** The acts, all started while the roles at the store and its client are locked. */
function atOnce<T>(store: StoreFacts, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  const lock = 'select id from platform.staff_roles where store_id = $1 or client_id = $2 for update';
  return whileLocked(lock, [store.id, store.clientId], acts);
}

/** Starts the acts while somebody else holds a lock, and lets them go when all of them wait for it. */
async function whileLocked<T>(lock: string, values: unknown[], acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  const holder = new Client({ connectionString: app.databaseUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock, values);
    const running = acts.map((act) => act());
    while ((await waiting()) < acts.length) await new Promise((resolve) => setTimeout(resolve, 5));
    await holder.query('commit');
    return await Promise.all(running);
  } finally {
    await holder.end();
  }
}

async function waiting(): Promise<number> {
  const found = await app.ctx.database.pool.query(
    `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return found.rowCount ?? 0;
}
