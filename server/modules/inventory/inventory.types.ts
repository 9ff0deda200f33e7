import type { VendorPrice, VendorSeatRun } from '../vendors/vendors.types.ts';

export type { VendorPrice } from '../vendors/vendors.types.ts';
/** Free seats that stand side by side, first to last, both included. */
export type SeatRun = VendorSeatRun;

/** All the vendor said of one event when it was read. */
export type EventInventory = { readAt: Date; prices: readonly VendorPrice[]; runs: readonly SeatRun[] };

/** Free seats of a class at a price code. */
export type Count = readonly [className: string, priceCode: string, count: number];

/** A section as the copy keeps it. */
export type SectionCopy = {
  sectionName: string;
  /** See `toSections`. */
  runs: string;
  counts: readonly Count[];
  seatCount: number;
  /** Of `runs`: equal for equal seats, in whatever order the vendor sent them. */
  hash: string;
};

export const vendorStates = ['listed', 'cancelled', 'missing'] as const;
/** `cancelled`, `missing`: the vendor says so, and the copy has no free seats. */
export type VendorState = (typeof vendorStates)[number];

/** What the copy says of one event, without its seats. */
export type EventAvailability = {
  eventCode: string;
  /** Grows with every change of its seats or amounts. */
  revision: number;
  /** The revision at which its amounts changed last. */
  pricesRevision: number;
  /** Null: planned, and never read. */
  readAt: Date | null;
  vendorState: VendorState;
  seatCount: number;
  counts: readonly Count[];
};

/** A section of one event, counted. */
export type SectionAvailability = {
  eventCode: string;
  sectionName: string;
  /** The event's revision at which this section changed last. */
  revision: number;
  seatCount: number;
  counts: readonly Count[];
};
