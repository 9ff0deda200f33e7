import { requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { toProblem } from '../vendors/vendors.service.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import { readPurchase } from './checkout.buy.service.ts';
import { findOrder } from './checkout.desk.service.ts';
import * as orders from './checkout.orders.repository.ts';
import * as purchases from './checkout.purchases.repository.ts';
import { readAccount } from './checkout.refunds.service.ts';
import { goOn } from './checkout.resume.service.ts';
import { leaseUntil } from './checkout.steps.service.ts';
import { readTickets } from './checkout.tickets.service.ts';

/** Asks the vendor now what became of an order's seats, and for its tickets. Changes only what the vendor says. */
export async function refreshOrder(ctx: StoreCtx, id: string): Promise<void> {
  requireStore(ctx, 'store.orders.edit');
  const order = await findOrder(ctx, id);
  try {
    await readAccount(ctx, order.vendorAccountId, 'staff');
    await readTickets(ctx, order);
  } catch (error) {
    throw error instanceof VendorFailure ? toProblem(ctx, error) : error;
  }
}

/** Somebody has looked: takes the order's mark away. */
export async function clearAttention(ctx: StoreCtx, id: string, reason: string): Promise<void> {
  requireStore(ctx, 'store.orders.edit');
  await transaction(ctx, async (ctx) => {
    const { attention, number } = await findOrder(ctx, id);
    if (attention === null) return;
    await orders.setAttention(ctx.store.db, { id, attention: null });
    const subject = { type: 'order', id, name: number };
    await audit.record(ctx, {
      ...{ action: 'checkout.clear_attention', subject, reason },
      before: { attention },
      after: { attention: null },
    });
  });
}

/** Asks the vendor now what became of a purchase that is not over. */
export async function resumeNow(ctx: StoreCtx, id: string, reason: string): Promise<void> {
  await settle(ctx, id, { reason, isFencing: false });
}

/** Gives a purchase's seats back, so that it can never be sold; if it was sold before, it becomes an order. */
export async function releaseNow(ctx: StoreCtx, id: string, reason: string): Promise<void> {
  await settle(ctx, id, { reason, isFencing: true });
}

/** The lease and the audit are one durable act; the vendor is asked after it. */
async function settle(ctx: StoreCtx, id: string, { reason, isFencing }: { reason: string; isFencing: boolean }) {
  requireStore(ctx, 'store.orders.edit');
  const leaseToken = newId();
  await transaction(ctx, async (ctx) => {
    const { state } = await readPurchase(ctx, id);
    if (state === 'sold' || state === 'failed') throw problem('purchase.over');
    const leased = { id, leaseToken, leaseUntil: leaseUntil(ctx), now: ctx.clock.now() };
    if (!(await purchases.lease(ctx.store.db, leased))) throw problem('purchase.in_hand');
    const action = isFencing ? 'checkout.release_purchase' : 'checkout.resume_purchase';
    await audit.record(ctx, { action, subject: { type: 'purchase', id, name: id }, before: { state }, reason });
  });
  await goOn(ctx, id, leaseToken, { isFencing });
}
