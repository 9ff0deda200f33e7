import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const listRunsStatement = storeSql({
  name: 'inventory.list_runs_of_events',
  params: { eventCodes: z.array(z.string()), sectionNames: z.array(z.string()) },
  row: z.object({ sectionName: z.string(), runs: z.string() }),
  text: `
    select distinct on (section_name, hash) section_name, runs
    from store.event_sections
    where event_code = any($eventCodes)
      and section_name = any($sectionNames)
      and seat_count > 0
    order by section_name, hash`,
});

/** The seats of these sections at these events, each different reading once. */
export async function listRuns(
  db: StoreDb,
  of: { eventCodes: readonly string[]; sectionNames: readonly string[] },
): Promise<{ sectionName: string; runs: string }[]> {
  return rows(db, listRunsStatement, { eventCodes: [...of.eventCodes], sectionNames: [...of.sectionNames] });
}
