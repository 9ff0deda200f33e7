import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFan } from '../../../test/factories/fan.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { withStore } from '../../core/ctx.ts';
import { groupSizes, keepFan } from './fans.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('groups are counted over the fans of the store alone', async () => {
  const store = await makeStore(app);
  await makeFan(app, store, { accountGroups: ['MEMBERS', 'STUDENTS', 'MEMBERS'] });
  await makeFan(app, store, { accountGroups: ['MEMBERS'] });
  await makeFan(app, store);
  await makeFan(app, await makeStore(app), { accountGroups: ['MEMBERS'] });
  expect(await groupSizes(withStore(app.ctx, store))).toEqual(
    new Map([
      ['MEMBERS', 2],
      ['STUDENTS', 1],
    ]),
  );
});

test('a fan who is looked up again is the same one, with the groups of now', async () => {
  const store = await makeStore(app);
  const first = await makeFan(app, store, { vendorAccountId: 'A-1', accountGroups: ['MEMBERS'] });
  const again = await makeFan(app, store, { vendorAccountId: 'A-1', accountGroups: ['VIP'] });
  expect(again).toBe(first);
  expect(await groupSizes(withStore(app.ctx, store))).toEqual(new Map([['VIP', 1]]));
});

test('only the product keeps fans, and groups are for staff', async () => {
  const ctx = { ...withStore(app.ctx, await makeStore(app)), actor: { kind: 'anonymous' } as const };
  const account = { vendorAccountId: 'A', email: 'a@example.test', name: 'A', accountGroups: [] };
  await expect(keepFan(ctx, account)).rejects.toThrow('only the product itself');
  await expect(groupSizes(ctx)).rejects.toMatchObject({ code: 'auth.required' });
});
