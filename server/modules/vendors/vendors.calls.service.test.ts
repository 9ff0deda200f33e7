import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStaff, onStore, signIn } from '../../../test/factories/staff.ts';
import { makeStore } from '../../../test/factories/store.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { hour } from '../../../test/harness/clock.ts';
import { withStore } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { type CallRow, insert } from './vendors.calls.repository.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

function madeCall(operation: string, outcome: CallRow['outcome'], startedAt: Date): CallRow {
  const rest = { eventCode: null, durationMs: 1, attemptCount: 1, pollCount: 0, detail: null };
  return { id: newId(), operation, purpose: 'hold', outcome, startedAt, ...rest };
}

test('holds of the last hour are counted by how they went; giving seats back is no hold', async () => {
  const store = await makeStore(app);
  const ctx = withStore(app.ctx, store);
  const support = await signIn(app, await makeStaff(app, { grants: [onStore(store, 'support')] }));
  const at = app.clock.now();
  await insert(ctx.store.db, [
    madeCall('holdSpecific', 'done', at),
    madeCall('holdBestAvailable', 'done', at),
    madeCall('holdBestAvailable', 'refused', at),
    madeCall('holdSpecific', 'busy', at),
    madeCall('holdSpecific', 'unknown', new Date(at.getTime() - hour)),
    madeCall('holdSpecific', 'unavailable', new Date(at.getTime() - hour - 1)),
    madeCall('release', 'unavailable', at),
  ]);
  const { body } = await support.get(`/api/stores/${store.key}/vendor/holds`);
  expect(body).toEqual({ since: new Date(at.getTime() - hour).toISOString(), done: 2, refused: 1, failed: 2 });
});
