import type { z } from 'zod';
import type { Cart as CartContract } from '../../../shared/contract/carts.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { eventsNow, suitesNow } from '../catalog/catalog.events.service.ts';
import { buyerOf, quoteAhead, type Terms, termsIfAny } from './carts.terms.service.ts';
import type { Cart, HeldCartSeat } from './carts.types.ts';

/** The cart as its fan sees it. Without an offer to price it by, its quote is empty and says so. */
export async function viewCart(ctx: StoreCtx, cart: Cart): Promise<z.input<typeof CartContract>> {
  const terms = await termsIfAny(ctx, cart);
  const quote =
    terms === null
      ? closedQuote
      : quoteAhead(terms, cart, await buyerOf(ctx, { ...cart, accountGroups: [...terms.accountGroups] }));
  const { id, version, state, forOrderId, packId, packageId, partySize, accessibleSeats, notices } = cart;
  return {
    ...{ id, version, state, forOrderId, packId, packageId, partySize, accessibleSeats },
    program: {
      id: cart.programId,
      releaseNumber: terms?.releaseNumber ?? 0,
      isActive: terms?.isActive ?? false,
    },
    events: cart.events.map(({ eventCode, suiteId }) => {
      const seats = cart.seats.filter((seat) => seat.eventCode === eventCode && seat.addOnId === null);
      return {
        eventCode,
        suiteId,
        state: seats.length > 0 ? ('held' as const) : ('pending' as const),
        seats: seats.map(toWire),
      };
    }),
    addOns: addOnsOf(cart),
    quote: {
      ruleId: quote.ruleId,
      lines: quote.lines.map((line) => ({ ...line })),
      totalCents: quote.totalCents,
      findings: quote.findings.map((finding) => ({ ...finding, params: { ...finding.params } })),
    },
    expiresAt: cart.expiresAt?.toISOString() ?? null,
    notices: [...notices],
    names: terms === null ? null : await namesFor(ctx, cart, terms),
  };
}

/** Names for a page that has only the offer of now; null when that says everything. */
async function namesFor(ctx: StoreCtx, { events, packId, packageId, notices }: Cart, { isActive, quoted }: Terms) {
  const lost = notices.flatMap((notice) => (notice.code === 'offer.changed' ? notice.lostEventCodes : []));
  if (isActive && lost.length === 0) return null;
  const { packs, packages, add_ons: extras } = quoted.content;
  const choices = [...packs.packs, ...packages.packages];
  const found = await eventsNow(ctx, [...events.map(({ eventCode }) => eventCode), ...lost]);
  return {
    title: choices.find(({ id }) => id === packId || id === packageId)?.name ?? null,
    events: found.map(({ startsAt, ...event }) => ({ ...event, startsAt: startsAt?.toISOString() ?? null })),
    addOns: Object.fromEntries(extras.addOns.map(({ id, name }) => [id, name])),
    suites: Object.fromEntries(
      await suitesNow(
        ctx,
        events.flatMap(({ suiteId }) => suiteId ?? []),
      ),
    ),
  };
}

const closedQuote = {
  ruleId: null,
  lines: [],
  totalCents: 0,
  findings: [{ code: 'offer.closed', severity: 'error' as const, at: '/', params: {} }],
};

/** Chosen ones, and forced ones that are held. */
function addOnsOf(cart: Cart) {
  const held = cart.seats.filter(({ addOnId }) => addOnId !== null);
  const ids = new Set([...cart.addOns.map(({ addOnId }) => addOnId), ...held.flatMap(({ addOnId }) => addOnId ?? [])]);
  return [...ids].map((addOnId) => {
    const heldSeats = held.filter((seat) => seat.addOnId === addOnId).map(toWire);
    const chosen = cart.addOns.find((one) => one.addOnId === addOnId);
    return { addOnId, count: chosen?.count ?? heldSeats.length, heldSeats };
  });
}

function toWire({ eventCode: _, suiteId: _suite, ...seat }: HeldCartSeat) {
  return seat;
}
