import type { Part, Tally } from './insights.types.ts';

export const zero: Tally = {
  chosen: 0,
  held: 0,
  paying: 0,
  bought: 0,
  open: 0,
  neverHeld: 0,
  refused: 0,
  seatsGone: 0,
  expired: 0,
  letGo: 0,
  notPaid: 0,
  unfinishedSeats: 0,
  orders: 0,
  seats: 0,
  addOnSeats: 0,
  grossCents: 0,
  refundedSeats: 0,
  refundedCents: 0,
  feesCents: 0,
};

/** Field by field; every figure is a sum, so that parts add up to their whole to the cent. */
export function add(one: Tally, other: Partial<Tally>): Tally {
  return {
    chosen: one.chosen + (other.chosen ?? 0),
    held: one.held + (other.held ?? 0),
    paying: one.paying + (other.paying ?? 0),
    bought: one.bought + (other.bought ?? 0),
    open: one.open + (other.open ?? 0),
    neverHeld: one.neverHeld + (other.neverHeld ?? 0),
    refused: one.refused + (other.refused ?? 0),
    seatsGone: one.seatsGone + (other.seatsGone ?? 0),
    expired: one.expired + (other.expired ?? 0),
    letGo: one.letGo + (other.letGo ?? 0),
    notPaid: one.notPaid + (other.notPaid ?? 0),
    unfinishedSeats: one.unfinishedSeats + (other.unfinishedSeats ?? 0),
    orders: one.orders + (other.orders ?? 0),
    seats: one.seats + (other.seats ?? 0),
    addOnSeats: one.addOnSeats + (other.addOnSeats ?? 0),
    grossCents: one.grossCents + (other.grossCents ?? 0),
    refundedSeats: one.refundedSeats + (other.refundedSeats ?? 0),
    refundedCents: one.refundedCents + (other.refundedCents ?? 0),
    feesCents: one.feesCents + (other.feesCents ?? 0),
  };
}

export function total(tallies: readonly Tally[]): Tally {
  return tallies.reduce(add, zero);
}

/** The figures with the same key as one. */
export function gather<T extends Partial<Tally>>(
  figures: readonly T[],
  keyOf: (figure: T) => string,
): Map<string, Tally> {
  const sums = new Map<string, Tally>();
  for (const figure of figures) {
    const key = keyOf(figure);
    sums.set(key, add(sums.get(key) ?? zero, figure));
  }
  return sums;
}

/** Names a part on a day, or on all days together. */
export function partKey({ scope, programId, choiceId, tierId, eventCode }: Part, onDay: string | null): string {
  return JSON.stringify([onDay, scope, programId, choiceId, tierId, eventCode]);
}
