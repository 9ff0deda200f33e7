import { z } from 'zod';
import { execute, maybeRow, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { runCauses } from './checks.types.ts';

const Run = z.object({
  id: z.uuid(),
  programId: z.uuid(),
  at: z.date(),
  forInstant: z.date(),
  cause: z.enum(runCauses),
  reports: jsonb(z.unknown()),
  errorCount: z.int(),
  warningCount: z.int(),
});
export type RunRow = z.infer<typeof Run>;

const insertStatement = storeSql({
  name: 'checks.insert_run',
  params: Run.shape,
  text: `
    insert into store.check_runs (id, program_id, at, for_instant, cause, reports, error_count, warning_count)
    values ($id, $programId, $at, $forInstant, $cause, $reports, $errorCount, $warningCount)`,
});

export async function insert(db: StoreDb, run: RunRow): Promise<void> {
  await execute(db, insertStatement, run);
}

const latestStatement = storeSql({
  name: 'checks.latest_run',
  params: { programId: z.uuid() },
  row: Run,
  text: `
    select id, program_id, at, for_instant, cause, reports, error_count, warning_count
    from store.check_runs
    where program_id = $programId
    order by at desc, id desc
    limit 1`,
});

export async function findLatest(db: StoreDb, programId: string): Promise<RunRow | null> {
  return maybeRow(db, latestStatement, { programId });
}

const latestOfStatement = storeSql({
  name: 'checks.latest_run_of',
  params: { programId: z.uuid(), cause: z.enum(runCauses) },
  row: Run.pick({ at: true, errorCount: true, warningCount: true }),
  text: `
    select at, error_count, warning_count
    from store.check_runs
    where program_id = $programId
    and cause = $cause
    order by at desc, id desc
    limit 1`,
});

/** The newest run for this reason. */
export async function findLatestOf(db: StoreDb, of: { programId: string; cause: RunRow['cause'] }) {
  return maybeRow(db, latestOfStatement, of);
}
