import type { Ctx } from '../../server/core/ctx.ts';
import { openDatabase } from '../../server/core/db.ts';
import { type Live, type LiveOptions, openLive } from '../../server/core/live.ts';
import { openCatalog } from '../../server/modules/catalog/catalog.service.ts';
import type { TestApp } from './app.ts';

export type OtherNode = {
  ctx: Ctx;
  live: Live;
  catalog: ReturnType<typeof openCatalog>;
  /** Everything committed so far is heard and read. */
  catchUp: () => Promise<void>;
  close: () => Promise<void>;
};

/** Another process over the same database, as far as news and what is kept in memory go. */
export async function openOtherNode(
  app: Pick<TestApp, 'ctx' | 'databaseUrl'>,
  options: Partial<LiveOptions> & { heardAgo?: () => number } = {},
): Promise<OtherNode> {
  const database = await openDatabase({
    url: app.databaseUrl,
    maxConnections: 4,
    namedStatements: true,
    checksRows: true,
    statementTimeout: 30_000,
  });
  const opened = openLive({ database, url: app.databaseUrl, log: app.ctx.log, ...options });
  const live: Live = options.heardAgo === undefined ? opened : { ...opened, heardAgo: options.heardAgo };
  const ctx: Ctx = { ...app.ctx, database, session: database, platform: database.platform, live };
  const catalog = openCatalog(ctx);
  await live.start();
  return {
    ctx,
    live,
    catalog,
    async catchUp() {
      await app.ctx.relay.sweep();
      await live.catchUp();
      await catalog.settled();
    },
    async close() {
      catalog.stop();
      await live.stop();
      await database.close();
    },
  };
}
