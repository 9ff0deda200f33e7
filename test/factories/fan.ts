import { createHash } from 'node:crypto';
import { type StoreFacts, withStore } from '../../server/core/ctx.ts';
import { newId, newSecret } from '../../server/core/ids.ts';
import { keepFan } from '../../server/modules/fans/fans.service.ts';
import * as sessions from '../../server/modules/fans/fans.sessions.repository.ts';
import type { FanAccount } from '../../server/modules/fans/fans.types.ts';
import type { TestApp } from '../harness/app.ts';
import type { TestClient } from '../harness/client.ts';
import { day } from '../harness/clock.ts';

let made = 0;

/** A fan the store knows, with their account groups; answers the id. */
export async function makeFan(
  app: Pick<TestApp, 'ctx'>,
  store: StoreFacts,
  overrides: Partial<FanAccount> = {},
): Promise<string> {
  made += 1;
  const account = {
    vendorAccountId: `A${made}`,
    email: `fan-${made}@example.test`,
    name: `Fan ${made}`,
    accountGroups: [],
  };
  return keepFan(withStore(app.ctx, store), { ...account, ...overrides });
}

/** A browser in which such a fan is signed in, without the vendor being asked. */
export async function openFanBrowser(
  app: Pick<TestApp, 'ctx' | 'client'>,
  store: StoreFacts,
  overrides: Partial<FanAccount> = {},
): Promise<TestClient> {
  const fanId = await makeFan(app, store, overrides);
  const now = app.ctx.clock.now();
  const token = newSecret();
  await sessions.insert(withStore(app.ctx, store).store.db, {
    id: newId(),
    fanId,
    tokenHash: createHash('sha256').update(token).digest(),
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + 30 * day),
  });
  const browser = app.client();
  browser.cookies.set(`flex_fan_${store.key}`, token);
  return browser;
}
