/** The vendor's amount for one seat of a price code, in cents. */
export type VendorPrice = { priceCode: string; ticketTypeCode: string; amountCents: number };

/** Free seats that stand side by side, first to last, both included. */
export type SeatRun = {
  sectionName: string;
  rowName: string;
  firstSeat: number;
  lastSeat: number;
  className: string;
  priceCode: string;
  /** Which end is at an aisle: 0 none, 1 left, 2 right, 3 both. */
  aisle: number;
  /** Higher is better. */
  quality: number;
};

/** All the vendor said of one event when it was read. */
export type EventInventory = { readAt: Date; prices: readonly VendorPrice[]; runs: readonly SeatRun[] };
