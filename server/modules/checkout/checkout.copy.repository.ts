import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const lockStatement = storeSql({
  name: 'checkout.lock_in_copy',
  params: { limit: z.int() },
  row: z.object({ id: z.uuid(), soldAt: z.date() }),
  text: `
    select id, sold_at
    from store.orders
    where not has_left_copy
    order by sold_at, id
    limit $limit
    for update`,
});

/** Orders whose seats may still be in the inventory copy, the oldest first; nobody else has them meanwhile. */
export async function lockInCopy(db: StoreDb, limit: number) {
  return rows(db, lockStatement, { limit });
}

const markStatement = storeSql({
  name: 'checkout.mark_left_copy',
  params: { ids: z.array(z.uuid()) },
  text: `
    update store.orders
    set has_left_copy = true
    where id = any ($ids)`,
});

export async function markLeft(db: StoreDb, ids: readonly string[]): Promise<void> {
  await execute(db, markStatement, { ids: [...ids] });
}
