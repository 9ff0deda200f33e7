import { pruneChangesJob, sweepOutboxesJob } from './core/upkeep.ts';
import type { Recurring } from './core/worker.ts';
import { cleanUpJob } from './modules/identity/identity.jobs.ts';
import { recheckStoresJob } from './modules/lifecycle/lifecycle.watch.service.ts';

/** Everything the product does by the clock, on one screen. Each runs once at its time, however many workers there are. */
export const recurring: readonly Recurring[] = [
  { cron: '* * * * *', job: sweepOutboxesJob, why: 'hands over news that a process left in an outbox when it died' },
  { cron: '*/5 * * * *', job: pruneChangesJob, why: 'removes changes older than an hour; every process has read them' },
  { cron: '*/15 * * * *', job: cleanUpJob, why: 'removes expired sessions, links and sign-in attempts' },
  { cron: '*/10 * * * *', job: recheckStoresJob, why: 'sees what time alone changes: games past, sales over' },
];
