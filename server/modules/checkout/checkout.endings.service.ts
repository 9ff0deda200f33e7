import { randomInt } from 'node:crypto';
import { lastly, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { writeOutbox } from '../../core/outbox.ts';
import { keyOf } from '../carts/carts.compare.service.ts';
import { markBought, stopPaying } from '../carts/carts.payment.service.ts';
import type { HeldCartSeat } from '../carts/carts.types.ts';
import { forgetSold } from '../inventory/inventory.sold.service.ts';
import { recordSale } from '../stores/stores.states.service.ts';
import type { HeldSeat } from '../vendors/vendors.types.ts';
import { orderSold } from './checkout.news.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import * as purchases from './checkout.purchases.repository.ts';
import { lastSteps } from './checkout.steps.service.ts';
import type {
  Failure,
  MadeOrder,
  Order,
  Purchase,
  PurchaseContent,
  SeatOfOrder,
  SeenPurchase,
  Step,
} from './checkout.types.ts';

export type Sale = { orderNumber: string; seats: readonly HeldSeat[]; paidCents: number };
/** A purchase somebody is at, with the steps so far. */
export type Running = { purchase: Purchase; leaseToken: string; steps: Step[] };

/** Milliseconds after the last of its events, or after the sale, in which the vendor's word on an order is read. */
const watchedFor = 14 * 24 * 3_600_000;
/** The same for an order with an event that has no date yet. */
const watchedUndated = 400 * 24 * 3_600_000;

/**
 * The vendor sold: one transaction makes the order, ends the cart and tells whoever waits for news. Answers the purchase
 * with its order; null when another process has ended it meanwhile, or the sale had its order already. Whatever else the
 * database holds, the order is made: a seat that an older order still has was given back there and sold again.
 */
export async function completeSale(
  ctx: StoreCtx,
  running: Running,
  sale: Sale,
  attention: string | null = null,
): Promise<SeenPurchase | null> {
  const made = orderOf(ctx, running, sale, attention);
  try {
    return await makeOrder(ctx, running, made, { takesOver: false });
  } catch (error) {
    const clash = orders.clashOf(error);
    if (clash === 'seat') return makeOrder(ctx, running, made, { takesOver: true });
    if (clash === 'sale') return joinOrder(ctx, running, sale);
    throw error;
  }
}

async function makeOrder(
  ctx: StoreCtx,
  { purchase, leaseToken, steps }: Running,
  made: MadeOrder,
  { takesOver }: { takesOver: boolean },
): Promise<SeenPurchase | null> {
  const { order, seats } = made;
  const { id: orderId, soldAt } = order;
  const last = lastSteps(steps);
  const written = { order, seats, leaseToken, steps: last, watchedUntil: watchedUntil(order.content, soldAt) };
  const isMade = await unlessLost(
    transaction(ctx, async (ctx) => {
      await recordSale(ctx);
      if (takesOver) await orderSeats.takeOver(ctx.store.db, seats.map(placeOf));
      const asked = [
        insertOrder(ctx, written),
        markBought(ctx, purchase.cartId, orderId),
        writeOutbox(ctx, orderSold, { orderId }),
      ];
      return lastly(asked, () => {});
    }),
  );
  if (isMade)
    forgetSold(
      ctx,
      seats.map((seat) => ({ ...seat, soldAt })),
    );
  return isMade ? { ...purchase, state: 'sold', steps: last, failure: null, orderId, made } : null;
}

async function insertOrder(ctx: StoreCtx, written: orders.Completed): Promise<void> {
  if (!(await orders.complete(ctx.store.db, written))) throw new LeaseLost();
}

function orderOf(ctx: StoreCtx, { purchase }: Running, sale: Sale, attention: string | null): MadeOrder {
  const { content, vendorAccountId, releaseId, cartId, fanId } = purchase;
  const { packId, packageId, forOrderId, programId } = content;
  const totalCents = sale.seats.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const orderId = newId();
  const order: Order = {
    id: orderId,
    number: makeOrderNumber(),
    purchaseId: purchase.id,
    ...{ cartId, fanId, forOrderId, programId, releaseId, packId, packageId, vendorAccountId, content },
    vendorOrderNumber: sale.orderNumber,
    totalCents,
    feesCents: Math.max(0, sale.paidCents - totalCents),
    currency: ctx.store.currency,
    tickets: null,
    attention: attention ?? differenceOf(purchase, sale),
    soldAt: ctx.clock.now(),
  };
  const seats = sale.seats.map((seat) => ({ orderId, ...withOurs(content.seats, seat), status: 'sold' as const }));
  return { order, seats };
}

/** Another process has ended the purchase meanwhile: nothing of this one's end is written. */
class LeaseLost extends Error {}

async function unlessLost(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    throw error;
  }
}

/** This sale made an order already; the purchase is that one's. */
async function joinOrder(ctx: StoreCtx, { purchase, leaseToken, steps }: Running, sale: Sale): Promise<null> {
  await transaction(ctx, async (ctx) => {
    const order = await orders.findByVendorNumber(ctx.store.db, sale.orderNumber);
    if (order === null) throw new Error(`the cart of purchase ${purchase.id} has an order under another number`);
    const end = { id: purchase.id, leaseToken, state: 'sold' as const, steps, failure: null, orderId: order.id };
    if (await purchases.end(ctx.store.db, { ...end, at: ctx.clock.now() })) {
      await markBought(ctx, purchase.cartId, order.id);
    }
  });
  return null;
}

/** Nothing was sold: the purchase ends, and the cart goes on with what is left of it. */
export async function failPurchase(
  ctx: StoreCtx,
  { purchase, leaseToken, steps }: Running,
  failure: Failure,
  left: { seats: readonly HeldCartSeat[]; isUnsettled: boolean },
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const end = {
      id: purchase.id,
      leaseToken,
      state: 'failed' as const,
      steps: lastSteps(steps),
      failure,
      orderId: null,
    };
    if (!(await purchases.end(ctx.store.db, { ...end, at: ctx.clock.now() }))) return;
    await stopPaying(ctx, purchase.cartId, { ...left, notices: failure.notices });
  });
}

/** Ours beside what was sold; the difference is for staff to look at. */
function differenceOf({ content, agreedCents }: Purchase, { seats, paidCents }: Sale): string | null {
  const names = (of: readonly (HeldSeat | HeldCartSeat)[]) =>
    of
      .map((seat) => [keyOf(seat), seat.amountCents].join(' '))
      .sort()
      .join('\n');
  if (names(content.seats) !== names(seats))
    return 'The vendor sold other seats or at other amounts than the cart had.';
  return paidCents === agreedCents ? null : 'The vendor took another amount than the fan agreed to.';
}

function withOurs(ours: readonly HeldCartSeat[], seat: HeldSeat) {
  const key = keyOf(seat);
  const found = ours.find((one) => keyOf(one) === key);
  const { eventCode, sectionName, rowName, seatNumber, className, priceCode, ticketTypeCode, amountCents } = seat;
  return {
    ...{ eventCode, sectionName, rowName, seatNumber, className, priceCode, ticketTypeCode, amountCents },
    suiteId: found?.suiteId ?? null,
    addOnId: found?.addOnId ?? null,
  };
}

function placeOf({ eventCode, sectionName, rowName, seatNumber }: SeatOfOrder) {
  return { eventCode, sectionName, rowName, seatNumber };
}

function watchedUntil({ events }: PurchaseContent, soldAt: Date): Date {
  const isUndated = events.some(({ startsAt }) => startsAt === null);
  const starts = events.map(({ startsAt }) => (startsAt === null ? 0 : Date.parse(startsAt)));
  const last = Math.max(soldAt.getTime() + (isUndated ? watchedUndated : 0), ...starts);
  return new Date(last + watchedFor);
}

/** Ten characters that cannot be mistaken for one another; a number that is taken makes the transaction fail. */
function makeOrderNumber(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)] ?? '').join('');
}
