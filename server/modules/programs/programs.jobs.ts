import { type JobHandler, onStoreJob } from '../../core/jobs.ts';
import { createFirstProgram, storeCreatedJob } from './programs.service.ts';

export const programJobs: readonly JobHandler[] = [onStoreJob(storeCreatedJob, createFirstProgram)];
