import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const countStatement = storeSql({
  name: 'carts.count_live',
  params: { quietBefore: z.date() },
  row: z.object({ programId: z.uuid(), choosing: z.int(), holding: z.int(), paying: z.int() }),
  text: `
    select
      program_id,
      (count(*) filter (where state = 'choosing'))::integer as choosing,
      (count(*) filter (where state = 'holding'))::integer as holding,
      (count(*) filter (where state = 'paying'))::integer as paying
    from store.carts
    where state in ('choosing', 'holding', 'paying')
      and (state <> 'choosing' or updated_at >= $quietBefore)
    group by program_id
    order by program_id`,
});

/** Live carts by program; those that only choose if they were touched since then. */
export async function countLive(db: StoreDb, of: { quietBefore: Date }) {
  return rows(db, countStatement, of);
}
