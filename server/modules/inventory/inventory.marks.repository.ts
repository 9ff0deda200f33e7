import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const markStaleStatement = storeSql({
  name: 'inventory.mark_stale',
  params: { eventCode: z.string(), sectionNames: z.array(z.string()), at: z.date() },
  row: z.object({ wasStale: z.boolean() }),
  text: `
    with before as (
      select event_code, stale_at is not null as was_stale
      from store.event_inventory
      where event_code = $eventCode
        and next_due_at is not null
      for update
    )
    update store.event_inventory
    set stale_sections = array(
          select distinct section_name
          from unnest(event_inventory.stale_sections || $sectionNames::text[]) as given (section_name)
          order by section_name
        ),
        stale_at = $at,
        next_due_at = $at
    from before
    where event_inventory.event_code = before.event_code
    returning before.was_stale`,
});

/** Whether it was stale before; null for an event that is not copied. */
export async function markStale(
  db: StoreDb,
  of: { eventCode: string; sectionNames: readonly string[]; at: Date },
): Promise<boolean | null> {
  return (await maybeRow(db, markStaleStatement, { ...of, sectionNames: [...of.sectionNames] }))?.wasStale ?? null;
}

const noteActivityStatement = storeSql({
  name: 'inventory.note_activity',
  params: { eventCode: z.string(), at: z.date(), notedBefore: z.date(), dueAt: z.date() },
  text: `
    update store.event_inventory
    set activity_at = $at,
        next_due_at = least(next_due_at, $dueAt)
    where event_code = $eventCode
      and next_due_at is not null
      and (activity_at is null or activity_at <= $notedBefore)`,
});

/** Fans are busy with it: it is due at the latest then. */
export async function noteActivity(
  db: StoreDb,
  of: { eventCode: string; at: Date; notedBefore: Date; dueAt: Date },
): Promise<void> {
  await execute(db, noteActivityStatement, of);
}

const setOfferedStatement = storeSql({
  name: 'inventory.set_offered',
  params: { eventCodes: z.array(z.string()) },
  text: `
    update store.event_inventory
    set is_offered = not is_offered
    where is_offered <> (event_code = any ($eventCodes))`,
});

/** How many events came or went. */
export async function setOffered(db: StoreDb, eventCodes: readonly string[]): Promise<number> {
  return execute(db, setOfferedStatement, { eventCodes: [...eventCodes] });
}

const wantStatement = storeSql({
  name: 'inventory.want_events',
  params: { eventCodes: z.array(z.string()).nullable(), runId: z.uuid(), at: z.date(), isFull: z.boolean() },
  row: z.object({ eventCode: z.string() }),
  text: `
    update store.event_inventory
    set wanted_by = $runId,
        is_full_wanted = $isFull,
        next_due_at = $at
    where next_due_at is not null
      and ($eventCodes::text[] is null or event_code = any ($eventCodes))
    returning event_code`,
});

/** Makes the named events, or all that are copied, due for a run; answers which. */
export async function want(
  db: StoreDb,
  by: { eventCodes: readonly string[] | null; runId: string; at: Date; isFull: boolean },
): Promise<string[]> {
  const found = await rows(db, wantStatement, { ...by, eventCodes: by.eventCodes && [...by.eventCodes] });
  return found.map(({ eventCode }) => eventCode);
}

const dropStatement = storeSql({
  name: 'inventory.drop_wanted',
  params: { runId: z.uuid(), at: z.date() },
  text: `
    update store.event_inventory
    set wanted_by = null,
        is_full_wanted = false,
        next_due_at = case
          when stale_at is not null or read_at is null or cadence_seconds is null then next_due_at
          else greatest($at, read_at + cadence_seconds * interval '1 second')
        end
    where wanted_by = $runId`,
});

/** What a run has not done comes in its ordinary turn. */
export async function dropWanted(db: StoreDb, run: { runId: string; at: Date }): Promise<void> {
  await execute(db, dropStatement, run);
}
