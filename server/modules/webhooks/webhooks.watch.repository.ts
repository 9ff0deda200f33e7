import { z } from 'zod';
import { execute, row, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Marks = z.object({
  actNumber: z.int(),
  toldUntil: z.date(),
  unreadyProgramId: z.uuid().nullable(),
  staleSince: z.date().nullable(),
  isStaleTold: z.boolean(),
});
/** What was told so far. */
export type Marks = z.output<typeof Marks>;

const lockStatement = storeSql({
  name: 'webhooks.lock_watch',
  params: {},
  row: Marks,
  text: `
    select act_number, told_until, unready_program_id, stale_since, is_stale_told
    from store.webhook_watch
    where id = 1
    for update`,
});

/** One watcher of a store at a time. */
export function lock(db: StoreDb): Promise<Marks> {
  return row(db, lockStatement, {});
}

const saveStatement = storeSql({
  name: 'webhooks.save_watch',
  params: Marks.shape,
  text: `
    update store.webhook_watch
    set act_number = $actNumber,
        told_until = $toldUntil,
        unready_program_id = $unreadyProgramId,
        stale_since = $staleSince,
        is_stale_told = $isStaleTold
    where id = 1`,
});

export async function save(db: StoreDb, marks: Marks): Promise<void> {
  await execute(db, saveStatement, marks);
}
