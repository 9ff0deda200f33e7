import type { TestApp } from './app.ts';

/** Until a connection of the test's database, or so many, wait for a lock that another one has. */
export async function untilSomebodyWaits(app: Pick<TestApp, 'ctx'>, atLeast = 1): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (((await app.ctx.database.pool.query(waiting)).rowCount ?? 0) < atLeast) await new Promise(setImmediate);
}

/** Something to wait for, and the act that lets those who wait go on. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
