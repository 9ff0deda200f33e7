import type { StoreCtx } from '../../core/ctx.ts';
import { compareSeats, lossNotices, seatsOf } from '../carts/carts.compare.service.ts';
import { releaseSeats } from '../carts/carts.release.service.ts';
import { vendorOf } from '../vendors/vendors.service.ts';
import type { AmountDue, CallOptions, VendorSale } from '../vendors/vendors.types.ts';
import { askVendor, soldBefore } from './checkout.ask.service.ts';
import { completeSale, failPurchase, type Running } from './checkout.endings.service.ts';
import { asVendorFailure, expired, failureFrom, failureOf } from './checkout.failures.service.ts';
import * as purchases from './checkout.purchases.repository.ts';
import { answered, begun, callLimit, leaseUntil, payWithin, sincePay } from './checkout.steps.service.ts';
import type { SeenPurchase } from './checkout.types.ts';

/**
 * Drives a purchase that was just begun to its end, or to where only the vendor can say what happened. Answers it with the
 * order it made; null when what became of it must be read.
 */
export async function drive(ctx: StoreCtx, running: Running, paymentToken: string): Promise<SeenPurchase | null> {
  const due = await compare(ctx, running);
  if (due === null) return null;
  const { purchase, leaseToken } = running;
  const { feesCents } = due;
  const steps = [...running.steps, begun(ctx, 'pay')];
  const written = {
    id: purchase.id,
    leaseToken,
    state: 'paying',
    feesCents,
    steps,
    leaseUntil: leaseUntil(ctx),
  } as const;
  if (!(await purchases.advance(ctx.store.db, written))) return null;
  return pay(
    ctx,
    { leaseToken, purchase: { ...purchase, state: 'paying', feesCents, steps }, steps },
    due,
    paymentToken,
  );
}

/** The vendor's cart must be ours, seat by seat, and cost what the fan agreed to; null when the purchase ended here. */
async function compare(ctx: StoreCtx, running: Running): Promise<AmountDue | null> {
  const { purchase } = running;
  const { vendorCartRef: cartRef, vendorAccountId: accountId } = purchase;
  const ours = purchase.content.seats;
  const end = async (outcome: string, ...how: EndParts) => {
    running.steps = answered(ctx, running.steps, 'compare', outcome);
    await failPurchase(ctx, running, ...how);
    return null;
  };
  try {
    const vendor = await vendorOf(ctx);
    const cart = await vendor.readCart(cartRef, options());
    // an earlier purchase of the cart was paid after all
    if (cart.state === 'sold') {
      await soldBefore(ctx, { ...running, steps: answered(ctx, running.steps, 'compare', 'sold') }, cart);
      return null;
    }
    if (cart.state !== 'open') return await end(cart.state, expired(ours), { seats: [], isUnsettled: false });
    const { kept, lost, extra } = compareSeats(ours, seatsOf(cart));
    if (lost.length > 0) {
      const failure = failureOf('seats_lost', { notices: lossNotices(lost) });
      return await end('seats_lost', failure, { seats: kept, isUnsettled: true });
    }
    if (extra.length > 0) {
      await releaseSeats(ctx, { cart: purchase, seats: extra, purpose: 'checkout', timeoutMs: callLimit });
    }
    running.steps = answered(ctx, running.steps, 'compare', 'equal');
    const due = await vendor.readAmountDue({ cartRef, accountId }, options());
    running.steps = answered(ctx, running.steps, 'amount_due', String(due.dueCents));
    if (due.dueCents === purchase.agreedCents) return due;
    const failure = failureOf('amount_differs', { dueCents: due.dueCents });
    return await end('equal', failure, { seats: ours, isUnsettled: false });
  } catch (error) {
    // nothing was paid yet, so whatever happened the fan may begin again
    const failure = asVendorFailure(error);
    return end(failure.reason ?? failure.kind, failureFrom(failure, ours), { seats: ours, isUnsettled: true });
  }
}

type EndParts = Parameters<typeof failPurchase> extends [unknown, unknown, ...infer Rest] ? Rest : never;

async function pay(ctx: StoreCtx, running: Running, due: AmountDue, token: string): Promise<SeenPurchase | null> {
  const { purchase } = running;
  const { vendorCartRef: cartRef, vendorAccountId: accountId } = purchase;
  const ours = purchase.content.seats;
  const failed = async (outcome: string, failure = failureOf('interrupted'), seats = ours) => {
    const steps = answered(ctx, running.steps, 'pay', outcome);
    await failPurchase(ctx, { ...running, steps }, failure, { seats, isUnsettled: seats.length > 0 });
    return null;
  };
  let sale: VendorSale;
  try {
    const vendor = await vendorOf(ctx);
    const timeoutMs = Math.min(callLimit, payWithin - sincePay(ctx, running.purchase));
    if (timeoutMs <= 0) return await failed('not_sent');
    sale = await vendor.pay(
      { cartRef, accountId, amountCents: due.dueCents, token },
      { purpose: 'checkout', timeoutMs },
    );
  } catch (error) {
    const failure = asVendorFailure(error);
    if (failure.kind === 'unknown') {
      await askVendor(ctx, { ...running, steps: answered(ctx, running.steps, 'pay', 'unknown') });
      return null;
    }
    const isGone = failure.reason === 'cart_expired' || failure.reason === 'cart_not_found';
    return failed(failure.reason ?? failure.kind, failureFrom(failure, ours), isGone ? [] : ours);
  }
  return completeSale(ctx, { ...running, steps: answered(ctx, running.steps, 'pay', 'sold') }, sale);
}

function options(): CallOptions {
  return { purpose: 'checkout', timeoutMs: callLimit };
}
