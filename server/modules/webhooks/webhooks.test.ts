import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { done } from '../../../test/factories/shop.ts';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { deliveriesOf, makeWebhook } from '../../../test/factories/webhook.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { hour } from '../../../test/harness/clock.ts';
import type { Config } from '../../core/config.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { createEndpoint } from './webhooks.endpoints.service.ts';

let app: TestApp;
let store: StoreFacts;
let admin: TestClient;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.advance(hour);
  store = await makeStore(app);
  admin = await signIn(app, await makeStaff(app, { name: 'Ada Admin', grants: [onStore(store, 'admin')] }));
});

const path = () => `/api/stores/${store.key}/webhooks`;
const given = { url: 'https://partner.example/hook?for=us', messageTypes: ['program.switched', 'order.created'] };
const stored = async () =>
  (await app.ctx.database.pool.query(`select * from "${store.schemaName}".webhook_endpoints`)).rows;

describe('an endpoint', () => {
  test('is made with a secret that is shown once and kept sealed', async () => {
    const made = await admin.post(path(), { ...given, description: 'Mailing house' });
    expect(made.status).toBe(201);
    expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made.body).toMatchObject({
      url: given.url,
      messageTypes: ['order.created', 'program.switched'],
      isOn: true,
      createdBy: 'Ada Admin',
      version: 1,
    });
    const [row] = await stored();
    const bytes: Buffer = row.sealed_secret;
    const raw = Buffer.from(made.body.secret.slice(6), 'base64');
    expect(bytes.includes(raw) || bytes.includes(made.body.secret)).toBe(false);
    const later = await admin.get(`${path()}/${made.body.id}`);
    expect([later.body.secret, (await admin.get(path())).text.includes('whsec_')]).toEqual([undefined, false]);
    const entries = await listStoreEntries(app, store, made.body.id);
    expect(entries).toMatchObject([{ action: 'webhooks.create', after: { url: given.url } }]);
    expect(JSON.stringify(entries)).not.toContain('whsec_');
  });

  test.each([
    ['http://partner.example/hook', 'does not start with https://'],
    ['https://10.0.0.8/hook', 'not a public address'],
    ['https://169.254.169.254/latest/meta-data', 'not a public address'],
    ['https://[fd00::1]/hook', 'not a public address'],
    ['https://user:pass@partner.example/hook', 'has a user'],
    ['https://partner.example/hook#part', 'fragment'],
  ])('at %s is refused, when made and when changed', async (url, reason) => {
    const refused = { status: 422, body: { code: 'webhook.address_unusable' } };
    const answer = await admin.post(path(), { ...given, url });
    expect(answer).toMatchObject(refused);
    expect(answer.body.detail).toContain(reason);
    const hook = await makeWebhook(admin, store, given);
    expect(await admin.patch(hook.path, { url }, { 'if-match': '"1"' })).toMatchObject(refused);
  });

  test('on this machine is refused in production', async () => {
    const local = { ...given, url: 'http://127.0.0.1:9/hook' };
    expect((await admin.post(path(), local)).status).toBe(201);
    const config: Config = { ...app.ctx.config, mode: 'production' };
    const making = createEndpoint(withStore({ ...app.ctx, config }, store), {
      url: local.url,
      description: '',
      messageTypes: ['order.created'],
    });
    await expect(making).rejects.toMatchObject({ code: 'webhook.address_unusable' });
  });

  test.each([
    [{ ...given, messageTypes: [] }],
    [{ ...given, messageTypes: ['order.created', 'order.created'] }],
    [{ ...given, messageTypes: ['webhook.test'] }],
    [{ ...given, messageTypes: ['order.eaten'] }],
    [{ ...given, url: 'partner' }],
    [{ ...given, secret: 'mine' }],
  ])('that makes no sense is refused (%#)', async (body) => {
    expect((await admin.post(path(), body)).body.code).toBe('request.invalid');
  });

  test('is changed by who read its present version, and the audit says what changed', async () => {
    const hook = await makeWebhook(admin, store, given);
    const url = 'https://other.example/hook';
    const answer = await admin.patch(hook.path, { url, isOn: false }, { 'if-match': '"1"' });
    expect(answer.body).toMatchObject({ url, isOn: false, offBecause: 'staff', version: 2 });
    const late = await admin.patch(hook.path, { description: 'x' }, { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 412, body: { params: { fields: ['/isOn', '/offBecause', '/url'] } } });
    const on = await admin.patch(hook.path, { isOn: true }, { 'if-match': '"2"' });
    expect(on.body).toMatchObject({ isOn: true, offBecause: null, offAt: null, version: 3 });
    expect((await admin.patch(hook.path, {}, { 'if-match': '"3"' })).body.code).toBe('request.invalid');
  });

  test('is removed with its deliveries', async () => {
    const hook = await makeWebhook(admin, store, given);
    done(await admin.post(`${hook.path}/test`));
    expect(await deliveriesOf(admin, store)).toHaveLength(1);
    expect((await admin.delete(hook.path)).status).toBe(204);
    expect(await deliveriesOf(admin, store)).toEqual([]);
    expect((await admin.delete(hook.path)).body.code).toBe('webhook.not_found');
    expect(await listStoreEntries(app, store, hook.id)).toMatchObject([
      { action: 'webhooks.create' },
      { action: 'webhooks.test' },
      { action: 'webhooks.remove', before: { url: given.url } },
    ]);
  });

  test('is one of twenty at most, also when many are made at once', async () => {
    for (let made = 0; made < 18; made += 1) {
      app.clock.advance(hour);
      await makeWebhook(admin, store, given);
    }
    const last = await Promise.all([1, 2, 3, 4, 5].map(() => admin.post(path(), given)));
    expect(last.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 201, 409, 409, 409]);
    const first = (await admin.get(`${path()}?limit=15`)).body;
    const rest = (await admin.get(`${path()}?limit=15&cursor=${first.next}`)).body;
    const ids = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
    expect([new Set(ids).size, rest.next]).toEqual([20, null]);
  });
});

describe('who may do what', () => {
  test('support reads and changes nothing; a viewer reads nothing; the list says what may be done', async () => {
    const hook = await makeWebhook(admin, store, given);
    const support = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'support')] }));
    const viewer = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'viewer')] }));
    expect((await support.get(path())).body.canEdit).toBe(false);
    expect((await admin.get(path())).body.canEdit).toBe(true);
    expect((await support.post(`${hook.path}/test`)).body.code).toBe('permission.denied');
    expect((await viewer.get(path())).body.code).toBe('permission.denied');
  });

  test('an API key can read deliveries and never be given more', async () => {
    const keys = `/api/stores/${store.key}/keys`;
    const { grantable } = (await admin.get(keys)).body;
    expect(grantable).toContain('store.webhooks.view');
    const asked = await admin.post(keys, { name: 'Till', permissions: ['store.webhooks.edit'] });
    expect(asked.body.code).toBe('request.invalid');
    const { key } = done(await admin.post(keys, { name: 'Till', permissions: grantable }));
    const program = app.client({ authorization: `Bearer ${key}` });
    expect((await program.get(path())).status).toBe(200);
    expect((await program.post(path(), given)).body.code).toBe('permission.denied');
  });

  test("another store's endpoint and delivery are not found, whatever the path", async () => {
    const hook = await makeWebhook(admin, store, given);
    const { id } = done(await admin.post(`${hook.path}/test`));
    const there = await makeStore(app);
    const other = await signIn(app, await makeStaff(app, { grants: [onStore(there, 'owner')] }));
    const theirs = `/api/stores/${there.key}`;
    expect((await other.get(hook.path)).body.code).toBe('store.not_found');
    expect((await other.get(`${theirs}/webhooks/${hook.id}`)).body.code).toBe('webhook.not_found');
    expect((await other.post(`${theirs}/webhooks/${hook.id}/secret`, {})).body.code).toBe('webhook.not_found');
    expect((await other.get(`${theirs}/webhook-deliveries/${id}`)).body.code).toBe('webhook.delivery_not_found');
    const replay = await other.post(`${theirs}/webhook-deliveries/${id}/replay`);
    expect(replay.body.code).toBe('webhook.delivery_not_found');
    expect(await deliveriesOf(other, there)).toEqual([]);
  });
});

test('deliveries are filtered and paged, newest first', async () => {
  const [one, two] = [await makeWebhook(admin, store, given), await makeWebhook(admin, store, given)];
  for (const hook of [one, two, one]) {
    app.clock.advance(hour);
    done(await admin.post(`${hook.path}/test`));
  }
  const all = await deliveriesOf(admin, store);
  expect(all.map(({ endpointId }) => endpointId)).toEqual([one.id, two.id, one.id]);
  expect(await deliveriesOf(admin, store, `?endpointId=${two.id}`)).toEqual([all[1]]);
  expect(await deliveriesOf(admin, store, '?state=delivered')).toEqual([]);
  expect(await deliveriesOf(admin, store, '?type=order.created')).toEqual([]);
  expect(await deliveriesOf(admin, store, `?from=${all[1].createdAt}&until=${all[0].createdAt}`)).toEqual([all[1]]);
  const list = `/api/stores/${store.key}/webhook-deliveries`;
  const first = (await admin.get(`${list}?limit=2`)).body;
  const rest = (await admin.get(`${list}?limit=2&cursor=${first.next}`)).body;
  expect([...first.items, ...rest.items]).toEqual(all);
  expect(rest.next).toBeNull();
  expect((await admin.get(`${list}?cursor=${Buffer.from('["x"]').toString('base64url')}`)).body.code).toBe(
    'request.invalid',
  );
});

test('the documentation names every type of message with its fields', async () => {
  const { body } = await app.client().get('/api/openapi.json');
  const { types } = (await admin.get(path())).body;
  expect(Object.keys(body.webhooks)).toEqual(types.map(({ type }: { type: string }) => type));
  const { text } = await app.client().get('/api/docs');
  expect(text).toContain('id="messages.order.created"');
  expect(text).toContain('data.vendorAccountId');
});

test('nothing is changed while the store is suspended', async () => {
  const hook = await makeWebhook(admin, store, given);
  const owner = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'owner')] }));
  done(await owner.post(`/api/stores/${store.key}/suspend`, { reason: 'Pause' }));
  for (const answer of [await owner.post(path(), given), await owner.post(`${hook.path}/test`)]) {
    expect(answer.body.code).toBe('store.suspended');
  }
});
