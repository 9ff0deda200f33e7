import { z } from 'zod';
import { execute, row, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const State = z.object({
  plannedAt: z.date().nullable(),
  listedAt: z.date().nullable(),
  prunedAt: z.date().nullable(),
  requestsPer100Calls: z.int(),
  detailSeconds: z.int(),
});
export type StateRow = z.infer<typeof State>;

const findStatement = storeSql({
  name: 'inventory.find_state',
  params: {},
  row: State,
  text: `
    select planned_at, listed_at, pruned_at, requests_per_100_calls, detail_seconds
    from store.inventory_state`,
});

export async function find(db: StoreDb): Promise<StateRow> {
  return row(db, findStatement, {});
}

const setPlannedStatement = storeSql({
  name: 'inventory.set_planned',
  params: { at: z.date(), detailSeconds: z.int() },
  text: `
    update store.inventory_state
    set planned_at = $at,
        detail_seconds = $detailSeconds`,
});

export async function setPlanned(db: StoreDb, plan: { at: Date; detailSeconds: number }): Promise<void> {
  await execute(db, setPlannedStatement, plan);
}

const forgetPlanStatement = storeSql({
  name: 'inventory.forget_plan',
  params: {},
  text: `
    update store.inventory_state
    set planned_at = null`,
});

/** The next round plans anew. */
export async function forgetPlan(db: StoreDb): Promise<void> {
  await execute(db, forgetPlanStatement, {});
}

const setListedStatement = storeSql({
  name: 'inventory.set_listed',
  params: { at: z.date() },
  text: `
    update store.inventory_state
    set listed_at = $at`,
});

export async function setListed(db: StoreDb, at: Date): Promise<void> {
  await execute(db, setListedStatement, { at });
}

const setPrunedStatement = storeSql({
  name: 'inventory.set_pruned',
  params: { at: z.date() },
  text: `
    update store.inventory_state
    set pruned_at = $at`,
});

export async function setPruned(db: StoreDb, at: Date): Promise<void> {
  await execute(db, setPrunedStatement, { at });
}

const setCostStatement = storeSql({
  name: 'inventory.set_cost',
  params: { requestsPer100Calls: z.int() },
  text: `
    update store.inventory_state
    set requests_per_100_calls = $requestsPer100Calls`,
});

export async function setCost(db: StoreDb, requestsPer100Calls: number): Promise<void> {
  await execute(db, setCostStatement, { requestsPer100Calls });
}

const sumCallsStatement = storeSql({
  name: 'inventory.sum_calls',
  params: { since: z.date() },
  row: z.object({ summaryCalls: z.int(), detailCalls: z.int() }),
  text: `
    select
      coalesce(sum(summary_calls), 0)::integer as summary_calls,
      coalesce(sum(detail_calls), 0)::integer as detail_calls
    from store.sync_runs
    where started_at >= $since`,
});

/** Calls of the runs since then. */
export async function sumCalls(db: StoreDb, since: Date) {
  return row(db, sumCallsStatement, { since });
}

const nextDueStatement = storeSql({
  name: 'inventory.next_due',
  params: {},
  row: z.object({ dueAt: z.date().nullable() }),
  text: `
    select min(greatest(next_due_at, lease_until)) as due_at
    from store.event_inventory
    where next_due_at is not null`,
});

/** When the next event is due that nobody has; null: none is. */
export async function nextDue(db: StoreDb): Promise<Date | null> {
  return (await row(db, nextDueStatement, {})).dueAt;
}
