import { z } from 'zod';
import { type Ctx, withStore } from '../../core/ctx.ts';
import { platformJob } from '../../core/jobs.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { removeExpiredCodes } from './fans.codes.service.ts';
import { removeExpiredSessions } from './fans.sessions.service.ts';

/** Recurring: forgets codes and sessions that have ended, of every store. */
export const cleanUpFansJob = platformJob('fans.clean_up', z.strictObject({}));

export async function cleanUpFans(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await removeExpiredCodes(withStore(ctx, store));
    await removeExpiredSessions(withStore(ctx, store));
  }
}
