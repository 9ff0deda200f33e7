import { z } from 'zod';
import { execute, type PlatformDb, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, platformSql, storeSql } from '../../core/sql.ts';

const actorKind = z.enum(['anonymous', 'staff', 'api_key', 'system']);
const storeEntry = {
  id: z.uuid(),
  at: z.date(),
  requestId: z.string(),
  actorKind,
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  subjectVersion: z.int().nullable(),
  before: jsonb(z.unknown()).nullable(),
  after: jsonb(z.unknown()).nullable(),
  reason: z.string().nullable(),
};
const platformEntry = { ...storeEntry, clientId: z.uuid().nullable() };

export type StoreEntryRow = z.infer<z.ZodObject<typeof storeEntry>>;
export type PlatformEntryRow = z.infer<z.ZodObject<typeof platformEntry>>;

/** Null: no matter. The page goes on after the entry `olderThan…`. */
const search = {
  actorId: z.string().nullable(),
  actorKind: actorKind.nullable(),
  action: z.string().nullable(),
  subjectType: z.string().nullable(),
  subjectId: z.string().nullable(),
  from: z.date().nullable(),
  until: z.date().nullable(),
  text: z.string().nullable(),
  olderThanAt: z.date().nullable(),
  olderThanId: z.uuid().nullable(),
  limit: z.int(),
};
export type Search = z.infer<z.ZodObject<typeof search>>;

const insertStoreEntry = storeSql({
  name: 'audit.insert_store_entry',
  params: storeEntry,
  text: `
    insert into store.audit_entries (
      id, at, request_id, actor_kind, actor_id, actor_name, action,
      subject_type, subject_id, subject_name, subject_version, before, after, reason)
    values (
      $id, $at, $requestId, $actorKind, $actorId, $actorName, $action,
      $subjectType, $subjectId, $subjectName, $subjectVersion, $before, $after, $reason)`,
});

export async function insertForStore(db: StoreDb, entry: StoreEntryRow): Promise<void> {
  await execute(db, insertStoreEntry, entry);
}

const insertPlatformEntry = platformSql({
  name: 'audit.insert_platform_entry',
  params: platformEntry,
  text: `
    insert into platform.audit_entries (
      id, at, request_id, actor_kind, actor_id, actor_name, action,
      subject_type, subject_id, subject_name, subject_version, client_id, before, after, reason)
    values (
      $id, $at, $requestId, $actorKind, $actorId, $actorName, $action,
      $subjectType, $subjectId, $subjectName, $subjectVersion, $clientId, $before, $after, $reason)`,
});

export async function insertForPlatform(db: PlatformDb, entry: PlatformEntryRow): Promise<void> {
  await execute(db, insertPlatformEntry, entry);
}

const listStoreEntries = storeSql({
  name: 'audit.list_store_entries',
  params: search,
  row: z.object(storeEntry),
  text: `
    select
      id, at, request_id, actor_kind, actor_id, actor_name, action,
      subject_type, subject_id, subject_name, subject_version, before, after, reason
    from store.audit_entries
    where ($actorId::text is null or actor_id = $actorId)
      and ($actorKind::text is null or actor_kind = $actorKind)
      and ($action::text is null or starts_with(action, $action))
      and ($subjectType::text is null or subject_type = $subjectType)
      and ($subjectId::text is null or subject_id = $subjectId)
      and ($from::timestamptz is null or at >= $from)
      and ($until::timestamptz is null or at < $until)
      and ($text::text is null or position(lower($text) in lower(concat_ws(
        ' ', actor_name, action, subject_name, subject_id, reason, before::text, after::text))) > 0)
      and ($olderThanAt::timestamptz is null or (at, id) < ($olderThanAt, $olderThanId::uuid))
    order by at desc, id desc
    limit $limit`,
});

export async function listOfStore(db: StoreDb, wanted: Search): Promise<StoreEntryRow[]> {
  return rows(db, listStoreEntries, wanted);
}

const listPlatformEntries = platformSql({
  name: 'audit.list_platform_entries',
  params: { ...search, clientId: z.uuid().nullable() },
  row: z.object(platformEntry),
  text: `
    select
      id, at, request_id, actor_kind, actor_id, actor_name, action,
      subject_type, subject_id, subject_name, subject_version, client_id, before, after, reason
    from platform.audit_entries
    where ($actorId::text is null or actor_id = $actorId)
      and ($actorKind::text is null or actor_kind = $actorKind)
      and ($action::text is null or starts_with(action, $action))
      and ($subjectType::text is null or subject_type = $subjectType)
      and ($subjectId::text is null or subject_id = $subjectId)
      and ($clientId::uuid is null or client_id = $clientId)
      and ($from::timestamptz is null or at >= $from)
      and ($until::timestamptz is null or at < $until)
      and ($text::text is null or position(lower($text) in lower(concat_ws(
        ' ', actor_name, action, subject_name, subject_id, reason, before::text, after::text))) > 0)
      and ($olderThanAt::timestamptz is null or (at, id) < ($olderThanAt, $olderThanId::uuid))
    order by at desc, id desc
    limit $limit`,
});

export async function listOfPlatform(
  db: PlatformDb,
  wanted: Search & { clientId: string | null },
): Promise<PlatformEntryRow[]> {
  return rows(db, listPlatformEntries, wanted);
}

const Change = z.object({
  at: z.date(),
  actorName: z.string(),
  before: jsonb(z.unknown()).nullable(),
  after: jsonb(z.unknown()).nullable(),
});
export type ChangeRow = z.infer<typeof Change>;

const storeChangesSince = storeSql({
  name: 'audit.store_changes_since',
  params: { subjectType: z.string(), subjectId: z.string(), version: z.int() },
  row: Change,
  text: `
    select at, actor_name, before, after
    from store.audit_entries
    where subject_id = $subjectId
      and subject_type = $subjectType
      and subject_version > $version
    order by at desc, id desc
    limit 100`,
});

export async function changesInStore(
  db: StoreDb,
  subject: { subjectType: string; subjectId: string; version: number },
): Promise<ChangeRow[]> {
  return rows(db, storeChangesSince, subject);
}

const platformChangesSince = platformSql({
  name: 'audit.platform_changes_since',
  params: { subjectType: z.string(), subjectId: z.string(), version: z.int() },
  row: Change,
  text: `
    select at, actor_name, before, after
    from platform.audit_entries
    where subject_id = $subjectId
      and subject_type = $subjectType
      and subject_version > $version
    order by at desc, id desc
    limit 100`,
});

export async function changesInPlatform(
  db: PlatformDb,
  subject: { subjectType: string; subjectId: string; version: number },
): Promise<ChangeRow[]> {
  return rows(db, platformChangesSince, subject);
}
