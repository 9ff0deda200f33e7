import type { StoreCtx } from '../../core/ctx.ts';
import { vendorOf } from '../vendors/vendors.service.ts';
import type { CallPurpose, VendorCart } from '../vendors/vendors.types.ts';
import { blocksByEvent } from './carts.compare.service.ts';
import type { Cart } from './carts.types.ts';

type Place = { eventCode: string; sectionName: string; rowName: string; seatNumber: number };

/** Gives these seats of the cart back at the vendor, event by event. Throws `VendorFailure`. */
export async function releaseSeats(
  ctx: StoreCtx,
  of: { cart: Pick<Cart, 'vendorCartRef'>; seats: readonly Place[]; purpose: CallPurpose; timeoutMs: number },
): Promise<VendorCart | null> {
  const vendor = await vendorOf(ctx);
  let after: VendorCart | null = null;
  for (const [eventCode, seats] of blocksByEvent(of.seats)) {
    const release = { cartRef: of.cart.vendorCartRef, seats: { eventCode, seats } };
    after = await vendor.release(release, { purpose: of.purpose, timeoutMs: of.timeoutMs });
  }
  return after;
}

/** Gives back everything the cart holds at the vendor, in one call. Throws `VendorFailure`. */
export async function releaseAll(
  ctx: StoreCtx,
  { cart, purpose, timeoutMs }: { cart: Pick<Cart, 'vendorCartRef'>; purpose: CallPurpose; timeoutMs: number },
): Promise<VendorCart> {
  const vendor = await vendorOf(ctx);
  return vendor.release({ cartRef: cart.vendorCartRef, seats: null }, { purpose, timeoutMs });
}
