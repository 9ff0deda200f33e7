import { hasErrors } from '../../../shared/rules/finding.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { toProblem } from '../vendors/vendors.service.ts';
import { VendorFailure } from '../vendors/vendors.types.ts';
import { withoutStrayAddOns } from './carts.add-ons.service.ts';
import * as endings from './carts.endings.repository.ts';
import { realign } from './carts.event-holds.service.ts';
import * as events from './carts.events.repository.ts';
import { findCart, requireCart } from './carts.find.service.ts';
import { actAtVendor, begin, hasSeats, notAllowed } from './carts.holds.service.ts';
import { giveBack } from './carts.ladder.service.ts';
import { keepSeats, settleIfOver, timeLeft, withLease } from './carts.lease.service.ts';
import { releaseAll } from './carts.release.service.ts';
import { buyerOf, quoteCart, termsOf } from './carts.terms.service.ts';
import type { Cart } from './carts.types.ts';

/**
 * Gives events back. What is left must be a legal choice. When it costs something else than its seats do now, nothing is
 * done until `agreedCents` is the new total, which is answered.
 */
export async function dropFromCart(
  ctx: StoreCtx,
  { eventCodes, agreedCents }: { eventCodes: readonly string[]; agreedCents: number | null },
): Promise<{ cart: Cart; newTotalCents: number | null }> {
  const { id } = await requireCart(ctx);
  return withLease(ctx, id, async (found, lease) => {
    if (found.state === 'paying') throw problem('cart.paying');
    const cart = await settleIfOver(ctx, found, lease);
    const gone = new Set(eventCodes);
    if (cart.state === 'choosing') return { cart: await keepEvents(ctx, without(cart, gone)), newTotalCents: null };
    const terms = await termsOf(ctx, cart);
    const left = withoutStrayAddOns(terms, without(cart, gone));
    const quote = quoteCart(terms, left, await buyerOf(ctx, cart));
    if (hasErrors(quote.findings)) throw notAllowed(quote);
    const held = left.seats.reduce((sum, { amountCents }) => sum + amountCents, 0);
    if (quote.totalCents !== held && quote.totalCents !== agreedCents) return { cart, newTotalCents: quote.totalCents };
    const { begun } = await begin(ctx, left, lease, terms, []);
    const dropped = cart.seats.filter((seat) => !left.seats.includes(seat));
    const outcome = await actAtVendor(ctx, { ...begun, seats: cart.seats }, lease, async (asking, progress) => {
      for (const eventCode of new Set(dropped.map((seat) => seat.eventCode))) {
        await giveBack(
          asking,
          eventCode,
          dropped.filter((seat) => seat.eventCode === eventCode),
        );
      }
      progress.seats = progress.seats.filter((seat) => !dropped.includes(seat));
      await realign(asking, { cart: begun, quote }, progress);
    });
    // a vendor that stopped answering may have left some of them held
    const released = new Set(eventCodes.filter((code) => !hasSeats(outcome.cart, code)));
    return { cart: await keepEvents(ctx, without(outcome.cart, released)), newTotalCents: null };
  });
}

/** Lets all seats go; the choice stays. */
export async function releaseCart(ctx: StoreCtx): Promise<Cart> {
  const { id } = await requireCart(ctx);
  return withLease(ctx, id, async (cart, lease) => {
    if (cart.state === 'paying') throw problem('cart.paying');
    if (cart.state === 'choosing') return cart;
    try {
      await releaseAll(ctx, { cart, purpose: 'hold', timeoutMs: timeLeft(ctx, lease) });
    } catch (error) {
      throw error instanceof VendorFailure ? toProblem(ctx, error) : error;
    }
    return keepSeats(ctx, cart, lease, { seats: [], expiresAt: null, notices: [] });
  });
}

/** Gives the cart up. When the vendor cannot be told now, its seats come free with their hold. */
export async function leaveCart(ctx: StoreCtx): Promise<void> {
  const found = await findCart(ctx);
  if (found === null) return;
  await withLease(ctx, found.id, async (cart, lease) => {
    if (cart.state === 'paying') throw problem('cart.paying');
    if (cart.state === 'holding') {
      await releaseAll(ctx, { cart, purpose: 'hold', timeoutMs: timeLeft(ctx, lease) }).catch((error: unknown) => {
        if (!(error instanceof VendorFailure)) throw error;
      });
      await keepSeats(ctx, cart, lease, { seats: [], expiresAt: null, notices: [] });
    }
    await endings.end(ctx.store.db, { id: cart.id, state: 'ended', reason: 'left', at: ctx.clock.now() });
  });
}

function without(cart: Cart, gone: ReadonlySet<string>): Cart {
  const isLeft = (eventCode: string | null) => eventCode === null || !gone.has(eventCode);
  return {
    ...cart,
    events: cart.events.filter(({ eventCode }) => isLeft(eventCode)),
    seats: cart.seats.filter((seat) => isLeft(seat.addOnId === null ? seat.eventCode : seat.addOnFor)),
  };
}

async function keepEvents(ctx: StoreCtx, cart: Cart): Promise<Cart> {
  const chosen = cart.events.map(({ eventCode, suiteId }) => ({ eventCode, suiteId }));
  await events.replace(ctx.store.db, { cartId: cart.id, events: chosen, at: ctx.clock.now() });
  return cart;
}
