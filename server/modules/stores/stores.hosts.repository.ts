import { z } from 'zod';
import { execute, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Host = z.object({ host: z.string(), isPrimary: z.boolean() });
export type HostRow = z.infer<typeof Host>;

const listStatement = platformSql({
  name: 'stores.list_hosts',
  params: { storeId: z.uuid() },
  row: Host,
  text: `
    select host, is_primary
    from platform.store_hosts
    where store_id = $storeId
    order by is_primary desc, created_at, host`,
});

/** The primary one first, then in the order in which they were added. */
export async function listOf(db: PlatformDb, storeId: string): Promise<HostRow[]> {
  return rows(db, listStatement, { storeId });
}

const insertStatement = platformSql({
  name: 'stores.insert_host',
  params: { host: z.string(), storeId: z.uuid(), isPrimary: z.boolean(), createdAt: z.date() },
  text: `
    insert into platform.store_hosts (host, store_id, is_primary, created_at)
    values ($host, $storeId, $isPrimary, $createdAt)
    on conflict (host) do nothing`,
});

/** False when a store has the host name, also one that takes it at the same time. */
export async function insert(db: PlatformDb, host: HostRow & { storeId: string; createdAt: Date }): Promise<boolean> {
  return (await execute(db, insertStatement, host)) === 1;
}

const removeStatement = platformSql({
  name: 'stores.remove_host',
  params: { host: z.string(), storeId: z.uuid() },
  text: `
    delete from platform.store_hosts
    where host = $host
      and store_id = $storeId`,
});

export async function remove(db: PlatformDb, host: { host: string; storeId: string }): Promise<void> {
  await execute(db, removeStatement, host);
}

const clearPrimaryStatement = platformSql({
  name: 'stores.clear_primary_host',
  params: { storeId: z.uuid() },
  text: `
    update platform.store_hosts
    set is_primary = false
    where store_id = $storeId
      and is_primary`,
});

const setPrimaryStatement = platformSql({
  name: 'stores.set_primary_host',
  params: { host: z.string(), storeId: z.uuid() },
  text: `
    update platform.store_hosts
    set is_primary = true
    where host = $host
      and store_id = $storeId`,
});

/** In this order, because at no moment may two be primary. */
export async function makePrimary(db: PlatformDb, host: { host: string; storeId: string }): Promise<void> {
  await execute(db, clearPrimaryStatement, { storeId: host.storeId });
  await execute(db, setPrimaryStatement, host);
}
