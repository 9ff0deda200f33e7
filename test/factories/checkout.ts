import { randomUUID } from 'node:crypto';
import type { TestClient } from '../harness/client.ts';
import { done, type Shop } from './shop.ts';

type Wire = Awaited<ReturnType<TestClient['get']>>['body'];

/** A signed-in fan's cart with the best seats of each game held. */
export async function holdGames(
  shop: Shop,
  fan: TestClient,
  eventCodes: readonly string[],
  rest: { priceCode?: string } & Record<string, unknown> = {},
): Promise<Wire> {
  const { priceCode = 'D', ...choice } = rest;
  const events = eventCodes.map((eventCode) => ({ eventCode }));
  done(await fan.put(`${shop.base}/cart`, { partySize: 2, events, ...choice }));
  const asks = eventCodes.map((eventCode) => ({ eventCode, seats: { kind: 'best', priceCode } }));
  const { cart, notHeld } = done(await fan.post(`${shop.base}/cart/holds`, { events: asks }));
  if (notHeld.length > 0) throw new Error(`not held: ${JSON.stringify(notHeld)}`);
  return cart;
}

export type BuyParts = { key?: string; agreedCents?: number; token?: string; locale?: string };

/** Buys a cart for what its seats cost and the shop's fee. */
export function buyCart(
  shop: Shop,
  fan: TestClient,
  cart: Wire,
  { key = randomUUID(), agreedCents = cart.quote.totalCents + feeOfShop, token = 'tok_visa', locale }: BuyParts = {},
) {
  const body = { cartId: cart.id, agreedCents, paymentToken: token, ...(locale !== undefined && { locale }) };
  return fan.post(`${shop.base}/checkout`, body, { 'idempotency-key': key });
}

/** What the vendor adds to each order of a shop for these tests. */
export const feeOfShop = 350;
