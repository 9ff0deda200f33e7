import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Setting = z.object({
  name: z.string(),
  value: jsonb(z.unknown()),
  version: z.int(),
  changedAt: z.date().nullable(),
  changedBy: z.string().nullable(),
});
export type SettingRow = z.infer<typeof Setting>;

const listStatement = storeSql({
  name: 'stores.list_settings',
  params: {},
  row: Setting,
  text: `
    select settings.name, settings.value, settings.version, history.at as changed_at, history.actor_name as changed_by
    from store.settings
    left join store.settings_history as history
      on history.name = settings.name
      and history.version = settings.version`,
});

export async function list(db: StoreDb): Promise<SettingRow[]> {
  return rows(db, listStatement, {});
}

const findStatement = storeSql({
  name: 'stores.find_setting',
  params: { name: z.string() },
  row: Setting,
  text: `
    select settings.name, settings.value, settings.version, history.at as changed_at, history.actor_name as changed_by
    from store.settings
    left join store.settings_history as history
      on history.name = settings.name
      and history.version = settings.version
    where settings.name = $name`,
});

export async function find(db: StoreDb, name: string): Promise<SettingRow | null> {
  return maybeRow(db, findStatement, { name });
}

const insertStatement = storeSql({
  name: 'stores.insert_setting',
  params: { name: z.string(), value: jsonb(z.unknown()) },
  text: `
    insert into store.settings (name, value, version)
    values ($name, $value, 1)
    on conflict (name) do nothing`,
});

const updateStatement = storeSql({
  name: 'stores.update_setting',
  params: { name: z.string(), value: jsonb(z.unknown()), version: z.int() },
  text: `
    update store.settings
    set value = $value,
        version = version + 1
    where name = $name
      and version = $version`,
});

/** Replaces the value if `version` is the present one (0: there is none yet); false when it is not. */
export async function replace(
  db: StoreDb,
  setting: { name: string; value: unknown; version: number },
): Promise<boolean> {
  const { name, value, version } = setting;
  const count =
    version === 0 ? await execute(db, insertStatement, { name, value }) : await execute(db, updateStatement, setting);
  return count === 1;
}

const Version = z.object({
  version: z.int(),
  at: z.date(),
  actorName: z.string(),
  before: jsonb(z.unknown()).nullable(),
  after: jsonb(z.unknown()),
  reason: z.string().nullable(),
  restoredVersion: z.int().nullable(),
});
export type VersionRow = z.infer<typeof Version>;

const insertVersionStatement = storeSql({
  name: 'stores.insert_setting_version',
  params: {
    id: z.uuid(),
    name: z.string(),
    version: z.int(),
    at: z.date(),
    actorName: z.string(),
    before: jsonb(z.unknown()).nullable(),
    after: jsonb(z.unknown()),
    reason: z.string().nullable(),
    restoredVersion: z.int().nullable(),
  },
  text: `
    insert into store.settings_history (id, name, version, at, actor_name, before, after, reason, restored_version)
    values ($id, $name, $version, $at, $actorName, $before, $after, $reason, $restoredVersion)`,
});

export async function insertVersion(db: StoreDb, version: VersionRow & { id: string; name: string }): Promise<void> {
  await execute(db, insertVersionStatement, version);
}

const listVersionsStatement = storeSql({
  name: 'stores.list_setting_versions',
  params: { name: z.string(), below: z.int(), limit: z.int() },
  row: Version,
  text: `
    select version, at, actor_name, before, after, reason, restored_version
    from store.settings_history
    where name = $name
      and version < $below
    order by version desc
    limit $limit`,
});

/** Newest first. */
export async function listVersions(
  db: StoreDb,
  page: { name: string; below: number; limit: number },
): Promise<VersionRow[]> {
  return rows(db, listVersionsStatement, page);
}

const findVersionStatement = storeSql({
  name: 'stores.find_setting_version',
  params: { name: z.string(), version: z.int() },
  row: Version,
  text: `
    select version, at, actor_name, before, after, reason, restored_version
    from store.settings_history
    where name = $name
      and version = $version`,
});

export async function findVersion(db: StoreDb, wanted: { name: string; version: number }): Promise<VersionRow | null> {
  return maybeRow(db, findVersionStatement, wanted);
}
