import { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { execute } from './db.ts';
import { platformSql } from './sql.ts';

/** Milliseconds between signs of life of a worker. */
export const presenceEvery = 20_000;
/** Milliseconds of silence after which a worker counts as dead and its jobs run again. */
const deadAfter = 90_000;

/**
 * Says that this worker lives and which jobs it runs, and gives those of dead workers back to the queue, also those the
 * queue gave to this one with an answer that was lost. The queue itself would wait four hours.
 */
export async function showPresence(ctx: Ctx, worker: { id: string; runningJobs: readonly string[] }): Promise<void> {
  const { id } = worker;
  const seenAt = ctx.clock.now();
  await execute(ctx.platform, beat, { id, seenAt });
  const before = new Date(seenAt.getTime() - deadAfter);
  const count = await execute(ctx.platform, unlockJobs, { id, before, running: worker.runningJobs.map(BigInt) });
  if (count > 0) ctx.log.warn({ count }, 'jobs of workers that died run again');
  await execute(ctx.platform, forgetDead, { before });
}

/** The worker has stopped and holds no job. */
export async function endPresence(ctx: Ctx, id: string): Promise<void> {
  await execute(ctx.platform, forget, { id });
}

const beat = platformSql({
  name: 'workers.beat',
  params: { id: z.string(), seenAt: z.date() },
  text: `
    insert into platform.workers (id, seen_at)
    values ($id, $seenAt)
    on conflict (id) do update
    set seen_at = excluded.seen_at`,
});

const unlockJobs = platformSql({
  name: 'workers.unlock_jobs',
  params: { id: z.string(), before: z.date(), running: z.array(z.bigint()) },
  text: `
    update graphile_worker._private_jobs as jobs
    set locked_by = null, locked_at = null
    where jobs.locked_at < $before
    and (
      (jobs.locked_by = $id and jobs.id <> all ($running))
      or not exists (
        select
        from platform.workers
        where workers.id = jobs.locked_by and workers.seen_at >= $before
      )
    )`,
});

const forgetDead = platformSql({
  name: 'workers.forget_dead',
  params: { before: z.date() },
  text: `
    delete from platform.workers
    where seen_at < $before`,
});

const forget = platformSql({
  name: 'workers.forget',
  params: { id: z.string() },
  text: `
    delete from platform.workers
    where id = $id`,
});
