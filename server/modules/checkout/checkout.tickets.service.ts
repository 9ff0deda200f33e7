import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { keyOf } from '../carts/carts.compare.service.ts';
import { vendorOf } from '../vendors/vendors.service.ts';
import type { VendorTicket } from '../vendors/vendors.types.ts';
import { asVendorFailure } from './checkout.failures.service.ts';
import { ticketsJob } from './checkout.news.service.ts';
import * as orderSeats from './checkout.order-seats.repository.ts';
import * as orders from './checkout.orders.repository.ts';
import type { Order } from './checkout.types.ts';

const callLimit = 20_000;
/** Milliseconds until the vendor is asked again: at first soon, later a few times a day. */
const firstPause = 15_000;
const longestPause = 6 * 3_600_000;
/** Some weeks of asking; from then on staff can refresh the order. */
const mostTries = 100;

/**
 * Fetches an order's tickets as the vendor gives them. While some are missing, or the vendor cannot be asked, it is asked
 * again later.
 */
export async function fetchTickets(
  ctx: StoreCtx,
  { orderId, tries }: { orderId: string; tries: number },
): Promise<void> {
  const order = await orders.find(ctx.store.db, orderId);
  if (order === null) return;
  const isComplete = await readTickets(ctx, order).catch((error: unknown) => {
    const { kind, message } = asVendorFailure(error);
    ctx.log.warn({ order: orderId, kind, message }, 'tickets could not be read');
    return false;
  });
  if (isComplete || tries >= mostTries) return;
  const wait = Math.min(longestPause, firstPause * 2 ** Math.min(tries, 20));
  const runAt = new Date(ctx.clock.now().getTime() + wait);
  await enqueueForStore(ctx, ticketsJob, { orderId, tries: tries + 1 }, { runAt, key: `tickets:${orderId}` });
}

/** Keeps the tickets there are; true when every seat that is still sold has one. Throws `VendorFailure`. */
export async function readTickets(ctx: StoreCtx, order: Order): Promise<boolean> {
  const { id, vendorAccountId: accountId, vendorOrderNumber: orderNumber } = order;
  const vendor = await vendorOf(ctx);
  const found = await vendor.readTickets({ accountId, orderNumber }, { purpose: 'hold', timeoutMs: callLimit });
  return transaction(ctx, async (ctx) => {
    const seats = await orderSeats.list(ctx.store.db, [id]);
    const sold = new Set(seats.filter(({ status }) => status === 'sold').map(keyOf));
    const tickets = found.filter((ticket) => sold.has(keyOf(ticket)) && isMade(ticket));
    const isComplete = new Set(tickets.map(keyOf)).size === sold.size;
    if (isComplete || tickets.length > 0) await orders.setTickets(ctx.store.db, { id, tickets });
    return isComplete;
  });
}

function isMade({ barcode, qrPayload, walletUrl }: VendorTicket): boolean {
  return barcode !== null || qrPayload !== null || walletUrl !== null;
}
