import { z } from 'zod';
import { execute, maybeRow, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

type NewSession = { id: string; fanId: string; tokenHash: Buffer; createdAt: Date; seenAt: Date; expiresAt: Date };

const insertStatement = storeSql({
  name: 'fans.sessions.insert',
  params: {
    id: z.uuid(),
    fanId: z.uuid(),
    tokenHash: z.instanceof(Buffer),
    createdAt: z.date(),
    seenAt: z.date(),
    expiresAt: z.date(),
  },
  text: `
    insert into store.fan_sessions (id, fan_id, token_hash, created_at, seen_at, expires_at)
    values ($id, $fanId, $tokenHash, $createdAt, $seenAt, $expiresAt)`,
});

export async function insert(db: StoreDb, session: NewSession): Promise<void> {
  await execute(db, insertStatement, session);
}

const findHolderStatement = storeSql({
  name: 'fans.sessions.find_holder',
  isHot: true,
  params: { tokenHash: z.instanceof(Buffer), now: z.date() },
  row: z.object({
    sessionId: z.uuid(),
    createdAt: z.date(),
    seenAt: z.date(),
    fanId: z.uuid(),
    vendorAccountId: z.string(),
    email: z.string(),
    name: z.string(),
    accountGroups: z.array(z.string()),
  }),
  text: `
    select
      fan_sessions.id as session_id,
      fan_sessions.created_at,
      fan_sessions.seen_at,
      fans.id as fan_id,
      fans.vendor_account_id,
      fans.email,
      fans.name,
      array(
        select account_group
        from store.fan_groups
        where fan_groups.fan_id = fans.id
        order by account_group) as account_groups
    from store.fan_sessions
    join store.fans on fans.id = fan_sessions.fan_id
    where fan_sessions.token_hash = $tokenHash
    and fan_sessions.expires_at > $now`,
});

/** The fan of an open session, with the groups of the last look-up; null when it has ended. */
export async function findHolder(db: StoreDb, of: { tokenHash: Buffer; now: Date }) {
  return maybeRow(db, findHolderStatement, of);
}

const markSeenStatement = storeSql({
  name: 'fans.sessions.mark_seen',
  params: { id: z.uuid(), seenAt: z.date(), expiresAt: z.date() },
  text: `
    update store.fan_sessions
    set seen_at = $seenAt,
      expires_at = $expiresAt
    where id = $id
    and seen_at < $seenAt`,
});

export async function markSeen(db: StoreDb, session: { id: string; seenAt: Date; expiresAt: Date }): Promise<void> {
  await execute(db, markSeenStatement, session);
}

const removeStatement = storeSql({
  name: 'fans.sessions.remove',
  params: { id: z.uuid() },
  text: `
    delete from store.fan_sessions
    where id = $id`,
});

export async function remove(db: StoreDb, id: string): Promise<void> {
  await execute(db, removeStatement, { id });
}

const removeExpiredStatement = storeSql({
  name: 'fans.sessions.remove_expired',
  params: { now: z.date() },
  text: `
    delete from store.fan_sessions
    where expires_at <= $now`,
});

export async function removeExpired(db: StoreDb, now: Date): Promise<number> {
  return execute(db, removeExpiredStatement, { now });
}
