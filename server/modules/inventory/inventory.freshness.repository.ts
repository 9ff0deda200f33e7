import { z } from 'zod';
import { row, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { StoredFindings } from './inventory.results.repository.ts';
import { vendorStates } from './inventory.types.ts';

export const freshnessFilters = ['stale', 'failing', 'gone', 'copied'] as const;

const Freshness = z.object({
  eventCode: z.string(),
  vendorState: z.enum(vendorStates),
  vendorStateAt: z.date().nullable(),
  isOffered: z.boolean(),
  readAt: z.date().nullable(),
  detailReadAt: z.date().nullable(),
  cadenceSeconds: z.int().nullable(),
  nextDueAt: z.date().nullable(),
  isStale: z.boolean(),
  staleSections: z.array(z.string()),
  seatCount: z.int(),
  counts: jsonb(z.array(z.tuple([z.string(), z.string(), z.int()]))),
  revision: z.int(),
  failingSince: z.date().nullable(),
  failedAt: z.date().nullable(),
  failureKind: z.enum(['refused', 'unavailable', 'unknown', 'setup', 'unreadable']).nullable(),
  failureDetail: z.string().nullable(),
  failureCount: z.int(),
  findings: StoredFindings,
});
export type FreshnessRow = z.infer<typeof Freshness>;

const listStatement = storeSql({
  name: 'inventory.list_freshness',
  params: {
    now: z.date(),
    only: z.enum(freshnessFilters).nullable(),
    eventCode: z.string().nullable(),
    afterCode: z.string().nullable(),
    limit: z.int(),
  },
  row: Freshness,
  text: `
    with judged as (
      select
        event_code, vendor_state, vendor_state_at, is_offered, read_at, detail_read_at, cadence_seconds, next_due_at,
        coalesce(
          next_due_at is not null
          and (read_at is null or read_at + 2 * cadence_seconds * interval '1 second' < $now::timestamptz),
          false
        ) as is_stale,
        stale_sections, seat_count, counts, revision, failing_since, failed_at, failure_kind, failure_detail,
        failure_count, findings
      from store.event_inventory
    )
    select
      event_code, vendor_state, vendor_state_at, is_offered, read_at, detail_read_at, cadence_seconds, next_due_at,
      is_stale, stale_sections, seat_count, counts, revision::integer as revision, failing_since, failed_at,
      failure_kind, failure_detail, failure_count, findings
    from judged
    where ($eventCode::text is null or event_code = $eventCode)
      and ($afterCode::text is null or event_code > $afterCode)
      and case $only::text
        when 'stale' then is_stale
        when 'failing' then failing_since is not null
        when 'gone' then vendor_state <> 'listed'
        when 'copied' then next_due_at is not null
        else true
      end
    order by event_code
    limit $limit`,
});

export async function list(
  db: StoreDb,
  of: {
    now: Date;
    only: (typeof freshnessFilters)[number] | null;
    eventCode: string | null;
    afterCode: string | null;
    limit: number;
  },
): Promise<FreshnessRow[]> {
  return rows(db, listStatement, of);
}

const sumStatement = storeSql({
  name: 'inventory.sum_freshness',
  params: { now: z.date() },
  row: z.object({
    copiedCount: z.int(),
    staleCount: z.int(),
    failingCount: z.int(),
    goneCount: z.int(),
    unreadCount: z.int(),
    seatCount: z.int(),
    oldestReadAt: z.date().nullable(),
  }),
  text: `
    select
      count(*) filter (where next_due_at is not null)::integer as copied_count,
      (count(*) filter (
        where next_due_at is not null
        and (read_at is null or read_at + 2 * cadence_seconds * interval '1 second' < $now::timestamptz)
      ))::integer as stale_count,
      count(*) filter (where failing_since is not null)::integer as failing_count,
      count(*) filter (where vendor_state <> 'listed')::integer as gone_count,
      count(*) filter (where next_due_at is not null and read_at is null)::integer as unread_count,
      coalesce(sum(seat_count) filter (where next_due_at is not null), 0)::integer as seat_count,
      min(read_at) filter (where next_due_at is not null) as oldest_read_at
    from store.event_inventory`,
});

export async function sum(db: StoreDb, now: Date) {
  return row(db, sumStatement, { now });
}
