import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const listRunsAfterStatement = storeSql({
  name: 'inventory.list_runs_after',
  params: { eventCodes: z.array(z.string()), after: z.array(z.int()) },
  row: z.object({ eventCode: z.string(), sectionName: z.string(), revision: z.int(), runs: z.string() }),
  text: `
    select
      event_sections.event_code,
      event_sections.section_name,
      event_sections.revision::integer as revision,
      event_sections.runs
    from unnest($eventCodes::text[], $after::bigint[]) as known (event_code, revision)
    join store.event_sections on event_sections.event_code = known.event_code
    where event_sections.revision > known.revision
      and event_sections.seat_count > 0`,
});

/** The seats of sections that changed after a revision of their event, for several events. */
export async function listRunsAfter(db: StoreDb, known: ReadonlyMap<string, number>) {
  return rows(db, listRunsAfterStatement, { eventCodes: [...known.keys()], after: [...known.values()] });
}
