import { z } from 'zod';
import { execute, maybeRow, type PlatformDb } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

/**
 * Counts an attempt before its password is looked at, so that attempts at once cannot outrun the lock. Answers how many
 * have failed with this one, or null when the address is locked.
 */
export async function count(
  db: PlatformDb,
  attempt: { emailHash: Buffer; now: Date; freeAttempts: number; longestMinutes: number },
) {
  return (await maybeRow(db, countAttempt, attempt))?.failureCount ?? null;
}

export async function lockedUntil(db: PlatformDb, emailHash: Buffer) {
  return (await maybeRow(db, lockOf, { emailHash }))?.lockedUntil ?? null;
}

export function forget(db: PlatformDb, emailHash: Buffer) {
  return execute(db, deleteOne, { emailHash });
}

export function removeOlder(db: PlatformDb, before: Date) {
  return execute(db, deleteOlder, { before });
}

const countAttempt = platformSql({
  name: 'identity.lockout.count',
  params: { emailHash: z.instanceof(Buffer), now: z.date(), freeAttempts: z.int(), longestMinutes: z.int() },
  row: z.object({ failureCount: z.int() }),
  text: `
    insert into platform.sign_in_failures as known (email_hash, failure_count, last_failed_at, locked_until)
    values ($emailHash, 1, $now, null)
    on conflict (email_hash) do update
    set failure_count = known.failure_count + 1,
      last_failed_at = $now,
      locked_until = case
        when known.failure_count + 1 < $freeAttempts then null
        else $now::timestamptz
          + least($longestMinutes, power(2, least(known.failure_count + 1 - $freeAttempts, 20))) * interval '1 minute'
      end
    where known.locked_until is null or known.locked_until <= $now
    returning failure_count`,
});

const lockOf = platformSql({
  name: 'identity.lockout.locked_until',
  params: { emailHash: z.instanceof(Buffer) },
  row: z.object({ lockedUntil: z.date().nullable() }),
  text: `
    select locked_until
    from platform.sign_in_failures
    where email_hash = $emailHash`,
});

const deleteOne = platformSql({
  name: 'identity.lockout.forget',
  params: { emailHash: z.instanceof(Buffer) },
  text: `
    delete from platform.sign_in_failures
    where email_hash = $emailHash`,
});

const deleteOlder = platformSql({
  name: 'identity.lockout.remove_older',
  params: { before: z.date() },
  text: `
    delete from platform.sign_in_failures
    where last_failed_at < $before
    and (locked_until is null or locked_until < $before)`,
});
