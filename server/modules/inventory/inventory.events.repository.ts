import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';
import { vendorStates } from './inventory.types.ts';

const Claimed = z.object({
  eventCode: z.string(),
  revision: z.int(),
  readAt: z.date().nullable(),
  detailReadAt: z.date().nullable(),
  summaryHash: z.string().nullable(),
  pricesHash: z.string().nullable(),
  seatCount: z.int(),
  vendorState: z.enum(vendorStates),
  vendorStateAt: z.date().nullable(),
  staleAt: z.date().nullable(),
  wantedBy: z.uuid().nullable(),
  isFullWanted: z.boolean(),
  isOffered: z.boolean(),
  nextDueAt: z.date().nullable(),
  cadenceSeconds: z.int().nullable(),
  failureCount: z.int(),
});
export type ClaimedRow = z.infer<typeof Claimed>;

const claimStatement = storeSql({
  name: 'inventory.claim_events',
  params: { now: z.date(), leaseId: z.uuid(), until: z.date(), limit: z.int() },
  row: Claimed,
  text: `
    update store.event_inventory
    set lease_id = $leaseId,
        lease_until = $until,
        sold_meanwhile = '[]'
    where event_code in (
      select event_code
      from store.event_inventory
      where next_due_at <= $now
        and (lease_until is null or lease_until <= $now)
      order by stale_at is null, wanted_by is null, not is_offered, next_due_at, event_code
      limit $limit
      for update skip locked)
    returning
      event_code, revision::integer as revision, read_at, detail_read_at, summary_hash, prices_hash, seat_count,
      vendor_state, vendor_state_at, stale_at, wanted_by, is_full_wanted, is_offered, next_due_at, cadence_seconds,
      failure_count`,
});

/** Takes events that are due and that nobody else has, for a time. */
export async function claim(
  db: StoreDb,
  by: { now: Date; leaseId: string; until: Date; limit: number },
): Promise<ClaimedRow[]> {
  return rows(db, claimStatement, by);
}

const renewStatement = storeSql({
  name: 'inventory.renew_claims',
  params: { leaseId: z.uuid(), until: z.date() },
  text: `
    update store.event_inventory
    set lease_until = $until
    where lease_id = $leaseId`,
});

export async function renew(db: StoreDb, of: { leaseId: string; until: Date }): Promise<void> {
  await execute(db, renewStatement, of);
}

const releaseStatement = storeSql({
  name: 'inventory.release_claims',
  params: { leaseId: z.uuid(), dueAt: z.date().nullable() },
  text: `
    update store.event_inventory
    set lease_id = null,
        lease_until = null,
        next_due_at = greatest(next_due_at, $dueAt::timestamptz)
    where lease_id = $leaseId`,
});

/** Gives back what was not done; with an instant, it is due then. */
export async function release(db: StoreDb, of: { leaseId: string; dueAt: Date | null }): Promise<void> {
  await execute(db, releaseStatement, of);
}

const lockClaimedStatement = storeSql({
  name: 'inventory.lock_claimed',
  params: { leaseId: z.uuid(), eventCodes: z.array(z.string()) },
  row: z.object({ eventCode: z.string() }),
  text: `
    select event_code
    from store.event_inventory
    where lease_id = $leaseId
      and event_code = any ($eventCodes)
    for update skip locked`,
});

/** Those of the events that are still whose, and that nobody else is writing: waits for nobody, so nothing can wait in a circle. */
export async function lockClaimed(
  db: StoreDb,
  of: { leaseId: string; eventCodes: readonly string[] },
): Promise<string[]> {
  const found = await rows(db, lockClaimedStatement, { ...of, eventCodes: [...of.eventCodes] });
  return found.map(({ eventCode }) => eventCode);
}

const releaseOneStatement = storeSql({
  name: 'inventory.release_claim',
  params: { leaseId: z.uuid(), eventCode: z.string() },
  text: `
    update store.event_inventory
    set lease_id = null,
        lease_until = null
    where lease_id = $leaseId
      and event_code = $eventCode`,
});

/** Gives one event back as it is: it is due still. */
export async function releaseOne(db: StoreDb, of: { leaseId: string; eventCode: string }): Promise<void> {
  await execute(db, releaseOneStatement, of);
}

const confirmStatement = storeSql({
  name: 'inventory.confirm_events',
  params: {
    leaseId: z.uuid(),
    eventCodes: z.array(z.string()),
    readAts: z.array(z.date()),
    dueAts: z.array(z.date()),
    wantedBys: z.array(z.uuid().nullable()),
  },
  row: z.object({ eventCode: z.string() }),
  text: `
    update store.event_inventory
    set read_at = given.read_at,
        next_due_at = case
          when stale_at is null and event_inventory.wanted_by is not distinct from given.wanted_by then given.due_at
          else next_due_at
        end,
        wanted_by = case
          when event_inventory.wanted_by is not distinct from given.wanted_by then null
          else event_inventory.wanted_by
        end,
        is_full_wanted = case
          when event_inventory.wanted_by is not distinct from given.wanted_by then false
          else is_full_wanted
        end,
        failing_since = null,
        failed_at = null,
        failure_kind = null,
        failure_detail = null,
        failure_count = 0,
        lease_id = null,
        lease_until = null
    from unnest($eventCodes::text[], $readAts::timestamptz[], $dueAts::timestamptz[], $wantedBys::uuid[])
      as given (event_code, read_at, due_at, wanted_by)
    where event_inventory.event_code = given.event_code
      and event_inventory.lease_id = $leaseId
      and (event_inventory.read_at is null or event_inventory.read_at <= given.read_at)
    returning event_inventory.event_code`,
});

export type Confirmed = { eventCode: string; readAt: Date; dueAt: Date; wantedBy: string | null };

/** The vendor's summary was as the copy is: all in one statement. Answers those that were still ours. */
export async function confirm(db: StoreDb, leaseId: string, events: readonly Confirmed[]): Promise<string[]> {
  const found = await rows(db, confirmStatement, {
    leaseId,
    eventCodes: events.map(({ eventCode }) => eventCode),
    readAts: events.map(({ readAt }) => readAt),
    dueAts: events.map(({ dueAt }) => dueAt),
    wantedBys: events.map(({ wantedBy }) => wantedBy),
  });
  return found.map(({ eventCode }) => eventCode);
}

const failStatement = storeSql({
  name: 'inventory.fail_event',
  params: {
    leaseId: z.uuid(),
    eventCode: z.string(),
    at: z.date(),
    kind: z.enum(['refused', 'unavailable', 'unknown', 'setup', 'unreadable']),
    detail: z.string(),
    dueAt: z.date(),
    wantedBy: z.uuid().nullable(),
  },
  text: `
    update store.event_inventory
    set failing_since = coalesce(failing_since, $at),
        failed_at = $at,
        failure_kind = $kind,
        failure_detail = $detail,
        failure_count = failure_count + 1,
        next_due_at = case when wanted_by is not distinct from $wantedBy then $dueAt else next_due_at end,
        wanted_by = case when wanted_by is not distinct from $wantedBy then null else wanted_by end,
        is_full_wanted = case when wanted_by is not distinct from $wantedBy then false else is_full_wanted end,
        lease_id = null,
        lease_until = null
    where event_code = $eventCode
      and lease_id = $leaseId`,
});

export type Failed = {
  leaseId: string;
  eventCode: string;
  at: Date;
  kind: 'refused' | 'unavailable' | 'unknown' | 'setup' | 'unreadable';
  detail: string;
  dueAt: Date;
  wantedBy: string | null;
};

/** Remembers why the copy is not fresh; false when somebody else has taken the event. */
export async function fail(db: StoreDb, failure: Failed): Promise<boolean> {
  return (await execute(db, failStatement, failure)) === 1;
}
