import { hasErrors } from '../../../shared/rules/finding.ts';
import type { Quote } from '../../../shared/rules/quote.ts';
import { type StoreCtx, transaction } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { holdFan } from '../fans/fans.service.ts';
import { toProblem, vendorOf } from '../vendors/vendors.service.ts';
import { type Vendor, VendorFailure } from '../vendors/vendors.types.ts';
import { holdAddOns, holdCompany } from './carts.add-ons.service.ts';
import { lossesAt } from './carts.compare.service.ts';
import { holdEvent, realign } from './carts.event-holds.service.ts';
import * as events from './carts.events.repository.ts';
import { requireCart } from './carts.find.service.ts';
import { isOver, keepSeats, type Lease, reconcile, timeLeft, withLeaseAsIs } from './carts.lease.service.ts';
import { admitHold } from './carts.limits.service.ts';
import type { SeatsTried } from './carts.news.service.ts';
import * as carts from './carts.repository.ts';
import { buyerOf, quoteCart, type Terms, termsOf } from './carts.terms.service.ts';
import type { Cart, ChosenAddOn, HeldCartSeat, NotHeld, Notice, Want } from './carts.types.ts';
import { type Ask, wantsOf } from './carts.wants.service.ts';

export type HoldOutcome = {
  cart: Cart;
  notHeld: NotHeld[];
  line: { place: number; retryAt: Date } | null;
};
/** What an act at the vendor has come to so far; written when it is over, or when it stops. */
export type Progress = {
  seats: HeldCartSeat[];
  expiresAt: Date | null;
  notices: Notice[];
  notHeld: NotHeld[];
  /** Events that were asked for and are neither held as asked nor in `notHeld` yet. */
  left: string[];
  addOns: ChosenAddOn[];
  /** The vendor did something that is not part of `seats` yet. */
  isHalfDone: boolean;
};

/** Holds seats for events of the visitor's cart: docs/rules/holds.md. */
export async function holdCart(ctx: StoreCtx, asks: readonly Ask[]): Promise<HoldOutcome> {
  const { id } = await requireCart(ctx);
  return withLeaseAsIs(ctx, id, async (found, lease) => {
    try {
      const isDue = found.isUnsettled || isOver(ctx, found);
      const cart = isDue ? await reconcile(ctx, found, lease) : found;
      // the hold was over: the fan is told so before anything is held anew, perhaps at another price
      const isLost = found.seats.length > 0 && cart.seats.length === 0;
      const ended = { cart, notHeld: [], line: null };
      return withLost(found, asks, isLost ? ended : await holdSettled(ctx, cart, lease, asks));
    } catch (error) {
      if (!(error instanceof VendorFailure)) throw error;
      if (error.line === null) throw toProblem(ctx, error);
      const waiting = asks.map(({ eventCode }) => ({ eventCode, reason: 'waiting' as const, alternatives: [] }));
      return { cart: found, notHeld: waiting, line: error.line };
    }
  });
}

/** Every event that was asked for, or that had seats before, has seats or is said to have none. */
function withLost(found: Cart, asks: readonly Ask[], outcome: HoldOutcome): HoldOutcome {
  const { cart, notHeld } = outcome;
  const isTold = (eventCode: string) => hasSeats(cart, eventCode) || notHeld.some((one) => one.eventCode === eventCode);
  const asked = new Set(asks.map(({ eventCode }) => eventCode));
  const lost = cart.events.filter(({ eventCode }) => hasSeats(found, eventCode) && !asked.has(eventCode));
  const untold = [...asked, ...lost.map(({ eventCode }) => eventCode)].filter((eventCode) => !isTold(eventCode));
  const refused = untold.map((eventCode) => ({ eventCode, reason: 'refused' as const, alternatives: [] }));
  return { ...outcome, notHeld: [...notHeld, ...refused] };
}

async function holdSettled(ctx: StoreCtx, cart: Cart, lease: Lease, asks: readonly Ask[]): Promise<HoldOutcome> {
  if (cart.state === 'paying') throw problem('cart.paying');
  if (asks.length === 0 && cart.state !== 'holding') throw problem('cart.not_held');
  const terms = await termsOf(ctx, cart);
  refuseAdding(cart, terms, asks);
  const wants = await wantsOf(ctx, cart, terms, asks);
  if (!terms.allowsAdding) for (const want of wants) refuseOtherKind(cart, want);
  const { begun, quote } = await begin(ctx, cart, lease, terms, wants);
  return actAtVendor(ctx, begun, lease, async (asking, progress) => {
    progress.left = wants.map(({ eventCode }) => eventCode);
    for (const want of wants) {
      await holdEvent(asking, { cart: begun, terms, quote, want }, progress);
      progress.left.shift();
      progress.isHalfDone = false;
    }
    await realign(asking, { cart: begun, quote }, progress);
    progress.isHalfDone = false;
    await holdCompany(asking, { cart: begun, terms }, progress);
    progress.isHalfDone = false;
    await holdAddOns(asking, { cart: begun, terms }, progress);
  });
}

export type Asking = Awaited<ReturnType<typeof askingFor>>;

/** Does `work` at the vendor and writes what came of it, also when the vendor stops answering on the way. */
export async function actAtVendor(
  ctx: StoreCtx,
  cart: Cart,
  lease: Lease,
  work: (asking: Asking, progress: Progress) => Promise<void>,
): Promise<HoldOutcome> {
  const { seats, expiresAt, addOns } = cart;
  const progress: Progress = {
    ...{ seats: [...seats], expiresAt, addOns: [...addOns], notices: [...cart.notices] },
    ...{ notHeld: [], left: [], isHalfDone: false },
  };
  const onDone = () => {
    progress.isHalfDone = true;
  };
  try {
    await work(await askingFor(ctx, cart, lease, onDone), progress);
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    return stopped(ctx, { cart, lease, progress, failure: error });
  }
  const kept = await keepSeats(ctx, cart, lease, { ...progress, tried: triedOf(ctx, cart, progress) });
  return { cart: kept, notHeld: progress.notHeld, line: null };
}

/** What came of asking for seats, for whoever counts interest; null when there is nothing new to tell. */
function triedOf(ctx: StoreCtx, cart: Cart, { seats, notHeld }: Progress): SeatsTried | null {
  const own = new Set(seats.flatMap(({ addOnId, eventCode }) => (addOnId === null ? [eventCode] : [])));
  const held = [...own].filter((eventCode) => !hasSeats(cart, eventCode));
  const gone = notHeld.filter(({ reason }) => reason === 'seats_gone').map(({ eventCode }) => eventCode);
  const refused = notHeld.filter(({ reason }) => reason !== 'seats_gone').map(({ eventCode }) => eventCode);
  if (held.length + notHeld.length === 0) return null;
  return { cartId: cart.id, at: ctx.clock.now().toISOString(), held, gone, refused };
}

async function askingFor(ctx: StoreCtx, cart: Cart, lease: Lease, onDone: () => void) {
  const vendor = telling(await vendorOf(ctx), onDone);
  const options = () => ({ purpose: 'hold' as const, timeoutMs: timeLeft(ctx, lease), lineKey: cart.id });
  return { ctx, vendor, cartRef: cart.vendorCartRef, options };
}

/** The vendor, that says when it has done something. */
function telling(vendor: Vendor, onDone: () => void): Vendor {
  const told =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      const answer = await act(...args);
      onDone();
      return answer;
    };
  return {
    ...vendor,
    holdSpecific: told(vendor.holdSpecific),
    holdBestAvailable: told(vendor.holdBestAvailable),
    release: told(vendor.release),
  };
}

/**
 * The vendor stopped answering: what is known is kept, and what is not is asked as soon as it can be. One that takes no
 * more calls has not done the last one.
 */
async function stopped(
  ctx: StoreCtx,
  { cart, lease, progress, failure }: { cart: Cart; lease: Lease; progress: Progress; failure: VendorFailure },
): Promise<HoldOutcome> {
  const tried = triedOf(ctx, cart, progress);
  const line = failure.kind === 'busy' ? failure.line : null;
  const isUnsettled = progress.isHalfDone || line === null;
  const kept = await keepSeats(ctx, cart, lease, { ...progress, tried, isUnsettled });
  const without = cart.events.filter((event) => event.reservedSeats > 0 && !hasSeats(kept, event.eventCode));
  const told = new Set(progress.notHeld.map(({ eventCode }) => eventCode));
  const untold = [...new Set([...progress.left, ...without.map(({ eventCode }) => eventCode)])];
  const notHeld = (reason: 'waiting' | 'refused') => [
    ...progress.notHeld,
    ...untold.filter((eventCode) => !told.has(eventCode)).map((eventCode) => ({ eventCode, reason, alternatives: [] })),
  ];
  if (line !== null) return { cart: kept, notHeld: notHeld('waiting'), line };
  if (failure.kind === 'setup') throw toProblem(ctx, failure);
  const settled = await reconcile(ctx, kept, lease).catch((error: unknown) => {
    throw error instanceof VendorFailure ? toProblem(ctx, failure) : error;
  });
  return { cart: settled, notHeld: notHeld('refused'), line: null };
}

/**
 * Under the fan's lock: prices the cart with the asked seats, refuses what its rules or caps do not allow, and writes down
 * what is about to be held.
 */
export async function begin(
  ctx: StoreCtx,
  cart: Cart,
  lease: Lease,
  terms: Terms,
  wants: readonly Want[],
): Promise<{ begun: Cart; quote: Quote }> {
  const asked = new Map(wants.map((want) => [want.eventCode, countsOf(want)]));
  const accountGroups = [...terms.accountGroups];
  const { programId, releaseId } = terms;
  const at = ctx.clock.now();
  return transaction(ctx, async (ctx) => {
    if (cart.fanId !== null) await holdFan(ctx, cart.fanId);
    const quote = quoteCart(terms, cart, await buyerOf(ctx, { ...cart, accountGroups }), asked);
    if (hasErrors(quote.findings)) throw notAllowed(quote);
    const notices = lossesAt(
      cart.notices,
      (code) => !asked.has(code) && cart.events.some(({ eventCode }) => eventCode === code),
    );
    const heldFrom = await admitHold(ctx, cart);
    const { token } = lease;
    const isBegun = await carts.begin(ctx.store.db, {
      ...{ id: cart.id, token, programId, releaseId, accountGroups, heldFrom, notices, at },
    });
    if (!isBegun) throw problem('cart.busy');
    const reservations = wants.map(({ eventCode, count }) => ({ eventCode, seats: Math.max(count, cart.partySize) }));
    await events.reserve(ctx.store.db, { cartId: cart.id, reservations });
    const reserved = new Map(reservations.map(({ eventCode, seats }) => [eventCode, seats]));
    const begun = {
      ...{ ...cart, state: 'holding' as const, programId, releaseId, accountGroups, notices },
      events: cart.events.map((event) => ({
        ...event,
        reservedSeats: reserved.get(event.eventCode) ?? event.reservedSeats,
      })),
    };
    return { begun, quote };
  });
}

/** A refusal that carries why, in the words of the rules. */
export function notAllowed({ findings }: Quote) {
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, at, params }) => ({ at, code, message: code, params }));
  return problem('cart.not_allowed', {}, { errors });
}

/** After a swap a cart may drop, pay, or take other seats of the same kind; it may not add. */
function refuseAdding(cart: Cart, terms: Terms, asks: readonly Ask[]) {
  const known = new Set(cart.events.map(({ eventCode }) => eventCode));
  const unknown = asks.filter(({ eventCode }) => !known.has(eventCode));
  const pending = asks.filter(({ eventCode }) => !hasSeats(cart, eventCode));
  if (unknown.length > 0 || (!terms.allowsAdding && pending.length > 0)) throw problem('cart.fixed');
}

function refuseOtherKind({ seats }: Cart, { eventCode, parts, priceCode, count }: Want) {
  const held = new Set(seats.filter((seat) => seat.eventCode === eventCode).map((seat) => seat.priceCode));
  const wanted = count === 0 ? [] : [priceCode, ...parts.map((part) => part.priceCode)];
  if (wanted.some((code) => !held.has(code))) throw problem('cart.fixed');
}

function countsOf({ parts, priceCode, count }: Want) {
  if (parts.length === 0) return count === 0 ? [] : [{ priceCode, count }];
  const counts = new Map<string, number>();
  for (const part of parts) {
    counts.set(part.priceCode, (counts.get(part.priceCode) ?? 0) + part.lastSeat - part.firstSeat + 1);
  }
  return [...counts].map(([code, seats]) => ({ priceCode: code, count: seats }));
}

export function hasSeats(cart: Pick<Cart, 'seats'>, eventCode: string): boolean {
  return cart.seats.some((seat) => seat.eventCode === eventCode && seat.addOnId === null);
}
