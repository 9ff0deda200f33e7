import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { takeSoldOut } from '../inventory/inventory.sold.service.ts';
import * as copy from './checkout.copy.repository.ts';
import { leaveCopyJob } from './checkout.news.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';

/** Orders in one transaction. */
const atMost = 50;
/** Milliseconds until an event is tried again whose copy was being written. */
const pause = 500;

/** One job for all orders that wait for it: in a rush it does many at once. */
export async function requestLeaving(ctx: StoreCtx, runAt?: Date): Promise<void> {
  await enqueueForStore(ctx, leaveCopyJob, {}, { key: 'checkout.leave_copy', ...(runAt !== undefined && { runAt }) });
}

/** The seats of new orders leave the inventory copy, as they have left what this process answers fans with. */
export async function leaveCopy(ctx: StoreCtx): Promise<void> {
  for (;;) {
    const { found, left } = await transaction(ctx, leaveSome);
    if (left < found) return requestLeaving(ctx, new Date(ctx.clock.now().getTime() + pause));
    if (found < atMost) return;
  }
}

/** How many orders waited, and how many of them are done. */
async function leaveSome(ctx: StoreCtx): Promise<{ found: number; left: number }> {
  const { db } = ctx.store;
  const orders = await copy.lockInCopy(db, atMost);
  if (orders.length === 0) return { found: 0, left: 0 };
  const soldAt = new Map(orders.map((order) => [order.id, order.soldAt]));
  const seats = (await orderSeats.list(db, [...soldAt.keys()])).filter(({ status }) => status === 'sold');
  const sold = seats.flatMap(({ orderId, eventCode, sectionName, rowName, seatNumber }) => {
    const at = soldAt.get(orderId);
    return at === undefined ? [] : [{ eventCode, sectionName, rowName, seatNumber, soldAt: at }];
  });
  const busy = new Set(await takeSoldOut(ctx, sold));
  const waiting = new Set(seats.filter(({ eventCode }) => busy.has(eventCode)).map(({ orderId }) => orderId));
  const left = [...soldAt.keys()].filter((id) => !waiting.has(id));
  if (left.length > 0) await copy.markLeft(db, left);
  return { found: orders.length, left: left.length };
}
