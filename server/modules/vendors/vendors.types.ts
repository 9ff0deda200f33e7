/**
 * What the product asks of a ticketing vendor, in our own words. An adapter turns it into one vendor's protocol; nothing
 * outside its folder knows that protocol. Money is cents, instants are UTC.
 */

import type { Reach } from '../../core/outbound.ts';

/** What a vendor can do; who sells asks this, never which vendor it is. */
export type Capabilities = {
  /** One vendor cart holds seats of many events; else there is one for each event. */
  multiEventCart: boolean;
  /** Who charges the fan's card. */
  paymentTakenBy: 'vendor' | 'platform';
  /** Where the vendor's own form for cards is; null where it has none, or its address is no address. */
  paymentForm: PaymentForm | null;
  /** Whether a hold's answer says when it ends, or the contract says how long it lasts. */
  holdLifetime: { kind: 'returned' } | { kind: 'constant'; seconds: number };
  holdsSpecific: boolean;
  holdsBestAvailable: boolean;
  priceOn: 'seat' | 'level';
  /** A ledger of money that a customer may pay with. */
  credit: boolean;
};

/**
 * A page of the vendor's that ours frames: the card is typed there, and ours gets a one-time token of it. `origin` is
 * the only one the frame may have. What the two pages say to each other: docs/vendors/card-form.md.
 */
export type PaymentForm = { url: string; origin: string };

/**
 * Why a call is made. At the limit of the vendor's quota `checkout` goes before `hold`, and `hold` before `sync`;
 * `staff` is a person waiting for an answer, and counts as a hold.
 */
export type CallPurpose = 'checkout' | 'hold' | 'staff' | 'sync';
export type CallOptions = {
  purpose: CallPurpose;
  /** Milliseconds for the whole call, polls and retries included. */
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Whose place in line it is when the budget is used up: whoever comes back in time with the same key kept it. */
  lineKey?: string | undefined;
};

/**
 * How a call fails.
 * `refused`: the vendor said no; nothing was done.
 * `busy`: the vendor, or its quota, takes no call now; nothing was done. `retryAt` says when to come again.
 * `unavailable`: the call certainly did not reach a vendor that could act on it; nothing was done.
 * `unknown`: it may have been done or not: ask the vendor (`readCart`, `readOwned`) before anything else.
 * `setup`: the connection's credentials or product are wrong; a person must act.
 */
export type FailureKind = 'refused' | 'busy' | 'unavailable' | 'unknown' | 'setup';
export type RefusalReason =
  | 'seat_gone'
  | 'no_block'
  | 'class_not_granted'
  | 'event_not_found'
  | 'event_not_on_sale'
  | 'not_priced'
  | 'cart_expired'
  | 'cart_not_found'
  | 'not_in_cart'
  | 'cart_empty'
  | 'payment_declined'
  | 'amount_differs'
  | 'account_differs'
  | 'order_not_found'
  | 'customer_locked'
  | 'customer_not_found'
  | 'other';

/** Thrown by every operation of a `Vendor` that does not answer. */
export class VendorFailure extends Error {
  readonly kind: FailureKind;
  /** Of a refusal; else null. */
  readonly reason: RefusalReason | null;
  /** When to try again, of a busy vendor, and how many callers wait before this one. */
  readonly line: { retryAt: Date; place: number } | null;

  constructor(
    kind: FailureKind,
    detail: string,
    more: {
      reason?: RefusalReason | undefined;
      line?: { retryAt: Date; place: number } | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.name = 'VendorFailure';
    this.kind = kind;
    this.reason = more.reason ?? (kind === 'refused' ? 'other' : null);
    this.line = more.line ?? null;
  }
}

export type Undecided = { state: 'tbd' } | { state: 'tba' };
export type VendorEvent = {
  code: string;
  name: string;
  opponent: string | null;
  /** Local at the venue. */
  date: { state: 'set'; on: string } | Undecided;
  time: { state: 'set'; at: string } | Undecided;
  /** The day the vendor guesses while the date is undecided. */
  estimatedOn: string | null;
  venueName: string;
  timeZone: string | null;
  /** The seating template that events share. */
  manifest: string;
  itemSets: readonly string[];
  category: string | null;
  onSaleAt: Date | null;
  offSaleAt: Date | null;
  isCancelled: boolean;
  capacity: number | null;
};
/** An event that the vendor named in a way that cannot be read; `code` is null when not even that can. */
export type OddEvent = { code: string | null; detail: string };
export type FoundEvents = { events: readonly VendorEvent[]; odd: readonly OddEvent[] };
/** Dates are inclusive, `YYYY-MM-DD`. */
export type EventQuery =
  | { kind: 'range'; from: string; until: string }
  | { kind: 'item_set'; itemSet: string }
  | { kind: 'codes'; codes: readonly string[] };

/** The amount for one seat of a price code, in cents. */
export type VendorPrice = { priceCode: string; ticketTypeCode: string; amountCents: number };
/** Free seats of a section by class and price code. */
export type SectionCount = { sectionName: string; className: string; priceCode: string; count: number };
export type VendorSummary = {
  counts: readonly SectionCount[];
  prices: readonly VendorPrice[];
  /** The classes our vendor user may sell. */
  grantedClasses: readonly string[];
};
/** Free seats that stand side by side, first to last, both included. */
export type VendorSeatRun = {
  sectionName: string;
  rowName: string;
  firstSeat: number;
  lastSeat: number;
  className: string;
  priceCode: string;
  /** Which end is at an aisle: 0 none, 1 left (the first seat), 2 right (the last), 3 both. */
  aisle: number;
  /** Higher is better. */
  quality: number;
};
/** Something the vendor sent that has no place in our copy; shown to staff. */
export type Unmapped = { what: string; detail: string };
export type VendorSeats = { runs: readonly VendorSeatRun[]; unmapped: readonly Unmapped[] };

export type VendorCustomer = {
  accountId: string;
  email: string;
  firstName: string;
  lastName: string;
  accountGroups: readonly string[];
};
export type NewCustomer = { email: string; firstName: string; lastName: string };

export type SeatsWanted = { sectionName: string; rowName: string; firstSeat: number; lastSeat: number };
export type HoldSpecific = {
  /** Our own name of the vendor's cart, a UUID; the first hold opens it. */
  cartRef: string;
  eventCode: string;
  className: string;
  ticketTypeCode: string;
  seats: readonly SeatsWanted[];
};
/** Class, price code and ticket type always: a vague request may be answered with a dearer seat. */
export type HoldBestAvailable = {
  cartRef: string;
  eventCode: string;
  className: string;
  priceCode: string;
  ticketTypeCode: string;
  count: number;
  sectionName: string | null;
  isContiguous: boolean;
};
export type Release = {
  cartRef: string;
  /** Null: everything in the cart. */
  seats: { eventCode: string; seats: readonly SeatsWanted[] } | null;
};
export type HeldSeat = {
  eventCode: string;
  sectionName: string;
  rowName: string;
  seatNumber: number;
  className: string;
  priceCode: string;
  ticketTypeCode: string;
  amountCents: number;
};
export type VendorCart = {
  /** `none`: the vendor never heard of it. */
  state: 'none' | 'open' | 'expired' | 'sold';
  /** Of an open cart; null when the vendor does not say, see `Capabilities.holdLifetime`. */
  expiresAt: Date | null;
  accountId: string | null;
  /** Of a sold one. */
  orderNumber: string | null;
  seats: readonly HeldSeat[];
  totalCents: number;
};
export type AmountDue = { totalCents: number; feesCents: number; dueCents: number };
/** `token` is what the vendor's own card form gave the fan's browser; it is never written anywhere. */
export type Payment = { cartRef: string; accountId: string; amountCents: number; token: string };
export type VendorSale = { orderNumber: string; paidCents: number; seats: readonly HeldSeat[] };
export type OwnedSeat = HeldSeat & { orderNumber: string; status: 'sold' | 'refunded' | 'cancelled' };
export type VendorTicket = {
  eventCode: string;
  sectionName: string;
  rowName: string;
  seatNumber: number;
  barcode: string | null;
  qrPayload: string | null;
  walletUrl: string | null;
};

/** One connection to one vendor account. Every operation throws `VendorFailure`, and nothing else that a vendor causes. */
export type Vendor = {
  readonly capabilities: Capabilities;
  ping: (options: CallOptions) => Promise<void>;
  findEvents: (query: EventQuery, options: CallOptions) => Promise<FoundEvents>;
  readSummary: (eventCode: string, options: CallOptions) => Promise<VendorSummary>;
  readSeats: (eventCode: string, options: CallOptions) => Promise<VendorSeats>;
  readPrices: (eventCode: string, options: CallOptions) => Promise<readonly VendorPrice[]>;
  /** Null when the vendor has no such customer. */
  findCustomer: (by: { email: string } | { accountId: string }, options: CallOptions) => Promise<VendorCustomer | null>;
  /** The account on file when the address is known already. */
  addCustomer: (customer: NewCustomer, options: CallOptions) => Promise<VendorCustomer>;
  readOwned: (accountId: string, options: CallOptions) => Promise<readonly OwnedSeat[]>;
  /** All seats or none; answers the whole cart. */
  holdSpecific: (hold: HoldSpecific, options: CallOptions) => Promise<VendorCart>;
  /** All seats or none; `added` are the seats of this call. */
  holdBestAvailable: (
    hold: HoldBestAvailable,
    options: CallOptions,
  ) => Promise<{ cart: VendorCart; added: readonly HeldSeat[] }>;
  /** Releasing what is not held any more is not a failure. */
  release: (release: Release, options: CallOptions) => Promise<VendorCart>;
  readCart: (cartRef: string, options: CallOptions) => Promise<VendorCart>;
  readAmountDue: (of: { cartRef: string; accountId: string }, options: CallOptions) => Promise<AmountDue>;
  /** Paying a cart that is sold answers its sale again; it never charges twice. */
  pay: (payment: Payment, options: CallOptions) => Promise<VendorSale>;
  readTickets: (
    of: { accountId: string; orderNumber: string },
    options: CallOptions,
  ) => Promise<readonly VendorTicket[]>;
  /** Ends its connections; nothing is in flight any more. */
  close: () => Promise<void>;
};

/** One request on the wire, as it is kept for staff; it holds no secret and nothing of a person. */
export type CallRecord = {
  operation: string;
  purpose: CallPurpose;
  eventCode: string | null;
  startedAt: Date;
  durationMs: number;
  attempts: number;
  polls: number;
  outcome: 'done' | FailureKind;
  /** The vendor's result code or HTTP status, and its words, redacted. */
  detail: string | null;
};

export type SpendOptions = { lineKey?: string | undefined; isPoll?: boolean | undefined };

/** What the product gives an adapter: the way every request goes out. */
export type VendorHooks = {
  /**
   * Takes one request, or one poll, from the account's rate budget; waits a moment for room. Throws
   * `VendorFailure('busy')` with a place in line. A poll belongs to work that was begun: it stands in no line and waits
   * for room until `signal` aborts.
   */
  spend: (purpose: CallPurpose, signal: AbortSignal, more?: SpendOptions) => Promise<void>;
  /** The vendor said that its quota is used up: nobody calls before `until`. */
  exhausted: (until: Date) => void;
  record: (call: CallRecord) => void;
  now: () => Date;
  /** Where a base address that staff typed may lead; this machine itself in demo and tests only. */
  reach: Reach;
};

/** Something staff enter to connect an account; `name` is what it is called on the wire of our API. */
export type AdapterField = {
  name: string;
  label: string;
  /** An address must be https and public, but in demo and tests. */
  kind: 'address' | 'text';
};
/** An account's connection, by the names of the adapter's fields. */
export type AdapterConnection = {
  fields: Readonly<Record<string, string>>;
  keys: Readonly<Record<string, string>>;
  /** How long the contract says a hold lasts; null where the vendor's answers say it. */
  holdSeconds: number | null;
};
/** A vendor's protocol, as the product comes to know of it. */
export type VendorAdapter = {
  /** The vendor's name, for people. */
  label: string;
  fields: readonly AdapterField[];
  /** Secrets; written, never read. */
  keys: readonly Omit<AdapterField, 'kind'>[];
  /** What the vendor's contracts usually say. */
  usual: { perMinute: number | null; perDay: number | null; holdSeconds: number | null };
  /** Opens no connection yet. */
  open: (connection: AdapterConnection, hooks: VendorHooks) => Vendor;
};
export type VendorAdapters = Readonly<Record<string, VendorAdapter>>;

declare module '../../core/ctx.ts' {
  interface Ports {
    /** By the name that an account carries. */
    vendors: VendorAdapters;
  }
}
