import { z } from 'zod';
import { type Ctx, withStore } from '../../core/ctx.ts';
import { platformJob } from '../../core/jobs.ts';
import { isProblem } from '../../core/problem.ts';
import { listEveryStore } from '../stores/stores.registry.service.ts';
import * as usage from './vendors.budget.repository.ts';
import { pruneCalls } from './vendors.calls.service.ts';

/** Recurring: removes what nobody looks at any more. */
export const cleanUpVendorsJob = platformJob('vendors.clean_up', z.strictObject({}));

/** Calls older than a week, and those who left the line. A store that fails does not stop the others. */
export async function cleanUp(ctx: Ctx): Promise<void> {
  await usage.dropAllLapsed(ctx.platform, ctx.clock.now());
  const failures: unknown[] = [];
  for (const store of await listEveryStore(ctx)) {
    await pruneCalls(withStore(ctx, store)).catch((error: unknown) => {
      if (!isProblem(error, 'store.not_found')) failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'calls of some stores could not be removed');
}
