import { choiceSpace } from '../../../shared/rules/choice-space.ts';
import { postPurchaseOffer } from '../../../shared/rules/post-purchase.ts';
import {
  type Buyer,
  capsAhead,
  capsOnOthers,
  type Quote,
  type QuotedOffer,
  quote,
  type Selection,
} from '../../../shared/rules/quote.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { presentTerms, type SaleTerms, termsOfRelease } from '../catalog/catalog.terms.service.ts';
import { signedInFan } from '../fans/fans.sessions.service.ts';
import * as endings from './carts.endings.repository.ts';
import * as events from './carts.events.repository.ts';
import type { Cart } from './carts.types.ts';

/** What a cart is sold on. `allowsAdding`: seats of further events may be held. */
export type Terms = SaleTerms & { accountGroups: readonly string[]; allowsAdding: boolean };
/** The fan as the rules see them, with the events that were added before to the order the cart adds to. */
export type CartBuyer = Buyer & { addedEventCodes: ReadonlySet<string> };

/**
 * The release a cart goes by. With seats held it is the one they were held under, with the groups of then; of what is
 * added to an order it is the order's; else the active one for who is asking. Throws `offer.closed` or `offer.not_yours`.
 */
export async function termsOf(ctx: StoreCtx, cart: Cart | null): Promise<Terms> {
  if (cart !== null && (cart.state !== 'choosing' || cart.forOrderId !== null)) {
    const terms = await termsOfRelease(ctx, cart.releaseId, cart.accountGroups);
    const allowsAdding = terms.isActive || cart.forOrderId !== null;
    return { ...terms, accountGroups: cart.accountGroups, allowsAdding };
  }
  const fan = await signedInFan(ctx);
  const found = await presentTerms(ctx, fan === null ? null : { accountGroups: fan.accountGroups, email: fan.email });
  if (found.state === 'closed') throw problem('offer.closed');
  if (found.state !== 'open') throw problem('offer.not_yours');
  return { ...found.terms, accountGroups: fan?.accountGroups ?? [], allowsAdding: true };
}

/**
 * Of what a fan adds to a package they bought: its release and its groups of then, also when another program is active.
 * Throws `order.not_found` for whatever is no package of the fan's own.
 */
export async function termsOfOrder(ctx: StoreCtx, orderId: string): Promise<{ terms: Terms; packageId: string }> {
  const fanId = ctx.actor.kind === 'fan' ? ctx.actor.fanId : null;
  const bought = fanId === null ? null : await endings.findBought(ctx.store.db, { orderId, fanId });
  if (bought === null || bought.packageId === null) throw problem('order.not_found');
  const { releaseId, packageId, accountGroups } = bought;
  const terms = await termsOfRelease(ctx, releaseId, accountGroups);
  return { terms: { ...terms, accountGroups, allowsAdding: true }, packageId };
}

/** The same, or null while nothing is sold to who is asking. */
export async function termsIfAny(ctx: StoreCtx, cart: Cart): Promise<Terms | null> {
  if (cart.state !== 'choosing' || cart.forOrderId !== null) return termsOf(ctx, cart);
  const fan = await signedInFan(ctx);
  const found = await presentTerms(ctx, fan === null ? null : { accountGroups: fan.accountGroups, email: fan.email });
  return found.state === 'open'
    ? { ...found.terms, accountGroups: fan?.accountGroups ?? [], allowsAdding: true }
    : null;
}

/** What the cart's fan holds or has bought besides it; nothing is known of a fan who is not signed in. */
export async function buyerOf(
  ctx: StoreCtx,
  cart: Pick<Cart, 'id' | 'fanId' | 'forOrderId' | 'accountGroups'>,
): Promise<CartBuyer> {
  const accountGroups = new Set(cart.accountGroups);
  if (cart.fanId === null) {
    return { accountGroups, seatsByEvent: new Map(), eventCount: 0, planCount: 0, addedEventCodes: new Set() };
  }
  const { fanId, forOrderId } = cart;
  const reserved = await events.reservedByFan(ctx.store.db, { fanId, exceptCartId: cart.id, forOrderId });
  return {
    accountGroups,
    seatsByEvent: new Map(reserved.seats.map(({ eventCode, seats }) => [eventCode, seats])),
    eventCount: reserved.events,
    // what is added to a plan is none of its own
    planCount: forOrderId === null ? reserved.plans : reserved.plans - 1,
    addedEventCodes: new Set(reserved.added),
  };
}

/** Seats of an event by price code: those asked for, else those held. */
export type SeatCounts = ReadonlyMap<string, readonly { priceCode: string; count: number }[]>;

export function selectionOf(cart: Cart, asked: SeatCounts = new Map()): Selection {
  // what is added to a package is one pack with the package's id: postPurchaseOffer
  const isAdding = cart.forOrderId !== null;
  return {
    packId: isAdding ? cart.packageId : cart.packId,
    packageId: isAdding ? null : cart.packageId,
    partySize: cart.partySize,
    events: cart.events.map(({ eventCode, suiteId }) => ({
      eventCode,
      suiteId,
      seats: asked.get(eventCode) ?? countHeld(cart, eventCode),
    })),
    addOns: cart.addOns,
  };
}

/** The cart's price and what stands against it. */
export function quoteCart(terms: Pick<Terms, 'quoted'>, cart: Cart, buyer: CartBuyer, asked?: SeatCounts): Quote {
  return quote(offerOf(terms, cart, buyer.addedEventCodes), selectionOf(cart, asked), buyer);
}

/** The same, as its fan is told: also what would stand against seats they have yet to pick, and against other games. */
export function quoteAhead(terms: Pick<Terms, 'quoted'>, cart: Cart, buyer: CartBuyer): Quote {
  const now = quoteCart(terms, cart, buyer);
  const { content } = terms.quoted;
  const selection = selectionOf(cart);
  const caps = [...capsAhead(content, selection, buyer), ...capsOnOthers(content, selection, buyer)];
  return { ...now, findings: [...now.findings, ...caps] };
}

const none: ReadonlySet<string> = new Set();

/**
 * A held cart may be finished although an event left the offer meanwhile, or the vendor's price of it changed: whether it
 * is still sold, and for what, is the word the vendor gave with the hold.
 */
function offerOf({ quoted }: Pick<Terms, 'quoted'>, cart: Cart, added = none): QuotedOffer {
  const adding = cart.forOrderId === null ? quoted : postPurchaseOffer(quoted, cart.packageId ?? '', added);
  const offer = adding ?? withoutChoices(quoted);
  const held = new Set(cart.seats.map(({ eventCode }) => eventCode));
  if (held.size === 0) return offer;
  const all = new Map(offer.events);
  for (const code of held) {
    const event = all.get(code) ?? { minSeats: 1, maxSeats: null };
    all.set(code, { ...event, isAvailable: true });
  }
  return { ...offer, events: all, amounts: heldAmounts(cart.seats, offer.amounts) };
}

/** What was held keeps its amount. */
function heldAmounts(seats: Cart['seats'], amounts: QuotedOffer['amounts']): QuotedOffer['amounts'] {
  const held = new Map(
    seats.map((seat) => [amountKey(seat.eventCode, seat.priceCode, seat.ticketTypeCode), seat.amountCents]),
  );
  return (...of) => held.get(amountKey(...of)) ?? amounts(...of);
}

function amountKey(...codes: string[]): string {
  return codes.join('\n');
}

/** Of a package to which nothing can be added any more. */
function withoutChoices(quoted: QuotedOffer): QuotedOffer {
  return { ...quoted, content: { ...quoted.content, packs: { packs: [] }, packages: { packages: [] } } };
}

/** True if the cart's pack or package is in the offer at all. */
export function isChoiceOffered(terms: Pick<Terms, 'quoted'>, cart: Cart): boolean {
  return choiceSpace(offerOf(terms, cart).content, selectionOf(cart), () => true) !== null;
}

function countHeld(cart: Cart, eventCode: string) {
  const counts = new Map<string, number>();
  for (const seat of cart.seats) {
    if (seat.eventCode !== eventCode || seat.addOnId !== null) continue;
    counts.set(seat.priceCode, (counts.get(seat.priceCode) ?? 0) + 1);
  }
  return [...counts].map(([priceCode, count]) => ({ priceCode, count }));
}
