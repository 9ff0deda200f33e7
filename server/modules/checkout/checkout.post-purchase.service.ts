import { type Post, stillToAdd } from '../../../shared/rules/post-purchase.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { termsOfRelease } from '../catalog/catalog.terms.service.ts';
import * as orders from './checkout.orders.repository.ts';
import type { Order } from './checkout.types.ts';

/**
 * What the packages of these orders still let their fan add, by order: by each order's own release, events on sale now,
 * and without what was added before. An order is missing here when nothing can be added, or no longer as much as must be.
 */
export async function listStillToAdd(ctx: StoreCtx, of: readonly Order[]): Promise<Map<string, Post>> {
  const packages = of.filter(({ packageId, forOrderId }) => packageId !== null && forOrderId === null);
  if (packages.length === 0) return new Map();
  const ids = packages.map(({ id }) => id);
  const added = await orders.listAdded(ctx.store.db, ids);
  const found = await Promise.all(
    packages.map(async ({ id, packageId, releaseId, content }) => {
      const { quoted } = await termsOfRelease(ctx, releaseId, content.accountGroups);
      const before = new Set(added.filter(({ forOrderId }) => forOrderId === id).map(({ eventCode }) => eventCode));
      const left = stillToAdd(quoted.content, packageId ?? '', before);
      const eventCodes = left?.eventCodes.filter((code) => quoted.events.get(code)?.isAvailable === true) ?? [];
      return left === null || eventCodes.length < Math.max(1, left.minEvents)
        ? []
        : [[id, { ...left, eventCodes }] as const];
    }),
  );
  return new Map(found.flat());
}
