import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { newId } from '../../core/ids.ts';
import type { LiveListener } from '../../core/live.ts';
import { syncOnNews } from './inventory.news.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('news of an edited vendor account, which is of no one store, is heard without a failure', () => {
  const listeners: LiveListener[] = [];
  const subscribeToAll = (_topics: unknown, listener: LiveListener) => {
    listeners.push(listener);
    return () => {};
  };
  syncOnNews({ ...app.ctx, live: { ...app.ctx.live, subscribeToAll } });
  const data = { accountId: newId(), storeId: null };
  expect(listeners).toHaveLength(1);
  for (const { onChange } of listeners)
    onChange({ id: 1n, topic: 'vendors.changed', storeId: null, data, resumeAt: '' });
});
