import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as fans from './fans.repository.ts';
import type { FanAccount, KnownFan } from './fans.types.ts';

/** Keeps what the vendor's look-up says of a customer; groups it no longer names are gone. Answers the fan's id. */
export async function keepFan(ctx: StoreCtx, { accountGroups, ...account }: FanAccount): Promise<string> {
  if (ctx.actor.kind !== 'system') throw new Error('only the product itself keeps fans');
  return transaction(ctx, async (ctx) => {
    const fanId = await fans.upsert(ctx.store.db, { ...account, id: newId(), createdAt: ctx.clock.now() });
    await fans.replaceGroups(ctx.store.db, { fanId, accountGroups });
    return fanId;
  });
}

/** How many fans the store knows in each account group; a group that is missing here has nobody. */
export async function groupSizes(ctx: StoreCtx): Promise<Map<string, number>> {
  requireStore(ctx, 'store.programs.view');
  const found = await fans.listGroupSizes(ctx.store.db);
  return new Map(found.map(({ accountGroup, size }) => [accountGroup, size]));
}

/** For other modules: fans of the store by their ids. Asks for no permission. */
export async function listFans(ctx: StoreCtx, ids: readonly string[]): Promise<Map<string, KnownFan>> {
  const found = await fans.list(ctx.store.db, [...new Set(ids)]);
  return new Map(found.map((fan) => [fan.id, fan]));
}

/** For other modules: the fans with an address. Asks for no permission. */
export async function findFanIds(ctx: StoreCtx, email: string): Promise<string[]> {
  return fans.idsByEmail(ctx.store.db, email.toLowerCase());
}

/** Until the surrounding transaction ends nobody else counts or reserves for this fan: caps hold from any device. */
export async function holdFan(ctx: StoreCtx, fanId: string): Promise<void> {
  if (!ctx.session.inTransaction) throw new Error('a fan is held inside a transaction');
  await fans.hold(ctx.store.db, fanId);
}
