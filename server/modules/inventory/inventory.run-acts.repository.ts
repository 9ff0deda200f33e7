import { z } from 'zod';
import { execute, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const insertStatement = storeSql({
  name: 'inventory.insert_run',
  params: { id: z.uuid(), askedBy: z.string(), isFull: z.boolean(), startedAt: z.date() },
  text: `
    insert into store.sync_runs (
      id, cause, asked_by, is_full, state, started_at, event_count, unchanged_count, changed_count, failed_count,
      sections_written, sections_unchanged, prices_written, summary_calls, detail_calls, finding_count
    )
    values ($id, 'staff', $askedBy, $isFull, 'running', $startedAt, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    on conflict (cause) where cause = 'staff' and state = 'running' do nothing`,
});

/** A run that staff ask for; false when one is going on. */
export async function insert(
  db: StoreDb,
  run: { id: string; askedBy: string; isFull: boolean; startedAt: Date },
): Promise<boolean> {
  return (await execute(db, insertStatement, run)) === 1;
}

const setSizeStatement = storeSql({
  name: 'inventory.set_run_size',
  params: { id: z.uuid(), eventCount: z.int() },
  text: `
    update store.sync_runs
    set event_count = $eventCount
    where id = $id`,
});

export async function setSize(db: StoreDb, run: { id: string; eventCount: number }): Promise<void> {
  await execute(db, setSizeStatement, run);
}

const endStatement = storeSql({
  name: 'inventory.end_run',
  params: { id: z.uuid(), at: z.date() },
  text: `
    with results as (
      select
        count(*) filter (where outcome = 'failed')::integer as failed_count,
        count(*) filter (where outcome in ('changed', 'cancelled', 'missing'))::integer as changed_count
      from store.sync_results
      where run_id = $id
    )
    update store.sync_runs
    set state = 'done',
        ended_at = $at,
        waiting_until = null,
        failed_count = results.failed_count,
        changed_count = results.changed_count,
        unchanged_count = event_count - results.failed_count - results.changed_count
    from results
    where id = $id
      and state = 'running'
      and not exists (
        select
        from store.event_inventory
        where wanted_by = $id)`,
});

/**
 * True when no event of it is left and it was running until now. Its events are counted from their results, because a
 * process that died may not have counted all.
 */
export async function end(db: StoreDb, run: { id: string; at: Date }): Promise<boolean> {
  return (await execute(db, endStatement, run)) === 1;
}

const cancelStatement = storeSql({
  name: 'inventory.cancel_run',
  params: { id: z.uuid(), at: z.date(), by: z.string() },
  text: `
    update store.sync_runs
    set state = 'cancelled',
        ended_at = $at,
        ended_by = $by,
        waiting_until = null
    where id = $id
      and state = 'running'`,
});

/** False when it is over already. */
export async function cancel(db: StoreDb, run: { id: string; at: Date; by: string }): Promise<boolean> {
  return (await execute(db, cancelStatement, run)) === 1;
}

const setWaitingStatement = storeSql({
  name: 'inventory.set_run_waiting',
  params: { until: z.date() },
  text: `
    update store.sync_runs
    set waiting_until = $until
    where state = 'running'`,
});

export async function setWaiting(db: StoreDb, until: Date): Promise<void> {
  await execute(db, setWaitingStatement, { until });
}
