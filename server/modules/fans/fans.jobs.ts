import { type JobHandler, onJob, onStoreJob } from '../../core/jobs.ts';
import { cleanUpFans, cleanUpFansJob } from './fans.clean-up.service.ts';
import { mailCode, mailCodeJob } from './fans.codes.service.ts';

export const fanJobs: readonly JobHandler[] = [onStoreJob(mailCodeJob, mailCode), onJob(cleanUpFansJob, cleanUpFans)];
