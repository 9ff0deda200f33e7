import { createHmac } from 'node:crypto';
import type { StoreCtx } from '../../core/ctx.ts';
import { addressKey } from '../../core/http/limits.ts';
import { problem } from '../../core/problem.ts';
import * as limits from './carts.limits.repository.ts';
import type { Cart } from './carts.types.ts';

/** Carts that hold seats at a time, of visitors of one address who are not signed in. It may be a whole office. */
export const mostFromAddress = 20;
/** The same of one fan who is signed in: a few browsers, and what is added to what was bought. */
export const mostOfFan = 5;
/** Milliseconds an address is kept after the last hold from it. */
const addressKept = 24 * 3_600_000;

/**
 * Refuses a cart that begins to hold when its visitor holds with as many others as are allowed: docs/rules/holds.md. In
 * the transaction that begins the hold, behind the fan's lock or the address's. Answers from where it is held; null when a
 * fan holds it.
 */
export async function admitHold(ctx: StoreCtx, { id, fanId, state }: Pick<Cart, 'id' | 'fanId' | 'state'>) {
  const now = ctx.clock.now();
  const addressHash = fanId === null ? hashAddress(ctx) : null;
  if (state !== 'choosing') return addressHash;
  if (fanId !== null) {
    const carts = await limits.countOfFan(ctx.store.db, { id, fanId, now });
    if (carts >= mostOfFan) throw problem('cart.too_many_held', { most: mostOfFan });
  }
  if (addressHash !== null) {
    await limits.holdAddress(ctx.store.db, { addressHash, at: now });
    const carts = await limits.countFromAddress(ctx.store.db, { id, addressHash, now });
    if (carts >= mostFromAddress) throw problem('cart.sign_in_to_hold');
  }
  return addressHash;
}

/** Those nobody held from for a day. */
export async function forgetAddresses(ctx: StoreCtx): Promise<void> {
  const seenBefore = new Date(ctx.clock.now().getTime() - addressKept);
  await limits.forgetAddresses(ctx.store.db, { seenBefore });
}

/** An address is a person's: what is kept names it to nobody who has not the key. */
function hashAddress({ request, store, config }: StoreCtx): Buffer | null {
  if (request === null) return null;
  const key = config.secretKey ?? store.id;
  return createHmac('sha256', key)
    .update(`${store.id} ${addressKey(request.address)}`)
    .digest();
}
