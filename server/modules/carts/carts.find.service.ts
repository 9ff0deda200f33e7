import { createHash } from 'node:crypto';
import type { StoreCtx } from '../../core/ctx.ts';
import { cookieName, makeCookie } from '../../core/http/cookies.ts';
import { problem } from '../../core/problem.ts';
import { readCart } from './carts.read.service.ts';
import * as carts from './carts.repository.ts';
import type { Cart } from './carts.types.ts';

/** Seconds a browser keeps the secret of its cart. */
const cookieLifetime = 30 * 24 * 3_600;

/**
 * The visitor's live cart: of the browser's secret, or else the newest of the signed-in fan. A cart that is nobody's yet
 * becomes the fan's. Null when there is none.
 */
export async function findCart(ctx: StoreCtx): Promise<Cart | null> {
  const token = ctx.request?.cookies[cookieName(ctx.config, cookieOf(ctx))];
  const fanId = ctx.actor.kind === 'fan' ? ctx.actor.fanId : null;
  const tokenHash = token === undefined || token === '' ? null : hashToken(token);
  if (tokenHash === null && fanId === null) return null;
  const found = await carts.findLive(ctx.store.db, { tokenHash, fanId });
  if (found === null) return null;
  if (found.fanId === null && fanId !== null) {
    await carts.bind(ctx.store.db, { id: found.id, fanId, at: ctx.clock.now() });
  }
  const cart = await readCart(ctx, found.id);
  // in the meantime it may have become another fan's
  return cart.fanId === null || cart.fanId === fanId ? cart : null;
}

/** The same; `cart.none` when there is none. */
export async function requireCart(ctx: StoreCtx): Promise<Cart> {
  const cart = await findCart(ctx);
  if (cart === null) throw problem('cart.none');
  return cart;
}

export function cartCookie(ctx: StoreCtx, token: string): string {
  return makeCookie(ctx.config, cookieOf(ctx), token, cookieLifetime);
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function cookieOf(ctx: StoreCtx): string {
  return `flex_cart_${ctx.store.key}`;
}
