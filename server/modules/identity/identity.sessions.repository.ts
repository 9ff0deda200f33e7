import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';
import { signInMethods } from './identity.types.ts';

const Row = z.object({
  id: z.uuid(),
  createdAt: z.date(),
  seenAt: z.date(),
  expiresAt: z.date(),
  address: z.string(),
  userAgent: z.string(),
  method: z.enum(signInMethods),
  onlyClientId: z.uuid().nullable(),
});
export type SessionRow = z.output<typeof Row>;

type NewSession = SessionRow & { staffId: string; tokenHash: Buffer };

export function insert(db: PlatformDb, session: NewSession) {
  return execute(db, insertSession, session);
}

export function findById(db: PlatformDb, id: string) {
  return maybeRow(db, byId, { id });
}

/** Open sessions of a person, newest use first; with a client, only those its provider vouched for. */
export function listOpen(db: PlatformDb, of: { staffId: string; onlyClientId: string | null; now: Date }) {
  return rows(db, openOf, of);
}

/** Does nothing when another request wrote it since `unlessSince`. */
export function markSeen(db: PlatformDb, seen: { id: string; seenAt: Date; expiresAt: Date; unlessSince: Date }) {
  return execute(db, updateSeen, seen);
}

/** False when there is no such session of that person. */
export async function remove(db: PlatformDb, session: { id: string; staffId: string; onlyClientId: string | null }) {
  return (await execute(db, deleteOne, session)) === 1;
}

/** Ends a person's sessions but the one to keep; answers how many. */
export function removeOthers(
  db: PlatformDb,
  of: { staffId: string; keepId: string | null; onlyClientId: string | null },
) {
  return execute(db, deleteOthers, of);
}

/** Ends the sessions a client's OpenID provider vouched for; answers how many. */
export function removeOfProvider(db: PlatformDb, onlyClientId: string) {
  return execute(db, deleteOfProvider, { onlyClientId });
}

export function removeExpired(db: PlatformDb, now: Date) {
  return execute(db, deleteExpired, { now });
}

const insertSession = platformSql({
  name: 'identity.sessions.insert',
  params: {
    id: z.uuid(),
    staffId: z.uuid(),
    tokenHash: z.instanceof(Buffer),
    createdAt: z.date(),
    seenAt: z.date(),
    expiresAt: z.date(),
    address: z.string(),
    userAgent: z.string(),
    method: z.enum(signInMethods),
    onlyClientId: z.uuid().nullable(),
  },
  text: `
    insert into platform.sessions
      (id, staff_id, token_hash, created_at, seen_at, expires_at, address, user_agent, method, only_client_id)
    values
      ($id, $staffId, $tokenHash, $createdAt, $seenAt, $expiresAt, $address, $userAgent, $method, $onlyClientId)`,
});

const byId = platformSql({
  name: 'identity.sessions.by_id',
  params: { id: z.uuid() },
  row: Row,
  text: `
    select id, created_at, seen_at, expires_at, address, user_agent, method, only_client_id
    from platform.sessions
    where id = $id`,
});

const openOf = platformSql({
  name: 'identity.sessions.open_of',
  params: { staffId: z.uuid(), onlyClientId: z.uuid().nullable(), now: z.date() },
  row: Row,
  text: `
    select id, created_at, seen_at, expires_at, address, user_agent, method, only_client_id
    from platform.sessions
    where staff_id = $staffId
    and ($onlyClientId::uuid is null or only_client_id = $onlyClientId)
    and expires_at > $now
    order by seen_at desc, id desc`,
});

const updateSeen = platformSql({
  name: 'identity.sessions.mark_seen',
  params: { id: z.uuid(), seenAt: z.date(), expiresAt: z.date(), unlessSince: z.date() },
  text: `
    update platform.sessions
    set seen_at = $seenAt, expires_at = $expiresAt
    where id = $id and seen_at <= $unlessSince`,
});

const deleteOne = platformSql({
  name: 'identity.sessions.remove',
  params: { id: z.uuid(), staffId: z.uuid(), onlyClientId: z.uuid().nullable() },
  text: `
    delete from platform.sessions
    where id = $id
    and staff_id = $staffId
    and ($onlyClientId::uuid is null or only_client_id = $onlyClientId)`,
});

const deleteOthers = platformSql({
  name: 'identity.sessions.remove_others',
  params: { staffId: z.uuid(), keepId: z.uuid().nullable(), onlyClientId: z.uuid().nullable() },
  text: `
    delete from platform.sessions
    where staff_id = $staffId
    and ($keepId::uuid is null or id <> $keepId)
    and ($onlyClientId::uuid is null or only_client_id = $onlyClientId)`,
});

const deleteOfProvider = platformSql({
  name: 'identity.sessions.remove_of_provider',
  params: { onlyClientId: z.uuid() },
  text: `
    delete from platform.sessions
    where only_client_id = $onlyClientId`,
});

const deleteExpired = platformSql({
  name: 'identity.sessions.remove_expired',
  params: { now: z.date() },
  text: `
    delete from platform.sessions
    where expires_at <= $now`,
});
