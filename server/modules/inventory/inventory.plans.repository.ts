import { z } from 'zod';
import { execute, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';
import { vendorStates } from './inventory.types.ts';

const Planned = z.object({
  eventCode: z.string(),
  readAt: z.date().nullable(),
  nextDueAt: z.date().nullable(),
  cadenceSeconds: z.int().nullable(),
  isOffered: z.boolean(),
  activityAt: z.date().nullable(),
  failingSince: z.date().nullable(),
  vendorState: z.enum(vendorStates),
});

const listPlannedStatement = storeSql({
  name: 'inventory.list_planned',
  params: {},
  row: Planned,
  text: `
    select event_code, read_at, next_due_at, cadence_seconds, is_offered, activity_at, failing_since, vendor_state
    from store.event_inventory`,
});

/** Every event that was ever planned or read. */
export async function listPlanned(db: StoreDb): Promise<z.infer<typeof Planned>[]> {
  return rows(db, listPlannedStatement, {});
}

const planStatement = storeSql({
  name: 'inventory.plan_events',
  params: { eventCodes: z.array(z.string()), dueAts: z.array(z.date()), cadences: z.array(z.int()) },
  text: `
    insert into store.event_inventory (event_code, revision, next_due_at, cadence_seconds)
    select given.event_code, 0, given.due_at, given.cadence_seconds
    from unnest($eventCodes::text[], $dueAts::timestamptz[], $cadences::integer[])
      as given (event_code, due_at, cadence_seconds)
    on conflict (event_code) do update
    set next_due_at = least(event_inventory.next_due_at, excluded.next_due_at),
        cadence_seconds = excluded.cadence_seconds`,
});

export type PlannedEvent = { eventCode: string; dueAt: Date; cadenceSeconds: number };

/** Sets how often the events are looked at; a look that is due earlier stays. */
export async function plan(db: StoreDb, events: readonly PlannedEvent[]): Promise<void> {
  await execute(db, planStatement, {
    eventCodes: events.map(({ eventCode }) => eventCode),
    dueAts: events.map(({ dueAt }) => dueAt),
    cadences: events.map(({ cadenceSeconds }) => cadenceSeconds),
  });
}

const retireStatement = storeSql({
  name: 'inventory.retire_events',
  params: { eventCodes: z.array(z.string()) },
  text: `
    update store.event_inventory
    set next_due_at = null,
        cadence_seconds = null,
        wanted_by = null,
        is_full_wanted = false
    where event_code = any ($eventCodes)`,
});

/** They are looked at no more. */
export async function retire(db: StoreDb, eventCodes: readonly string[]): Promise<void> {
  await execute(db, retireStatement, { eventCodes: [...eventCodes] });
}

const relistStatement = storeSql({
  name: 'inventory.relist_event',
  params: { eventCode: z.string(), at: z.date() },
  text: `
    update store.event_inventory
    set vendor_state = 'listed',
        vendor_state_at = null,
        is_full_wanted = true,
        next_due_at = $at
    where event_code = $eventCode`,
});

/** The vendor has it again: it is read whole, now. */
export async function relist(db: StoreDb, event: { eventCode: string; at: Date }): Promise<void> {
  await execute(db, relistStatement, event);
}
