import { z } from 'zod';
import { maybeRow, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const Product = z.object({ id: z.uuid(), key: z.string(), name: z.string(), createdAt: z.date() });
export type ProductRow = z.infer<typeof Product>;

const findByKeyStatement = platformSql({
  name: 'stores.find_product_by_key',
  params: { key: z.string() },
  row: Product,
  text: `
    select id, key, name, created_at
    from platform.products
    where key = $key`,
});

export async function findByKey(db: PlatformDb, key: string): Promise<ProductRow | null> {
  return maybeRow(db, findByKeyStatement, { key });
}

const insertStatement = platformSql({
  name: 'stores.insert_product',
  params: { id: z.uuid(), key: z.string(), name: z.string(), createdAt: z.date() },
  row: Product,
  text: `
    insert into platform.products (id, key, name, created_at)
    values ($id, $key, $name, $createdAt)
    on conflict (key) do nothing
    returning id, key, name, created_at`,
});

/** Null when the key is taken, also by somebody who commits at the same time. */
export async function insert(db: PlatformDb, product: ProductRow): Promise<ProductRow | null> {
  return maybeRow(db, insertStatement, product);
}

const listStatement = platformSql({
  name: 'stores.list_products',
  params: { after: z.string(), limit: z.int() },
  row: Product,
  text: `
    select id, key, name, created_at
    from platform.products
    where key > $after
    order by key
    limit $limit`,
});

/** In the order of keys, after one. */
export async function list(db: PlatformDb, page: { after: string; limit: number }): Promise<ProductRow[]> {
  return rows(db, listStatement, page);
}
