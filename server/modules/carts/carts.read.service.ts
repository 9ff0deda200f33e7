import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import * as carts from './carts.repository.ts';
import type { Cart } from './carts.types.ts';

/** The whole cart as it is at this moment; `cart.none` when there is no such cart. */
export async function readCart(ctx: StoreCtx, cartId: string): Promise<Cart> {
  const cart = await carts.find(ctx.store.db, cartId);
  if (cart === null) throw problem('cart.none');
  return cart;
}
