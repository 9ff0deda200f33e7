import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { keyOf } from '../carts/carts.compare.service.ts';
import { releaseAll } from '../carts/carts.release.service.ts';
import { vendorOf } from '../vendors/vendors.service.ts';
import { type HeldSeat, type VendorCart, VendorFailure } from '../vendors/vendors.types.ts';
import { completeSale, failPurchase, type Running } from './checkout.endings.service.ts';
import { asVendorFailure, notPaid } from './checkout.failures.service.ts';
import { resumePurchaseJob } from './checkout.news.service.ts';
import * as purchases from './checkout.purchases.repository.ts';
import { answered, begun, callLimit, lastSteps, settleTime, sincePay } from './checkout.steps.service.ts';

/** Milliseconds between questions: the first ones, then the last of them again and again. */
const pauses = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
const options = { purpose: 'checkout', timeoutMs: callLimit } as const;

/**
 * Asks the vendor what became of a payment nobody answered: docs/rules/checkout.md. Sold makes the order. Open may still
 * become sold, so it is asked again; after a while the seats are given back, which the vendor refuses to do for a cart it
 * has sold, and so the answer is certain. What cannot be asked now is asked later. With `isFencing` the seats are given
 * back at once.
 */
export async function askVendor(ctx: StoreCtx, running: Running, { isFencing = false } = {}): Promise<void> {
  const asking: Running = { ...running, steps: [...running.steps, begun(ctx, 'ask')] };
  try {
    const vendor = await vendorOf(ctx);
    const cart = await vendor.readCart(running.purchase.vendorCartRef, options);
    const told: Running = { ...asking, steps: answered(ctx, asking.steps, 'ask', cart.state) };
    if (cart.state === 'sold') return await sold(ctx, told, cart);
    if (!isFencing && sincePay(ctx, running.purchase) < settleTime) return await askLater(ctx, told);
    if (cart.state === 'open') return await giveBack(ctx, told);
    return cart.state === 'none' ? await searchOwned(ctx, told) : await notSold(ctx, told);
  } catch (error) {
    const { kind } = asVendorFailure(error);
    await askLater(ctx, { ...asking, steps: answered(ctx, asking.steps, 'ask', kind) });
  }
}

/** The vendor says that a cart of ours is sold although this purchase has not paid it: the order is made, and marked. */
export async function soldBefore(ctx: StoreCtx, running: Running, cart: VendorCart): Promise<void> {
  await sold(ctx, running, cart, 'The vendor had sold the cart before this purchase paid it.');
}

/** A fence: after it the cart is either released, so that it can never be sold, or was sold before. */
async function giveBack(ctx: StoreCtx, running: Running): Promise<void> {
  const fencing: Running = { ...running, steps: [...running.steps, begun(ctx, 'release')] };
  const after = await releaseAll(ctx, { cart: running.purchase, ...options });
  const told: Running = { ...fencing, steps: answered(ctx, fencing.steps, 'release', after.state) };
  return after.state === 'sold' ? sold(ctx, told, after) : notSold(ctx, told);
}

/** The vendor knows nothing of the cart any more: what the fan owns there says whether its seats were sold. */
async function searchOwned(ctx: StoreCtx, running: Running): Promise<void> {
  const { vendorAccountId, content } = running.purchase;
  const vendor = await vendorOf(ctx);
  const owned = await vendor.readOwned(vendorAccountId, options);
  const ours = new Set(content.seats.map(keyOf));
  const found = owned.find((seat) => seat.status === 'sold' && ours.has(keyOf(seat)));
  if (found === undefined) return notSold(ctx, running);
  const { orderNumber } = found;
  const seats = owned.filter((seat) => seat.orderNumber === orderNumber);
  await complete(ctx, running, { orderNumber, seats }, 'The vendor forgot the cart; its seats are among those sold.');
}

async function sold(ctx: StoreCtx, running: Running, cart: VendorCart, attention: string | null = null) {
  if (cart.orderNumber === null) throw new VendorFailure('unknown', 'The vendor sold a cart without an order number.');
  await complete(ctx, running, { orderNumber: cart.orderNumber, seats: cart.seats }, attention);
}

async function complete(
  ctx: StoreCtx,
  running: Running,
  { orderNumber, seats }: { orderNumber: string; seats: readonly HeldSeat[] },
  attention: string | null,
) {
  const feesCents = running.purchase.feesCents ?? (await readFees(ctx, running));
  const paidCents = seats.reduce((sum, { amountCents }) => sum + amountCents, feesCents);
  await completeSale(ctx, running, { orderNumber, seats, paidCents }, attention);
}

/** Of a sold cart; the vendor charges nothing by saying them again. */
async function readFees(ctx: StoreCtx, { purchase }: Running): Promise<number> {
  const { vendorCartRef: cartRef, vendorAccountId: accountId } = purchase;
  const vendor = await vendorOf(ctx);
  return (await vendor.readAmountDue({ cartRef, accountId }, options)).feesCents;
}

async function notSold(ctx: StoreCtx, running: Running): Promise<void> {
  await failPurchase(ctx, running, notPaid(running.purchase.content.seats), { seats: [], isUnsettled: false });
}

async function askLater(ctx: StoreCtx, { purchase, leaseToken, steps }: Running): Promise<void> {
  const asks = purchase.asks + 1;
  const wait = pauses[Math.min(asks, pauses.length) - 1] ?? 60_000;
  const nextAskAt = new Date(ctx.clock.now().getTime() + wait);
  const { id } = purchase;
  await transaction(ctx, async (ctx) => {
    const later = { id, leaseToken, steps: lastSteps(steps), asks, nextAskAt, feesCents: purchase.feesCents };
    if (!(await purchases.postpone(ctx.store.db, later))) return;
    await enqueueForStore(ctx, resumePurchaseJob, { purchaseId: id }, { runAt: nextAskAt, key: `purchase:${id}` });
  });
}
