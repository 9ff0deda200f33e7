import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../test/harness/app.ts';
import { runJobs } from '../test/harness/jobs.ts';
import { demoOwner, demoSignInLink, prepareDemo } from './demo.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ FLEX_MODE: 'demo' });
});
afterAll(() => app.close());

const rowsOf = async () => {
  const found = await app.ctx.database.pool.query<{ rows: string[] }>(`
    select array(select 'client ' || key from platform.clients order by key)
      || array(select 'product ' || key from platform.products order by key)
      || array(select 'store ' || key || ' ' || time_zone || ' ' || currency || ' ' || locale from platform.stores order by key)
      || array(select 'person ' || email from platform.staff order by email)
      || array(select scope || ' ' || role || ' ' || email from platform.staff_roles
        join platform.staff on staff.id = staff_id order by email, scope) as rows`);
  return found.rows[0]?.rows;
};
const filled = [
  'client harbor',
  'client warriors',
  'product flex',
  'store harbor-flex America/New_York USD en',
  'store warriors-flex America/Los_Angeles USD en',
  'person owner@demo.localhost',
  'person owner@harbor.localhost',
  'client owner owner@demo.localhost',
  'platform operator owner@demo.localhost',
  'client owner owner@harbor.localhost',
];

test('two starts at once fill the demo once', async () => {
  const demos = await Promise.all([prepareDemo(app.ctx), prepareDemo(app.ctx)]);
  expect(demos.map(({ isNew }) => Number(isNew)).sort((a, b) => a - b)).toEqual([0, 1]);
  expect(await rowsOf()).toEqual(filled);
});

test('a further start changes nothing and says the same addresses', async () => {
  expect(await prepareDemo(app.ctx)).toEqual({
    isNew: false,
    ownerEmail: 'owner@demo.localhost',
    addresses: {
      cortex: 'http://localhost/cortex/stores/warriors-flex',
      storefront: 'http://localhost/s/warriors-flex',
    },
  });
  expect(await rowsOf()).toEqual(filled);
});

test('the link signs the demo owner in once, who sees the own store and not into the neighbour', async () => {
  const token = (await demoSignInLink(app.ctx)).split('#token=')[1];
  const browser = app.client();
  expect((await browser.post('/api/sign-in/links/redeem', { token })).status).toBe(204);
  expect((await browser.get('/api/me')).body.email).toBe(demoOwner.email);
  expect((await browser.get('/api/stores/warriors-flex/people')).status).toBe(200);
  expect((await browser.get('/api/stores/warriors-flex/settings/prices')).body.value).toEqual({ feesIncluded: true });
  expect((await browser.get('/api/stores/harbor-flex/people')).body.code).toBe('permission.denied');
  expect((await app.client().post('/api/sign-in/links/redeem', { token })).body.code).toBe('auth.link_invalid');
});

test('the demo store is connected to the sandbox, and follows it to another port', async () => {
  const browser = app.client();
  await browser.post('/api/sign-in/links/redeem', { token: (await demoSignInLink(app.ctx)).split('#token=')[1] });
  const addresses = async () => {
    const { items } = (await browser.get('/api/clients/warriors/vendor-accounts')).body;
    return items.map(({ connection }: { connection: object }) => connection);
  };
  const connection = { baseUrl: 'http://127.0.0.1:4101', dsn: 'flexdemo', uid: 'FLEX', sourceName: 'attend_flex' };
  expect(await addresses()).toEqual([connection]);
  const status = (await browser.get('/api/stores/warriors-flex/vendor')).body;
  expect(status.connection.account).toMatchObject({ name: 'Sandbox', adapter: 'archtics' });
  const elsewhere = { ...app.ctx, config: { ...app.ctx.config, sandboxPort: 4201 } };
  await prepareDemo(elsewhere);
  expect(await addresses()).toEqual([{ ...connection, baseUrl: 'http://127.0.0.1:4201' }]);
  await prepareDemo(elsewhere);
  expect((await browser.get('/api/clients/warriors/vendor-accounts')).body.items[0].version).toBe(2);
});

test('a link can be had again at once, also when one was just mailed', async () => {
  await app.client().post('/api/sign-in/links', { email: demoOwner.email });
  await runJobs(app);
  const [first, second] = [await demoSignInLink(app.ctx), await demoSignInLink(app.ctx)];
  expect(first).not.toBe(second);
});

test('what people did to the demo stays as it is', async () => {
  await app.ctx.database.pool.query(`update platform.clients set name = 'Mine' where key = 'warriors'`);
  await app.ctx.database.pool.query(`delete from platform.staff_roles where role = 'operator'`);
  expect((await prepareDemo(app.ctx)).isNew).toBe(false);
  expect(await rowsOf()).toEqual(filled.filter((line) => !line.startsWith('platform')));
});

test('in any other mode there is no demo', async () => {
  for (const mode of ['test', 'production'] as const) {
    const ctx = { ...app.ctx, config: { ...app.ctx.config, mode } };
    await expect(prepareDemo(ctx)).rejects.toMatchObject({ code: 'auth.demo_only' });
    await expect(demoSignInLink(ctx)).rejects.toMatchObject({ code: 'auth.demo_only' });
  }
});
