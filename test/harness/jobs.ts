import type { TestApp } from './app.ts';

/**
 * Hands every outbox over and runs every job that is due by the test's clock, and what they enqueue, one after another;
 * answers the names of the jobs in their order. The first failure is thrown again.
 */
export async function runJobs(app: Pick<TestApp, 'ctx' | 'worker'>): Promise<string[]> {
  const ran: string[] = [];
  for (let count = 1; count > 0; ) {
    await app.ctx.relay.sweep();
    await makeDue(app);
    const ends = await app.worker.runDue();
    const failed = ends.find(({ outcome }) => outcome === 'failed');
    if (failed !== undefined) throw failed.error;
    ran.push(...ends.map(({ job }) => job));
    count = ends.length;
  }
  return ran;
}

/** The queue goes by the database's clock: what is due by ours becomes due there, and the rest does not. */
async function makeDue({ ctx }: Pick<TestApp, 'ctx'>) {
  await ctx.database.pool.query(
    `update graphile_worker._private_jobs
     set run_at = case when coalesce(payload ->> 'runAt', '') <= $1 then least(run_at, now()) else now() + interval '1 year' end
     where locked_at is null`,
    [ctx.clock.now().toISOString()],
  );
}
