import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, violatedConstraint } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const connection = {
  storeId: z.uuid(),
  clientId: z.uuid(),
  accountId: z.uuid(),
  connectedAt: z.date(),
  connectedBy: z.string(),
  version: z.int(),
};
const Row = z.object({ ...connection, callsDropped: z.int(), boundAt: z.date().nullable() });
export type ConnectionRow = z.output<typeof Row>;
type NewRow = Omit<ConnectionRow, 'callsDropped' | 'boundAt'>;

export function find(db: PlatformDb, storeId: string) {
  return maybeRow(db, ofStore, { storeId });
}

/** False when the store is connected already. `version` is that of the new row. */
export async function insert(db: PlatformDb, row: NewRow) {
  return (await execute(db, insertOne, row)) === 1;
}

/** False when it is not the version before `version` any more. */
export async function update(db: PlatformDb, row: NewRow) {
  return (await execute(db, updateOne, row)) === 1;
}

export async function remove(db: PlatformDb, at: { storeId: string; version: number }) {
  return (await execute(db, deleteOne, at)) === 1;
}

/** From now on the store stays with the account; false when it is connected to another one, or to none. */
export async function bind(db: PlatformDb, of: { storeId: string; accountId: string; at: Date }) {
  return (await execute(db, bindOne, of)) === 1;
}

/** Calls that were made and could not be kept. */
export function addDropped(db: PlatformDb, of: { storeId: string; count: number }) {
  return execute(db, countDropped, of);
}

/** True for the error of an account that is in use, or of another client. */
export function isOfAccount(error: unknown): boolean {
  return violatedConstraint(error) === 'vendor_connections_of_client';
}

const ofStore = platformSql({
  name: 'vendors.connection_of_store',
  params: { storeId: z.uuid() },
  row: Row,
  text: `
    select store_id, client_id, account_id, connected_at, connected_by, version, calls_dropped,
      bound_at
    from platform.vendor_connections
    where store_id = $storeId`,
});

const insertOne = platformSql({
  name: 'vendors.insert_connection',
  params: connection,
  text: `
    insert into platform.vendor_connections (store_id, client_id, account_id, connected_at, connected_by, version)
    values ($storeId, $clientId, $accountId, $connectedAt, $connectedBy, $version)
    on conflict (store_id) do nothing`,
});

const updateOne = platformSql({
  name: 'vendors.update_connection',
  params: connection,
  text: `
    update platform.vendor_connections
    set account_id = $accountId,
      connected_at = $connectedAt,
      connected_by = $connectedBy,
      version = $version
    where store_id = $storeId
      and client_id = $clientId
      and version = $version - 1
      and bound_at is null`,
});

const deleteOne = platformSql({
  name: 'vendors.remove_connection',
  params: { storeId: z.uuid(), version: z.int() },
  text: `
    delete from platform.vendor_connections
    where store_id = $storeId
      and version = $version
      and bound_at is null`,
});

const bindOne = platformSql({
  name: 'vendors.bind_connection',
  params: { storeId: z.uuid(), accountId: z.uuid(), at: z.date() },
  text: `
    update platform.vendor_connections
    set bound_at = coalesce(bound_at, $at)
    where store_id = $storeId
      and account_id = $accountId`,
});

const countDropped = platformSql({
  name: 'vendors.count_dropped',
  params: { storeId: z.uuid(), count: z.int() },
  text: `
    update platform.vendor_connections
    set calls_dropped = calls_dropped + $count
    where store_id = $storeId`,
});
