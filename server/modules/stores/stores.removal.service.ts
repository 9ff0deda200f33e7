import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { dropStoreSchema } from '../../core/migrate.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { actOnStore, lockStore } from './stores.acts.service.ts';
import { readDetails } from './stores.details.service.ts';
import * as removal from './stores.removal.repository.ts';
import type { LockedStore } from './stores.states.repository.ts';
import type { StoreDetails } from './stores.types.ts';

/** First step: the store closes, and an export is asked for. */
export async function requestRemoval(ctx: StoreCtx, reason: string): Promise<StoreDetails> {
  requireStore(ctx, 'store.remove');
  return actOnStore(ctx, async (ctx, { id, state }) => {
    if (state === 'removing') throw problem('store.removing');
    const version = await removal.request(ctx.platform, { id, at: ctx.clock.now(), reason });
    return { action: 'stores.request_removal', version, before: { state }, after: { state: 'removing' }, reason };
  });
}

/** The store is again what it was before the request: active or suspended. */
export async function cancelRemoval(ctx: StoreCtx): Promise<StoreDetails> {
  requireStore(ctx, 'store.remove');
  return actOnStore(ctx, async (ctx, { id, state, suspendedReason }) => {
    if (state !== 'removing') throw problem('store.removal_not_requested');
    const version = await removal.cancel(ctx.platform, id);
    const after = { state: suspendedReason === null ? 'active' : 'suspended' };
    return { action: 'stores.cancel_removal', version, before: { state }, after };
  });
}

/**
 * Second step, after an export: drops the store's schema and its row, with the host names, roles, invitations and keys
 * that hang on it. What stays is a line in `removed_stores` and the platform's audit. `typedKey` must be the store's key.
 */
export async function confirmRemoval(ctx: StoreCtx, typedKey: string): Promise<void> {
  requireStore(ctx, 'store.remove');
  await transaction(ctx, async (ctx) => {
    const { exportedAt, reason } = requestOf(await lockStore(ctx), ctx.store.key, typedKey);
    const { key, name, client, product, createdAt, version } = await readDetails(ctx);
    const { id, clientId, schemaName } = ctx.store;
    const removed = { id, key, name, clientId, clientKey: client.key, productKey: product.key, createdAt, exportedAt };
    await removal.keep(ctx.platform, {
      ...removed,
      removedAt: ctx.clock.now(),
      removedBy: actorName(ctx.actor),
      reason,
    });
    await removal.remove(ctx.platform, id);
    await dropStoreSchema(ctx.session, schemaName);
    const subject = { type: 'store', id, name: key, version: version + 1 };
    await audit.recordOnPlatform(ctx, { action: 'stores.remove', subject, clientId, before: removed, reason });
    await announce(ctx, { topic: 'store.changed', data: { version: version + 1 } });
  });
}

/** The request for removal that can be confirmed now. */
function requestOf(store: LockedStore, key: string, typedKey: string) {
  const { removalRequestedAt, removalReason, exportedAt } = store;
  if (removalRequestedAt === null || removalReason === null) throw problem('store.removal_not_requested');
  if (exportedAt === null) throw problem('store.not_exported');
  if (typedKey !== key) throw problem('store.name_mismatch', { key });
  return { exportedAt, reason: removalReason };
}
