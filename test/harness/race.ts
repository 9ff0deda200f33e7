import type { Ctx } from '../../server/core/ctx.ts';
import { type Database, openDatabase } from '../../server/core/db.ts';
import type { TestApp } from './app.ts';

/**
 * One caller's part of a race. `meet` resolves for all callers when the last of them has come to it: it makes sure that
 * they do overlap there, for a negative control. Callers that queue for a lock must not use it.
 */
export type RaceWork<T> = (ctx: Ctx, index: number, meet: () => Promise<void>) => Promise<T>;

/**
 * Runs `callers` callers against the connections of `processes` processes, as several servers would have them. Each
 * caller has a connection that is open and idle, and all of them start in the same turn. Answers how each ended.
 */
export async function race<T>(
  app: Pick<TestApp, 'ctx' | 'databaseUrl'>,
  { callers, processes = 2 }: { callers: number; processes?: number },
  work: RaceWork<T>,
): Promise<PromiseSettledResult<T>[]> {
  const size = Math.ceil(callers / processes);
  const databases = await Promise.all(Array.from({ length: processes }, () => openWarm(app.databaseUrl, size)));
  const indexes = Array.from({ length: callers }, (_, index) => index);
  const start = makeBarrier(callers);
  const meet = makeBarrier(callers);
  try {
    return await Promise.allSettled(
      indexes.map(async (index) => {
        const ctx = bind(app.ctx, databases[index % processes]);
        await start();
        return work(ctx, index, meet);
      }),
    );
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
}

/** Resolves for everybody when `count` have called it. */
export function makeBarrier(count: number): () => Promise<void> {
  let missing = count;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return opened;
  };
}

async function openWarm(url: string, size: number): Promise<Database> {
  const database = await openDatabase({
    url,
    maxConnections: size,
    namedStatements: true,
    checksRows: true,
    statementTimeout: 30_000,
  });
  const clients = await Promise.all(Array.from({ length: size }, () => database.pool.connect()));
  for (const client of clients) client.release();
  return database;
}

function bind(ctx: Ctx, database: Database | undefined): Ctx {
  if (database === undefined) throw new Error('a race needs at least one process');
  return { ...ctx, database, session: database, platform: database.platform };
}
