import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { done } from '../../../test/factories/shop.ts';
import { makeStaff, onClient, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { isGenuine, type MadeWebhook, makeWebhook } from '../../../test/factories/webhook.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import type { TestClient } from '../../../test/harness/client.ts';
import { day } from '../../../test/harness/clock.ts';
import { runJobs } from '../../../test/harness/jobs.ts';
import { openReceiver, type Receiver } from '../../../test/harness/receiver.ts';
import { type StoreFacts, withStore } from '../../core/ctx.ts';
import { publishMessage } from './webhooks.service.ts';
import { cleanUpWebhooks } from './webhooks.sweep.service.ts';

let app: TestApp;
let store: StoreFacts;
let owner: TestClient;
let receiver: Receiver;
let hook: MadeWebhook;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  receiver = await openReceiver();
  store = await makeStore(app);
  await signInOwner();
  hook = await makeWebhook(owner, store, { url: receiver.url, messageTypes: ['sync.recovered'] });
});
afterEach(() => receiver.close());

async function signInOwner() {
  owner = await signIn(app, await makeStaff(app, { grants: [onClient({ id: store.clientId }, 'owner')] }));
}

describe('a new secret', () => {
  const rotate = async (keepOldHours?: number) =>
    done(await owner.post(`${hook.path}/secret`, keepOldHours === undefined ? {} : { keepOldHours }));
  const next = async () => {
    const news = { since: '2026-10-01T00:00:00.000Z', recoveredAt: '2026-10-01T01:00:00.000Z' };
    await publishMessage(withStore(app.ctx, store), 'sync.recovered', news);
    await runJobs(app);
    const got = receiver.got.at(-1);
    if (got === undefined) throw new Error('nothing came');
    return got;
  };

  test('signs beside the old one for a day, then alone', async () => {
    const { secret, oldSecretUntil } = await rotate();
    expect(Date.parse(oldSecretUntil) - app.clock.now().getTime()).toBe(day);
    const both = await next();
    const now = app.clock.now();
    expect([isGenuine(both, hook.secret, now), isGenuine(both, secret, now)]).toEqual([true, true]);
    app.clock.advance(day - 1);
    expect(isGenuine(await next(), hook.secret, app.clock.now())).toBe(true);
    app.clock.advance(1);
    const alone = await next();
    expect(isGenuine(alone, hook.secret, app.clock.now())).toBe(false);
    expect(isGenuine(alone, secret, app.clock.now())).toBe(true);
    await cleanUpWebhooks(app.ctx);
    const { rows } = await app.ctx.database.pool.query(
      `select previous_sealed_secret from "${store.schemaName}".webhook_endpoints`,
    );
    expect(rows).toEqual([{ previous_sealed_secret: null }]);
    await signInOwner();
    expect(done(await owner.get(hook.path)).oldSecretUntil).toBeNull();
  });

  test('is the only one at once when the old one has leaked, and ends the one before the old one in any case', async () => {
    const second = (await rotate()).secret;
    const third = (await rotate()).secret;
    const got = await next();
    const fits = [hook.secret, second, third].map((secret) => isGenuine(got, secret, app.clock.now()));
    expect(fits).toEqual([false, true, true]);
    const { secret, oldSecretUntil } = await rotate(0);
    const last = await next();
    expect([isGenuine(last, third, app.clock.now()), isGenuine(last, secret, app.clock.now())]).toEqual([false, true]);
    expect(oldSecretUntil).toBeNull();
  });
});
