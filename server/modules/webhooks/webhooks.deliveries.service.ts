import { z } from 'zod';
import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import type { Page } from '../stores/stores.types.ts';
import * as deliveries from './webhooks.deliveries.repository.ts';
import * as endpoints from './webhooks.endpoints.repository.ts';
import { existing, nameOf } from './webhooks.lookup.service.ts';
import { deliverJob } from './webhooks.news.service.ts';
import type { Attempt, Delivery, DeliverySearch } from './webhooks.types.ts';

const Place = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** Newest first; one that is made meanwhile moves none from page to page. */
export async function listDeliveries(ctx: StoreCtx, search: DeliverySearch, page: Page) {
  requireStore(ctx, 'store.webhooks.view');
  const [at = null, id = null] = readCursorAs(page.cursor, Place) ?? [];
  const found = await deliveries.list(ctx.store.db, {
    endpointId: search.endpointId ?? null,
    type: search.type ?? null,
    state: search.state ?? null,
    from: search.from ?? null,
    until: search.until ?? null,
    olderThanAt: at === null ? null : new Date(at),
    olderThanId: id,
    limit: page.limit + 1,
  });
  return toPage(found.map(toDelivery), page.limit, (one) => [one.createdAt.toISOString(), one.id]);
}

export async function getDelivery(
  ctx: StoreCtx,
  id: string,
): Promise<Delivery & { body: string; attempts: Attempt[] }> {
  requireStore(ctx, 'store.webhooks.view');
  const found = await deliveries.find(ctx.store.db, id);
  if (found === null) throw problem('webhook.delivery_not_found');
  return { ...toDelivery(found), body: found.body, attempts: await deliveries.listAttempts(ctx.store.db, id) };
}

/** Sends the message once more, with the same id, whatever became of it. */
export async function replayDelivery(ctx: StoreCtx, id: string): Promise<Delivery> {
  requireStore(ctx, 'store.webhooks.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const { endpointId, type, messageId } = await findDelivery(ctx, id);
    const endpoint = await lockUsable(ctx, endpointId);
    if (!(await deliveries.replay(ctx.store.db, { id, now: ctx.clock.now() }))) {
      throw problem('webhook.delivery_waiting');
    }
    await keep(ctx, 'webhooks.replay', endpoint, { deliveryId: id, messageId, type });
    return findDelivery(ctx, id);
  });
}

/** Sends the endpoint again what failed since an instant, but tests; answers how many. */
export async function replayFailed(ctx: StoreCtx, endpointId: string, since: Date): Promise<{ count: number }> {
  requireStore(ctx, 'store.webhooks.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const endpoint = await lockUsable(ctx, endpointId);
    const count = await deliveries.replayFailed(ctx.store.db, { endpointId, since, now: ctx.clock.now() });
    if (count > 0) await keep(ctx, 'webhooks.replay_failed', endpoint, { since, count });
    return { count };
  });
}

/** Asks for no permission. */
export async function findDelivery(ctx: StoreCtx, id: string): Promise<Delivery> {
  const found = await deliveries.find(ctx.store.db, id);
  if (found === null) throw problem('webhook.delivery_not_found');
  return toDelivery(found);
}

async function lockUsable(ctx: StoreCtx, endpointId: string) {
  const endpoint = existing(await endpoints.lock(ctx.store.db, endpointId));
  if (!endpoint.isOn) throw problem('webhook.off');
  return endpoint;
}

async function keep(ctx: StoreCtx, action: string, endpoint: endpoints.EndpointRow, after: object) {
  await audit.record(ctx, { action, subject: { type: 'webhook', id: endpoint.id, name: nameOf(endpoint) }, after });
  await enqueueForStore(ctx, deliverJob, {}, { key: 'webhooks.deliver' });
}

function toDelivery(row: deliveries.DeliveryRow): Delivery {
  const { id, messageId, endpointId, type, createdAt, state, attemptCount } = row;
  const { dueAt, lastAttemptAt, lastStatus, lastFailure, deliveredAt } = row;
  const facts = { id, messageId, endpointId, type, createdAt, state, attemptCount };
  return { ...facts, dueAt, lastAttemptAt, lastStatus, lastFailure, deliveredAt };
}
