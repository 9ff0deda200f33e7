import { z } from 'zod';
import { execute, maybeRow, type PlatformDb } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

type NewLink = { staffId: string; tokenHash: Buffer; createdAt: Date; expiresAt: Date; mailedBefore: Date };

/** Puts a link in place of the person's last; false when that one was mailed since `mailedBefore` and is still unused. */
export async function put(db: PlatformDb, link: NewLink) {
  return (await execute(db, upsert, link)) === 1;
}

export function markMailed(db: PlatformDb, mailed: { tokenHash: Buffer; mailedAt: Date }) {
  return execute(db, updateMailed, mailed);
}

/** Uses the link up and answers whose it is; null for all but one of any number of tries at once. */
export async function use(db: PlatformDb, link: { tokenHash: Buffer; now: Date }) {
  return (await maybeRow(db, updateUsed, link))?.staffId ?? null;
}

/** The link of a token, whatever its state. */
export function find(db: PlatformDb, tokenHash: Buffer) {
  return maybeRow(db, byToken, { tokenHash });
}

export function removeExpired(db: PlatformDb, before: Date) {
  return execute(db, deleteExpired, { before });
}

const upsert = platformSql({
  name: 'identity.links.put',
  params: {
    staffId: z.uuid(),
    tokenHash: z.instanceof(Buffer),
    createdAt: z.date(),
    expiresAt: z.date(),
    mailedBefore: z.date(),
  },
  text: `
    insert into platform.sign_in_links as known (staff_id, token_hash, created_at, expires_at)
    values ($staffId, $tokenHash, $createdAt, $expiresAt)
    on conflict (staff_id) do update
    set token_hash = excluded.token_hash,
      created_at = excluded.created_at,
      expires_at = excluded.expires_at,
      mailed_at = null,
      used_at = null
    where known.used_at is not null
    or known.mailed_at is null
    or known.mailed_at <= $mailedBefore`,
});

const updateMailed = platformSql({
  name: 'identity.links.mark_mailed',
  params: { tokenHash: z.instanceof(Buffer), mailedAt: z.date() },
  text: `
    update platform.sign_in_links
    set mailed_at = $mailedAt
    where token_hash = $tokenHash`,
});

const updateUsed = platformSql({
  name: 'identity.links.use',
  params: { tokenHash: z.instanceof(Buffer), now: z.date() },
  row: z.object({ staffId: z.uuid() }),
  text: `
    update platform.sign_in_links
    set used_at = $now
    where token_hash = $tokenHash
    and used_at is null
    and expires_at > $now
    returning staff_id`,
});

const byToken = platformSql({
  name: 'identity.links.find',
  params: { tokenHash: z.instanceof(Buffer) },
  row: z.object({ staffId: z.uuid(), expiresAt: z.date(), usedAt: z.date().nullable() }),
  text: `
    select staff_id, expires_at, used_at
    from platform.sign_in_links
    where token_hash = $tokenHash`,
});

const deleteExpired = platformSql({
  name: 'identity.links.remove_expired',
  params: { before: z.date() },
  text: `
    delete from platform.sign_in_links
    where expires_at <= $before`,
});
