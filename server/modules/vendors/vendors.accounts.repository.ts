import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, rows, violatedConstraint } from '../../core/db.ts';
import { jsonb, platformSql } from '../../core/sql.ts';

const Texts = jsonb(z.record(z.string(), z.string()));
const account = {
  id: z.uuid(),
  clientId: z.uuid(),
  name: z.string(),
  adapter: z.string(),
  connection: Texts,
  secretKeys: z.instanceof(Buffer),
  keyHints: Texts,
  keysChangedAt: z.date(),
  holdSeconds: z.int().nullable(),
  perMinute: z.int().nullable(),
  perDay: z.int().nullable(),
  checkoutShare: z.int(),
  holdShare: z.int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  version: z.int(),
};
const heard = { grantedClasses: z.array(z.string()).nullable(), classesHeardAt: z.date().nullable() };
const Row = z.object({ ...account, ...heard });
export type AccountRow = z.output<typeof Row>;
export type NewAccountRow = Omit<AccountRow, keyof typeof heard>;

type Of = { id: string; clientId: string };

/** False when the client has an account of this name. */
export async function insert(db: PlatformDb, row: NewAccountRow) {
  return (await execute(db, insertOne, row)) === 1;
}

/** Accounts of the client in the order of their ids, after one. */
export function list(db: PlatformDb, page: { clientId: string; after: string | null; limit: number }) {
  return rows(db, ofClient, page);
}

/** Null also for an account of another client. */
export function findById(db: PlatformDb, of: Of) {
  return maybeRow(db, byId, of);
}

/** Stale: it is not the version before `version` any more. What the vendor user may sell is kept unless `forgets`. */
export async function update(db: PlatformDb, row: NewAccountRow & { forgets: boolean }) {
  const { createdAt: _, adapter: _adapter, ...changed } = row;
  try {
    return (await execute(db, updateOne, changed)) === 1 ? 'done' : 'stale';
  } catch (error) {
    if (violatedConstraint(error) === 'vendor_accounts_by_name') return 'name_taken';
    throw error;
  }
}

export async function remove(db: PlatformDb, of: Of & { version: number }) {
  return (await execute(db, deleteOne, of)) === 1;
}

/** Keeps the classes unless they are known from after `heardBefore`. */
export function hearClasses(
  db: PlatformDb,
  said: { id: string; grantedClasses: string[]; heardAt: Date; heardBefore: Date },
) {
  return execute(db, keepClasses, said);
}

/** For the connected store. */
export function findOfStore(db: PlatformDb, storeId: string) {
  return maybeRow(db, ofStore, { storeId });
}

const insertOne = platformSql({
  name: 'vendors.insert_account',
  params: account,
  text: `
    insert into platform.vendor_accounts (
      id, client_id, name, adapter, connection, secret_keys, key_hints, keys_changed_at, hold_seconds,
      per_minute, per_day, checkout_share, hold_share, created_at, updated_at, version)
    values (
      $id, $clientId, $name, $adapter, $connection, $secretKeys, $keyHints, $keysChangedAt, $holdSeconds,
      $perMinute, $perDay, $checkoutShare, $holdShare, $createdAt, $updatedAt, $version)
    on conflict (client_id, lower(name)) do nothing`,
});

const ofClient = platformSql({
  name: 'vendors.accounts_of_client',
  params: { clientId: z.uuid(), after: z.uuid().nullable(), limit: z.int() },
  row: Row,
  text: `
    select id, client_id, name, adapter, connection, secret_keys, key_hints, keys_changed_at, hold_seconds,
      per_minute, per_day, checkout_share, hold_share, created_at, updated_at, version, granted_classes, classes_heard_at
    from platform.vendor_accounts
    where client_id = $clientId
      and ($after::uuid is null or id > $after)
    order by id
    limit $limit`,
});

const byId = platformSql({
  name: 'vendors.account_by_id',
  params: { id: z.uuid(), clientId: z.uuid() },
  row: Row,
  text: `
    select id, client_id, name, adapter, connection, secret_keys, key_hints, keys_changed_at, hold_seconds,
      per_minute, per_day, checkout_share, hold_share, created_at, updated_at, version, granted_classes, classes_heard_at
    from platform.vendor_accounts
    where id = $id
      and client_id = $clientId`,
});

const { createdAt: _createdAt, adapter: _adapter, ...changeable } = account;

const updateOne = platformSql({
  name: 'vendors.update_account',
  params: { ...changeable, forgets: z.boolean() },
  text: `
    update platform.vendor_accounts
    set name = $name,
      connection = $connection,
      secret_keys = $secretKeys,
      key_hints = $keyHints,
      keys_changed_at = $keysChangedAt,
      hold_seconds = $holdSeconds,
      per_minute = $perMinute,
      per_day = $perDay,
      checkout_share = $checkoutShare,
      hold_share = $holdShare,
      granted_classes = case when not $forgets then granted_classes end,
      classes_heard_at = case when not $forgets then classes_heard_at end,
      updated_at = $updatedAt,
      version = $version
    where id = $id
      and client_id = $clientId
      and version = $version - 1`,
});

const deleteOne = platformSql({
  name: 'vendors.remove_account',
  params: { id: z.uuid(), clientId: z.uuid(), version: z.int() },
  text: `
    delete from platform.vendor_accounts
    where id = $id
      and client_id = $clientId
      and version = $version`,
});

const keepClasses = platformSql({
  name: 'vendors.hear_classes',
  params: { id: z.uuid(), grantedClasses: z.array(z.string()), heardAt: z.date(), heardBefore: z.date() },
  text: `
    update platform.vendor_accounts
    set granted_classes = $grantedClasses,
      classes_heard_at = $heardAt
    where id = $id
      and (granted_classes is distinct from $grantedClasses or classes_heard_at <= $heardBefore)`,
});

const ofStore = platformSql({
  name: 'vendors.account_of_store',
  isHot: true,
  params: { storeId: z.uuid() },
  row: Row,
  text: `
    select
      accounts.id, accounts.client_id, accounts.name, accounts.adapter, accounts.connection, accounts.secret_keys,
      accounts.key_hints, accounts.keys_changed_at, accounts.hold_seconds, accounts.per_minute, accounts.per_day,
      accounts.checkout_share, accounts.hold_share, accounts.created_at, accounts.updated_at, accounts.version,
      accounts.granted_classes, accounts.classes_heard_at
    from platform.vendor_connections
    join platform.vendor_accounts as accounts on accounts.id = vendor_connections.account_id
    where vendor_connections.store_id = $storeId`,
});
