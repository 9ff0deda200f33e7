import type { z } from 'zod';
import type { Order as WireOrder, Purchase as WirePurchase } from '../../../shared/contract/checkout.ts';
import type { Quote } from '../../../shared/rules/quote.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { readCart } from '../carts/carts.read.service.ts';
import { viewCart } from '../carts/carts.view.service.ts';
import { boughtEvents } from './checkout.content.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import { listStillToAdd } from './checkout.post-purchase.service.ts';
import type { Failure, Order, SeatOfOrder, SeenPurchase } from './checkout.types.ts';

/** Orders as they go over the wire, with a few queries for all of them. */
export async function viewOrders(ctx: StoreCtx, found: readonly Order[]): Promise<z.input<typeof WireOrder>[]> {
  const ids = found.map(({ id }) => id);
  return viewWithSeats(ctx, found, await orderSeats.list(ctx.store.db, ids));
}

async function viewWithSeats(
  ctx: StoreCtx,
  found: readonly Order[],
  seats: readonly SeatOfOrder[],
): Promise<z.input<typeof WireOrder>[]> {
  // to what was given back nothing is added
  const standing = new Set(seats.flatMap((seat) => (isStanding(seat) ? [seat.orderId] : [])));
  const addable = await addableTo(
    ctx,
    found.filter(({ id }) => standing.has(id)),
  );
  return found.map((order) => {
    const { content, soldAt, tickets } = order;
    const { id, number, vendorOrderNumber, currency, totalCents, feesCents, packId, packageId, forOrderId } = order;
    return {
      ...{ id, number, vendorOrderNumber, currency, totalCents, feesCents, packId, packageId, forOrderId },
      soldAt: soldAt.toISOString(),
      events: content.events,
      quote: viewQuote(content.quote),
      seats: seats
        .filter(({ orderId }) => orderId === id)
        .toSorted(bySeat)
        .map(viewSeat),
      tickets,
      postPurchase: addable.get(id) ?? null,
    };
  });
}

function isStanding({ status, addOnId }: SeatOfOrder): boolean {
  return status === 'sold' && addOnId === null;
}

/** What may still be added to each order, with the names of its events as they are now. */
async function addableTo(ctx: StoreCtx, found: readonly Order[]) {
  const left = await listStillToAdd(ctx, found);
  const codes = [...left.values()].flatMap(({ eventCodes }) => eventCodes);
  const events = await boughtEvents(ctx, { events: codes.map((eventCode) => ({ eventCode })), seats: [] });
  const named = [...left].map(([orderId, { eventCodes, minEvents, maxEvents }]) => {
    const own = eventCodes.flatMap((code) => events.filter((event) => event.code === code));
    return [orderId, { events: own, minEvents, maxEvents }] as const;
  });
  return new Map(named);
}

export async function viewOrder(ctx: StoreCtx, order: Order): Promise<z.input<typeof WireOrder>> {
  const [view] = await viewOrders(ctx, [order]);
  if (view === undefined) throw new Error('one order has one view');
  return view;
}

const states = {
  comparing: 'pending',
  paying: 'pending',
  unknown: 'asking',
  sold: 'sold',
  failed: 'failed',
} as const;

/** What a fan is told of an attempt to buy: the order, or why not and the cart as it is now. */
export async function viewPurchase(ctx: StoreCtx, purchase: SeenPurchase): Promise<z.input<typeof WirePurchase>> {
  const { id, state, failure, cartId } = purchase;
  return {
    id,
    state: states[state],
    order: await viewOrderOf(ctx, purchase),
    failure: failure === null ? null : viewFailure(failure),
    cart: state === 'failed' ? await viewCart(ctx, await readCart(ctx, cartId)) : null,
  };
}

async function viewOrderOf(ctx: StoreCtx, { orderId, made }: SeenPurchase) {
  if (made !== undefined) {
    const [view] = await viewWithSeats(ctx, [made.order], made.seats);
    return view ?? null;
  }
  const order = orderId === null ? null : await orders.find(ctx.store.db, orderId);
  return order === null ? null : viewOrder(ctx, order);
}

export function viewFailure({ reason, detail, notices, dueCents, retryAt }: Failure) {
  return { reason, detail, notices: [...notices], dueCents, retryAt };
}

function viewQuote({ ruleId, lines, totalCents, findings }: Quote) {
  return {
    ruleId,
    lines: lines.map((line) => ({ ...line })),
    totalCents,
    findings: findings.map((finding) => ({ ...finding, params: { ...finding.params } })),
  };
}

function viewSeat({ orderId: _, ...seat }: SeatOfOrder) {
  return seat;
}

/** By code units, whatever the database sorts by: the same order has the same answer. */
function bySeat(one: SeatOfOrder, other: SeatOfOrder): number {
  return (
    compare(one.eventCode, other.eventCode) ||
    compare(one.sectionName, other.sectionName) ||
    compare(one.rowName, other.rowName) ||
    one.seatNumber - other.seatNumber
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
