import { z } from 'zod';
import { execute, maybeRow, row, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const outcome = z.enum(['done', 'refused', 'busy', 'unavailable', 'unknown', 'setup']);
const purpose = z.enum(['checkout', 'hold', 'staff', 'sync']);
const Row = z.object({
  id: z.uuid(),
  operation: z.string(),
  purpose,
  eventCode: z.string().nullable(),
  startedAt: z.date(),
  durationMs: z.int(),
  attemptCount: z.int(),
  pollCount: z.int(),
  outcome,
  detail: z.string().nullable(),
});
export type CallRow = z.output<typeof Row>;

/** Null: no matter. The page goes on after the call `olderThan…`. */
const search = {
  operation: z.string().nullable(),
  outcome: outcome.nullable(),
  purpose: purpose.nullable(),
  eventCode: z.string().nullable(),
  from: z.date().nullable(),
  until: z.date().nullable(),
  olderThanAt: z.date().nullable(),
  olderThanId: z.uuid().nullable(),
  limit: z.int(),
};

export function insert(db: StoreDb, calls: readonly CallRow[]) {
  return execute(db, insertMany, {
    ids: calls.map(({ id }) => id),
    operations: calls.map((call) => call.operation),
    purposes: calls.map((call) => call.purpose),
    eventCodes: calls.map((call) => call.eventCode),
    startedAts: calls.map((call) => call.startedAt),
    durations: calls.map((call) => call.durationMs),
    attempts: calls.map((call) => call.attemptCount),
    polls: calls.map((call) => call.pollCount),
    outcomes: calls.map((call) => call.outcome),
    details: calls.map((call) => call.detail),
  });
}

/** Newest first. */
export function list(db: StoreDb, wanted: z.output<z.ZodObject<typeof search>>) {
  return rows(db, matching, wanted);
}

/** The newest call that was done. */
export function findLatestDone(db: StoreDb) {
  return maybeRow(db, latestDone, {});
}

/** The newest call since then that the vendor did not answer properly. */
export function findLatestFailure(db: StoreDb, since: Date | null) {
  return maybeRow(db, latestFailure, { since });
}

/** How many there were, and when the first. */
export function countFailures(db: StoreDb, since: Date | null) {
  return row(db, failures, { since });
}

/** Holds asked for since then, by how they went. */
export function countHolds(db: StoreDb, since: Date) {
  return row(db, holds, { since });
}

export function removeBefore(db: StoreDb, before: Date) {
  return execute(db, deleteOld, { before });
}

const insertMany = storeSql({
  name: 'vendors.insert_calls',
  params: {
    ids: z.array(z.uuid()),
    operations: z.array(z.string()),
    purposes: z.array(z.string()),
    eventCodes: z.array(z.string().nullable()),
    startedAts: z.array(z.date()),
    durations: z.array(z.int()),
    attempts: z.array(z.int()),
    polls: z.array(z.int()),
    outcomes: z.array(z.string()),
    details: z.array(z.string().nullable()),
  },
  text: `
    insert into store.vendor_calls (
      id, operation, purpose, event_code, started_at, duration_ms, attempt_count, poll_count, outcome, detail)
    select id, operation, purpose, event_code, started_at, duration_ms, attempt_count, poll_count, outcome, detail
    from unnest(
      $ids::uuid[], $operations::text[], $purposes::text[], $eventCodes::text[], $startedAts::timestamptz[],
      $durations::integer[], $attempts::integer[], $polls::integer[], $outcomes::text[], $details::text[])
      as given (
        id, operation, purpose, event_code, started_at, duration_ms, attempt_count, poll_count, outcome, detail)
    on conflict (id) do nothing`,
});

const matching = storeSql({
  name: 'vendors.list_calls',
  params: search,
  row: Row,
  text: `
    select
      id, operation, purpose, event_code, started_at, duration_ms, attempt_count, poll_count, outcome, detail
    from store.vendor_calls
    where ($operation::text is null or operation = $operation)
      and ($outcome::text is null or outcome = $outcome)
      and ($purpose::text is null or purpose = $purpose)
      and ($eventCode::text is null or event_code = $eventCode)
      and ($from::timestamptz is null or started_at >= $from)
      and ($until::timestamptz is null or started_at < $until)
      and ($olderThanAt::timestamptz is null or (started_at, id) < ($olderThanAt, $olderThanId::uuid))
    order by started_at desc, id desc
    limit $limit`,
});

const latestDone = storeSql({
  name: 'vendors.latest_done',
  params: {},
  row: Row,
  text: `
    select
      id, operation, purpose, event_code, started_at, duration_ms, attempt_count, poll_count, outcome, detail
    from store.vendor_calls
    where outcome = 'done'
    order by started_at desc, id desc
    limit 1`,
});

const latestFailure = storeSql({
  name: 'vendors.latest_failure',
  params: { since: z.date().nullable() },
  row: Row,
  text: `
    select
      id, operation, purpose, event_code, started_at, duration_ms, attempt_count, poll_count, outcome, detail
    from store.vendor_calls
    where outcome in ('unavailable', 'unknown', 'setup')
      and ($since::timestamptz is null or started_at > $since)
    order by started_at desc, id desc
    limit 1`,
});

const failures = storeSql({
  name: 'vendors.count_failures',
  params: { since: z.date().nullable() },
  row: z.object({ count: z.int(), firstAt: z.date().nullable() }),
  text: `
    select count(*)::integer as count, min(started_at) as first_at
    from store.vendor_calls
    where outcome in ('unavailable', 'unknown', 'setup')
      and ($since::timestamptz is null or started_at > $since)`,
});

const holds = storeSql({
  name: 'vendors.count_holds',
  params: { since: z.date() },
  row: z.object({ done: z.int(), refused: z.int(), failed: z.int() }),
  text: `
    select
      (count(*) filter (where outcome = 'done'))::integer as done,
      (count(*) filter (where outcome = 'refused'))::integer as refused,
      (count(*) filter (where outcome not in ('done', 'refused')))::integer as failed
    from store.vendor_calls
    where started_at >= $since
      and operation in ('holdSpecific', 'holdBestAvailable')`,
});

const deleteOld = storeSql({
  name: 'vendors.remove_old_calls',
  params: { before: z.date() },
  text: `
    delete from store.vendor_calls
    where started_at < $before`,
});
