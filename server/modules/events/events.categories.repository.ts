import { z } from 'zod';
import { execute, row, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Category = z.object({ id: z.uuid(), name: z.string() });
export type CategoryRow = z.infer<typeof Category>;

const listStatement = storeSql({
  name: 'events.list_categories',
  params: {},
  row: Category,
  text: `
    select id, name
    from store.categories
    order by sort_order`,
});

/** In their order. */
export async function list(db: StoreDb): Promise<CategoryRow[]> {
  return rows(db, listStatement, {});
}

const holdStatement = storeSql({
  name: 'events.hold_categories',
  params: { ids: z.array(z.uuid()) },
  row: Category.pick({ id: true }),
  text: `
    select id
    from store.categories
    where id = any($ids)
    order by sort_order
    for key share`,
});

/** Keeps those that exist from being removed until the transaction ends; in their order. */
export async function hold(db: StoreDb, ids: readonly string[]): Promise<string[]> {
  return (await rows(db, holdStatement, { ids: [...ids] })).map(({ id }) => id);
}

const Version = z.object({ version: z.int() });

const versionStatement = storeSql({
  name: 'events.categories_version',
  params: {},
  row: Version,
  text: `
    select version
    from store.category_list`,
});

export async function version(db: StoreDb): Promise<number> {
  return (await row(db, versionStatement, {})).version;
}

const lockStatement = storeSql({
  name: 'events.lock_categories',
  params: {},
  row: Version,
  text: `
    select version
    from store.category_list
    for update`,
});

/** The version of the list, which is kept to this transaction until it ends. */
export async function lock(db: StoreDb): Promise<number> {
  return (await row(db, lockStatement, {})).version;
}

const touchStatement = storeSql({
  name: 'events.touch_categories',
  params: {},
  row: Version,
  text: `
    update store.category_list
    set version = version + 1
    where id = 1
    returning version`,
});

/** The new version. */
export async function touch(db: StoreDb): Promise<number> {
  return (await row(db, touchStatement, {})).version;
}

const putStatement = storeSql({
  name: 'events.put_categories',
  params: { ids: z.array(z.uuid()), names: z.array(z.string()) },
  text: `
    insert into store.categories (id, name, sort_order)
    select given.id, given.name, given.position::integer
    from unnest($ids::uuid[], $names::text[]) with ordinality as given (id, name, position)
    on conflict (id) do update
    set name = excluded.name,
        sort_order = excluded.sort_order`,
});

/** Adds or renames, numbered in the order given. */
export async function put(db: StoreDb, categories: readonly CategoryRow[]): Promise<void> {
  await execute(db, putStatement, {
    ids: categories.map(({ id }) => id),
    names: categories.map(({ name }) => name),
  });
}

const removeStatement = storeSql({
  name: 'events.remove_category',
  params: { id: z.uuid() },
  text: `
    delete from store.categories
    where id = $id`,
});

/** False when events have it; the transaction can only roll back then. */
export async function remove(db: StoreDb, id: string): Promise<boolean> {
  try {
    await execute(db, removeStatement, { id });
    return true;
  } catch (error) {
    if (violatedConstraint(error) === 'event_categories_category_id_fkey') return false;
    throw error;
  }
}
