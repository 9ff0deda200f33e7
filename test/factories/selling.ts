import { createHash } from 'node:crypto';
import { type StoreCtx, transaction } from '../../server/core/ctx.ts';
import { newId } from '../../server/core/ids.ts';
import { end as endCartRow } from '../../server/modules/carts/carts.endings.repository.ts';
import { replace as replaceEvents } from '../../server/modules/carts/carts.events.repository.ts';
import { choose, find, insert as insertCart } from '../../server/modules/carts/carts.repository.ts';
import { replace as replaceSeats } from '../../server/modules/carts/carts.seats.repository.ts';
import type { Notice } from '../../server/modules/carts/carts.types.ts';
import { setStatuses } from '../../server/modules/checkout/checkout.order-seats.repository.ts';
import { complete as completeOrder } from '../../server/modules/checkout/checkout.orders.repository.ts';
import {
  end as endPurchase,
  insert as insertPurchase,
} from '../../server/modules/checkout/checkout.purchases.repository.ts';
import { markChecked } from '../../server/modules/checkout/checkout.refunds.repository.ts';
import type { PurchaseContent } from '../../server/modules/checkout/checkout.types.ts';

/** Carts and orders as the product leaves them, without a vendor: for whoever only counts them. */

export type CartParts = {
  programId: string;
  releaseId: string;
  fanId: string;
  packId?: string | null;
  packageId?: string | null;
  forOrderId?: string | null;
  partySize?: number;
  eventCodes: string[];
};
export type SoldSeat = { eventCode: string; seatNumber: number; amountCents: number; addOnId?: string | null };

/** Begun at the instant of the clock. */
export async function makeCart(ctx: StoreCtx, parts: CartParts): Promise<string> {
  const { eventCodes, packId = null, packageId = null, forOrderId = null, partySize = 2, ...rest } = parts;
  const id = newId();
  const at = ctx.clock.now();
  await insertCart(ctx.store.db, {
    ...{ ...rest, id, packId, packageId, forOrderId, partySize, at },
    tokenHash: createHash('sha256').update(id).digest(),
    accessibleSeats: 0,
    addOns: [],
    accountGroups: [],
    vendorCartRef: newId(),
  });
  const events = eventCodes.map((eventCode) => ({ eventCode, suiteId: null }));
  await replaceEvents(ctx.store.db, { cartId: id, events, at });
  return id;
}

/** The seats the cart has from now on; none lets them go. */
export async function holdSeats(ctx: StoreCtx, cartId: string, seats: readonly SoldSeat[]): Promise<void> {
  await replaceSeats(ctx.store.db, { cartId, seats: seats.map(toSeat), at: ctx.clock.now() });
}

/** What happened to the cart that its fan did not do. */
export async function tellCart(ctx: StoreCtx, cartId: string, notices: Notice[]): Promise<void> {
  const cart = await find(ctx.store.db, cartId);
  if (cart === null || !(await choose(ctx.store.db, { ...cart, notices, at: ctx.clock.now() }))) {
    throw new Error('the cart could not be told');
  }
}

/** It ends without a purchase. */
export async function endCart(ctx: StoreCtx, id: string, reason: 'left' | 'expired'): Promise<void> {
  await holdSeats(ctx, id, []);
  await endCartRow(ctx.store.db, { id, state: 'ended', reason, at: ctx.clock.now() });
}

/** An attempt to buy, under way. */
export async function makePurchase(ctx: StoreCtx, cart: CartParts & { cartId: string }): Promise<string> {
  const id = newId();
  const at = ctx.clock.now();
  await insertPurchase(ctx.store.db, {
    ...{ id, cartId: cart.cartId, fanId: cart.fanId, releaseId: cart.releaseId, startedAt: at },
    idempotencyKey: id,
    bodyHash: Buffer.alloc(32),
    vendorAccountId: 'A1',
    vendorCartRef: newId(),
    agreedCents: 0,
    content: {} as PurchaseContent,
    steps: [],
    leaseToken: id,
    leaseUntil: at,
  });
  return id;
}

/** The attempt ended, sold or not. */
export async function finishPurchase(ctx: StoreCtx, id: string, orderId: string | null): Promise<void> {
  const state = orderId === null ? ('failed' as const) : ('sold' as const);
  const end = { id, leaseToken: id, state, steps: [], failure: null, orderId };
  await endPurchase(ctx.store.db, { ...end, at: ctx.clock.now() });
}

/** The cart is bought at the instant of the clock; answers the order's id. */
export async function makeOrder(
  ctx: StoreCtx,
  cart: CartParts & { cartId: string },
  { seats, feesCents = 0 }: { seats: readonly SoldSeat[]; feesCents?: number },
): Promise<string> {
  const purchaseId = await makePurchase(ctx, cart);
  const id = newId();
  const { programId, releaseId, fanId, packId = null, packageId = null, forOrderId = null, cartId } = cart;
  await transaction(ctx, async (ctx) => {
    await completeOrder(ctx.store.db, {
      order: {
        ...{ id, purchaseId, cartId, fanId, forOrderId, programId, releaseId, packId, packageId, feesCents },
        number: id,
        vendorOrderNumber: id,
        vendorAccountId: 'A1',
        totalCents: seats.reduce((sum, { amountCents }) => sum + amountCents, 0),
        currency: ctx.store.currency,
        content: {} as PurchaseContent,
        tickets: null,
        attention: null,
        soldAt: ctx.clock.now(),
      },
      leaseToken: purchaseId,
      steps: [],
      watchedUntil: ctx.clock.now(),
      seats: seats.map(toSeat),
    });
    await holdSeats(ctx, cartId, []);
    await endCartRow(ctx.store.db, { id: cartId, state: 'bought', orderId: id, at: ctx.clock.now() });
  });
  return id;
}

/** The vendor said that these seats came back. */
export async function refundSeats(
  ctx: StoreCtx,
  orderId: string,
  seats: readonly SoldSeat[],
  status: 'refunded' | 'cancelled' = 'refunded',
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await setStatuses(ctx.store.db, { orderId, seats: seats.map((seat) => ({ ...toSeat(seat), status })) });
    await markChecked(ctx.store.db, { id: orderId, at: ctx.clock.now() });
  });
}

function toSeat({ eventCode, seatNumber, amountCents, addOnId = null }: SoldSeat) {
  return {
    ...{ eventCode, seatNumber, amountCents, addOnId },
    sectionName: '101',
    rowName: 'A',
    className: 'FLEX',
    priceCode: 'C',
    ticketTypeCode: 'ADULT',
    suiteId: null,
    addOnFor: null,
  };
}
