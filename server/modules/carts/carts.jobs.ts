import { type JobHandler, onJob } from '../../core/jobs.ts';
import { sweepAllCarts, sweepCartsJob } from './carts.sweep.service.ts';

export const cartJobs: readonly JobHandler[] = [onJob(sweepCartsJob, sweepAllCarts)];
