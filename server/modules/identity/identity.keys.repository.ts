import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.date(),
  createdBy: z.string(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
});
export type KeyRow = z.output<typeof Row>;

type NewKey = Omit<KeyRow, 'lastUsedAt'> & { storeId: string; secretHash: Buffer };

export function insert(db: PlatformDb, key: NewKey): Promise<number> {
  return execute(db, insertKey, key);
}

/** Keys of the store that were not revoked, newest first, after one. */
export function list(
  db: PlatformDb,
  page: { storeId: string; before: string | null; limit: number },
): Promise<KeyRow[]> {
  return rows(db, keysOf, page);
}

/** Null when the store has no such key or it was revoked. */
export function findById(db: PlatformDb, of: { storeId: string; id: string }): Promise<KeyRow | null> {
  return maybeRow(db, keyById, of);
}

/** False when it was revoked already. */
export async function revoke(db: PlatformDb, of: { storeId: string; id: string; revokedAt: Date }): Promise<boolean> {
  return (await execute(db, revokeKey, of)) === 1;
}

/** A key that works, by its prefix. */
export function findUsable(db: PlatformDb, of: { prefix: string; now: Date }) {
  return maybeRow(db, usable, of);
}

/** Keeps the last use unless one after `usedBefore` is known, so that busy keys are written seldom. */
export function markUsed(db: PlatformDb, use: { id: string; usedAt: Date; usedBefore: Date }): Promise<number> {
  return execute(db, updateUsed, use);
}

const insertKey = platformSql({
  name: 'identity.keys.insert',
  params: {
    id: z.uuid(),
    storeId: z.uuid(),
    name: z.string(),
    prefix: z.string(),
    secretHash: z.instanceof(Buffer),
    permissions: z.array(z.string()),
    createdAt: z.date(),
    createdBy: z.string(),
    expiresAt: z.date().nullable(),
  },
  text: `
    insert into platform.api_keys
      (id, store_id, name, prefix, secret_hash, permissions, created_at, created_by, expires_at)
    values
      ($id, $storeId, $name, $prefix, $secretHash, $permissions, $createdAt, $createdBy, $expiresAt)`,
});

const keysOf = platformSql({
  name: 'identity.keys.of_store',
  params: { storeId: z.uuid(), before: z.uuid().nullable(), limit: z.int() },
  row: Row,
  text: `
    select id, name, prefix, permissions, created_at, created_by, expires_at, last_used_at
    from platform.api_keys
    where store_id = $storeId
    and ($before::uuid is null or id < $before)
    and revoked_at is null
    order by id desc
    limit $limit`,
});

const keyById = platformSql({
  name: 'identity.keys.by_id',
  params: { storeId: z.uuid(), id: z.uuid() },
  row: Row,
  text: `
    select id, name, prefix, permissions, created_at, created_by, expires_at, last_used_at
    from platform.api_keys
    where store_id = $storeId
    and id = $id
    and revoked_at is null`,
});

const revokeKey = platformSql({
  name: 'identity.keys.revoke',
  params: { storeId: z.uuid(), id: z.uuid(), revokedAt: z.date() },
  text: `
    update platform.api_keys
    set revoked_at = $revokedAt
    where store_id = $storeId
    and id = $id
    and revoked_at is null`,
});

const usable = platformSql({
  name: 'identity.keys.usable',
  isHot: true,
  params: { prefix: z.string(), now: z.date() },
  row: z.object({
    id: z.uuid(),
    storeId: z.uuid(),
    name: z.string(),
    secretHash: z.instanceof(Buffer),
    permissions: z.array(z.string()),
    lastUsedAt: z.date().nullable(),
  }),
  text: `
    select id, store_id, name, secret_hash, permissions, last_used_at
    from platform.api_keys
    where prefix = $prefix
    and revoked_at is null
    and (expires_at is null or expires_at > $now)`,
});

const updateUsed = platformSql({
  name: 'identity.keys.mark_used',
  params: { id: z.uuid(), usedAt: z.date(), usedBefore: z.date() },
  text: `
    update platform.api_keys
    set last_used_at = $usedAt
    where id = $id
    and (last_used_at is null or last_used_at <= $usedBefore)`,
});
