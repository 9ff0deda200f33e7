import { z } from 'zod';
import { type JobHandler, onJob, platformJob } from './jobs.ts';
import { pruneChanges } from './live-changes.ts';

const nothing = z.object({});

/** Recurring: takes changes away that every process has read long ago. */
export const pruneChangesJob = platformJob('live.prune', nothing);
/** Recurring: hands over what a process left in an outbox when it died. */
export const sweepOutboxesJob = platformJob('outbox.sweep', nothing);

export const upkeepJobs: readonly JobHandler[] = [
  onJob(pruneChangesJob, async (ctx) => {
    await pruneChanges(ctx);
  }),
  onJob(sweepOutboxesJob, (ctx) => ctx.relay.sweep()),
];
