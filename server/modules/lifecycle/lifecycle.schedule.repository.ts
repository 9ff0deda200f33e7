import { z } from 'zod';
import { execute, row, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { ScheduleSchema } from './lifecycle.types.ts';

const State = z.object({ schedule: jsonb(ScheduleSchema), lastActAt: z.date(), revision: z.int() });
export type StateRow = z.infer<typeof State>;

const findStateStatement = storeSql({
  name: 'lifecycle.find_state',
  params: {},
  row: State,
  text: `
    select schedule, last_act_at, revision
    from store.lifecycle_state
    where id = 1`,
});

export async function findState(db: StoreDb): Promise<StateRow> {
  return row(db, findStateStatement, {});
}

const lockStateStatement = storeSql({
  name: 'lifecycle.lock_state',
  params: {},
  row: State,
  text: `
    select schedule, last_act_at, revision
    from store.lifecycle_state
    where id = 1
    for update`,
});

/** The first lock of every lifecycle act: acts of a store happen one after the other. */
export async function lockState(db: StoreDb): Promise<StateRow> {
  return row(db, lockStateStatement, {});
}

const saveStateStatement = storeSql({
  name: 'lifecycle.save_state',
  params: { schedule: jsonb(ScheduleSchema), at: z.date() },
  row: z.object({ revision: z.int() }),
  text: `
    update store.lifecycle_state
    set schedule = $schedule,
        last_act_at = $at,
        revision = revision + 1
    where id = 1
    returning revision`,
});

export async function saveState(db: StoreDb, state: { schedule: StateRow['schedule']; at: Date }): Promise<number> {
  return (await row(db, saveStateStatement, state)).revision;
}

const Present = z.object({
  id: z.uuid(),
  programId: z.uuid(),
  releaseId: z.uuid(),
  planId: z.uuid().nullable(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
});
export type ActivationRow = z.infer<typeof Present>;

const atStatement = storeSql({
  name: 'lifecycle.activation_at',
  params: { at: z.date() },
  row: Present,
  text: `
    select id, program_id, release_id, plan_id, starts_at, ends_at
    from store.activations
    where starts_at <= $at
      and (ends_at is null or ends_at > $at)`,
});

/** At most one; the exclusion constraint sees to it. */
export async function listAt(db: StoreDb, at: Date): Promise<ActivationRow[]> {
  return rows(db, atStatement, { at });
}

const deleteFutureStatement = storeSql({
  name: 'lifecycle.delete_future',
  params: { now: z.date() },
  text: `
    delete from store.activations
    where starts_at >= $now`,
});

export async function deleteFuture(db: StoreDb, now: Date): Promise<void> {
  await execute(db, deleteFutureStatement, { now });
}

const endStatement = storeSql({
  name: 'lifecycle.end_activation',
  params: { id: z.uuid(), endsAt: z.date().nullable() },
  text: `
    update store.activations
    set ends_at = $endsAt
    where id = $id`,
});

export async function setEnd(db: StoreDb, activation: { id: string; endsAt: Date | null }): Promise<void> {
  await execute(db, endStatement, activation);
}

const insertStatement = storeSql({
  name: 'lifecycle.insert_activation',
  params: {
    id: z.uuid(),
    programId: z.uuid(),
    releaseId: z.uuid(),
    planId: z.uuid().nullable(),
    startsAt: z.date(),
    endsAt: z.date().nullable(),
  },
  text: `
    insert into store.activations (id, program_id, release_id, plan_id, starts_at, ends_at)
    values ($id, $programId, $releaseId, $planId, $startsAt, $endsAt)`,
});

export async function insert(db: StoreDb, activation: ActivationRow): Promise<void> {
  await execute(db, insertStatement, activation);
}

const Named = Present.omit({ id: true }).extend({ releaseNumber: z.int() });
export type LedgerRow = z.infer<typeof Named>;

const listStatement = storeSql({
  name: 'lifecycle.list_activations',
  params: { from: z.date(), to: z.date().nullable() },
  row: Named,
  text: `
    select activations.program_id, activations.release_id, activations.plan_id, activations.starts_at,
      activations.ends_at, releases.number as release_number
    from store.activations
    join store.releases on releases.id = activations.release_id
    where (activations.ends_at is null or activations.ends_at > $from)
      and ($to::timestamptz is null or activations.starts_at < $to)
    order by activations.starts_at`,
});

/** The ledger between two instants, oldest first; without an end, all that is planned. */
export async function list(db: StoreDb, span: { from: Date; to: Date | null }): Promise<LedgerRow[]> {
  return rows(db, listStatement, span);
}

const usesStatement = storeSql({
  name: 'lifecycle.count_uses',
  params: { programId: z.uuid(), now: z.date() },
  row: z.object({ uses: z.int() }),
  text: `
    select count(*)::integer as uses
    from store.activations
    where program_id = $programId
      and (ends_at is null or ends_at > $now)`,
});

/** How many present and future intervals the program has. */
export async function countUses(db: StoreDb, program: { programId: string; now: Date }): Promise<number> {
  return (await row(db, usesStatement, program)).uses;
}
