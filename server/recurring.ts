import { pruneChangesJob, sweepOutboxesJob } from './core/upkeep.ts';
import type { Recurring } from './core/worker.ts';
import { sweepCartsJob } from './modules/carts/carts.sweep.service.ts';
import { readRefundsJob, resumePurchasesJob } from './modules/checkout/checkout.news.service.ts';
import { cleanUpFansJob } from './modules/fans/fans.clean-up.service.ts';
import { cleanUpJob } from './modules/identity/identity.jobs.ts';
import { followCartsJob } from './modules/insights/insights.follow.service.ts';
import { keepDaysJob } from './modules/insights/insights.keep.service.ts';
import { sweepRoundsJob } from './modules/inventory/inventory.round.service.ts';
import { recheckStoresJob } from './modules/lifecycle/lifecycle.watch.service.ts';
import { cleanUpVendorsJob } from './modules/vendors/vendors.upkeep.service.ts';
import { cleanUpWebhooksJob, sweepWebhooksJob } from './modules/webhooks/webhooks.news.service.ts';

/** Everything the product does by the clock, on one screen. Each runs once at its time, however many workers there are. */
export const recurring: readonly Recurring[] = [
  { cron: '* * * * *', job: sweepOutboxesJob, why: 'hands over news that a process left in an outbox when it died' },
  { cron: '*/5 * * * *', job: pruneChangesJob, why: 'removes changes older than an hour; every process has read them' },
  { cron: '*/15 * * * *', job: cleanUpJob, why: 'removes expired sessions, links and sign-in attempts' },
  {
    cron: '* * * * *',
    job: sweepCartsJob,
    why: 'lets go of what holds have ended, and settles what a dead process left',
  },
  {
    cron: '* * * * *',
    job: resumePurchasesJob,
    why: 'goes on with purchases that a process left when it died, and asks the vendor what it did not answer',
  },
  { cron: '*/5 * * * *', job: readRefundsJob, why: 'reads what the vendor refunded or cancelled' },
  { cron: '7,37 * * * *', job: cleanUpFansJob, why: "removes fans' expired sessions and codes" },
  { cron: '* * * * *', job: sweepRoundsJob, why: "looks again at the vendor's seats and prices where it is time" },
  { cron: '*/10 * * * *', job: recheckStoresJob, why: 'sees what time alone changes: games past, sales over' },
  { cron: '23 * * * *', job: cleanUpVendorsJob, why: 'removes calls to vendors older than a week' },
  { cron: '* * * * *', job: sweepWebhooksJob, why: 'tells what nobody told, and sends again what failed' },
  { cron: '41 * * * *', job: cleanUpWebhooksJob, why: 'removes messages older than 30 days, and secrets replaced' },
  { cron: '* * * * *', job: followCartsJob, why: 'writes down which games carts hold, because a cart forgets it' },
  { cron: '17 * * * *', job: keepDaysJob, why: 'counts days that are over, and those that refunds have changed' },
];
