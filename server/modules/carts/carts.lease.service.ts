import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { writeOutbox } from '../../core/outbox.ts';
import { ProblemError, problem } from '../../core/problem.ts';
import { toProblem, vendorOf } from '../vendors/vendors.service.ts';
import { type CallOptions, VendorFailure } from '../vendors/vendors.types.ts';
import { compareSeats, expiryNotices, lossNotices, seatsOf } from './carts.compare.service.ts';
import * as events from './carts.events.repository.ts';
import { type SeatsTried, seatsTried, soldCartJob } from './carts.news.service.ts';
import { readCart } from './carts.read.service.ts';
import { releaseSeats } from './carts.release.service.ts';
import * as carts from './carts.repository.ts';
import * as seats from './carts.seats.repository.ts';
import type { Cart, ChosenAddOn, HeldCartSeat, Notice } from './carts.types.ts';

/** Milliseconds one act of a cart may take at the vendor, and a margin for writing the answer. */
export const actLimit = 40_000;
const margin = 10_000;
/** Milliseconds a request waits for another one of the same cart. */
const patience = 2_000;

export type Lease = { token: string; cartId: string; deadline: number };

/**
 * Does `work` while nobody else asks the vendor about the cart. A cart that a dead process left in the middle of a call is
 * made equal to the vendor's first. Throws `cart.busy` when another act takes longer than two seconds.
 */
export async function withLease<T>(
  ctx: StoreCtx,
  cartId: string,
  work: (cart: Cart, lease: Lease) => Promise<T>,
): Promise<T> {
  return withLeaseAsIs(ctx, cartId, async (cart, lease) =>
    work(cart.isUnsettled ? await settleFirst(ctx, cart, lease) : cart, lease),
  );
}

/** The same with the cart as it was left, settled or not. */
export async function withLeaseAsIs<T>(
  ctx: StoreCtx,
  cartId: string,
  work: (cart: Cart, lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await takeLease(ctx, cartId);
  try {
    return await work(await readCart(ctx, cartId), lease);
  } finally {
    await carts.unlease(ctx.store.db, { id: cartId, token: lease.token });
  }
}

/** The cart as the vendor has it now. Throws `cart.busy`, or the problem of a vendor that cannot be asked. */
export async function settle(ctx: StoreCtx, { id }: Pick<Cart, 'id'>): Promise<Cart> {
  return withLease(ctx, id, (cart, lease) => settleIfOver(ctx, cart, lease));
}

/** The same for whoever has the lease. */
export async function settleIfOver(ctx: StoreCtx, cart: Cart, lease: Lease): Promise<Cart> {
  return isOver(ctx, cart) ? settleFirst(ctx, cart, lease) : cart;
}

/** The same, but as it was read when the vendor cannot be asked now. Only one in doubt, or whose hold is over, is asked for. */
export async function settleIfPossible(ctx: StoreCtx, cart: Cart): Promise<Cart> {
  if (cart.state !== 'holding' || !(cart.isUnsettled || isOver(ctx, cart))) return cart;
  try {
    return await settle(ctx, cart);
  } catch (error) {
    if (error instanceof ProblemError) return cart;
    throw error;
  }
}

/** By the vendor's instant its seats are gone, or about to be. */
export function isOver(ctx: StoreCtx, { state, expiresAt }: Pick<Cart, 'state' | 'expiresAt'>): boolean {
  return state === 'holding' && expiresAt !== null && expiresAt <= ctx.clock.now();
}

/** A vendor that cannot be asked now is said to whoever waits. */
async function settleFirst(ctx: StoreCtx, cart: Cart, lease: Lease): Promise<Cart> {
  try {
    return await reconcile(ctx, cart, lease);
  } catch (error) {
    throw error instanceof VendorFailure ? toProblem(ctx, error) : error;
  }
}

/**
 * Makes our cart equal to the vendor's: what we do not know of is released there, what is gone there is gone here and said
 * in the notices. Throws `VendorFailure` when the vendor cannot be asked; then nothing is changed. A sweep, which nobody
 * waits for, takes of the vendor's quota what fans leave, and no place in their line.
 */
export async function reconcile(ctx: StoreCtx, cart: Cart, lease: Lease, by: 'fan' | 'sweep' = 'fan'): Promise<Cart> {
  const vendor = await vendorOf(ctx);
  const ofFan = cart.state === 'paying' ? 'checkout' : 'hold';
  const purpose = by === 'fan' ? ofFan : 'sync';
  const timeoutMs = timeLeft(ctx, lease);
  const options: CallOptions = by === 'fan' ? { purpose, timeoutMs, lineKey: cart.id } : { purpose, timeoutMs };
  const found = await vendor.readCart(cart.vendorCartRef, options);
  if (found.state === 'sold') {
    await enqueueForStore(ctx, soldCartJob, { cartId: cart.id }, { key: `sold:${cart.id}` });
    throw problem('cart.paying');
  }
  const { kept, lost, extra } = compareSeats(cart.seats, seatsOf(found));
  if (extra.length > 0) await releaseSeats(ctx, { cart, seats: extra, purpose, timeoutMs: timeLeft(ctx, lease) });
  return keepSeats(ctx, cart, lease, {
    seats: kept,
    expiresAt: found.expiresAt,
    notices: [...cart.notices, ...(found.state === 'open' ? lossNotices(lost) : expiryNotices(lost))],
  });
}

export type Held = {
  seats: readonly HeldCartSeat[];
  expiresAt: Date | null;
  notices: readonly Notice[];
  /** Those that are wanted from now on. */
  addOns?: readonly ChosenAddOn[];
  isUnsettled?: boolean;
  /** What came of asking for seats, to be told with them. */
  tried?: SeatsTried | null;
};

/**
 * Writes what the vendor holds for the cart. Without any seat the cart is chosen anew, under another name at the vendor.
 */
export async function keepSeats(ctx: StoreCtx, cart: Cart, lease: Lease, held: Held): Promise<Cart> {
  const { isUnsettled = false, addOns = cart.addOns, tried = null } = held;
  const isEmpty = held.seats.length === 0 && !isUnsettled;
  const at = ctx.clock.now();
  await transaction(ctx, async (ctx) => {
    const isKept = await carts.settle(ctx.store.db, {
      id: cart.id,
      token: lease.token,
      state: isEmpty ? 'choosing' : cart.state === 'choosing' ? 'holding' : cart.state,
      expiresAt: isEmpty ? null : held.expiresAt,
      vendorCartRef: isEmpty ? randomUUID() : cart.vendorCartRef,
      addOns: [...addOns],
      notices: [...held.notices],
      isUnsettled,
      at,
    });
    if (!isKept) throw problem('cart.busy');
    await seats.replace(ctx.store.db, { cartId: cart.id, seats: held.seats, at });
    if (!isUnsettled)
      await events.reserve(ctx.store.db, { cartId: cart.id, reservations: countSeats(cart, held.seats) });
    if (tried !== null) await writeOutbox(ctx, seatsTried, tried);
  });
  return readCart(ctx, cart.id);
}

/** Milliseconds until the lease's act must be over. */
export function timeLeft(ctx: StoreCtx, { deadline }: Lease): number {
  return Math.max(1, deadline - ctx.clock.now().getTime());
}

async function takeLease(ctx: StoreCtx, cartId: string): Promise<Lease> {
  const token = newId();
  for (let waited = 0; ; waited += 50) {
    const now = ctx.clock.now();
    const until = new Date(now.getTime() + actLimit + margin);
    if ((await carts.lease(ctx.store.db, { id: cartId, token, until, now })) !== null) {
      return { token, cartId, deadline: now.getTime() + actLimit };
    }
    const { state } = await readCart(ctx, cartId);
    if (state === 'bought' || state === 'ended') throw problem('cart.none');
    if (waited >= patience) throw problem('cart.busy');
    await pause(50);
  }
}

function countSeats(cart: Cart, held: readonly HeldCartSeat[]) {
  const own = held.filter(({ addOnId }) => addOnId === null);
  return cart.events.map(({ eventCode }) => ({
    eventCode,
    seats: own.filter((seat) => seat.eventCode === eventCode).length,
  }));
}
