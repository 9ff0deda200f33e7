import { z } from 'zod';
import { maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const ledgerStatement = storeSql({
  name: 'catalog.ledger',
  isHot: true,
  params: { now: z.date(), knownIds: z.array(z.uuid()), before: z.int(), after: z.int() },
  row: z.object({
    releaseId: z.uuid(),
    programId: z.uuid(),
    number: z.int(),
    startsAt: z.date(),
    endsAt: z.date().nullable(),
    content: jsonb(z.unknown()).nullable(),
  }),
  text: `
    select
      releases.id as release_id,
      releases.program_id,
      releases.number,
      activations.starts_at,
      activations.ends_at,
      case when releases.id = any ($knownIds) then null else releases.content end as content
    from (
      (
        select release_id, starts_at, ends_at
        from store.activations
        where ends_at <= $now
        order by starts_at desc
        limit $before
      )
      union all
      (
        select release_id, starts_at, ends_at
        from store.activations
        where ends_at is null
          or ends_at > $now
        order by starts_at
        limit $after
      )
    ) as activations
    join store.releases on releases.id = activations.release_id
    order by activations.starts_at`,
});

/** The intervals before an instant and from it on, oldest first; without the content of releases that are known. */
export async function listIntervals(db: StoreDb, of: { now: Date; knownIds: string[]; before: number; after: number }) {
  return rows(db, ledgerStatement, of);
}

const releaseStatement = storeSql({
  name: 'catalog.release',
  params: { id: z.uuid() },
  row: z.object({ id: z.uuid(), programId: z.uuid(), number: z.int(), content: jsonb(z.unknown()) }),
  text: `
    select id, program_id, number, content
    from store.releases
    where id = $id`,
});

export async function findRelease(db: StoreDb, id: string) {
  return maybeRow(db, releaseStatement, { id });
}
