import { requireOpen, requireStore, type StoreCtx } from '../../core/ctx.ts';
import type { Database } from '../../core/db.ts';
import { problem } from '../../core/problem.ts';
import { actOnStore } from './stores.acts.service.ts';
import * as states from './stores.states.repository.ts';
import type { StoreDetails } from './stores.types.ts';

/** Closes the store: fans get nothing, staff may read, nothing is changed but its people and its state. */
export async function suspendStore(ctx: StoreCtx, reason: string): Promise<StoreDetails> {
  requireStore(ctx, 'store.suspend');
  return actOnStore(ctx, async (ctx, store) => {
    requireOpen(store);
    const version = await states.suspend(ctx.platform, { id: store.id, at: ctx.clock.now(), reason });
    return { action: 'stores.suspend', version, before: { state: 'active' }, after: { state: 'suspended' }, reason };
  });
}

/** Opens a suspended store again. */
export async function resumeStore(ctx: StoreCtx): Promise<StoreDetails> {
  requireStore(ctx, 'store.suspend');
  return actOnStore(ctx, async (ctx, store) => {
    if (store.state === 'active') throw problem('store.not_suspended');
    if (store.state === 'removing') throw problem('store.removing');
    const version = await states.resume(ctx.platform, store.id);
    return { action: 'stores.resume', version, before: { state: 'suspended' }, after: { state: 'active' } };
  });
}

/**
 * For every module that writes what belongs to a store: refuses unless the store is active, and keeps it so until the
 * surrounding transaction ends. A store that is being suspended or removed waits for such writes, so an export made
 * after the request has them.
 */
export async function holdOpen(ctx: StoreCtx): Promise<void> {
  if (!ctx.session.inTransaction) throw new Error('a store is held open inside a transaction');
  const store = await states.hold(ctx.platform, ctx.store.id);
  if (store === null) throw problem('store.not_found');
  requireOpen(store);
}

/** Whoever records an order says so here, in the same transaction: from the first sale on the currency is fixed. */
export async function recordSale(ctx: StoreCtx): Promise<void> {
  const known = soldStores.get(ctx.database) ?? new Set();
  if (known.has(ctx.store.id)) return;
  await states.markSale(ctx.platform, { id: ctx.store.id, at: ctx.clock.now() });
  ctx.afterCommit(() => soldStores.set(ctx.database, known.add(ctx.store.id)));
}

/** Stores that sold, as far as this process knows: each is written once. */
const soldStores = new WeakMap<Database, Set<string>>();
