import { Refusal } from '../types.ts';
import { blockAt } from './manifest.ts';
import { priceOf } from './prices.ts';
import {
  type Cart,
  eventAt,
  type Line,
  pricesOf,
  type State,
  stockOf,
  type VendorEvent,
  whyNotOnSale,
} from './state.ts';
import { holdSeat, releaseSeat } from './stock.ts';

export const cartCodes = {
  seatGone: 6001,
  notOnSale: 6004,
  notPriced: 6005,
  expired: 6010,
  none: 6011,
  notInCart: 6012,
};

/** The caller's cart, whatever became of it; null when it was never opened. */
export function findCart(state: State, session: string, uid: string): Cart | null {
  const cart = state.carts.get(session);
  if (cart === undefined) return null;
  if (cart.uid !== uid) throw new Refusal(cartCodes.none, `there is no cart ${session} of this user`);
  return cart;
}

/** Refusals 6010 and 6011. */
export function openCartOf(state: State, session: string, uid: string): Cart {
  const cart = findCart(state, session, uid);
  if (cart === null) throw new Refusal(cartCodes.none, `there is no cart ${session}`);
  refuseEnded(cart);
  return cart;
}

export function refuseEnded({ session, status }: Cart): void {
  if (status !== 'OPEN') throw new Refusal(cartCodes.expired, `cart ${session} is ${status.toLowerCase()}`);
}

export function refuseNotOnSale(state: State, event: VendorEvent): void {
  const reason = whyNotOnSale(state, event);
  if (reason !== null) throw new Refusal(cartCodes.notOnSale, reason);
}

/** What a seat costs with a ticket type now. Refusal 6005. */
export function priceOfSeat(state: State, event: VendorEvent, seat: number, ticketType: string): number {
  const { priceCode } = blockAt(stockOf(state, event).manifest, seat);
  const price = priceOf(pricesOf(event), priceCode, ticketType);
  if (price !== null) return price;
  throw new Refusal(
    cartCodes.notPriced,
    `${ticketType} has no price for price code ${priceCode} of ${event.facts.code}`,
  );
}

/** Holds seats that were found free; the first hold opens the cart. Answers what was added. */
export function addToCart(
  state: State,
  into: { session: string; uid: string },
  event: VendorEvent,
  seats: readonly number[],
  ticketType: string,
): { cart: Cart; added: Line[] } {
  const lines = seats.map((seat) => {
    const cents = priceOfSeat(state, event, seat, ticketType);
    return { event: event.index, seat, ticketType, cents };
  });
  const cart = state.carts.get(into.session) ?? openCart(state, into);
  for (const { seat } of lines) holdSeat(stockOf(state, event), seat, cart.session);
  cart.lines.push(...lines);
  state.changes += 1;
  return { cart, added: lines };
}

export function removeFromCart(state: State, cart: Cart, lines: readonly Line[]): void {
  for (const { event, seat } of lines) releaseSeat(stockOf(state, eventAt(state, event)), seat, cart.session);
  cart.lines = cart.lines.filter((line) => !lines.includes(line));
  if (lines.length > 0) state.changes += 1;
}

export function totalOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { cents }) => sum + cents, 0);
}

function openCart(state: State, { session, uid }: { session: string; uid: string }): Cart {
  const expiresAt = state.options.now() + state.options.holdSeconds * 1000;
  const cart: Cart = { session, uid, status: 'OPEN', expiresAt, account: null, order: null, lines: [] };
  state.carts.set(session, cart);
  state.open.add(session);
  state.nextExpiryAt = Math.min(state.nextExpiryAt, expiresAt);
  return cart;
}
