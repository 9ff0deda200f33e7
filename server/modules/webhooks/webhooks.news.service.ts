import { z } from 'zod';
import { platformJob, storeJob } from '../../core/jobs.ts';

/** Sends what is due of one store. */
export const deliverJob = storeJob('webhooks.deliver', z.object({}));
/** Tells what happened in one store and was not told yet. */
export const watchJob = storeJob('webhooks.watch', z.object({}));
/** Does both for every store that has something to do. */
export const sweepWebhooksJob = platformJob('webhooks.sweep', z.object({}));
/** Removes what is older than 30 days, and secrets that do not sign any more. */
export const cleanUpWebhooksJob = platformJob('webhooks.clean_up', z.object({}));
/** Finds who is to hear that an endpoint was switched off. */
export const tellOffJob = storeJob('webhooks.tell_off', z.strictObject({ endpointId: z.uuid() }));
/** Mails it to one of them. */
export const mailOffJob = storeJob('webhooks.mail_off', z.strictObject({ endpointId: z.uuid(), email: z.string() }));
const ofOrder = { orderId: z.uuid() };
export const orderCreatedJob = storeJob('webhooks.order_created', z.strictObject(ofOrder));
export const orderRefundedJob = storeJob(
  'webhooks.order_refunded',
  z.strictObject({ ...ofOrder, reportedAt: z.iso.datetime() }),
);
