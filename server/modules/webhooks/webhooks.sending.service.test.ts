import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { done } from '../../../test/factories/shop.ts';
import { makeStaff, onClient, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { deliveriesOf, isGenuine, type MadeWebhook, makeWebhook, pass } from '../../../test/factories/webhook.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { listStoreEntries } from '../../../test/harness/audit.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { day, hour, minute, second } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { openReceiver, type Receiver, type Said } from '../../../test/harness/receiver.ts';
import { type StoreCtx, type StoreFacts, transaction, withStore } from '../../core/ctx.ts';
import { deliverDue, stopSending } from './webhooks.sending.service.ts';
import { publishMessage } from './webhooks.service.ts';
import { cleanUpWebhooks } from './webhooks.sweep.service.ts';

let app: TestApp;
let store: StoreFacts;
let ctx: StoreCtx;
let owner: TestClient;
let receiver: Receiver;
let hook: MadeWebhook;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await runJobs(app);
  app.clock.advance(hour);
  receiver = await openReceiver();
  store = await makeStore(app);
  ctx = withStore(app.ctx, store);
  await signInOwner();
  hook = await makeWebhook(owner, store, { url: receiver.url, messageTypes: ['sync.recovered'] });
});
afterEach(() => receiver.close());

/** Sessions end while days pass. */
async function signInOwner() {
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
}

const news = { since: '2026-10-01T00:00:00.000Z', recoveredAt: '2026-10-01T01:00:00.000Z' };
const tell = (key?: string) => publishMessage(ctx, 'sync.recovered', news, key === undefined ? {} : { key });
const ids = () => receiver.got.map(({ headers }) => headers['webhook-id']);
const only = async () => {
  const [delivery, ...others] = await deliveriesOf(owner, store);
  expect(others).toEqual([]);
  return done(await owner.get(`/api/stores/${store.key}/webhook-deliveries/${delivery.id}`));
};
const shown = async () => done(await owner.get(hook.path));
const sql = (text: string, values: unknown[] = []) =>
  app.ctx.database.pool.query(text.replaceAll('store.', `"${store.schemaName}".`), values);

describe('a message', () => {
  test('arrives in the form of Standard Webhooks, genuine to who knows the secret', async () => {
    await tell();
    await runJobs(app);
    const [got, ...more] = receiver.got;
    if (got === undefined) throw new Error('nothing came');
    expect(more).toEqual([]);
    expect(JSON.parse(got.body)).toEqual({
      type: 'sync.recovered',
      timestamp: app.clock.now().toISOString(),
      storeKey: store.key,
      data: news,
    });
    expect(got.headers).toMatchObject({ 'content-type': 'application/json' });
    const delivery = await only();
    expect(delivery).toMatchObject({ state: 'delivered', attemptCount: 1, dueAt: null, lastStatus: 204 });
    expect([delivery.messageId, delivery.body]).toEqual([got.headers['webhook-id'], got.body]);
    const now = app.clock.now();
    expect(isGenuine(got, hook.secret, now)).toBe(true);
    expect(isGenuine({ ...got, body: `${got.body} ` }, hook.secret, now)).toBe(false);
    expect(isGenuine(got, `whsec_${Buffer.alloc(32).toString('base64')}`, now)).toBe(false);
  });

  test('goes to endpoints that asked for its type, one delivery each, and to nobody else', async () => {
    const [other, deaf] = [await openReceiver(), await openReceiver()];
    await makeWebhook(owner, store, { url: other.url, messageTypes: ['sync.recovered', 'order.created'] });
    await makeWebhook(owner, store, { url: deaf.url, messageTypes: ['order.created'] });
    await tell();
    await runJobs(app);
    expect([receiver.got.length, other.got.length, deaf.got.length]).toEqual([1, 1, 0]);
    expect(other.got[0]?.headers['webhook-id']).toBe(ids()[0]);
    await Promise.all([other.close(), deaf.close()]);
  });

  test('is not sent when what it tells of was rolled back, and once for a key however often it is told', async () => {
    const failing = transaction(ctx, async (inside) => {
      await publishMessage(inside, 'sync.recovered', news);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await Promise.all([tell('same'), tell('same'), tell('same')]);
    await runJobs(app);
    expect(receiver.got).toHaveLength(1);
  });

  test('that does not fit its type is refused by us, not sent', async () => {
    const wrong = { ...news, email: 'fan@example.test' };
    await expect(publishMessage(ctx, 'sync.recovered', wrong)).rejects.toThrow(/./);
    expect(await deliveriesOf(owner, store)).toEqual([]);
  });

  test('waits while the store is suspended', async () => {
    await tell();
    done(await owner.post(`/api/stores/${store.key}/suspend`, { reason: 'Pause' }));
    await pass(app, minute);
    expect(receiver.got).toEqual([]);
    done(await owner.post(`/api/stores/${store.key}/resume`));
    await pass(app, minute);
    expect(receiver.got).toHaveLength(1);
  });
});

describe('a try that fails', () => {
  test('is followed by the next after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, then no more', async () => {
    // another message gets through now and then, so that the endpoint stays on
    receiver.answer(({ headers }) => ({ status: headers['webhook-id'] === first ? 500 : 204 }));
    await tell();
    const first = (await deliveriesOf(owner, store))[0].messageId;
    await runJobs(app);
    const waits: number[] = [];
    for (let delivery = await only(); delivery.state === 'waiting'; ) {
      const dueAt = Date.parse(delivery.dueAt);
      const wait = dueAt - app.clock.now().getTime();
      waits.push(wait / second);
      const before = receiver.got.length;
      await pass(app, wait - 1);
      expect(receiver.got).toHaveLength(before);
      await pass(app, 1);
      expect(receiver.got).toHaveLength(before + 1);
      await signInOwner();
      const path = `/api/stores/${store.key}/webhook-deliveries/${delivery.id}`;
      delivery = done(await owner.get(path));
      if (delivery.attemptCount === 8) await getOneThrough();
    }
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    const sent = receiver.got.filter(({ headers }) => headers['webhook-id'] === first);
    expect(sent).toHaveLength(10);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    expect((await shown()).isOn).toBe(true);
  });

  async function getOneThrough() {
    await tell();
    await runJobs(app);
  }

  test.each<[Said, string]>([
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'It answered 302.'],
    [{ status: 404, body: 'No such hook; token=abc' }, 'It answered 404.'],
    [{ status: 503, body: '' }, 'It answered 503.'],
  ])('with %j is written down', async (said, failure) => {
    receiver.answer(() => said);
    await tell();
    await runJobs(app);
    const delivery = await only();
    expect(delivery).toMatchObject({ state: 'waiting', lastStatus: said.status, lastFailure: failure });
    const answer = said.body === undefined || said.body === '' ? null : 'No such hook; token: [removed]';
    expect(delivery.attempts).toMatchObject([{ number: 1, status: said.status, failure, answer }]);
    expect(delivery.attempts[0].durationMs).toBeGreaterThanOrEqual(0);
    expect((await shown()).failingSince).toBe(app.clock.now().toISOString());
    receiver.answer(() => ({ status: 200 }));
    await pass(app, 5 * second);
    expect(await only()).toMatchObject({ state: 'delivered', attemptCount: 2 });
    expect((await shown()).failingSince).toBeNull();
  });

  test('because nobody listens there is written down with the reason', async () => {
    await receiver.close();
    await tell();
    await runJobs(app);
    expect(await only()).toMatchObject({ lastStatus: null, lastFailure: expect.stringContaining('ECONNREFUSED') });
    receiver = await openReceiver();
  });

  test('comes again when the receiver said, if that is later', async () => {
    receiver.answer(() => ({ status: 429, headers: { 'retry-after': '90' } }));
    await tell();
    await runJobs(app);
    expect(Date.parse((await only()).dueAt) - app.clock.now().getTime()).toBe(90 * second);
  });

  test('because the address leads into a closed network sends nothing', async () => {
    // the name was public when it was typed in
    await sql(`update store.webhook_endpoints set url = 'https://10.0.0.8/hook'`);
    await tell();
    await runJobs(app);
    expect(await only()).toMatchObject({ lastStatus: null, lastFailure: expect.stringContaining('public address') });
  });
});

describe('an endpoint', () => {
  test('that answers 410 is off at once, its other messages have failed, and who may edit it is mailed', async () => {
    const admin = await makeStaff(app, { grants: [onStore(store, 'admin')] });
    const editor = await makeStaff(app, { grants: [onStore(store, 'editor')] });
    receiver.answer(() => ({ status: 410 }));
    await Promise.all([tell(), tell(), tell()]);
    await runJobs(app);
    expect(await shown()).toMatchObject({ isOn: false, offBecause: 'gone', offAt: app.clock.now().toISOString() });
    const states = (await deliveriesOf(owner, store)).map(({ state }) => state);
    expect(states).toEqual(['failed', 'failed', 'failed']);
    expect((await listStoreEntries(app, store, hook.id)).at(-1)).toMatchObject({
      action: 'webhooks.switch_off',
      actorName: 'webhooks',
      after: { isOn: false, offBecause: 'gone' },
    });
    const mailed = app.mails.filter(({ subject }) => subject.includes(store.name)).map(({ to }) => to);
    expect(mailed).toContain(admin.email);
    expect(mailed).not.toContain(editor.email);
    expect(new Set(mailed).size).toBe(mailed.length);
  });

  test('of which every try fails for three days is off, and what happens meanwhile can be replayed', async () => {
    receiver.answer(() => ({ status: 500 }));
    const since = app.clock.now().toISOString();
    await tell();
    await runJobs(app);
    for (const delay of [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour]) {
      await pass(app, delay);
    }
    await signInOwner();
    expect((await shown()).isOn).toBe(true);
    await pass(app, 24 * hour);
    await signInOwner();
    expect(await shown()).toMatchObject({ isOn: false, offBecause: 'failing' });
    await tell();
    await pass(app, minute);
    const off = await deliveriesOf(owner, store);
    expect(off.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect((await owner.post(`${hook.path}/replay`, { since })).body.code).toBe('webhook.off');
    expect((await owner.post(`${hook.path}/test`)).body.code).toBe('webhook.off');
    const { version } = await shown();
    done(await owner.patch(hook.path, { isOn: true }, { 'if-match': `"${version}"` }));
    receiver.answer(() => ({ status: 204 }));
    receiver.got.length = 0;
    expect(done(await owner.post(`${hook.path}/replay`, { since }))).toEqual({ count: 2 });
    await runJobs(app);
    expect(ids().sort((a, b) => String(a).localeCompare(String(b)))).toEqual(
      off.map(({ messageId }) => messageId).sort((a, b) => String(a).localeCompare(String(b))),
    );
  });

  test('that staff switched off gets nothing and misses it', async () => {
    await tell();
    done(await owner.patch(hook.path, { isOn: false }, { 'if-match': '"1"' }));
    await tell();
    await pass(app, minute);
    expect(receiver.got).toEqual([]);
    expect(await only()).toMatchObject({ state: 'failed', lastFailure: 'The endpoint was switched off.' });
  });

  test('is tested with one try, which says nothing of how long it fails', async () => {
    receiver.answer(() => ({ status: 500 }));
    const { id, state } = done(await owner.post(`${hook.path}/test`));
    expect(state).toBe('waiting');
    await runJobs(app);
    await pass(app, hour);
    const path = `/api/stores/${store.key}/webhook-deliveries/${id}`;
    expect(done(await owner.get(path))).toMatchObject({ type: 'webhook.test', state: 'failed', attemptCount: 1 });
    expect([receiver.got.length, (await shown()).failingSince]).toEqual([1, null]);
  });
});

describe('a replay', () => {
  test('of one sends the same message again, whatever became of it, but not while it waits', async () => {
    await tell();
    const waiting = await only();
    const path = `/api/stores/${store.key}/webhook-deliveries/${waiting.id}/replay`;
    expect((await owner.post(path)).body.code).toBe('webhook.delivery_waiting');
    await runJobs(app);
    expect((await owner.post(path)).body).toMatchObject({ state: 'waiting', attemptCount: 1, deliveredAt: null });
    await runJobs(app);
    expect(ids()).toEqual([waiting.messageId, waiting.messageId]);
    expect(receiver.got[0]?.body).toBe(receiver.got[1]?.body);
    expect(await only()).toMatchObject({ state: 'delivered', attemptCount: 2 });
    expect((await listStoreEntries(app, store, hook.id)).at(-1)).toMatchObject({
      action: 'webhooks.replay',
      after: { messageId: waiting.messageId },
    });
  });

  test('of all that failed since an instant leaves what failed before and what was delivered', async () => {
    const fail = async () => {
      await tell();
      await sql(`update store.webhook_deliveries set state = 'failed', due_at = null where state = 'waiting'`);
    };
    await fail();
    app.clock.advance(minute);
    const since = app.clock.now().toISOString();
    await tell();
    await runJobs(app);
    await fail();
    await fail();
    receiver.got.length = 0;
    expect(done(await owner.post(`${hook.path}/replay`, { since }))).toEqual({ count: 2 });
    await runJobs(app);
    expect(receiver.got).toHaveLength(2);
    expect(done(await owner.post(`${hook.path}/replay`, { since }))).toEqual({ count: 0 });
  });
});

describe('whatever happens to the sender', () => {
  test('a message that was sent and not written down is sent again, with the same id', async () => {
    receiver.answer(async () => {
      await sql('alter table store.webhook_attempts rename to lost_attempts');
      receiver.answer(() => ({ status: 204 }));
      return { status: 204 };
    });
    await tell();
    await runJobs(app);
    await sql(`alter table store.lost_attempts rename to webhook_attempts`);
    await pass(app, minute - second);
    expect(receiver.got).toHaveLength(1);
    await pass(app, second);
    const delivery = await only();
    expect(ids()).toEqual([delivery.messageId, delivery.messageId]);
    expect(delivery).toMatchObject({ state: 'delivered', attemptCount: 2 });
    expect(delivery.attempts).toMatchObject([
      { number: 2, status: 204 },
      { number: 1, status: null, failure: null },
    ]);
  });

  test('many who send at once send each message once', async () => {
    for (let told = 0; told < 20; told += 1) await tell();
    await Promise.all([1, 2, 3, 4].map(() => deliverDue(ctx)));
    await expect.poll(() => deliveriesOf(owner, store, '?state=waiting')).toEqual([]);
    expect(new Set(ids()).size).toBe(20);
    expect(receiver.got).toHaveLength(20);
  });

  test('a slow endpoint holds up no other, gets four at a time, and its job ends without it', async () => {
    const slow = await openReceiver();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    slow.answer(async () => {
      await held;
      return { status: 204 };
    });
    await makeWebhook(owner, store, { url: slow.url, messageTypes: ['sync.recovered'] });
    for (let told = 0; told < 6; told += 1) await tell();
    await runJobs(app);
    expect([receiver.got.length, slow.got.length]).toEqual([6, 4]);
    await tell();
    await runJobs(app);
    expect([receiver.got.length, slow.got.length]).toEqual([7, 4]);
    release();
    await expect.poll(() => deliveriesOf(owner, store, '?state=waiting')).toEqual([]);
    expect(slow.got).toHaveLength(7);
    await slow.close();
  });

  test('a process that is stopped gives back what it was sending, as if it had not been tried', async () => {
    const other = { ...ctx, live: { ...ctx.live } };
    let begun = () => {};
    const reached = new Promise<void>((resolve) => {
      begun = resolve;
    });
    receiver.answer(() => {
      begun();
      return new Promise(() => {});
    });
    await tell();
    const sending = deliverDue(other);
    await reached;
    await Promise.all([stopSending(other), sending]);
    expect(await only()).toMatchObject({ state: 'waiting', dueAt: app.clock.now().toISOString() });
    expect((await shown()).failingSince).toBeNull();
    receiver.answer(() => ({ status: 204 }));
    await runJobs(app);
    expect(await only()).toMatchObject({ state: 'delivered', attemptCount: 2 });
  });
});

test('messages are kept for 30 days with all that belongs to them', async () => {
  await tell();
  await runJobs(app);
  app.clock.advance(30 * day);
  await cleanUpWebhooks(app.ctx);
  await signInOwner();
  expect(await deliveriesOf(owner, store)).toHaveLength(1);
  app.clock.advance(1);
  await cleanUpWebhooks(app.ctx);
  const counts = await sql(
    'select (select count(*)::int from store.webhook_messages) as messages, (select count(*)::int from store.webhook_attempts) as attempts',
  );
  expect(counts.rows).toEqual([{ messages: 0, attempts: 0 }]);
});
