import { z } from 'zod';
import { execute, type PlatformDb, rows } from '../../core/db.ts';
import { platformSql } from '../../core/sql.ts';

const listStatement = platformSql({
  name: 'inventory.list_rounds',
  params: {},
  row: z.object({ storeId: z.uuid(), dueAt: z.date() }),
  text: `
    select store_id, due_at
    from platform.inventory_rounds`,
});

/** When each store that was ever looked at is due. */
export async function list(db: PlatformDb) {
  return rows(db, listStatement, {});
}

const setDueStatement = platformSql({
  name: 'inventory.set_round_due',
  params: { storeIds: z.array(z.uuid()), dueAt: z.date() },
  text: `
    insert into platform.inventory_rounds (store_id, due_at)
    select store_id, $dueAt::timestamptz
    from unnest($storeIds::uuid[]) as given (store_id)
    on conflict (store_id) do update
    set due_at = excluded.due_at`,
});

export async function setDue(db: PlatformDb, stores: { storeIds: string[]; dueAt: Date }): Promise<void> {
  await execute(db, setDueStatement, stores);
}
