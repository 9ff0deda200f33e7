import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { CtxParts } from '../ctx.ts';
import { row } from '../db.ts';
import { problem } from '../problem.ts';
import { platformSql } from '../sql.ts';
import type { Draining } from './draining.ts';

type Parts = Pick<CtxParts, 'clock' | 'database' | 'migrations'>;
type Readiness = { status: 'ready'; storesBehind: number };

/**
 * `/healthz`: the process answers, with the time that holds and sales go by. `/readyz`: it can serve, because the
 * database answers and the platform's migrations are current. A store that is behind is counted but keeps nobody else
 * waiting: it alone answers `store.unavailable`.
 */
export function addHealth(app: FastifyInstance, parts: Parts, draining: Draining): void {
  const readiness = oneAtATime(() => readReadiness(parts));
  app.get('/healthz', async (_request, response) => {
    return response
      .header('cache-control', 'no-store')
      .header('date', parts.clock.now().toUTCString())
      .send({ status: 'alive' });
  });
  app.get('/readyz', async (_request, response) => {
    if (draining.isClosing()) throw problem('server.stopping');
    return response.header('cache-control', 'no-store').send(await readiness());
  });
}

const countMigrations = platformSql({
  name: 'health.countMigrations',
  params: { storeFileCount: z.int() },
  row: z.strictObject({ platformFileCount: z.int(), storesBehind: z.int() }),
  text: `
    select
      (select count(*)::integer from platform.platform_migrations) as platform_file_count,
      (
        select count(*)::integer
        from platform.stores
        where (
          select count(*)
          from platform.store_migrations
          where store_migrations.schema_name = stores.schema_name
        ) < $storeFileCount::integer
      ) as stores_behind`,
});

async function readReadiness({ database, migrations }: Parts): Promise<Readiness> {
  const found = await row(database.platform, countMigrations, { storeFileCount: migrations.store.length }).catch(
    (cause: unknown) => {
      throw problem('server.not_ready', { reason: 'The database does not answer.' }, { cause });
    },
  );
  if (found.platformFileCount < migrations.platform.length) {
    throw problem('server.not_ready', { reason: 'The database is older than this version: run its migrations.' });
  }
  return { status: 'ready', storesBehind: found.storesBehind };
}

/** Callers that come while an answer is being made share it: asking often costs nothing. */
function oneAtATime<T>(make: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | null = null;
  return () => {
    pending ??= make().finally(() => {
      pending = null;
    });
    return pending;
  };
}
