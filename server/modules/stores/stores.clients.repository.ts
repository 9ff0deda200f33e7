import { z } from 'zod';
import { maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Client = z.object({ id: z.uuid(), key: z.string(), name: z.string(), createdAt: z.date(), version: z.int() });
export type ClientRow = z.infer<typeof Client>;

const findByKeyStatement = platformSql({
  name: 'stores.find_client_by_key',
  params: { key: z.string() },
  row: Client,
  text: `
    select id, key, name, created_at, version
    from platform.clients
    where key = $key`,
});

export async function findByKey(db: PlatformDb, key: string): Promise<ClientRow | null> {
  return maybeRow(db, findByKeyStatement, { key });
}

const insertStatement = platformSql({
  name: 'stores.insert_client',
  params: { id: z.uuid(), key: z.string(), name: z.string(), createdAt: z.date() },
  row: Client,
  text: `
    insert into platform.clients (id, key, name, created_at)
    values ($id, $key, $name, $createdAt)
    on conflict (key) do nothing
    returning id, key, name, created_at, version`,
});

/** Null when the key is taken, also by somebody who commits at the same time. */
export async function insert(db: PlatformDb, client: Omit<ClientRow, 'version'>): Promise<ClientRow | null> {
  return maybeRow(db, insertStatement, client);
}

const renameStatement = platformSql({
  name: 'stores.rename_client',
  params: { id: z.uuid(), name: z.string(), version: z.int() },
  row: Client,
  text: `
    update platform.clients
    set name = $name,
        version = version + 1
    where id = $id
      and version = $version
    returning id, key, name, created_at, version`,
});

/** Null when the version is not the present one. */
export async function rename(
  db: PlatformDb,
  client: Pick<ClientRow, 'id' | 'name' | 'version'>,
): Promise<ClientRow | null> {
  return maybeRow(db, renameStatement, client);
}

const listStatement = platformSql({
  name: 'stores.list_clients',
  params: { after: z.string(), limit: z.int(), all: z.boolean(), ids: z.array(z.uuid()) },
  row: Client,
  text: `
    select id, key, name, created_at, version
    from platform.clients
    where key > $after
      and ($all::boolean or id = any($ids))
    order by key
    limit $limit`,
});

/** In the order of keys, after one. */
export async function list(
  db: PlatformDb,
  page: { after: string; limit: number; all: boolean; ids: string[] },
): Promise<ClientRow[]> {
  return rows(db, listStatement, page);
}
