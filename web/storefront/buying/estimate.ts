import type { Cart } from '../../../shared/contract/carts.ts';
import { sumCents } from '../../../shared/rules/money.ts';
import { quote } from '../../../shared/rules/quote.ts';
import { nobody, quotedIn, ruleFor, seatPrices, suiteSeatPrice } from '../app/prices.ts';
import type { Shop } from '../app/shop.ts';

/** What a cart comes to at least, with the cheapest free seats for the games that have none yet. */
export type Estimate = {
  /** By event code, of the games without seats. */
  seats: ReadonlyMap<string, number>;
  extras: readonly { addOnId: string; count: number; totalCents: number }[];
  totalCents: number;
};

type Priced = Pick<Shop, 'offer' | 'free' | 'at'>;

/** Null when every game has its seats, and where the page cannot tell: of a cart with an offer of its own, or a game sold out. */
export function estimateOf(shop: Priced, cart: Cart): Estimate | null {
  const { packId, packageId, partySize, forOrderId } = cart;
  const quoted = quotedIn(shop);
  const isIts = shop.offer.state === 'open' && cart.program.id === shop.offer.release.programId;
  const pending = cart.events.filter(({ state }) => state === 'pending');
  if (quoted === null || !isIts || forOrderId !== null || pending.length === 0) return null;
  const rule = ruleFor(quoted, { packId, packageId }, cart.events.length);
  const events = cart.events.map(({ eventCode, suiteId, state, seats }) => {
    if (state === 'held') return { eventCode, suiteId, seats: countByPrice(seats) };
    const least =
      suiteId === null ? seatPrices(shop, rule, eventCode)[0] : suiteSeatPrice(shop, rule, eventCode, suiteId);
    return { eventCode, suiteId, seats: least == null ? [] : [{ priceCode: least.priceCode, count: partySize }] };
  });
  if (events.some(({ seats }) => seats.length === 0)) return null;
  const { lines } = quote(quoted, { packId, packageId, partySize, events, addOns: cart.addOns }, nobody);
  const ofSeats = lines.filter(({ kind, eventCode }) => kind === 'seats' && isIn(pending, eventCode));
  const extras = lines.flatMap(({ addOnId, count, totalCents }) =>
    addOnId === null ? [] : [{ addOnId, count, totalCents }],
  );
  const held = cart.quote.lines.filter(({ kind }) => kind === 'seats');
  return {
    seats: new Map(ofSeats.map(({ eventCode, totalCents }) => [eventCode, totalCents])),
    extras,
    totalCents: sumCents([...held, ...ofSeats, ...extras].map(({ totalCents }) => totalCents)),
  };
}

function isIn(events: Cart['events'], code: string): boolean {
  return events.some(({ eventCode }) => eventCode === code);
}

function countByPrice(seats: Cart['events'][number]['seats']) {
  const codes = [...new Set(seats.map(({ priceCode }) => priceCode))];
  return codes.map((code) => ({ priceCode: code, count: seats.filter(({ priceCode }) => priceCode === code).length }));
}
