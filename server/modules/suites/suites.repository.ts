import { z } from 'zod';
import { Image, LocalText } from '../../../shared/contract/program-content.ts';
import { execute, maybeRow, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const fields = {
  id: z.uuid(),
  name: z.string(),
  venueId: z.uuid(),
  suiteTypeId: z.uuid().nullable(),
  description: jsonb(LocalText),
  image: jsonb(Image).nullable(),
  partialSizes: z.array(z.int()),
  isArchived: z.boolean(),
};
const Suite = z.object({ ...fields, version: z.int() });
export type SuiteRow = z.infer<typeof Suite>;

const findStatement = storeSql({
  name: 'suites.find',
  params: { id: z.uuid() },
  row: Suite,
  text: `
    select id, name, venue_id, suite_type_id, description, image, partial_sizes, is_archived, version
    from store.suites
    where id = $id`,
});

export async function find(db: StoreDb, id: string): Promise<SuiteRow | null> {
  return maybeRow(db, findStatement, { id });
}

const Listed = Suite.extend({ sortName: z.string() });

const listStatement = storeSql({
  name: 'suites.list',
  params: {
    venueId: z.uuid().nullable(),
    suiteTypeId: z.uuid().nullable(),
    sectionName: z.string().nullable(),
    text: z.string().nullable(),
    includeArchived: z.boolean(),
    afterName: z.string().nullable(),
    afterId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: Listed,
  text: `
    select
      id, name, venue_id, suite_type_id, description, image, partial_sizes, is_archived, version, sort_name
    from store.suites
    cross join lateral (
      select regexp_replace(
        regexp_replace(lower(name), '[0-9]+', '000000000\\&', 'g'), '[0-9]*([0-9]{10})', '\\1', 'g') as sort_name
    ) as sorted
    where ($venueId::uuid is null or venue_id = $venueId)
      and ($suiteTypeId::uuid is null or suite_type_id = $suiteTypeId)
      and ($sectionName::text is null or exists (
        select
        from store.suite_seats
        where suite_id = suites.id
          and section_name = $sectionName))
      and ($text::text is null or position(lower($text) in lower(name)) > 0)
      and ($includeArchived::boolean or not is_archived)
      and ($afterId::uuid is null or (sort_name, id) > ($afterName::text, $afterId))
    order by sort_name, id
    limit $limit`,
});

export type Search = {
  venueId: string | null;
  suiteTypeId: string | null;
  sectionName: string | null;
  text: string | null;
  includeArchived: boolean;
  afterName: string | null;
  afterId: string | null;
  limit: number;
};

/** In the order of names after one, in which numbers are as long as ten digits: Suite 3 stands before Suite 10. */
export async function list(db: StoreDb, search: Search): Promise<z.infer<typeof Listed>[]> {
  return rows(db, listStatement, search);
}

const listLiveStatement = storeSql({
  name: 'suites.list_live',
  params: {},
  row: Suite,
  text: `
    select id, name, venue_id, suite_type_id, description, image, partial_sizes, is_archived, version
    from store.suites
    where not is_archived`,
});

/** All that are not archived. */
export async function listLive(db: StoreDb): Promise<SuiteRow[]> {
  return rows(db, listLiveStatement, {});
}

const insertStatement = storeSql({
  name: 'suites.insert',
  params: { ...fields, createdAt: z.date() },
  text: `
    insert into store.suites (
      id, name, venue_id, suite_type_id, description, image, partial_sizes, is_archived, created_at)
    values (
      $id, $name, $venueId, $suiteTypeId, $description, $image, $partialSizes, $isArchived, $createdAt)
    on conflict do nothing`,
});

/** False when a suite of the venue has the name. */
export async function insert(db: StoreDb, suite: Omit<SuiteRow, 'version'> & { createdAt: Date }): Promise<boolean> {
  return (await execute(db, insertStatement, suite)) === 1;
}

const updateStatement = storeSql({
  name: 'suites.update',
  params: { ...fields, version: z.int() },
  row: Suite.pick({ version: true }),
  text: `
    update store.suites
    set name = $name,
        venue_id = $venueId,
        suite_type_id = $suiteTypeId,
        description = $description,
        image = $image,
        partial_sizes = $partialSizes,
        is_archived = $isArchived,
        version = version + 1
    where id = $id
      and version = $version
    returning version`,
});

/** After `name_taken` the transaction can only roll back. */
export async function update(db: StoreDb, suite: SuiteRow): Promise<'done' | 'stale' | 'name_taken'> {
  try {
    return (await maybeRow(db, updateStatement, suite)) === null ? 'stale' : 'done';
  } catch (error) {
    if (violatedConstraint(error) === 'suites_by_name') return 'name_taken';
    throw error;
  }
}
