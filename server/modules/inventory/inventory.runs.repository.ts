import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

export const runCauses = ['schedule', 'staff'] as const;
export const runStates = ['running', 'done', 'cancelled'] as const;
export const resultOutcomes = ['changed', 'unchanged', 'failed', 'cancelled', 'missing'] as const;

const counters = {
  unchangedCount: z.int(),
  changedCount: z.int(),
  failedCount: z.int(),
  sectionsWritten: z.int(),
  sectionsUnchanged: z.int(),
  pricesWritten: z.int(),
  summaryCalls: z.int(),
  detailCalls: z.int(),
  findingCount: z.int(),
};
/** What one or more events add to a run. */
export type Tally = { [K in keyof typeof counters]: number };

const Run = z.object({
  id: z.uuid(),
  cause: z.enum(runCauses),
  askedBy: z.string(),
  isFull: z.boolean(),
  state: z.enum(runStates),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  endedBy: z.string().nullable(),
  waitingUntil: z.date().nullable(),
  eventCount: z.int(),
  ...counters,
});
export type RunRow = z.infer<typeof Run>;

const addStatement = storeSql({
  name: 'inventory.add_to_run',
  params: { id: z.uuid(), askedBy: z.string(), at: z.date(), eventCount: z.int(), ...counters },
  text: `
    insert into store.sync_runs (
      id, cause, asked_by, is_full, state, started_at, ended_at, event_count, unchanged_count, changed_count,
      failed_count, sections_written, sections_unchanged, prices_written, summary_calls, detail_calls, finding_count
    )
    values (
      $id, 'schedule', $askedBy, false, 'done', $at, $at, $eventCount, $unchangedCount, $changedCount,
      $failedCount, $sectionsWritten, $sectionsUnchanged, $pricesWritten, $summaryCalls, $detailCalls, $findingCount
    )
    on conflict (id) do update
    set ended_at = case when sync_runs.cause = 'schedule' then excluded.ended_at else sync_runs.ended_at end,
        event_count = case
          when sync_runs.cause = 'schedule' then sync_runs.event_count + excluded.event_count
          else sync_runs.event_count
        end,
        unchanged_count = sync_runs.unchanged_count + excluded.unchanged_count,
        changed_count = sync_runs.changed_count + excluded.changed_count,
        failed_count = sync_runs.failed_count + excluded.failed_count,
        sections_written = sync_runs.sections_written + excluded.sections_written,
        sections_unchanged = sync_runs.sections_unchanged + excluded.sections_unchanged,
        prices_written = sync_runs.prices_written + excluded.prices_written,
        summary_calls = sync_runs.summary_calls + excluded.summary_calls,
        detail_calls = sync_runs.detail_calls + excluded.detail_calls,
        finding_count = sync_runs.finding_count + excluded.finding_count,
        waiting_until = null`,
});

/** Counts events into a run; one of the schedule begins with its first event. */
export async function add(
  db: StoreDb,
  of: { id: string; askedBy: string; at: Date; eventCount: number } & Tally,
): Promise<void> {
  await execute(db, addStatement, of);
}

const insertResultStatement = storeSql({
  name: 'inventory.insert_result',
  params: {
    runId: z.uuid(),
    eventCode: z.string(),
    at: z.date(),
    outcome: z.enum(resultOutcomes),
    revision: z.int(),
    seatsBefore: z.int(),
    seatsAfter: z.int(),
    sections: jsonb(z.unknown()),
    prices: jsonb(z.unknown()),
    failure: z.string().nullable(),
    findings: jsonb(z.unknown()),
  },
  text: `
    insert into store.sync_results (
      run_id, event_code, at, outcome, revision, seats_before, seats_after, sections, prices, failure, findings
    )
    values (
      $runId, $eventCode, $at, $outcome, $revision, $seatsBefore, $seatsAfter, $sections, $prices, $failure, $findings
    )
    on conflict (run_id, event_code) do update
    set at = excluded.at,
        outcome = excluded.outcome,
        revision = excluded.revision,
        seats_before = excluded.seats_before,
        seats_after = excluded.seats_after,
        sections = excluded.sections,
        prices = excluded.prices,
        failure = excluded.failure,
        findings = excluded.findings`,
});

export type NewResult = {
  runId: string;
  eventCode: string;
  at: Date;
  outcome: (typeof resultOutcomes)[number];
  revision: number;
  seatsBefore: number;
  seatsAfter: number;
  sections: unknown;
  prices: unknown;
  failure: string | null;
  findings: unknown;
};

export async function insertResult(db: StoreDb, result: NewResult): Promise<void> {
  await execute(db, insertResultStatement, result);
}

const findStatement = storeSql({
  name: 'inventory.find_run',
  params: { id: z.uuid() },
  row: Run,
  text: `
    select
      id, cause, asked_by, is_full, state, started_at, ended_at, ended_by, waiting_until, event_count, unchanged_count,
      changed_count, failed_count, sections_written, sections_unchanged, prices_written, summary_calls, detail_calls,
      finding_count
    from store.sync_runs
    where id = $id`,
});

export async function find(db: StoreDb, id: string): Promise<RunRow | null> {
  return maybeRow(db, findStatement, { id });
}

const findRunningStatement = storeSql({
  name: 'inventory.find_running_run',
  params: {},
  row: z.object({ id: z.uuid() }),
  text: `
    select id
    from store.sync_runs
    where cause = 'staff'
      and state = 'running'`,
});

/** The run that staff asked for and that goes on. */
export async function findRunning(db: StoreDb): Promise<string | null> {
  return (await maybeRow(db, findRunningStatement, {}))?.id ?? null;
}

const listStatement = storeSql({
  name: 'inventory.list_runs_of_store',
  params: {
    cause: z.enum(runCauses).nullable(),
    beforeAt: z.date().nullable(),
    beforeId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: Run,
  text: `
    select
      id, cause, asked_by, is_full, state, started_at, ended_at, ended_by, waiting_until, event_count, unchanged_count,
      changed_count, failed_count, sections_written, sections_unchanged, prices_written, summary_calls, detail_calls,
      finding_count
    from store.sync_runs
    where ($cause::text is null or cause = $cause)
      and ($beforeId::uuid is null or (started_at, id) < ($beforeAt, $beforeId))
    order by started_at desc, id desc
    limit $limit`,
});

/** Newest first. */
export async function list(
  db: StoreDb,
  of: { cause: RunRow['cause'] | null; beforeAt: Date | null; beforeId: string | null; limit: number },
): Promise<RunRow[]> {
  return rows(db, listStatement, of);
}

const pruneStatement = storeSql({
  name: 'inventory.prune_runs',
  params: { before: z.date() },
  text: `
    delete from store.sync_runs
    where started_at < $before
      and state <> 'running'`,
});

/** Removes runs, with their results, that are older. */
export async function prune(db: StoreDb, before: Date): Promise<number> {
  return execute(db, pruneStatement, { before });
}
