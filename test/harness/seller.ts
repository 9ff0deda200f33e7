import type { Ctx } from '../../server/core/ctx.ts';
import { openDatabase } from '../../server/core/db.ts';
import { openLive } from '../../server/core/live.ts';
import { openCatalog } from '../../server/modules/catalog/catalog.service.ts';
import { closeVendors } from '../../server/modules/vendors/vendors.service.ts';
import type { Shop } from '../factories/shop.ts';
import type { TestApp } from './app.ts';
import { type StatementTap, tapDatabase } from './tapped-database.ts';
import { type CallTap, type CallWatch, tapVendors } from './tapped-vendor.ts';

/** A process that sells in a shop of a test: its own connections, vendor and memory over the same database. */
export type Seller = {
  ctx: Ctx;
  /** As `kill -9`: nothing it would still do is done. */
  kill: () => void;
  close: () => Promise<void>;
};
export type SellerTaps = {
  statements?: StatementTap;
  calls?: CallTap;
  watch?: CallWatch;
  maxConnections?: number;
  /** Hears news and keeps the offer in memory, as a server does; else it looks each time. */
  hears?: boolean;
};

export async function openSeller(
  app: Pick<TestApp, 'ctx' | 'databaseUrl'>,
  shop: Pick<Shop, 'store'>,
  { statements = {}, calls = {}, watch, maxConnections = 8, hears = false }: SellerTaps = {},
): Promise<Seller> {
  const database = await openDatabase({
    url: app.databaseUrl,
    maxConnections,
    namedStatements: true,
    checksRows: true,
    statementTimeout: 30_000,
  });
  let isDead = false;
  const { cut } = tapDatabase(database, shop.store.schemaName, statements);
  const refuseDead = () => {
    if (isDead) throw new Error('the process is dead');
  };
  const alive: CallTap = {
    async before(call) {
      refuseDead();
      await calls.before?.(call);
      refuseDead();
    },
    async after(call) {
      await calls.after?.(call);
      refuseDead();
    },
  };
  const live = openLive({ database, url: app.databaseUrl, log: app.ctx.log });
  const ports = { ...app.ctx.ports, vendors: tapVendors(alive, watch) };
  const relay = { hint: () => {}, sweep: async () => {}, stop: async () => {} };
  const ctx: Ctx = { ...app.ctx, ports, relay, database, session: database, platform: database.platform, live };
  const catalog = openCatalog(ctx);
  if (hears) await live.start();
  return {
    ctx,
    kill() {
      isDead = true;
      cut();
    },
    async close() {
      catalog.stop();
      await closeVendors(ctx).catch(() => {});
      await live.stop();
      await database.close();
    },
  };
}
