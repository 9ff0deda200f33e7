import type { Cart } from '../../server/modules/carts/carts.types.ts';
import { costOf } from '../../test/factories/buyer.ts';
import type { Shop } from '../../test/factories/shop.ts';
import type { BareOrder } from '../support/bare-checkout.ts';
import { type ServerProcess, serve } from '../support/processes.ts';
import { against, type Bench, type Measured } from './bench.ts';
import { buying, clearJobs, type Fan, holdCart, post } from './sale.ts';
import { inTurn, sample } from './sample.ts';

const rounds = 5;
const warmUps = 2;
const connections = 8;
const target = 0.7;

/** Checkouts of held carts beside a program that only makes the same calls and commits. */
export async function measureCheckout(bench: Bench): Promise<Measured> {
  const { url, load } = bench;
  const sale = await bench.sale();
  const { shop, fans } = sale;
  const product = await serve({ kind: 'product', databaseUrl: url });
  const bare = await serve({ kind: 'bare-checkout', databaseUrl: url, vendor: vendorOf(shop) });
  const counted = { done: 0, commits: 0, roundTrips: 0 };
  // the seats are held before the clock runs
  const round = async (server: ServerProcess, hold: (fan: Fan) => Promise<string>) => {
    const requests: string[] = [];
    for (const fan of fans) requests.push(await hold(fan));
    await clearJobs(sale);
    const before = { commits: await commits(bench), ...(await server.usage()) };
    const found = await sample(load, server, { connections, requests, count: fans.length });
    if (server === product) {
      counted.done += fans.length;
      counted.roundTrips += (await server.usage()).roundTrips - before.roundTrips;
      counted.commits += (await commits(bench)) - before.commits;
    }
    return found;
  };
  const { ours, theirs } = await inTurn(
    rounds,
    () => round(product, async (fan) => buying(shop.store.key, fan, await holdCart(sale, fan, fan))),
    () => round(bare, async (fan) => buyingBare(fan, await holdCart(sale, fan, null))),
    warmUps,
  );
  await product.stop();
  await bare.stop();
  const ratio = ours.rate / theirs.rate;
  const each = (count: number) => (count / counted.done).toFixed(1);
  const text = `\`POST /checkout\` of a cart with two seats: rules, caps and gate checked again, the vendor's cart compared, three commits with fsync, three calls to the sandbox vendor.
Beside it \`node:http\` and \`pg\` that make the same three calls and three commits and check nothing. ${connections} buyers at once, median of ${rounds} rounds of ${fans.length} in turn.

| | product/s | bare/s | ratio | product µs CPU | bare µs CPU | p99 ms | target |
|---|---|---|---|---|---|---|---|
| checkout | ${ours.rate.toFixed(0)} | ${theirs.rate.toFixed(0)} | ${ratio.toFixed(2)} | ${ours.cpu.toFixed(0)} | ${theirs.cpu.toFixed(0)} | ${ours.p99.toFixed(0)} | ${against(`≥ ${target}`, ratio >= target)} |

| for each checkout | statements | round trips | commits |
|---|---|---|---|
| its own, as \`checkout.statements.test.ts\` has it | 15 | 6 | 3 |
| counted while measuring, with what runs beside it: news, the relay of the outbox, the log of calls | | ${each(counted.roundTrips)} | ${each(counted.commits)} |`;
  return { text, isMet: ratio >= target };
}

function buyingBare(fan: Fan, cart: Cart): string {
  const seats = cart.seats.map(({ eventCode, sectionName, rowName, seatNumber, amountCents }) => ({
    ...{ eventCode, sectionName, rowName, seatNumber, amountCents },
  }));
  const order: BareOrder = {
    sessionId: cart.vendorCartRef,
    accountId: String(110_000 + fan.number),
    cents: costOf(cart),
    seats,
  };
  return post('/', JSON.stringify(order), { address: fan.number });
}

function vendorOf({ sandbox }: Shop) {
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('the sandbox has no account');
  const { dsn, uid, keys } = account;
  return { url: sandbox.url, dsn, uid, hold: keys.hold, buy: keys.buy };
}

/** Every transaction of the database that ended well, also those that only read. */
async function commits({ app }: Bench): Promise<number> {
  const { rows } = await app.ctx.database.pool.query<{ count: number }>(
    'select xact_commit::integer as count from pg_stat_database where datname = current_database()',
  );
  return rows[0]?.count ?? 0;
}
