import { z } from 'zod';
import { execute, maybeRow, type PlatformDb } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Row = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  passwordHash: z.string().nullable(),
  passwordChangedAt: z.date().nullable(),
  isActive: z.boolean(),
  version: z.int(),
});
export type StaffRow = z.output<typeof Row>;

export function findById(db: PlatformDb, id: string) {
  return maybeRow(db, byId, { id });
}

export function findByEmail(db: PlatformDb, email: string) {
  return maybeRow(db, byEmail, { email });
}

/** Null when the e-mail address is taken. */
export async function insert(db: PlatformDb, staff: { id: string; email: string; name: string; createdAt: Date }) {
  return (await execute(db, insertStaff, staff)) === 1;
}

export async function rename(db: PlatformDb, change: { id: string; name: string; version: number }) {
  return (await execute(db, updateName, change)) === 1;
}

export async function setActive(db: PlatformDb, change: { id: string; isActive: boolean }) {
  return (await execute(db, updateActive, change)) === 1;
}

export function setPassword(db: PlatformDb, change: { id: string; passwordHash: string; changedAt: Date }) {
  return execute(db, updatePassword, change);
}

/** The same password under new hash parameters; does nothing when it was changed meanwhile. */
export function replaceHash(db: PlatformDb, change: { id: string; before: string; passwordHash: string }) {
  return execute(db, updateHash, change);
}

/** Kept beside the sessions, which do not outlive their end. */
export function markSeen(db: PlatformDb, id: string, seenAt: Date) {
  return execute(db, updateSeen, { id, seenAt });
}

const byId = platformSql({
  name: 'identity.staff.by_id',
  params: { id: z.uuid() },
  row: Row,
  text: `
    select id, email, name, password_hash, password_changed_at, is_active, version
    from platform.staff
    where id = $id`,
});

const byEmail = platformSql({
  name: 'identity.staff.by_email',
  params: { email: z.string() },
  row: Row,
  text: `
    select id, email, name, password_hash, password_changed_at, is_active, version
    from platform.staff
    where email = $email`,
});

const insertStaff = platformSql({
  name: 'identity.staff.insert',
  params: { id: z.uuid(), email: z.string(), name: z.string(), createdAt: z.date() },
  text: `
    insert into platform.staff (id, email, name, created_at)
    values ($id, $email, $name, $createdAt)
    on conflict (email) do nothing`,
});

const updateName = platformSql({
  name: 'identity.staff.rename',
  params: { id: z.uuid(), name: z.string(), version: z.int() },
  text: `
    update platform.staff
    set name = $name, version = version + 1
    where id = $id and version = $version`,
});

const updateActive = platformSql({
  name: 'identity.staff.set_active',
  params: { id: z.uuid(), isActive: z.boolean() },
  text: `
    update platform.staff
    set is_active = $isActive, version = version + 1
    where id = $id and is_active <> $isActive`,
});

const updatePassword = platformSql({
  name: 'identity.staff.set_password',
  params: { id: z.uuid(), passwordHash: z.string(), changedAt: z.date() },
  text: `
    update platform.staff
    set password_hash = $passwordHash, password_changed_at = $changedAt
    where id = $id`,
});

const updateHash = platformSql({
  name: 'identity.staff.replace_hash',
  params: { id: z.uuid(), before: z.string(), passwordHash: z.string() },
  text: `
    update platform.staff
    set password_hash = $passwordHash
    where id = $id and password_hash = $before`,
});

const updateSeen = platformSql({
  name: 'identity.staff.mark_seen',
  params: { id: z.uuid(), seenAt: z.date() },
  text: `
    update platform.staff
    set last_seen_at = $seenAt
    where id = $id
    and (last_seen_at is null or last_seen_at < $seenAt)`,
});
