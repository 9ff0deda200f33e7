import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buyCart, feeOfShop, holdGames } from '../../../test/factories/checkout.ts';
import { done, openShop, type Shop } from '../../../test/factories/shop.ts';
import { openTestApp, type TestApp } from '../../../test/harness/app.ts';
import { textFor } from '../../core/pool.ts';
import { registeredStatements } from '../../core/sql.ts';

let app: TestApp;
let shop: Shop;
beforeAll(async () => {
  app = await openTestApp();
  shop = await openShop(app, { feeCents: feeOfShop });
  await shop.activate();
  // as a process that serves: what fans are sold is in its memory
  await app.ctx.live.start();
});
afterAll(async () => {
  await app.close();
  await shop.sandbox.close();
});

test('a checkout takes fifteen statements, six round trips and three commits', async () => {
  const fan = await shop.fan('buyer1@example.com');
  // the first sale of a store is noted, and reads what later ones have in memory
  done(await buyCart(shop, fan, await holdGames(shop, fan, shop.games.slice(0, 1))));
  const cart = await holdGames(shop, fan, shop.games.slice(0, 2));
  const work = recordWork();
  expect(done(await buyCart(shop, fan, cart)).state).toBe('sold');
  const own = work.filter(({ names }) => !names.some((name) => besides.has(name)));
  expect(own.map(({ names }) => names)).toEqual([
    ['fans.sessions.find_holder'],
    ['carts.find'],
    [
      ...['begin', 'stores.hold', 'fans.hold', 'carts.reserved_by_fan'],
      ...['carts.start_paying', 'checkout.insert_purchase', 'commit'],
    ],
    ['checkout.advance_purchase'],
    ['begin', 'checkout.complete', 'carts.end', 'outbox.insert', 'commit'],
  ]);
  expect(own.reduce((sum, { waits }) => sum + waits, 0)).toBe(6);
});

/** What a process does by itself, whoever buys: the relay, the news, the log of calls. */
const besides = new Set(['outbox.take_batch', 'live.changes_since', 'vendors.insert_calls']);

/** A transaction, or a statement outside of one, and how often an answer had to come before it went on. */
type Unit = { names: string[]; waits: number };

/** Everything the pool of the product is asked from now on. */
function recordWork(): Unit[] {
  const statements = registeredStatements();
  const names = new Map(statements.map((one) => [textFor(one, shop.store.schemaName), one.name]));
  const units: Unit[] = [];
  const open = new Map<PoolClient, Unit>();
  const inFlight = new Map<PoolClient, number>();
  app.ctx.database.pool.on('acquire', (client) => {
    if (inFlight.has(client)) return;
    inFlight.set(client, 0);
    const send = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
    const query = (...given: [string | { text: string }, ...unknown[]]) => {
      const text = typeof given[0] === 'string' ? given[0] : given[0].text;
      const name = names.get(text) ?? text.trim().split(/\s/, 1)[0] ?? '';
      const unit = open.get(client) ?? { names: [], waits: 0 };
      if (unit.names.length === 0) units.push(unit);
      unit.names.push(name);
      const before = inFlight.get(client) ?? 0;
      if (before === 0) unit.waits += 1;
      inFlight.set(client, before + 1);
      if (name === 'begin') open.set(client, unit);
      if (name === 'commit' || name === 'rollback') open.delete(client);
      const answer = send(...given);
      const answered = () => inFlight.set(client, (inFlight.get(client) ?? 1) - 1);
      answer.then(answered, answered);
      return answer;
    };
    client.query = query as typeof client.query;
  });
  return units;
}
