import type { Cart } from '../../../shared/contract/carts.ts';
import type { OpenOffer } from '../../../shared/contract/catalog.ts';

/**
 * Cents less than the same held seats cost under the offer's rule for everybody, which anybody can buy by. Nothing when
 * the cart is of another offer, or when some seat has no such price: a saving is said only where it is one.
 */
export function savedBy(cart: Cart, offer: OpenOffer): number {
  if (cart.program.id !== offer.release.programId || cart.forOrderId !== null) return 0;
  const everybody = offer.rules.find(({ when }) => when.length === 0);
  if (everybody === undefined || everybody.id === cart.quote.ruleId) return 0;
  let saved = 0;
  for (const { kind, eventCode, priceCode, eachCents, count, suiteId } of cart.quote.lines) {
    if (kind === 'add_on') continue;
    const usual = suiteId === null ? usualCents(offer, everybody, eventCode, priceCode) : null;
    if (usual === null) return 0;
    saved += (usual - eachCents) * count;
  }
  return Math.max(0, saved);
}

/** Rows of an event go before those of all events. */
function usualCents(
  { events, columns }: OpenOffer,
  { rows }: OpenOffer['rules'][number],
  eventCode: string,
  priceCode: string,
): number | null {
  const place = events.findIndex(({ code }) => code === eventCode);
  const own = rows.filter(([column, at]) => columns[column]?.[0] === priceCode && (at === null || at.includes(place)));
  const [column] = own.find(([, at]) => at !== null) ?? own[0] ?? [];
  return column === undefined ? null : (events[place]?.cents[column] ?? null);
}
