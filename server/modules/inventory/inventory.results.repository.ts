import { z } from 'zod';
import { rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { resultOutcomes } from './inventory.runs.repository.ts';

const Finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
});
/** As findings are stored. */
export const StoredFindings = jsonb(z.array(Finding));

const Result = z.object({
  runId: z.uuid(),
  eventCode: z.string(),
  at: z.date(),
  outcome: z.enum(resultOutcomes),
  revision: z.int(),
  seatsBefore: z.int(),
  seatsAfter: z.int(),
  sections: jsonb(z.array(z.tuple([z.string(), z.int(), z.int()]))),
  prices: jsonb(z.array(z.tuple([z.string(), z.string(), z.int().nullable(), z.int().nullable()]))),
  failure: z.string().nullable(),
  findings: StoredFindings,
});
export type ResultRow = z.infer<typeof Result>;

const listOfRunStatement = storeSql({
  name: 'inventory.list_results_of_run',
  params: { runId: z.uuid(), afterCode: z.string().nullable(), limit: z.int() },
  row: Result,
  text: `
    select
      run_id, event_code, at, outcome, revision::integer as revision, seats_before, seats_after, sections, prices,
      failure, findings
    from store.sync_results
    where run_id = $runId
      and ($afterCode::text is null or event_code > $afterCode)
    order by event_code
    limit $limit`,
});

export async function listOfRun(
  db: StoreDb,
  of: { runId: string; afterCode: string | null; limit: number },
): Promise<ResultRow[]> {
  return rows(db, listOfRunStatement, of);
}

const listOfEventStatement = storeSql({
  name: 'inventory.list_results_of_event',
  params: { eventCode: z.string(), beforeAt: z.date().nullable(), beforeId: z.uuid().nullable(), limit: z.int() },
  row: Result,
  text: `
    select
      run_id, event_code, at, outcome, revision::integer as revision, seats_before, seats_after, sections, prices,
      failure, findings
    from store.sync_results
    where event_code = $eventCode
      and ($beforeId::uuid is null or (at, run_id) < ($beforeAt, $beforeId))
    order by at desc, run_id desc
    limit $limit`,
});

/** Newest first. */
export async function listOfEvent(
  db: StoreDb,
  of: { eventCode: string; beforeAt: Date | null; beforeId: string | null; limit: number },
): Promise<ResultRow[]> {
  return rows(db, listOfEventStatement, of);
}
