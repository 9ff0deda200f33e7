import { onJob, onStoreJob } from '../../core/jobs.ts';
import * as rounds from './inventory.round.service.ts';

export const inventoryJobs = [
  onStoreJob(rounds.roundJob, (ctx) => rounds.runRound(ctx)),
  onJob(rounds.sweepRoundsJob, (ctx) => rounds.sweepRounds(ctx)),
];
