import { enqueueForStore, type JobHandler, onJob, onStoreJob } from '../../core/jobs.ts';
import { type OutboxHandler, onOutbox } from '../../core/outbox.ts';
import * as following from './insights.follow.service.ts';
import * as keeping from './insights.keep.service.ts';
import { seatsTried } from './insights.news.service.ts';

export const insightJobs: readonly JobHandler[] = [
  onJob(following.followCartsJob, (ctx) => following.followEveryStore(ctx)),
  onJob(keeping.keepDaysJob, (ctx) => keeping.requestDays(ctx)),
  onStoreJob(keeping.keepDaysOfStoreJob, (ctx) => keeping.keepDays(ctx)),
  onStoreJob(following.noteTriedJob, (ctx, tried) => following.noteTried(ctx, tried)),
];

/** What carts tell of the seats they asked for becomes a job, in the transaction that takes it from the outbox. */
export const triedHandler: OutboxHandler = onOutbox(seatsTried, (ctx, tried) =>
  enqueueForStore(ctx, following.noteTriedJob, tried),
);
