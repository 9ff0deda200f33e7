import { together } from '../../core/ctx.ts';
import { enqueueForStore, type JobHandler, onJob, onStoreJob } from '../../core/jobs.ts';
import { type OutboxHandler, onOutbox } from '../../core/outbox.ts';
import { mailConfirmation } from './checkout.confirmation.service.ts';
import { leaveCopy, requestLeaving } from './checkout.copy.service.ts';
import {
  confirmationJob,
  leaveCopyJob,
  orderSold,
  readRefundsJob,
  resumePurchaseJob,
  resumePurchasesJob,
  soldCartJob,
  ticketsJob,
} from './checkout.news.service.ts';
import { readRefunds } from './checkout.refunds.service.ts';
import { adoptSale, resumeEverywhere, resumePurchase } from './checkout.resume.service.ts';
import { fetchTickets } from './checkout.tickets.service.ts';

export const checkoutJobs: readonly JobHandler[] = [
  onJob(resumePurchasesJob, resumeEverywhere),
  onJob(readRefundsJob, readRefunds),
  onStoreJob(resumePurchaseJob, async (ctx, { purchaseId }) => {
    await resumePurchase(ctx, purchaseId);
  }),
  onStoreJob(soldCartJob, (ctx, { cartId }) => adoptSale(ctx, cartId)),
  onStoreJob(ticketsJob, fetchTickets),
  onStoreJob(leaveCopyJob, leaveCopy),
  onStoreJob(confirmationJob, mailConfirmation),
];

/** What follows a sale: its seats leave the inventory copy, the tickets, and the fan's mail. */
export const saleHandler: OutboxHandler = onOutbox(orderSold, async (ctx, { orderId }) => {
  await together([
    requestLeaving(ctx),
    enqueueForStore(ctx, ticketsJob, { orderId, tries: 0 }, { key: `tickets:${orderId}` }),
    enqueueForStore(ctx, confirmationJob, { orderId }, { key: `confirmation:${orderId}` }),
  ]);
});
