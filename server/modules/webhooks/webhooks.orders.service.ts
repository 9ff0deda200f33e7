import type { MessageData } from '../../../shared/contract/webhooks.messages.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { enqueueForStore } from '../../core/jobs.ts';
import { type OutboxHandler, onOutbox } from '../../core/outbox.ts';
import { findOrderFacts } from '../checkout/checkout.facts.service.ts';
import { orderSold, seatsReturned } from '../checkout/checkout.news.service.ts';
import { orderCreatedJob, orderRefundedJob } from './webhooks.news.service.ts';
import { publishMessage } from './webhooks.service.ts';

/** News of orders becomes jobs, in the transaction that takes it from the outbox. */
export const orderNewsHandlers: readonly OutboxHandler[] = [
  onOutbox(orderSold, (ctx, { orderId }) => enqueueForStore(ctx, orderCreatedJob, { orderId })),
  onOutbox(seatsReturned, (ctx, news) => enqueueForStore(ctx, orderRefundedJob, news)),
];

export async function tellCreated(ctx: StoreCtx, { orderId }: { orderId: string }): Promise<void> {
  const facts = await factsOf(ctx, orderId);
  if (facts !== null) await publishMessage(ctx, 'order.created', facts, { key: `order.created:${orderId}` });
}

/** Names every seat as it is now; each report is told once. */
export async function tellRefunded(ctx: StoreCtx, of: { orderId: string; reportedAt: string }): Promise<void> {
  const facts = await factsOf(ctx, of.orderId);
  if (facts === null) return;
  const returned = facts.lines.filter(({ status }) => status !== 'sold');
  const returnedCents = returned.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const key = `order.refunded:${of.orderId}:${of.reportedAt}`;
  await publishMessage(ctx, 'order.refunded', { ...facts, reportedAt: of.reportedAt, returnedCents }, { key });
}

/** No name and no address: the vendor's account id is all that leads to the fan. */
async function factsOf(ctx: StoreCtx, orderId: string): Promise<MessageData<'order.created'> | null> {
  const found = await findOrderFacts(ctx, orderId);
  if (found === null) return null;
  const { order, seats } = found;
  const { programId, releaseId, packId, packageId, forOrderId, totalCents, feesCents, currency } = order;
  return {
    orderId,
    orderNumber: order.number,
    vendorOrderNumber: order.vendorOrderNumber,
    vendorAccountId: order.vendorAccountId,
    soldAt: order.soldAt.toISOString(),
    ...{ currency, totalCents, feesCents, programId, releaseId, packId, packageId, forOrderId },
    lines: seats.map(({ orderId: _, ...line }) => line),
  };
}
