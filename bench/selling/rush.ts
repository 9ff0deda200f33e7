import { randomUUID } from 'node:crypto';
import { leaveSeats } from '../../test/factories/last-seats.ts';
import { findDiscrepancies } from '../../test/factories/sales-truth.ts';
import { serve } from '../support/processes.ts';
import { publicUrl } from '../support/public-url.ts';
import { against, type Bench, type Measured } from './bench.ts';
import { cookieOf, type Fan, type Sale } from './sale.ts';

const codes = ['C', 'D', 'J', 'K'];
const seatCount = 100;

type Held = { cart: { id: string; quote: { totalCents: number } }; notHeld: unknown[] };
type Bought = { state: string };

/** All fans at once want one of the last hundred seats, over HTTP, from the choice to the ticket. */
export async function measureRush(bench: Bench): Promise<Measured> {
  const sale = await bench.sale();
  const { app, shop, fans } = sale;
  const eventCode = shop.games.at(-1) ?? '';
  leaveSeats(shop, { eventCode, codes, count: seatCount });
  const product = await serve({ kind: 'product', databaseUrl: bench.url });
  const before = { deadlocks: await deadlocks(sale), wrong: await findDiscrepancies(app, shop) };
  const start = performance.now();
  const answers = await Promise.all(fans.map((fan) => wantOne(sale, product.port, fan, eventCode)));
  const took = performance.now() - start;
  const yours = answers.filter((answer) => answer === 'yours').length;
  const gone = answers.filter((answer) => answer === 'gone').length;
  // what the yardstick of checkout sold is no order of ours
  const known = new Set(before.wrong);
  const wrong = (await findDiscrepancies(app, shop)).filter((one) => !known.has(one));
  const locked = (await deadlocks(sale)) - before.deadlocks;
  await product.stop();
  const others = [...new Set(answers.filter((answer) => answer !== 'yours' && answer !== 'gone'))];
  const otherCount = fans.length - yours - gone;
  const wanted = fans.length - seatCount;
  const text = `${fans.length} fans at once on the last ${seatCount} seats of a game, over HTTP from the choice to the order; all answered in ${(took / 1_000).toFixed(1)} s.

| | found | target |
|---|---|---|
| answered "yours" | ${yours} | ${against(String(seatCount), yours === seatCount)} |
| answered "gone" | ${gone} | ${against(String(wanted), gone === wanted)} |
| answered anything else, or not at all | ${otherCount}${others.length > 0 ? ` (${others.join(', ')})` : ''} | ${against('0', otherCount === 0)} |
| deadlocks | ${locked} | ${against('0', locked === 0)} |
| differences between the vendor's ledger and the orders | ${wrong.length} | ${against('0', wrong.length === 0)} |`;
  const isMet = yours === seatCount && gone === wanted && locked === 0 && wrong.length === 0;
  return { text, isMet };
}

/** Any price there is, one after another. */
async function wantOne({ shop }: Sale, port: number, fan: Fan, eventCode: string): Promise<string> {
  let cookie = cookieOf(shop.store.key, fan);
  const send = async <T>(method: string, path: string, body: unknown): Promise<T | string> => {
    const answer = await fetch(`http://localhost:${port}${shop.base}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: {
        ...{ 'content-type': 'application/json', origin: publicUrl, cookie },
        ...{ 'x-forwarded-for': `10.3.0.${fan.number}`, 'idempotency-key': randomUUID() },
      },
    });
    for (const line of answer.headers.getSetCookie()) cookie = `${cookie}; ${line.split(';', 1)[0]}`;
    const text = await answer.text();
    return answer.ok ? JSON.parse(text) : `${method} ${path} ${answer.status} ${text.slice(0, 200)}`;
  };
  const chosen = await send('PUT', '/cart', { partySize: 1, events: [{ eventCode }] });
  if (typeof chosen === 'string') return chosen;
  for (let index = 0; index < codes.length; index += 1) {
    const priceCode = codes[(fan.number + index) % codes.length];
    const held = await send<Held>('POST', '/cart/holds', {
      events: [{ eventCode, seats: { kind: 'best', priceCode } }],
    });
    if (typeof held === 'string') return held;
    if (held.notHeld.length > 0) continue;
    const { id: cartId, quote } = held.cart;
    const bought = await send<Bought>('POST', '/checkout', {
      ...{ cartId, agreedCents: quote.totalCents, paymentToken: 'tok_visa' },
    });
    return typeof bought === 'string' ? bought : bought.state === 'sold' ? 'yours' : bought.state;
  }
  return 'gone';
}

async function deadlocks({ app }: Sale): Promise<number> {
  const { rows } = await app.ctx.database.pool.query<{ count: number }>(
    'select deadlocks::integer as count from pg_stat_database where datname = current_database()',
  );
  return rows[0]?.count ?? 0;
}
