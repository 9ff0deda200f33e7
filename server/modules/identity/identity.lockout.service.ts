import { createHash } from 'node:crypto';
import type { Ctx } from '../../core/ctx.ts';
import * as lockout from './identity.lockout.repository.ts';

/** This many wrong passwords in a row lock an address for one minute; each further one doubles that. */
export const freeAttempts = 10;
export const longestLockMinutes = 60;
/** Failures are forgotten this many milliseconds after the last. */
export const failuresKept = 24 * 3_600_000;

/**
 * Counts an attempt to sign in by password, before the password is looked at. Answers null when it may go on, else the
 * minutes the address is still locked. Addresses that belong to nobody lock just as well, so that a lock tells nothing.
 * Must not run inside a transaction that may roll back.
 */
export async function countAttempt(ctx: Ctx, email: string): Promise<number | null> {
  const now = ctx.clock.now();
  const emailHash = hashEmail(email);
  const limits = { freeAttempts, longestMinutes: longestLockMinutes };
  if ((await lockout.count(ctx.platform, { emailHash, now, ...limits })) !== null) return null;
  const until = await lockout.lockedUntil(ctx.platform, emailHash);
  return Math.max(1, minutesBetween(now, until ?? now));
}

/** The person proved to know the password: earlier failures no longer count. */
export async function forgetAttempts(ctx: Ctx, email: string): Promise<void> {
  await lockout.forget(ctx.platform, hashEmail(email));
}

/** Failures nobody added to for long, for the clean-up. */
export async function forgetOldAttempts(ctx: Ctx): Promise<number> {
  return lockout.removeOlder(ctx.platform, new Date(ctx.clock.now().getTime() - failuresKept));
}

function minutesBetween(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / 60_000);
}

/** Strangers' addresses are not kept in words. */
function hashEmail(email: string): Buffer {
  return createHash('sha256').update(email).digest();
}
