import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { readDetails } from './stores.details.service.ts';
import * as states from './stores.states.repository.ts';
import type { StoreDetails } from './stores.types.ts';

export type Done = { action: string; version: number; before?: unknown; after?: unknown; reason?: string };

/**
 * One act on the store as a whole: locks the store, has `work` check and do it, keeps it in both audits, tells open pages
 * and answers the store as it is now. Null from `work`: nothing had to change.
 */
export async function actOnStore(
  ctx: StoreCtx,
  work: (ctx: StoreCtx, store: states.LockedStore) => Promise<Done | null>,
): Promise<StoreDetails> {
  return transaction(ctx, async (ctx) => {
    const done = await work(ctx, await lockStore(ctx));
    if (done !== null) await keep(ctx, done);
    return readDetails(ctx);
  });
}

/** The store, kept as it is until the transaction ends. */
export async function lockStore(ctx: StoreCtx): Promise<states.LockedStore> {
  const store = await states.lock(ctx.platform, ctx.store.id);
  if (store === null) throw problem('store.not_found');
  return store;
}

/** The store's people read of it in the store's audit; the platform's entry is for operators, and outlives the store. */
async function keep(ctx: StoreCtx, { version, ...done }: Done) {
  const { id, key, clientId } = ctx.store;
  const act = { ...done, subject: { type: 'store', id, name: key, version }, clientId };
  await audit.record(ctx, act);
  await audit.recordOnPlatform(ctx, act);
  await announce(ctx, { topic: 'store.changed', data: { version } });
}
