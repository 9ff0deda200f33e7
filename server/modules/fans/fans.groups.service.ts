import type { AccountGroup, GroupedFan } from '../../../shared/contract/fans.groups.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import * as fans from './fans.repository.ts';
import { groupSizes } from './fans.service.ts';

/** By code, with how many fans of the store are in each. */
export async function listAccountGroups(ctx: StoreCtx): Promise<AccountGroup[]> {
  const sizes = [...(await groupSizes(ctx))].map(([code, fanCount]) => ({ code, fanCount }));
  return sizes.sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** Every fan with this address, with the groups of the last look-up. */
export async function findGroupsOfFan(ctx: StoreCtx, email: string): Promise<GroupedFan[]> {
  requireStore(ctx, 'store.orders.view');
  const ids = await fans.idsByEmail(ctx.store.db, email.toLowerCase());
  const found = await Promise.all(ids.map((id) => fans.find(ctx.store.db, id)));
  return found.flatMap((fan) => fan ?? []);
}
