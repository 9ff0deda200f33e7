import { z } from 'zod';
import { platformJob, storeJob } from '../../core/jobs.ts';
import { outboxKind } from '../../core/outbox.ts';

export { soldCartJob } from '../carts/carts.news.service.ts';

/** An order was made. */
export const orderSold = outboxKind('checkout.sold', z.strictObject({ orderId: z.uuid() }));
/** The vendor reported seats of an order as given back or cancelled. */
export const seatsReturned = outboxKind(
  'checkout.seats_returned',
  z.strictObject({ orderId: z.uuid(), reportedAt: z.iso.datetime() }),
);

/** Recurring: purchases a dead process left, and those whose vendor is to be asked. */
export const resumePurchasesJob = platformJob('checkout.resume_all', z.strictObject({}));
/** Recurring: refunds and cancellations, as the vendor reports them. */
export const readRefundsJob = platformJob('checkout.read_refunds', z.strictObject({}));
/** Goes on with a purchase nobody is at. */
export const resumePurchaseJob = storeJob('checkout.resume', z.strictObject({ purchaseId: z.uuid() }));
/** Fetches an order's tickets; again until the vendor has made them all. */
export const ticketsJob = storeJob('checkout.tickets', z.strictObject({ orderId: z.uuid(), tries: z.int() }));
/** Takes the seats of new orders out of the inventory copy. */
export const leaveCopyJob = storeJob('checkout.leave_copy', z.strictObject({}));
/** Mails the fan what was bought. */
export const confirmationJob = storeJob('checkout.confirmation', z.strictObject({ orderId: z.uuid() }));
