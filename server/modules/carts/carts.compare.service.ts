import type { HeldSeat, SeatsWanted, VendorCart } from '../vendors/vendors.types.ts';
import type { HeldCartSeat, Notice, SeatBlock } from './carts.types.ts';

type Place = { eventCode: string; sectionName: string; rowName: string; seatNumber: number };
export type Comparison = {
  /** Ours that the vendor holds too, at the same amount, price code and ticket type. */
  kept: readonly HeldCartSeat[];
  /** Ours that the vendor does not hold. */
  lost: readonly HeldCartSeat[];
  /** What the vendor holds and we do not know of, or hold at something else; to be released. */
  extra: readonly HeldSeat[];
};

/** Our cart beside the vendor's, seat by seat. Pure. */
export function compareSeats(ours: readonly HeldCartSeat[], theirs: readonly HeldSeat[]): Comparison {
  const held = new Map(theirs.map((seat) => [keyOf(seat), seat]));
  const isSame = (seat: HeldCartSeat) => {
    const found = held.get(keyOf(seat));
    return (
      found !== undefined &&
      found.amountCents === seat.amountCents &&
      found.ticketTypeCode === seat.ticketTypeCode &&
      found.priceCode === seat.priceCode
    );
  };
  const kept = ours.filter(isSame);
  const known = new Set(kept.map(keyOf));
  return {
    kept,
    lost: ours.filter((seat) => !known.has(keyOf(seat))),
    extra: theirs.filter((seat) => !known.has(keyOf(seat))),
  };
}

/** The seats of a cart that can still be sold; none of one that has expired or was never opened. */
export function seatsOf(cart: VendorCart): readonly HeldSeat[] {
  return cart.state === 'open' || cart.state === 'sold' ? cart.seats : [];
}

/** The number of seats of a block. */
export function sizeOf({ firstSeat, lastSeat }: { firstSeat: number; lastSeat: number }): number {
  return lastSeat - firstSeat + 1;
}

/** The seats of a block, one by one. */
export function seatsIn(eventCode: string, block: SeatBlock): Place[] {
  const { sectionName, rowName, firstSeat } = block;
  return Array.from({ length: sizeOf(block) }, (_, at) => ({
    ...{ eventCode, sectionName, rowName },
    seatNumber: firstSeat + at,
  }));
}

/** Seats as blocks: those side by side together. */
export function toBlocks(seats: readonly Omit<Place, 'eventCode'>[]): SeatBlock[] {
  const sorted = [...seats].sort(
    (a, b) => compare(a.sectionName, b.sectionName) || compare(a.rowName, b.rowName) || a.seatNumber - b.seatNumber,
  );
  const blocks: SeatBlock[] = [];
  for (const { sectionName, rowName, seatNumber } of sorted) {
    const last = blocks.at(-1);
    const touches = last?.sectionName === sectionName && last.rowName === rowName && last.lastSeat === seatNumber - 1;
    if (touches) last.lastSeat = seatNumber;
    else blocks.push({ sectionName, rowName, firstSeat: seatNumber, lastSeat: seatNumber });
  }
  return blocks;
}

/** The same, event by event. */
export function blocksByEvent(seats: readonly Place[]): Map<string, SeatsWanted[]> {
  return new Map([...group(seats)].map(([eventCode, of]) => [eventCode, toBlocks(of)]));
}

/** What to tell the fan of seats that are gone. */
export function lossNotices(lost: readonly HeldCartSeat[]): Notice[] {
  const own = blocksByEvent(lost.filter(({ addOnId }) => addOnId === null));
  const addOns = lost.flatMap(({ addOnId, addOnFor }) => (addOnId === null ? [] : [{ addOnId, eventCode: addOnFor }]));
  const each = new Map(addOns.map((one) => [JSON.stringify(one), one]));
  return [
    ...[...own].map(([eventCode, seats]) => ({ code: 'seats.lost' as const, eventCode, seats })),
    ...[...each.values()].map((one) => ({ code: 'add_on.gone' as const, ...one })),
  ];
}

/** What to tell the fan of seats whose hold has ended. */
export function expiryNotices(lost: readonly HeldCartSeat[]): Notice[] {
  const eventCodes = [...new Set(lost.filter(({ addOnId }) => addOnId === null).map(({ eventCode }) => eventCode))];
  return eventCodes.length === 0 ? [] : [{ code: 'seats.expired', eventCodes }];
}

/** Of what a fan was told, or perhaps was not yet: the losses at these events. */
export function lossesAt(notices: readonly Notice[], isMeant: (eventCode: string) => boolean): Notice[] {
  return notices.flatMap((notice): Notice[] => {
    if (notice.code === 'seats.lost') return isMeant(notice.eventCode) ? [notice] : [];
    if (notice.code !== 'seats.expired') return [];
    const eventCodes = notice.eventCodes.filter(isMeant);
    return eventCodes.length === 0 ? [] : [{ ...notice, eventCodes }];
  });
}

/** A seat the vendor holds, as ours. */
export function toCartSeat(
  seat: HeldSeat,
  of: { suiteId?: string | null; addOnId?: string | null; addOnFor?: string | null },
): HeldCartSeat {
  return { ...seat, suiteId: of.suiteId ?? null, addOnId: of.addOnId ?? null, addOnFor: of.addOnFor ?? null };
}

export function keyOf({ eventCode, sectionName, rowName, seatNumber }: Place): string {
  return JSON.stringify([eventCode, sectionName, rowName, seatNumber]);
}

function group(seats: readonly Place[]): Map<string, Place[]> {
  const events = new Map<string, Place[]>();
  for (const seat of seats) events.set(seat.eventCode, [...(events.get(seat.eventCode) ?? []), seat]);
  return events;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
