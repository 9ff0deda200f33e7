/** What is counted, everywhere the same: docs/rules/insights.md. Money in cents of the store's currency. */
export type Tally = {
  /** Carts by how far they came; `chosen` is all of them. */
  chosen: number;
  held: number;
  paying: number;
  bought: number;
  /** Still live. */
  open: number;
  /** Carts that ended without a purchase, by the reason. */
  neverHeld: number;
  refused: number;
  seatsGone: number;
  expired: number;
  letGo: number;
  notPaid: number;
  /** Seats those were for. */
  unfinishedSeats: number;
  orders: number;
  /** Sold, without add-ons. */
  seats: number;
  addOnSeats: number;
  grossCents: number;
  refundedSeats: number;
  refundedCents: number;
  feesCents: number;
};

export type Scope = 'choice' | 'tier' | 'event';
/** What a tally is of: a pack or package (or a program without them), a tier of a pack, or an event. */
export type Part = {
  scope: Scope;
  programId: string;
  choiceId: string | null;
  tierId: string | null;
  eventCode: string | null;
};
export type Figure = Part & Tally & { onDay: string };

export type ViewStep = 'offer' | 'choice' | 'seats' | 'review';
/** A page that was looked at; `choiceId` null: of the program itself. */
export type View = { programId: string; choiceId: string | null; step: ViewStep };
export type Views = Record<ViewStep, number>;

/** A day with its beginning and end. */
export type DayRange = { onDay: string; from: string; until: string };
/** Which tier of a pack an event is in, under a release. */
export type TierEntry = { releaseId: string; packId: string; tierId: string; eventCode: string };
/** Days to be counted, all of them between `from` and `until`. */
export type Counting = { days: DayRange[]; tiers: TierEntry[]; from: Date; until: Date };

/** What was seen of a game in a cart. */
export type Trail = {
  cartId: string;
  eventCode: string;
  heldAt: string | null;
  lostAt: string | null;
  refusedAt: string | null;
  goneAt: string | null;
};

/** Days that are asked about, first and last included. */
export type Days = { firstOn: string; lastOn: string };
/** `countedAt`: the oldest instant at which a figure was counted. */
export type Freshness = { at: Date; countedAt: Date; liveDays: number };
