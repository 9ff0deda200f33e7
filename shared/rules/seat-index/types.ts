import type { SeatRange } from '../../contract/suites.ts';

/** Free seats of the store's copy that stand side by side, first to last, both included. */
export type SeatRun = SeatRange & {
  className: string;
  priceCode: string;
  /** Which end is at an aisle: 0 none, 1 left (the first seat), 2 right (the last), 3 both. */
  aisle: number;
  /** Higher is better; a whole number. */
  quality: number;
};

/** Who may sell a seat, and how good it is. */
export type SeatKind = { className: string; priceCode: string };

/**
 * The free seats of one event, made by `buildSeatIndex`; never changed, edits answer another one that shares what stayed.
 * Sections lie in order, in each its rows, in each its spans. A seat is a bit: the **slot** of seat `n` of a row is the
 * row's `zero` plus `n`. The slot before a row's first seat is never a seat, so rows do not touch, and a section begins
 * with a word, so that it can be exchanged.
 */
export type SeatIndex = {
  readonly sections: readonly SectionPart[];
  readonly rows: {
    /** Into `rowNames`. */
    readonly name: Uint16Array;
    readonly zero: Int32Array;
    /** The row's first span; one more entry than rows. */
    readonly span: Uint32Array;
  };
  /** Seats that were free when it was built, of one kind and quality, with no aisle between them. */
  readonly spans: {
    readonly firstSeat: Int32Array;
    readonly lastSeat: Int32Array;
    /** Into `kinds`. */
    readonly kind: Uint16Array;
    readonly quality: Int32Array;
  };
  readonly free: Uint32Array;
  /** The bit of a seat: an aisle lies between it and the next. */
  readonly aisles: Uint32Array;
  readonly rowNames: readonly string[];
  readonly kinds: readonly SeatKind[];
  /** What was given and is not in the index: not a run of seats, or with a seat that an earlier run has. */
  readonly ignored: readonly SeatRun[];
};
/** Its rows, and its first word; its words end where those of the next section begin. */
export type SectionPart = RowRange & { readonly sectionName: string; readonly word: number };
/** Rows from one up to another, which is the first that is not meant. */
export type RowRange = { readonly from: number; readonly until: number };

export type BlockQuery = {
  classNames: readonly string[];
  /** Null: all. */
  priceCodes: readonly string[] | null;
  /** The size of the party; it sits together. */
  count: number;
  /** Null: all. */
  sectionNames: readonly string[] | null;
  /** Classes of accessible seats, whether or not they are among `classNames`. */
  accessibleClasses: readonly string[];
  /** How many seats of the party must be accessible. Companions sit in the same block, in accessible seats if need be. */
  wantsAccessible: number;
  /** False: a block that leaves a single free seat beside it is found only when there is no other block. */
  allowsLoneSeat: boolean;
  /** `wanted`: blocks at an aisle come first. */
  aisle: 'any' | 'wanted';
  limit: number;
};

/** Seats of a block that are sold alike, by one hold. */
export type BlockPart = SeatKind & { firstSeat: number; lastSeat: number };
/** Seats side by side in one row, for one party. */
export type Block = SeatRange & {
  /** In order. One, unless some seats are accessible. */
  parts: readonly BlockPart[];
  /** The sum over its seats. */
  quality: number;
  isAtAisle: boolean;
  /** Found only because every other block does too, or because the query allows it. */
  leavesLoneSeat: boolean;
};

/**
 * Whether a fan may have certain seats, or what is against it. `section_sold_out`, `row_taken`, `seat_taken`: not all
 * of them are free, nor is any in the section, in the row. `not_offered`: free, but the query excludes their kind, section,
 * number or accessibility, or an aisle parts them. `lone_seat`: another block would leave no single seat.
 */
export type Standing = 'available' | 'section_sold_out' | 'row_taken' | 'seat_taken' | 'not_offered' | 'lone_seat';

/** Seats that others are to be near to, and their price code where it is known. */
export type HomeSeats = SeatRange & { priceCode: string | null };
/**
 * From home to a block, in steps; 999 is the most, and what lies between names that cannot be counted, such as `FLOOR`. Seats
 * are counted within a section only.
 */
export type Distance = { isOtherPrice: boolean; sections: number; rows: number; seats: number };
export type NearBlock = Block & { distance: Distance };

/** One event of a question about several. */
export type EventSeats = {
  eventCode: string;
  index: SeatIndex;
  priceCodes: readonly string[] | null;
  /** The fan picked the anchor here: it is theirs to leave a single seat beside it. */
  isPicked?: boolean;
};
export type SameSeatsQuery = Omit<BlockQuery, 'priceCodes'> & {
  /** Seats that the fan likes; null: the best. */
  anchor: HomeSeats | null;
};
export type EventBlock = {
  eventCode: string;
  /** The home block, or the nearest to it; null when the event has none for this party. */
  block: NearBlock | null;
  /** `available` when it is the home block, else what is against that one. */
  why: Standing;
};
/** A home block, and for each event in the order given what the fan would get. */
export type SeatPlan = { home: HomeSeats; events: readonly EventBlock[]; moveCount: number };
