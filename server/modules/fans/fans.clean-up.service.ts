import { z } from 'zod';
import { type Ctx, type StoreCtx, withStore } from '../../core/ctx.ts';
import { faultFacts } from '../../core/http/errors.ts';
import { platformJob } from '../../core/jobs.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import { removeExpiredCodes } from './fans.codes.service.ts';
import { removeExpiredSessions } from './fans.sessions.service.ts';

/** Recurring: forgets codes and sessions that have ended, of every store. */
export const cleanUpFansJob = platformJob('fans.clean_up', z.strictObject({}));

/** A store whose database fails is left for the next time. */
export async function cleanUpFans(ctx: Ctx): Promise<void> {
  for (const store of await listEveryStore(ctx)) {
    await cleanUp(withStore(ctx, store)).catch((error: unknown) => {
      ctx.log.error({ err: faultFacts(error), store: store.key }, 'the fans of a store could not be cleaned up');
    });
  }
}

async function cleanUp(ctx: StoreCtx): Promise<void> {
  await removeExpiredCodes(ctx);
  await removeExpiredSessions(ctx);
}
