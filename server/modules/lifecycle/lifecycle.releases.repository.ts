import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Head = z.object({
  id: z.uuid(),
  programId: z.uuid(),
  number: z.int(),
  contentHash: z.string(),
  reports: jsonb(z.unknown()),
  accepted: jsonb(z.unknown()),
  publishedAt: z.date(),
  publishedBy: z.string(),
});
export type ReleaseRow = z.infer<typeof Head>;
const Whole = Head.extend({ content: jsonb(z.unknown()) });
export type WholeReleaseRow = z.infer<typeof Whole>;

const insertStatement = storeSql({
  name: 'lifecycle.insert_release',
  params: Whole.shape,
  text: `
    insert into store.releases (id, program_id, number, content, content_hash, reports, accepted, published_at, published_by)
    values ($id, $programId, $number, $content, $contentHash, $reports, $accepted, $publishedAt, $publishedBy)`,
});

export async function insert(db: StoreDb, release: WholeReleaseRow): Promise<void> {
  await execute(db, insertStatement, release);
}

const newestStatement = storeSql({
  name: 'lifecycle.newest_releases',
  params: { programIds: z.array(z.uuid()) },
  row: Head.pick({ id: true, programId: true, number: true, contentHash: true }),
  text: `
    select distinct on (program_id) id, program_id, number, content_hash
    from store.releases
    where program_id = any ($programIds)
    order by program_id, number desc`,
});

/** The newest release of each program that has one. */
export async function listNewest(db: StoreDb, programIds: readonly string[]) {
  return rows(db, newestStatement, { programIds: [...programIds] });
}

const listStatement = storeSql({
  name: 'lifecycle.list_releases',
  params: { programId: z.uuid(), below: z.int(), limit: z.int() },
  row: Head,
  text: `
    select id, program_id, number, content_hash, reports, accepted, published_at, published_by
    from store.releases
    where program_id = $programId
      and number < $below
    order by number desc
    limit $limit`,
});

/** Newest first. */
export async function list(
  db: StoreDb,
  page: { programId: string; below: number; limit: number },
): Promise<ReleaseRow[]> {
  return rows(db, listStatement, page);
}

const findStatement = storeSql({
  name: 'lifecycle.find_release',
  params: { programId: z.uuid(), number: z.int() },
  row: Whole,
  text: `
    select id, program_id, number, content, content_hash, reports, accepted, published_at, published_by
    from store.releases
    where program_id = $programId
      and number = $number`,
});

export async function find(
  db: StoreDb,
  wanted: { programId: string; number: number },
): Promise<WholeReleaseRow | null> {
  return maybeRow(db, findStatement, wanted);
}

const findByIdStatement = storeSql({
  name: 'lifecycle.find_release_by_id',
  params: { id: z.uuid() },
  row: Whole,
  text: `
    select id, program_id, number, content, content_hash, reports, accepted, published_at, published_by
    from store.releases
    where id = $id`,
});

export async function findById(db: StoreDb, id: string): Promise<WholeReleaseRow | null> {
  return maybeRow(db, findByIdStatement, { id });
}
