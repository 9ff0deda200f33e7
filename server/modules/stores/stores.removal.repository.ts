import { z } from 'zod';
import { execute, type PlatformDb, row } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Version = z.object({ version: z.int() });

const requestStatement = platformSql({
  name: 'stores.request_removal',
  params: { id: z.uuid(), at: z.date(), reason: z.string() },
  row: Version,
  text: `
    update platform.stores
    set removal_requested_at = $at,
        removal_reason = $reason,
        exported_at = null,
        version = version + 1
    where id = $id
    returning version`,
});

/** An export from before the request does not count any more. */
export async function request(db: PlatformDb, act: { id: string; at: Date; reason: string }): Promise<number> {
  return (await row(db, requestStatement, act)).version;
}

const cancelStatement = platformSql({
  name: 'stores.cancel_removal',
  params: { id: z.uuid() },
  row: Version,
  text: `
    update platform.stores
    set removal_requested_at = null,
        removal_reason = null,
        version = version + 1
    where id = $id
    returning version`,
});

export async function cancel(db: PlatformDb, id: string): Promise<number> {
  return (await row(db, cancelStatement, { id })).version;
}

const markExportedStatement = platformSql({
  name: 'stores.mark_exported',
  params: { id: z.uuid(), at: z.date() },
  text: `
    update platform.stores
    set exported_at = $at
    where id = $id
      and (removal_requested_at is null or removal_requested_at <= $at)`,
});

/** `at` is the instant the exported data is of; one from before a request for removal changes nothing. */
export async function markExported(db: PlatformDb, act: { id: string; at: Date }): Promise<void> {
  await execute(db, markExportedStatement, act);
}

const keepStatement = platformSql({
  name: 'stores.keep_removed',
  params: {
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    clientId: z.uuid(),
    clientKey: z.string(),
    productKey: z.string(),
    createdAt: z.date(),
    exportedAt: z.date(),
    removedAt: z.date(),
    removedBy: z.string(),
    reason: z.string(),
  },
  text: `
    insert into platform.removed_stores (
      id, key, name, client_id, client_key, product_key, created_at, exported_at, removed_at, removed_by, reason)
    values (
      $id, $key, $name, $clientId, $clientKey, $productKey, $createdAt, $exportedAt, $removedAt, $removedBy, $reason)`,
});

export type RemovedStore = {
  id: string;
  key: string;
  name: string;
  clientId: string;
  clientKey: string;
  productKey: string;
  createdAt: Date;
  exportedAt: Date;
  removedAt: Date;
  removedBy: string;
  reason: string;
};

/** What stays of a removed store. */
export async function keep(db: PlatformDb, store: RemovedStore): Promise<void> {
  await execute(db, keepStatement, store);
}

const removeStatement = platformSql({
  name: 'stores.remove',
  params: { id: z.uuid() },
  text: `
    delete from platform.stores
    where id = $id`,
});

/** Host names, roles, invitations and API keys of the store go with it. */
export async function remove(db: PlatformDb, id: string): Promise<void> {
  await execute(db, removeStatement, { id });
}

const wasRemovedStatement = platformSql({
  name: 'stores.was_removed',
  params: { key: z.string() },
  row: z.object({ wasRemoved: z.boolean() }),
  text: `
    select exists (
      select 1
      from platform.removed_stores
      where key = $key) as was_removed`,
});

/** True if a removed store had the key. */
export async function wasRemoved(db: PlatformDb, key: string): Promise<boolean> {
  return (await row(db, wasRemovedStatement, { key })).wasRemoved;
}
