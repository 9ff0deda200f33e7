import { createHash, randomUUID } from 'node:crypto';
import type { App } from '../../server/app.ts';
import { newId, newSecret } from '../../server/core/ids.ts';
import type { Cart } from '../../server/modules/carts/carts.types.ts';
import { insert as insertSession } from '../../server/modules/fans/fans.sessions.repository.ts';
import { type Buyer, costOf, makeBuyer, openBrowser } from '../../test/factories/buyer.ts';
import { openShop, type Shop } from '../../test/factories/shop.ts';
import { makeTestClient } from '../../test/harness/client.ts';
import { publicUrl } from '../support/public-url.ts';

/** A buyer with a session in the product. */
export type Fan = Buyer & { number: number; token: string };
/** A season at the sandbox vendor, on sale, and fans who are signed in. */
export type Sale = { app: App; shop: Shop; fans: readonly Fan[] };

let visitors = 0;
const priceCodes = ['J', 'K', 'D', 'C', 'L', 'M', 'E', 'F'];

export async function openSale(app: App, fanCount: number): Promise<Sale> {
  const shopApp = { ctx: app.ctx, worker: app.worker, mails: [], client: clientOf(app) };
  const shop = await openShop(shopApp, { size: 'season', holdSeconds: 7_200 });
  await shop.activate();
  const fans: Fan[] = [];
  for (let number = 1; number <= fanCount; number += 1) fans.push(await makeFan(shop, number));
  return { app, shop, fans };
}

function clientOf(app: App) {
  return (headers?: Record<string, string>) => makeTestClient(app.http, headers);
}

async function makeFan(shop: Shop, number: number): Promise<Fan> {
  const buyer = await makeBuyer(shop, number);
  const token = newSecret();
  const now = shop.ctx.clock.now();
  await insertSession(shop.ctx.store.db, {
    ...{ id: newId(), fanId: buyer.fanId, createdAt: now, seenAt: now },
    tokenHash: createHash('sha256').update(token).digest(),
    expiresAt: new Date(now.getTime() + 86_400_000),
  });
  return { ...buyer, number, token };
}

/** Two seats of a game, held through the product's own services in this process: not what is measured. */
export async function holdCart({ app, shop }: Sale, { number }: Fan, signedIn: Fan | null): Promise<Cart> {
  visitors += 1;
  // as many visitors of one address may not hold
  const browser = openBrowser(shop, signedIn, `2001:db8:0:${visitors.toString(16)}::1`);
  // the last game is for the rush
  const games = shop.games.slice(0, -1);
  const eventCode = games[number % games.length] ?? '';
  await browser.choose(app, [eventCode], { partySize: 2 });
  for (const priceCode of priceCodes) {
    const { cart, notHeld } = await browser.hold(app, [eventCode], priceCode);
    if (notHeld.length === 0) return cart;
  }
  throw new Error(`no two seats together are left for ${eventCode}`);
}

/**
 * Takes the jobs that follow sales out of the queue, as a worker does in production: mail, tickets and news go out beside
 * checkouts and are not measured.
 */
export async function clearJobs({ app }: Sale): Promise<void> {
  const { pool } = app.ctx.database;
  await pool.query('delete from graphile_worker._private_jobs');
  await pool.query('vacuum (analyze) graphile_worker._private_jobs');
}

/** The request that buys the cart, in the shop or in a copy of it. */
export function buying(storeKey: string, fan: Fan, cart: Cart): string {
  const body = JSON.stringify({ cartId: cart.id, agreedCents: costOf(cart), paymentToken: 'tok_visa' });
  const headers = [`cookie: ${cookieOf(storeKey, fan)}`, `idempotency-key: ${randomUUID()}`];
  return post(`/api/stores/${storeKey}/checkout`, body, { headers, address: fan.number });
}

export function cookieOf(storeKey: string, { token }: Fan): string {
  return `__Host-flex_fan_${storeKey}=${token}`;
}

export function post(path: string, body: string, of: { headers?: readonly string[]; address: number }): string {
  const all = [
    ...['host: bench.example', `origin: ${publicUrl}`, 'content-type: application/json'],
    ...[`content-length: ${Buffer.byteLength(body)}`, `x-forwarded-for: 10.2.0.${of.address}`],
    ...(of.headers ?? []),
  ];
  return [`POST ${path} HTTP/1.1`, ...all, '', body].join('\r\n');
}
