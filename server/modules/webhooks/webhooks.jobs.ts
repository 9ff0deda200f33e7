import { type JobHandler, onJob, onStoreJob } from '../../core/jobs.ts';
import { mailOff, tellOff } from './webhooks.mails.service.ts';
import * as news from './webhooks.news.service.ts';
import { tellCreated, tellRefunded } from './webhooks.orders.service.ts';
import { deliverDue } from './webhooks.sending.service.ts';
import { cleanUpWebhooks, sweepWebhooks } from './webhooks.sweep.service.ts';
import { lookAround } from './webhooks.watch.service.ts';

export const webhookJobs: readonly JobHandler[] = [
  onStoreJob(news.deliverJob, deliverDue),
  onStoreJob(news.watchJob, lookAround),
  onJob(news.sweepWebhooksJob, sweepWebhooks),
  onJob(news.cleanUpWebhooksJob, cleanUpWebhooks),
  onStoreJob(news.tellOffJob, tellOff),
  onStoreJob(news.mailOffJob, mailOff),
  onStoreJob(news.orderCreatedJob, tellCreated),
  onStoreJob(news.orderRefundedJob, tellRefunded),
];
