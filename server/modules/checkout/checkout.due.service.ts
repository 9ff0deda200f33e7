import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { requireCart } from '../carts/carts.find.service.ts';
import { type Lease, reconcile, timeLeft, withLease } from '../carts/carts.lease.service.ts';
import { findPayable } from '../carts/carts.payment.service.ts';
import type { Cart } from '../carts/carts.types.ts';
import { requireFan } from '../fans/fans.sessions.service.ts';
import { toProblem, vendorOf } from '../vendors/vendors.service.ts';
import { type AmountDue, VendorFailure } from '../vendors/vendors.types.ts';
import { callLimit } from './checkout.steps.service.ts';

/** What the signed-in fan's cart costs in all, by the vendor's word, and until when its seats are held. */
export async function readDue(ctx: StoreCtx): Promise<AmountDue & { expiresAt: Date }> {
  const fan = await requireFan(ctx);
  const { id } = await requireCart(ctx);
  await findPayable(ctx, id);
  return withLease(ctx, id, async (cart, lease) => {
    const { expiresAt, state, vendorCartRef: cartRef } = cart;
    if (state === 'paying') throw problem('purchase.under_way');
    if (state !== 'holding' || expiresAt === null) throw problem('cart.not_held');
    const vendor = await vendorOf(ctx);
    const timeoutMs = Math.min(callLimit, timeLeft(ctx, lease));
    try {
      const of = { cartRef, accountId: fan.vendorAccountId };
      return { ...(await vendor.readAmountDue(of, { purpose: 'checkout', timeoutMs })), expiresAt };
    } catch (error) {
      if (!(error instanceof VendorFailure)) throw error;
      if (error.kind === 'refused' && (await isLost(ctx, cart, lease))) throw problem('cart.not_held');
      throw toProblem(ctx, error);
    }
  });
}

/** Whether the vendor let seats of the cart go before their time; then the cart says so from now on. */
async function isLost(ctx: StoreCtx, cart: Cart, lease: Lease): Promise<boolean> {
  try {
    return (await reconcile(ctx, cart, lease)).seats.length < cart.seats.length;
  } catch (error) {
    if (error instanceof VendorFailure) return false;
    throw error;
  }
}
