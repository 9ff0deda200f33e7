import { type Ctx, type StoreCtx, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { isProblem } from '../../core/problem.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import * as attempts from './webhooks.attempts.repository.ts';
import * as endpoints from './webhooks.endpoints.repository.ts';
import * as messages from './webhooks.messages.repository.ts';
import { deliverJob, watchJob } from './webhooks.news.service.ts';

/** Milliseconds a message is kept. */
const kept = 30 * 24 * 60 * 60_000;

/** What nobody told, and what a process left when it died: for each store that has endpoints. */
export async function sweepWebhooks(ctx: Ctx): Promise<void> {
  await forEveryStore(ctx, async (ctx) => {
    if (ctx.store.state !== 'active' || (await endpoints.count(ctx.store.db)) === 0) return;
    await requestLook(ctx);
    const due = await attempts.listDue(ctx.store.db, ctx.clock.now());
    if (due.length > 0) await enqueueForStore(ctx, deliverJob, {}, { key: 'webhooks.deliver' });
  });
}

/** From here on a switch is told as soon as it is heard of; the answered function ends it. */
export function watchOnNews(ctx: Ctx): () => void {
  const logFailure = (error: unknown) =>
    ctx.log.error({ err: faultFacts(error) }, 'webhooks: a switch was not followed');
  return ctx.live.subscribeToAll(['lifecycle.changed'], {
    onChange: ({ storeId }) => void follow(ctx, storeId).catch(logFailure),
    onGap: () => {}, // every store is looked at within a minute
  });
}

export async function cleanUpWebhooks(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await forEveryStore(ctx, async ({ store: { db } }) => {
    await messages.prune(db, new Date(now.getTime() - kept));
    await endpoints.forgetOldSecrets(db, now);
  });
}

async function follow(ctx: Ctx, storeId: string | null) {
  const store = (await listEveryStore(ctx)).find(({ id }) => id === storeId);
  if (store === undefined) return;
  const inStore = withStore(ctx, store);
  if ((await endpoints.count(inStore.store.db)) > 0) await requestLook(inStore);
}

async function requestLook(ctx: StoreCtx) {
  await enqueueForStore(ctx, watchJob, {}, { key: 'webhooks.watch' });
}

/** A store that fails does not stop the others. */
async function forEveryStore(ctx: Ctx, act: (ctx: StoreCtx) => Promise<void>) {
  const failures: unknown[] = [];
  for (const store of await listEveryStore(ctx)) {
    await act(withStore(ctx, store)).catch((error: unknown) => {
      if (!isProblem(error, 'store.not_found')) failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the webhooks of some stores could not be looked at');
}
