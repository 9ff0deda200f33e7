import type { CallPurpose } from './vendors.types.ts';

/** What was counted, oldest first: `at` is the number of the second, or of the half hour, since 1970. */
export type Counted = readonly (readonly [at: number, count: number])[];
export type Spent = { seconds: Counted; halfHours: Counted };
/** Requests; null: as many as one likes. Shares are percentages kept for checkout, and for hold and staff. */
export type Quota = { perMinute: number | null; perDay: number | null; checkoutShare: number; holdShare: number };

export const nothingSpent: Spent = { seconds: [], halfHours: [] };

const second = 1_000;
const halfHour = 30 * 60_000;
/** Buckets after which what was counted has certainly left the vendor's window; see docs/rules/vendor-budget.md. */
const secondsKept = 62;
const halfHoursKept = 49;

/** Who goes first at the limit: 0 before 1 before 2. */
export function rankOf(purpose: CallPurpose): 0 | 1 | 2 {
  if (purpose === 'checkout') return 0;
  return purpose === 'sync' ? 2 : 1;
}

export function hasQuota({ perMinute, perDay }: Quota): boolean {
  return perMinute !== null || perDay !== null;
}

/** The account's count with `count` more (or less) requests at `at`; what has left its window by `now` is gone. */
export function add(spent: Spent, count: number, at: Date, now: Date): Spent {
  const bucket = (unit: number, of: Date) => Math.floor(of.getTime() / unit);
  const seconds = live(spent.seconds, bucket(second, now), secondsKept);
  const halfHours = live(spent.halfHours, bucket(halfHour, now), halfHoursKept);
  return {
    seconds: added(seconds, bucket(second, at), count),
    halfHours: added(halfHours, bucket(halfHour, at), count),
  };
}

export function usedInMinute(spent: Spent, now: Date): number {
  return total(live(spent.seconds, Math.floor(now.getTime() / second), secondsKept));
}

export function usedInDay(spent: Spent, now: Date): number {
  return total(live(spent.halfHours, Math.floor(now.getTime() / halfHour), halfHoursKept));
}

/** Requests the purpose may still send now; infinite without a quota. */
export function available(quota: Quota, spent: Spent, purpose: CallPurpose, now: Date): number {
  const inMinute = (limitOf(quota, quota.perMinute, purpose) ?? Number.POSITIVE_INFINITY) - usedInMinute(spent, now);
  const inDay = (limitOf(quota, quota.perDay, purpose) ?? Number.POSITIVE_INFINITY) - usedInDay(spent, now);
  return Math.max(0, Math.min(inMinute, inDay));
}

/** When the purpose may send `count` requests, if nobody else sends any. */
export function availableAt(quota: Quota, spent: Spent, purpose: CallPurpose, count: number, now: Date): Date {
  const time = now.getTime();
  const minute = { limit: limitOf(quota, quota.perMinute, purpose), unit: second, kept: secondsKept };
  const day = { limit: limitOf(quota, quota.perDay, purpose), unit: halfHour, kept: halfHoursKept };
  return new Date(Math.max(freeAt(minute, spent.seconds, count, time), freeAt(day, spent.halfHours, count, time)));
}

/** What the purpose may use of a quota; everybody at least one. */
export function limitOf(quota: Quota, size: number | null, purpose: CallPurpose): number | null {
  if (size === null) return null;
  const kept = [0, quota.checkoutShare, quota.checkoutShare + quota.holdShare][rankOf(purpose)] ?? 0;
  return Math.max(1, size - Math.ceil((size * kept) / 100));
}

type Window = { limit: number | null; unit: number; kept: number };

/** A number beyond the limit takes whole windows more. */
function freeAt({ limit, unit, kept }: Window, counted: Counted, count: number, now: number): number {
  if (limit === null) return now;
  const windows = Math.floor((count - 1) / limit);
  const still = live(counted, Math.floor(now / unit), kept);
  let tooMany = total(still) + (count - windows * limit) - limit;
  let at = now;
  for (const [bucket, size] of still) {
    if (tooMany <= 0) break;
    tooMany -= size;
    at = Math.max(at, (bucket + kept) * unit);
  }
  return at + windows * kept * unit;
}

function added(counted: Counted, bucket: number, count: number): Counted {
  const sizes = new Map(counted);
  sizes.set(bucket, Math.max(0, (sizes.get(bucket) ?? 0) + count));
  return [...sizes].filter(([, size]) => size > 0).sort(([a], [b]) => a - b);
}

function live(counted: Counted, now: number, kept: number): Counted {
  return counted.filter(([bucket]) => bucket > now - kept);
}

function total(counted: Counted): number {
  return counted.reduce((sum, [, size]) => sum + size, 0);
}
