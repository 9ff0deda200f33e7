import type { CartNotice, HoldAnswer } from '../../../shared/contract/carts.ts';

export type CartState = 'choosing' | 'holding' | 'paying' | 'bought' | 'ended';
export type EndReason = 'left' | 'expired' | 'replaced';
export type Notice = CartNotice;
export type ChosenAddOn = { addOnId: string; count: number };

/** What a fan says is chosen. */
export type CartChoice = {
  packId: string | null;
  packageId: string | null;
  partySize: number;
  accessibleSeats: number;
  events: readonly { eventCode: string; suiteId: string | null }[];
  addOns: readonly ChosenAddOn[];
  forOrderId: string | null;
};

/** Of the cart itself; its events and seats are apart. */
export type CartHead = {
  id: string;
  fanId: string | null;
  state: CartState;
  programId: string;
  releaseId: string;
  forOrderId: string | null;
  packId: string | null;
  packageId: string | null;
  partySize: number;
  accessibleSeats: number;
  addOns: ChosenAddOn[];
  /** The groups its prices are made with. */
  accountGroups: string[];
  vendorCartRef: string;
  expiresAt: Date | null;
  notices: Notice[];
  leaseUntil: Date | null;
  /** A vendor call was begun whose answer is not written. */
  isUnsettled: boolean;
  version: number;
};
export type ChosenEvent = { eventCode: string; suiteId: string | null; reservedSeats: number };
export type HeldCartSeat = {
  eventCode: string;
  sectionName: string;
  rowName: string;
  seatNumber: number;
  className: string;
  priceCode: string;
  ticketTypeCode: string;
  amountCents: number;
  suiteId: string | null;
  addOnId: string | null;
  addOnFor: string | null;
};
export type Cart = CartHead & { events: readonly ChosenEvent[]; seats: readonly HeldCartSeat[] };

/** Which seats a fan asks for. */
export type SeatsAsked =
  | { kind: 'blocks'; priceCode: string; blocks: readonly SeatBlock[] }
  | { kind: 'best'; priceCode: string; sectionName: string | null }
  | { kind: 'suite'; seats: number | null };
export type SeatBlock = { sectionName: string; rowName: string; firstSeat: number; lastSeat: number };
/** Seats that one call holds: of one class and price code, side by side. */
export type Part = SeatBlock & { className: string; priceCode: string };
/** What is to be held for one event. */
export type Want = {
  eventCode: string;
  suiteId: string | null;
  /** What the fan picked, as it was said. */
  asked: readonly SeatBlock[];
  /** The seats themselves; none when the copy knows of no such block. */
  parts: readonly Part[];
  /** Seats that are as good and cost the same, tried in this order when the vendor refuses those. */
  others: readonly (readonly Part[])[];
  /** Where the vendor may look for others at the same price; null for a suite, and where some must be accessible. */
  ladder: { className: string; priceCode: string; sectionName: string | null } | null;
  count: number;
  priceCode: string;
};
export type NotHeld = HoldAnswer['notHeld'][number];
