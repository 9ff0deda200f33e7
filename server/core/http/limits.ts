import { isIPv6 } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Actor } from '../ctx.ts';
import { problem } from '../problem.ts';

/** Requests a minute, and at once after a pause. An address may be a whole office behind one router. */
export const perAddress = 1_200;
export const perActor = 600;

export type Limiter = {
  /** Counts one request against `key`; throws `request.rate_limited` when it is too many. */
  take: (key: string, perMinute: number) => void;
  /** Buckets held. */
  size: () => number;
};
/** Parts of a request that adding up minutes may lose. */
const rounding = 1e-6;
type Bucket = { key: string; tokens: number; at: number };

/**
 * Token buckets on the given clock: `perMinute` requests at once, then as many as flow back. Of more than `capacity`
 * buckets the one longest untouched is forgotten, which at worst lets somebody start anew. Counts in this process.
 */
export function makeLimiter(clock: Clock, capacity = 20_000): Limiter {
  const buckets = new Map<string, Bucket>();
  const milliseconds = clock.milliseconds ?? (() => clock.now().getTime());
  return {
    size: () => buckets.size,
    take(key, perMinute) {
      const now = milliseconds();
      const bucket = buckets.get(key) ?? { key, tokens: perMinute, at: now };
      refill(bucket, now, perMinute);
      // under the key it has, in the bucket it has: what lives long is not made anew for each request
      buckets.delete(key);
      buckets.set(bucket.key, bucket);
      if (buckets.size > capacity) forgetOldest(buckets);
      if (bucket.tokens < 1 - rounding) throw tooMany((1 - bucket.tokens) / perMinute);
      bucket.tokens -= 1;
    },
  };
}

/** Whose requests are counted together: the person, the key, or for anybody else the address. */
export function actorKey(actor: Actor, address: string): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.staffId}`;
    case 'api_key':
      return `key:${actor.keyId}`;
    case 'fan':
      return `fan:${actor.fanId}`;
    default:
      return addressKey(address);
  }
}

/** One host has a whole /64 of IPv6 addresses to itself, so they are counted as one. */
export function addressKey(address: string): string {
  if (!address.includes(':') || !isIPv6(address) || address.startsWith('::ffff:'))
    return `at:${address.replace('::ffff:', '')}`;
  const [head = '', tail = ''] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array.from({ length: 8 - front.length - back.length }, () => '0') : [];
  const groups = [...front, ...zeros, ...back].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `at:${groups.join(':')}::/64`;
}

function refill(bucket: Bucket, now: number, perMinute: number) {
  const flowed = (Math.max(0, now - bucket.at) / 60_000) * perMinute;
  bucket.tokens = Math.min(perMinute, bucket.tokens + flowed);
  bucket.at = now;
}

function forgetOldest(buckets: Map<string, Bucket>) {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}

function tooMany(minutes: number) {
  return problem('request.rate_limited', { seconds: Math.max(1, Math.ceil(minutes * 60)) });
}
