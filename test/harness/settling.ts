import { withStore } from '../../server/core/ctx.ts';
import { sweepCarts } from '../../server/modules/carts/carts.sweep.service.ts';
import { resumePurchase } from '../../server/modules/checkout/checkout.resume.service.ts';
import type { Shop } from '../factories/shop.ts';
import type { TestApp } from './app.ts';
import { minute, second } from './clock.ts';
import { runJobs } from './jobs.ts';

/** Minutes after which a shop must have found out what became of everything, whoever died in it. */
const longest = 30;

/**
 * What a process does that starts, and then every minute: goes on with purchases, sweeps carts, runs what is due. Comes
 * back when nothing is unfinished; answers the minutes that took.
 */
export async function settle(app: TestApp, shop: Pick<Shop, 'store'>): Promise<number> {
  const ctx = withStore(app.ctx, shop.store);
  // what was marked as stale in this very instant would be read again and again while the clock stands still
  app.clock.advance(second);
  for (let minutes = 0; minutes <= longest; minutes += 1) {
    for (const id of await unfinishedPurchases(app, shop)) await resumePurchase(ctx, id);
    await runJobs(app);
    await sweepCarts(ctx);
    if (!(await hasUnfinished(app, shop))) return minutes;
    app.clock.advance(minute + second);
  }
  throw new Error(`something is still unfinished after ${longest} minutes`);
}

async function unfinishedPurchases({ ctx }: TestApp, { store }: Pick<Shop, 'store'>): Promise<string[]> {
  const { rows } = await ctx.database.pool.query(
    `select id from "${store.schemaName}".purchases where state not in ('sold', 'failed')`,
  );
  return rows.map(({ id }) => id);
}

async function hasUnfinished({ ctx }: TestApp, { store }: Pick<Shop, 'store'>): Promise<boolean> {
  const { rowCount } = await ctx.database.pool.query(
    `select 1 from "${store.schemaName}".purchases where state not in ('sold', 'failed')
     union all
     select 1 from "${store.schemaName}".carts
     where state = 'paying'
     or (state = 'holding' and (is_unsettled or lease_until is not null))
     or (state = 'choosing' and lease_until > $1)`,
    [ctx.clock.now()],
  );
  return (rowCount ?? 0) > 0;
}
