import { onJob, onStoreJob } from '../../core/jobs.ts';
import * as watch from './lifecycle.watch.service.ts';

export const lifecycleJobs = [
  onStoreJob(watch.checkPlanJob, (ctx, { planId }) => watch.checkPlan(ctx, planId)),
  onStoreJob(watch.recheckJob, (ctx) => watch.recheckStore(ctx)),
  onJob(watch.recheckStoresJob, (ctx) => watch.recheckStores(ctx)),
];
