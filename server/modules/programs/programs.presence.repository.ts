import { z } from 'zod';
import { EditorPlace } from '../../../shared/contract/programs.ts';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Page = z.object({
  pageId: z.uuid(),
  actorId: z.uuid(),
  name: z.string(),
  place: EditorPlace,
  since: z.date(),
});

/** More than ever look at one program together. */
const most = 100;

const listStatement = storeSql({
  name: 'programs.list_present',
  params: { programId: z.uuid(), after: z.date(), most: z.int() },
  row: Page,
  text: `
    select page_id, actor_id, name, place, since
    from store.program_presence
    where program_id = $programId
      and seen_at > $after
    order by since, page_id
    limit $most`,
});

/** Those that were heard of after the instant. */
export async function list(db: StoreDb, of: { programId: string; after: Date }): Promise<z.infer<typeof Page>[]> {
  return rows(db, listStatement, { ...of, most });
}

const Place = z.object({ programId: z.uuid(), actorId: z.uuid(), place: EditorPlace });

const findStatement = storeSql({
  name: 'programs.find_present',
  params: { pageId: z.uuid() },
  row: Place,
  text: `
    select program_id, actor_id, place
    from store.program_presence
    where page_id = $pageId`,
});

export async function find(db: StoreDb, pageId: string): Promise<z.infer<typeof Place> | null> {
  return maybeRow(db, findStatement, { pageId });
}

const saveStatement = storeSql({
  name: 'programs.save_present',
  params: {
    pageId: z.uuid(),
    programId: z.uuid(),
    actorId: z.uuid(),
    name: z.string(),
    place: EditorPlace,
    at: z.date(),
  },
  text: `
    insert into store.program_presence as known (page_id, program_id, actor_id, name, place, since, seen_at)
    values ($pageId, $programId, $actorId, $name, $place, $at, $at)
    on conflict (page_id) do update
    set program_id = excluded.program_id,
        place = excluded.place,
        seen_at = excluded.seen_at
    where known.actor_id = excluded.actor_id`,
});

/** Nothing when the page is somebody else's. */
export async function save(
  db: StoreDb,
  page: Omit<z.infer<typeof Page>, 'since'> & { programId: string; at: Date },
): Promise<void> {
  await execute(db, saveStatement, page);
}

const removeStatement = storeSql({
  name: 'programs.remove_present',
  params: { pageId: z.uuid(), actorId: z.uuid() },
  text: `
    delete from store.program_presence
    where page_id = $pageId
      and actor_id = $actorId`,
});

export async function remove(db: StoreDb, page: { pageId: string; actorId: string }): Promise<void> {
  await execute(db, removeStatement, page);
}

const removeOldStatement = storeSql({
  name: 'programs.remove_old_present',
  params: { before: z.date() },
  text: `
    delete from store.program_presence
    where page_id in (
      select page_id
      from store.program_presence
      where seen_at <= $before
      for update skip locked
    )`,
});

export async function removeOld(db: StoreDb, before: Date): Promise<void> {
  await execute(db, removeOldStatement, { before });
}
