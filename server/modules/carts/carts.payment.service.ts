import { randomUUID } from 'node:crypto';
import { isBlocked } from '../../../shared/rules/effective-set.ts';
import { hasErrors } from '../../../shared/rules/finding.ts';
import type { Quote } from '../../../shared/rules/quote.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as endings from './carts.endings.repository.ts';
import * as events from './carts.events.repository.ts';
import { hasSeats, notAllowed } from './carts.holds.service.ts';
import { withLease } from './carts.lease.service.ts';
import { readCart } from './carts.read.service.ts';
import * as seats from './carts.seats.repository.ts';
import { type CartBuyer, quoteCart, type Terms, termsOf } from './carts.terms.service.ts';
import type { Cart, HeldCartSeat, Notice } from './carts.types.ts';

/** Milliseconds of its hold a cart must have left for a purchase to begin. */
const leastLeft = 5_000;

export type Payable = { cart: Cart; terms: Terms };

/**
 * The fan's cart, ready to be bought: settled with the vendor, every event held, its hold not about to end. Who was let in
 * when it was held stays in, but nobody knew who a visitor was: an address that is blocked buys nothing. Throws `cart.none`,
 * `cart.not_held`, `cart.busy`, `purchase.under_way`, `offer.not_yours`.
 */
export async function findPayable(ctx: StoreCtx, cartId: string): Promise<Payable> {
  const found = await ownCart(ctx, cartId);
  if (found.state === 'paying') throw problem('purchase.under_way');
  const cart = found.isUnsettled ? await withLease(ctx, cartId, async (settled) => settled) : found;
  const isHeld = cart.state === 'holding' && cart.events.every(({ eventCode }) => hasSeats(cart, eventCode));
  const left = (cart.expiresAt?.getTime() ?? 0) - ctx.clock.now().getTime();
  if (!isHeld || left < leastLeft) throw problem('cart.not_held');
  const terms = await termsOf(ctx, cart);
  if (ctx.actor.kind === 'fan' && isBlocked(terms.quoted.content, ctx.actor.email)) throw problem('offer.not_yours');
  return { cart, terms };
}

/** What the cart costs, every rule checked again; throws when it may not be bought like this. */
export function quoteToPay({ cart, terms }: Payable, buyer: CartBuyer): Quote {
  const quote = quoteCart(terms, cart, buyer);
  const heldCents = cart.seats.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const heldOf = (addOnId: string) => cart.seats.filter((seat) => seat.addOnId === addOnId).length;
  const lacks = quote.lines.some(({ addOnId, count }) => addOnId !== null && heldOf(addOnId) < count);
  if (lacks && !hasErrors(quote.findings)) throw problem('cart.not_held');
  if (hasErrors(quote.findings) || quote.totalCents !== heldCents) throw notAllowed(quote);
  return quote;
}

/**
 * In the transaction that writes the purchase, under the fan's lock: from the commit on only the purchase asks the vendor
 * about the cart. Throws `cart.busy` when it is not as it was read.
 */
export async function startPaying(ctx: StoreCtx, { id, version }: Cart): Promise<void> {
  const isStarted = await endings.startPaying(ctx.store.db, { id, version, now: ctx.clock.now() });
  if (!isStarted) throw problem('cart.busy');
}

/**
 * The purchase sold nothing, and the fan may go on: with the seats that are left, or choosing anew when none is. An
 * unsettled cart is compared with the vendor's before its next act.
 */
export async function stopPaying(
  ctx: StoreCtx,
  cartId: string,
  left: { seats: readonly HeldCartSeat[]; notices: readonly Notice[]; isUnsettled: boolean },
): Promise<void> {
  const cart = await readCart(ctx, cartId);
  const isEmpty = left.seats.length === 0;
  const at = ctx.clock.now();
  const isStopped = await endings.stopPaying(ctx.store.db, {
    id: cartId,
    state: isEmpty ? 'choosing' : 'holding',
    expiresAt: isEmpty ? null : cart.expiresAt,
    vendorCartRef: isEmpty ? randomUUID() : null,
    notices: [...left.notices],
    isUnsettled: left.isUnsettled && !isEmpty,
    at,
  });
  if (!isStopped || left.seats.length === cart.seats.length) return;
  await seats.replace(ctx.store.db, { cartId, seats: left.seats, at });
  const reservations = cart.events.map(({ eventCode }) => ({
    eventCode,
    seats: left.seats.filter((seat) => seat.eventCode === eventCode && seat.addOnId === null).length,
  }));
  await events.reserve(ctx.store.db, { cartId, reservations });
}

/** The cart was bought. What it reserved counts for the fan's caps from now on as bought. */
export async function markBought(ctx: StoreCtx, cartId: string, orderId: string): Promise<void> {
  await endings.end(ctx.store.db, { id: cartId, state: 'bought', orderId, at: ctx.clock.now() });
}

/** Seats of a bought cart that the vendor took back count for the fan's caps no more. */
export async function recountBought(
  ctx: StoreCtx,
  cartId: string,
  left: readonly { eventCode: string; seats: number }[],
): Promise<void> {
  await events.reserve(ctx.store.db, { cartId, reservations: left.map((one) => ({ ...one })) });
}

/** A cart of the signed-in fan. */
async function ownCart(ctx: StoreCtx, cartId: string): Promise<Cart> {
  const cart = await readCart(ctx, cartId);
  if (ctx.actor.kind !== 'fan' || cart.fanId !== ctx.actor.fanId) throw problem('cart.none');
  if (cart.state === 'bought' || cart.state === 'ended') throw problem('cart.none');
  return cart;
}
