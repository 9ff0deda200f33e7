import { z } from 'zod';
import { Image, LocalText } from '../../../shared/contract/program-content.ts';
import { execute, maybeRow, row, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const fields = { id: z.uuid(), name: z.string(), description: jsonb(LocalText), image: jsonb(Image).nullable() };
const SuiteType = z.object({ ...fields, version: z.int(), suiteCount: z.int() });
export type SuiteTypeRow = z.infer<typeof SuiteType>;
type FieldsRow = Omit<SuiteTypeRow, 'version' | 'suiteCount'>;

const findStatement = storeSql({
  name: 'suites.find_type',
  params: { id: z.uuid() },
  row: SuiteType,
  text: `
    select
      id, name, description, image, version,
      (select count(*)::integer from store.suites where suite_type_id = suite_types.id) as suite_count
    from store.suite_types
    where id = $id`,
});

export async function find(db: StoreDb, id: string): Promise<SuiteTypeRow | null> {
  return maybeRow(db, findStatement, { id });
}

const lockStatement = storeSql({
  name: 'suites.lock_type',
  params: { id: z.uuid() },
  row: SuiteType.pick({ id: true }),
  text: `
    select id
    from store.suite_types
    where id = $id
    for no key update`,
});

/** Keeps the type to this transaction until it ends; false when there is none. */
export async function lock(db: StoreDb, id: string): Promise<boolean> {
  return (await maybeRow(db, lockStatement, { id })) !== null;
}

const holdStatement = storeSql({
  name: 'suites.hold_type',
  params: { id: z.uuid() },
  row: SuiteType.pick({ id: true }),
  text: `
    select id
    from store.suite_types
    where id = $id
    for key share`,
});

/** Keeps the type from being deleted until the transaction ends; false when there is none. */
export async function hold(db: StoreDb, id: string): Promise<boolean> {
  return (await maybeRow(db, holdStatement, { id })) !== null;
}

const Listed = SuiteType.extend({ sortName: z.string() });

const listStatement = storeSql({
  name: 'suites.list_types',
  params: { afterName: z.string().nullable(), afterId: z.uuid().nullable(), limit: z.int() },
  row: Listed,
  text: `
    select
      id, name, description, image, version, lower(name) as sort_name,
      (select count(*)::integer from store.suites where suite_type_id = suite_types.id) as suite_count
    from store.suite_types
    where $afterId::uuid is null or (lower(name), id) > ($afterName::text, $afterId)
    order by lower(name), id
    limit $limit`,
});

/** In the order of names, after one. */
export async function list(
  db: StoreDb,
  page: { afterName: string | null; afterId: string | null; limit: number },
): Promise<z.infer<typeof Listed>[]> {
  return rows(db, listStatement, page);
}

const insertStatement = storeSql({
  name: 'suites.insert_type',
  params: { ...fields, createdAt: z.date() },
  text: `
    insert into store.suite_types (id, name, description, image, created_at)
    values ($id, $name, $description, $image, $createdAt)
    on conflict do nothing`,
});

/** False when a type has the name, also one that takes it at the same time. */
export async function insert(db: StoreDb, type: FieldsRow & { createdAt: Date }): Promise<boolean> {
  return (await execute(db, insertStatement, type)) === 1;
}

const updateStatement = storeSql({
  name: 'suites.update_type',
  params: fields,
  row: SuiteType.pick({ version: true }),
  text: `
    update store.suite_types
    set name = $name,
        description = $description,
        image = $image,
        version = version + 1
    where id = $id
    returning version`,
});

/** The new version; null when another type has the name, and then the transaction can only roll back. */
export async function update(db: StoreDb, type: FieldsRow): Promise<number | null> {
  try {
    return (await row(db, updateStatement, type)).version;
  } catch (error) {
    if (violatedConstraint(error) === 'suite_types_by_name') return null;
    throw error;
  }
}

const removeStatement = storeSql({
  name: 'suites.remove_type',
  params: { id: z.uuid() },
  text: `
    delete from store.suite_types
    where id = $id`,
});

/** False when suites have it; the transaction can only roll back then. */
export async function remove(db: StoreDb, id: string): Promise<boolean> {
  try {
    await execute(db, removeStatement, { id });
    return true;
  } catch (error) {
    if (violatedConstraint(error) === 'suites_suite_type_id_fkey') return false;
    throw error;
  }
}
