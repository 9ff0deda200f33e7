import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';
import { actKinds, ScheduleSchema } from './lifecycle.types.ts';

const Act = z.object({
  id: z.uuid(),
  number: z.int(),
  at: z.date(),
  kind: z.enum(actKinds),
  actorName: z.string(),
  reason: z.string().nullable(),
  programId: z.uuid().nullable(),
  planId: z.uuid().nullable(),
  isOverride: z.boolean(),
});
export type ActRow = z.infer<typeof Act>;

const insertStatement = storeSql({
  name: 'lifecycle.insert_act',
  params: {
    id: z.uuid(),
    number: z.int(),
    at: z.date(),
    kind: z.enum(actKinds),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    reason: z.string().nullable(),
    programId: z.uuid().nullable(),
    planId: z.uuid().nullable(),
    scheduleBefore: jsonb(ScheduleSchema),
    scheduleAfter: jsonb(ScheduleSchema),
    findings: jsonb(z.unknown()),
    isOverride: z.boolean(),
    requestId: z.string(),
  },
  text: `
    insert into store.switch_acts (id, number, at, kind, actor_kind, actor_id, actor_name, reason, program_id, plan_id,
      schedule_before, schedule_after, findings, is_override, request_id)
    values ($id, $number, $at, $kind, $actorKind, $actorId, $actorName, $reason, $programId, $planId,
      $scheduleBefore, $scheduleAfter, $findings, $isOverride, $requestId)`,
});
export type NewAct = ActRow & {
  actorKind: string;
  actorId: string | null;
  scheduleBefore: z.infer<typeof ScheduleSchema>;
  scheduleAfter: z.infer<typeof ScheduleSchema>;
  findings: unknown;
  requestId: string;
};

export async function insert(db: StoreDb, act: NewAct): Promise<void> {
  await execute(db, insertStatement, act);
}

const lastUndoableStatement = storeSql({
  name: 'lifecycle.last_undoable_act',
  params: {},
  row: Act.extend({ scheduleBefore: jsonb(ScheduleSchema) }),
  text: `
    select id, number, at, kind, actor_name, reason, program_id, plan_id, is_override, schedule_before
    from store.switch_acts
    where kind not in ('republish', 'hold')
    order by number desc
    limit 1`,
});

/** The newest act of a person on the schedule. */
export async function findLastUndoable(db: StoreDb) {
  return maybeRow(db, lastUndoableStatement, {});
}

const listStatement = storeSql({
  name: 'lifecycle.list_acts',
  params: { below: z.int(), limit: z.int() },
  row: Act,
  text: `
    select id, number, at, kind, actor_name, reason, program_id, plan_id, is_override
    from store.switch_acts
    where number < $below
    order by number desc
    limit $limit`,
});

/** Newest first. */
export async function list(db: StoreDb, page: { below: number; limit: number }): Promise<ActRow[]> {
  return rows(db, listStatement, page);
}

const afterStatement = storeSql({
  name: 'lifecycle.acts_after',
  params: { number: z.int(), limit: z.int() },
  row: z.object({
    number: z.int(),
    at: z.date(),
    kind: z.enum(actKinds),
    scheduleBefore: jsonb(ScheduleSchema),
    scheduleAfter: jsonb(ScheduleSchema),
    findings: jsonb(z.unknown()),
  }),
  text: `
    select number, at, kind, schedule_before, schedule_after, findings
    from store.switch_acts
    where number > $number
    order by number
    limit $limit`,
});

/** Oldest first, each with what it changed. */
export async function listAfter(db: StoreDb, of: { number: number; limit: number }) {
  return rows(db, afterStatement, of);
}

const holdsStatement = storeSql({
  name: 'lifecycle.last_holds',
  params: { planIds: z.array(z.uuid()) },
  row: z.object({ planId: z.uuid().nullable(), findings: jsonb(z.unknown()) }),
  text: `
    select distinct on (plan_id) plan_id, findings
    from store.switch_acts
    where kind = 'hold'
      and plan_id = any ($planIds)
    order by plan_id, number desc`,
});

/** What the plans were held for, the last time each was. */
export async function listHolds(db: StoreDb, planIds: readonly string[]) {
  return rows(db, holdsStatement, { planIds: [...planIds] });
}
