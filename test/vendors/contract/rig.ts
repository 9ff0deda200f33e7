import { afterEach, beforeEach, expect } from 'vitest';
import {
  type CallRecord,
  type FailureKind,
  type HeldSeat,
  type HoldSpecific,
  type RefusalReason,
  type SeatsWanted,
  type Vendor,
  VendorFailure,
  type VendorHooks,
} from '../../../server/modules/vendors/vendors.types.ts';
import type { watchHooks } from '../scripted-vendor.ts';

/** The operations of a vendor that speak to it. */
export type Operation = Exclude<keyof Vendor, 'capabilities' | 'close'>;
/**
 * How the vendor may misbehave. `lost_answer` did its work, `lost_request` did not; `silence` works and never answers;
 * `garbage`, `half` and `odd` work and answer nonsense; `down` and `quota` did nothing; `polls` has to be asked again.
 */
export type Misbehaviour =
  | 'lost_answer'
  | 'lost_request'
  | 'silence'
  | 'garbage'
  | 'half'
  | 'odd'
  | 'down'
  | 'quota'
  | 'polls';

/** What is true at the vendor under test. Everything else the suite asks the vendor itself. */
export type VendorFacts = {
  /** Two events that are on sale, both of the item set and of the range. */
  eventCodes: readonly [string, string];
  range: { from: string; until: string };
  itemSet: string;
  /** With free seats side by side in both events, and a price for this type of ticket. */
  className: string;
  ticketTypeCode: string;
  /** A class that exists and that we may not sell. */
  otherClass: string;
  /** A type of ticket without any price. */
  unpricedTicketType: string;
  customer: { accountId: string; email: string };
  /** Another one. */
  otherAccountId: string;
  lockedEmail: string;
  goodToken: string;
  declinedToken: string;
};
/** What the vendor itself says, and what happens to it. */
export type VendorControl = {
  misbehave: (operation: Operation, how: Misbehaviour, times: number) => void;
  sellByOthers: (eventCode: string, seats: readonly SeatsWanted[]) => void;
  /** Time passes until every cart is over. */
  letCartsExpire: () => void;
  /** The vendor's own ledger: every seat sold to somebody of ours. */
  sold: () => readonly { eventCode: string; seat: string; accountId: string }[];
  /** How often a card was charged. */
  charges: () => number;
};
export type Rig = {
  vendor: Vendor;
  facts: VendorFacts;
  control: VendorControl;
  /** How the hooks were used. */
  seen: ReturnType<typeof watchHooks>['seen'];
  /** Another connection to the same account, through these hooks. */
  connect: (hooks: Partial<VendorHooks>) => { vendor: Vendor; seen: Rig['seen'] };
  /** What must be found in no record and no failure. */
  secrets: readonly string[];
  close: () => Promise<void>;
};
export type OpenRig = () => Promise<Rig>;

export const staff = { purpose: 'staff' } as const;
export const hold = { purpose: 'hold' } as const;
export const checkout = { purpose: 'checkout' } as const;
export const sync = { purpose: 'sync' } as const;

/** A vendor of its own for each test. */
export function useRig(open: OpenRig): () => Rig {
  let rig: Rig | undefined;
  beforeEach(async () => {
    rig = await open();
  });
  afterEach(async () => {
    await rig?.close();
    rig = undefined;
  });
  return () => {
    if (rig === undefined) throw new Error('there is a vendor only within a test');
    return rig;
  };
}

export async function failureOf(promise: Promise<unknown>): Promise<VendorFailure> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(VendorFailure);
  return error as VendorFailure;
}

export async function expectRefusal(promise: Promise<unknown>, reason: RefusalReason) {
  expect(await failureOf(promise)).toMatchObject({ kind: 'refused', reason });
}

export async function expectFailure(promise: Promise<unknown>, kind: FailureKind) {
  expect((await failureOf(promise)).kind).toBe(kind);
}

let carts = 0;
/** A cart of our own naming. */
export function newCartRef(): string {
  carts += 1;
  return `00000000-0000-7000-8000-${String(carts).padStart(12, '0')}`;
}

/** Free seats side by side that may be sold at the facts' type of ticket, as a hold of the first `size` of them. */
export async function findHold({ vendor, facts }: Rig, size: number, eventCode = facts.eventCodes[0]) {
  const [{ runs }, prices] = [await vendor.readSeats(eventCode, sync), await vendor.readPrices(eventCode, sync)];
  const priceOf = (priceCode: string) =>
    prices.find((one) => one.priceCode === priceCode && one.ticketTypeCode === facts.ticketTypeCode);
  const run = runs.find(
    (one) => one.className === facts.className && one.lastSeat - one.firstSeat + 1 >= size && priceOf(one.priceCode),
  );
  if (run === undefined) throw new Error(`${eventCode} has no ${size} free seats side by side`);
  const { sectionName, rowName, firstSeat, className, priceCode } = run;
  const wanted: HoldSpecific = {
    ...{ cartRef: newCartRef(), eventCode, className, ticketTypeCode: facts.ticketTypeCode },
    seats: [{ sectionName, rowName, firstSeat, lastSeat: firstSeat + size - 1 }],
  };
  return { wanted, priceCode, amountCents: priceOf(priceCode)?.amountCents ?? 0 };
}

/** A cart with seats that is bound to the facts' customer, and what is due for it. */
export async function fillCart(rig: Rig, size = 2) {
  const found = await findHold(rig, size);
  await rig.vendor.holdSpecific(found.wanted, hold);
  const { cartRef } = found.wanted;
  const { accountId } = rig.facts.customer;
  const { dueCents } = await rig.vendor.readAmountDue({ cartRef, accountId }, checkout);
  return { ...found, payment: { cartRef, accountId, amountCents: dueCents, token: rig.facts.goodToken } };
}

/** `101/A/4`, for comparing. */
export function placesOf(seats: readonly Pick<HeldSeat, 'sectionName' | 'rowName' | 'seatNumber'>[]): string[] {
  return seats.map(({ sectionName, rowName, seatNumber }) => `${sectionName}/${rowName}/${seatNumber}`).sort();
}

export function placesIn(wanted: readonly SeatsWanted[]): string[] {
  return wanted
    .flatMap(({ sectionName, rowName, firstSeat, lastSeat }) =>
      Array.from({ length: lastSeat - firstSeat + 1 }, (_, index) => `${sectionName}/${rowName}/${firstSeat + index}`),
    )
    .sort();
}

export function lastOf(records: readonly CallRecord[]): CallRecord | undefined {
  return records.at(-1);
}
