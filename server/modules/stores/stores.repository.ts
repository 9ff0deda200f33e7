import { z } from 'zod';
import { execute, maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Store = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  clientId: z.uuid(),
  clientKey: z.string(),
  clientName: z.string(),
  productKey: z.string(),
  productName: z.string(),
  schemaName: z.string(),
  state: z.enum(['active', 'suspended', 'removing']),
  suspendedAt: z.date().nullable(),
  suspendedReason: z.string().nullable(),
  removalRequestedAt: z.date().nullable(),
  removalReason: z.string().nullable(),
  exportedAt: z.date().nullable(),
  firstSaleAt: z.date().nullable(),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.enum(['en', 'es', 'fr']),
  createdAt: z.date(),
  version: z.int(),
});
export type StoreRow = z.infer<typeof Store>;

const Summary = Store.pick({
  id: true,
  key: true,
  name: true,
  state: true,
  clientKey: true,
  clientName: true,
  productKey: true,
  productName: true,
  createdAt: true,
});
export type SummaryRow = z.infer<typeof Summary>;

const findByKeyStatement = platformSql({
  name: 'stores.find_by_key',
  isHot: true,
  params: { key: z.string() },
  row: Store,
  text: `
    select
      stores.id, stores.key, stores.name,
      stores.client_id, clients.key as client_key, clients.name as client_name,
      products.key as product_key, products.name as product_name,
      stores.schema_name, stores.state, stores.suspended_at, stores.suspended_reason,
      stores.removal_requested_at, stores.removal_reason, stores.exported_at, stores.first_sale_at,
      stores.time_zone, stores.currency, stores.locale, stores.created_at, stores.version
    from platform.stores
    join platform.clients on clients.id = stores.client_id
    join platform.products on products.id = stores.product_id
    where stores.key = $key`,
});

export async function findByKey(db: PlatformDb, key: string): Promise<StoreRow | null> {
  return maybeRow(db, findByKeyStatement, { key });
}

const findByHostStatement = platformSql({
  name: 'stores.find_by_host',
  isHot: true,
  params: { host: z.string() },
  row: Store,
  text: `
    select
      stores.id, stores.key, stores.name,
      stores.client_id, clients.key as client_key, clients.name as client_name,
      products.key as product_key, products.name as product_name,
      stores.schema_name, stores.state, stores.suspended_at, stores.suspended_reason,
      stores.removal_requested_at, stores.removal_reason, stores.exported_at, stores.first_sale_at,
      stores.time_zone, stores.currency, stores.locale, stores.created_at, stores.version
    from platform.store_hosts
    join platform.stores on stores.id = store_hosts.store_id
    join platform.clients on clients.id = stores.client_id
    join platform.products on products.id = stores.product_id
    where store_hosts.host = $host`,
});

export async function findByHost(db: PlatformDb, host: string): Promise<StoreRow | null> {
  return maybeRow(db, findByHostStatement, { host });
}

const insertStatement = platformSql({
  name: 'stores.insert',
  params: {
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    clientId: z.uuid(),
    productId: z.uuid(),
    schemaName: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    locale: z.string(),
    createdAt: z.date(),
  },
  text: `
    insert into platform.stores (
      id, key, name, client_id, product_id, schema_name, time_zone, currency, locale, created_at)
    values (
      $id, $key, $name, $clientId, $productId, $schemaName, $timeZone, $currency, $locale, $createdAt)
    on conflict (key) do nothing`,
});

/** False when the key is taken, also by somebody who commits at the same time. */
export async function insert(
  db: PlatformDb,
  store: Pick<
    StoreRow,
    'id' | 'key' | 'name' | 'clientId' | 'schemaName' | 'timeZone' | 'currency' | 'locale' | 'createdAt'
  > & {
    productId: string;
  },
): Promise<boolean> {
  return (await execute(db, insertStatement, store)) === 1;
}

const listStatement = platformSql({
  name: 'stores.list',
  params: {
    all: z.boolean(),
    clientIds: z.array(z.uuid()),
    storeIds: z.array(z.uuid()),
    clientKey: z.string().nullable(),
    state: z.string().nullable(),
    text: z.string().nullable(),
    after: z.string(),
    limit: z.int(),
  },
  row: Summary,
  text: `
    select
      stores.id, stores.key, stores.name, stores.state,
      clients.key as client_key, clients.name as client_name,
      products.key as product_key, products.name as product_name,
      stores.created_at
    from platform.stores
    join platform.clients on clients.id = stores.client_id
    join platform.products on products.id = stores.product_id
    where ($all::boolean or stores.client_id = any($clientIds) or stores.id = any($storeIds))
      and ($clientKey::text is null or clients.key = $clientKey)
      and ($state::text is null or stores.state = $state)
      and ($text::text is null or position(lower($text) in lower(concat_ws(' ', stores.key, stores.name))) > 0)
      and stores.key > $after
    order by stores.key
    limit $limit`,
});

export type StoreSearch = {
  /** Every store; else those of the clients and those named. */
  all: boolean;
  clientIds: string[];
  storeIds: string[];
  clientKey: string | null;
  state: string | null;
  text: string | null;
  after: string;
  limit: number;
};

/** In the order of keys, after one. */
export async function list(db: PlatformDb, search: StoreSearch): Promise<SummaryRow[]> {
  return rows(db, listStatement, search);
}
