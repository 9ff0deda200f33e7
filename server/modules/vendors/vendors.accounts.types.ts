import type { CallPurpose } from './vendors.types.ts';

/** Requests; null: no limit. Shares are percentages of both, kept for checkout, and for hold and staff. */
export type AccountQuota = {
  perMinute: number | null;
  perDay: number | null;
  checkoutShare: number;
  holdShare: number;
};

/** A client's account at a vendor, without its keys. */
export type VendorAccount = AccountQuota & {
  id: string;
  name: string;
  adapter: string;
  /** By the names of the adapter's fields. */
  connection: Record<string, string>;
  /** The end of each key. */
  keyHints: Record<string, string>;
  keysChangedAt: Date;
  holdSeconds: number | null;
  grantedClasses: GrantedClasses | null;
  /** Those connected to it. */
  stores: { key: string; name: string }[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
};
/** The classes that the vendor user of an account may sell, as the vendor last said. */
export type GrantedClasses = { classes: string[]; heardAt: Date };

export type AdapterFacts = {
  name: string;
  label: string;
  fields: { name: string; label: string; kind: 'address' | 'text' }[];
  keys: { name: string; label: string }[];
  usual: { perMinute: number | null; perDay: number | null; holdSeconds: number | null };
};

/** What is left out takes what is usual for the adapter. */
export type NewAccount = {
  name: string;
  adapter: string;
  connection: Record<string, string>;
  keys: Record<string, string>;
} & { [F in keyof (AccountQuota & { holdSeconds: null })]?: (number | null) | undefined };
/** What is left out stays. */
export type AccountEdit = {
  name?: string | undefined;
  connection?: Record<string, string> | undefined;
  /** Needed with another connection. */
  keys?: Record<string, string> | undefined;
  holdSeconds?: number | null | undefined;
  perMinute?: number | null | undefined;
  perDay?: number | null | undefined;
  checkoutShare?: number | undefined;
  holdShare?: number | undefined;
};

/** What an account's budget has left, at the instant it was read. */
export type BudgetView = AccountQuota & {
  usedMinute: number;
  usedDay: number;
  /** Infinite without a quota. */
  availableFor: (purpose: CallPurpose) => number;
  /** When the purpose may send as many (one, unless said); now, if there is room. */
  availableAt: (purpose: CallPurpose, count?: number) => Date;
  /** Nobody calls before; null: the vendor takes calls. */
  refusingUntil: Date | null;
};
