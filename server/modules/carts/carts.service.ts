import type { StoreCtx } from '../../core/ctx.ts';
import { followOffer } from './carts.choose.service.ts';
import { findCart } from './carts.find.service.ts';
import { settleIfPossible } from './carts.lease.service.ts';
import type { Cart } from './carts.types.ts';

/**
 * The visitor's cart, checked against the offer of now; null when there is none. One whose hold has ended, or that a dead
 * process left, is compared with the vendor's first, if the vendor can be asked.
 */
export async function presentCart(ctx: StoreCtx): Promise<Cart | null> {
  const found = await findCart(ctx);
  if (found === null) return null;
  return followOffer(ctx, await settleIfPossible(ctx, found));
}
