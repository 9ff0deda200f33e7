import type { Quota } from './types.ts';

/**
 * The calls of every account against its contract: so many in any 60 seconds, so many in a day of UTC. Polls count;
 * calls that were refused with 429 do not.
 */
export type Quotas = {
  /** Takes one call. Answers null, or in how many seconds there is room again. */
  take: (dsn: string, now: number) => number | null;
  /** Counting starts anew. Null is no quota. */
  set: (quota: Quota | null, dsn?: string) => void;
  list: (now: number) => Record<string, { quota: Quota | null; usedInMinute: number; usedToday: number }>;
};

const minute = 60_000;
const day = 86_400_000;

export function makeQuotas(dsns: readonly string[], first: Quota | null): Quotas {
  const meters = new Map(dsns.map((dsn) => [dsn, makeMeter(first)]));
  return {
    take: (dsn, now) => meters.get(dsn)?.take(now) ?? null,
    set(quota, dsn) {
      for (const one of dsn === undefined ? dsns : [dsn]) meters.set(one, makeMeter(quota));
    },
    list: (now) => Object.fromEntries([...meters].map(([dsn, meter]) => [dsn, meter.read(now)])),
  };
}

type Meter = {
  take: (now: number) => number | null;
  read: (now: number) => { quota: Quota | null; usedInMinute: number; usedToday: number };
};

/** Keeps the times of the last `perMinute` calls in a ring: a call has room when the oldest is a minute ago. */
function makeMeter(quota: Quota | null): Meter {
  const times = new Float64Array(quota?.perMinute ?? 0).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  let today = { number: 0, used: 0 };
  return {
    take(now) {
      const number = Math.floor(now / day);
      if (number !== today.number) today = { number, used: 0 };
      if (quota !== null) {
        if (today.used >= quota.perDay) return secondsUntil((number + 1) * day, now);
        const freeAt = (times[next] ?? Number.POSITIVE_INFINITY) + minute;
        if (freeAt > now) return secondsUntil(Math.min(freeAt, now + minute), now);
        times[next] = now;
        next = (next + 1) % times.length;
      }
      today.used += 1;
      return null;
    },
    read: (now) => ({
      quota,
      usedInMinute: times.filter((at) => at + minute > now).length,
      usedToday: Math.floor(now / day) === today.number ? today.used : 0,
    }),
  };
}

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / 1000));
}
