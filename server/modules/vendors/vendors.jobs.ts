import { type JobHandler, onJob } from '../../core/jobs.ts';
import { cleanUp, cleanUpVendorsJob } from './vendors.upkeep.service.ts';

export const vendorJobs: readonly JobHandler[] = [onJob(cleanUpVendorsJob, cleanUp)];
