import { z } from 'zod';
import { PriceRule } from '../../../shared/contract/program-content.ts';
import { execute, maybeRow, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Stored = z.object({
  version: z.int(),
  updatedAt: z.date(),
  updatedBy: z.string(),
  rules: jsonb(z.array(PriceRule)),
});
export type PricingRow = z.infer<typeof Stored>;

const findStatement = storeSql({
  name: 'pricing.find',
  params: { programId: z.uuid() },
  row: Stored,
  text: `
    select
      pricing_stages.version, pricing_stages.updated_at, pricing_stages.updated_by,
      coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'id', pricing_rules.id,
            'name', pricing_rules.name,
            'priority', pricing_rules.priority,
            'isOn', pricing_rules.is_on,
            'conditions', pricing_rules.conditions,
            'rows', pricing_rules.rows,
            'suiteRows', pricing_rules.suite_rows)
          order by pricing_rules.sort_order)
        from store.pricing_rules
        where pricing_rules.program_id = pricing_stages.program_id), '[]') as rules
    from store.pricing_stages
    where pricing_stages.program_id = $programId`,
});

/** All rules with the version they make together; null while none was ever written. */
export async function find(db: StoreDb, programId: string): Promise<PricingRow | null> {
  return maybeRow(db, findStatement, { programId });
}

const lockStatement = storeSql({
  name: 'pricing.lock',
  params: { programId: z.uuid() },
  row: z.object({ version: z.int() }),
  text: `
    select version
    from store.pricing_stages
    where program_id = $programId
    for update`,
});

/** Lets no other writer of the rules go on until the transaction ends. */
export async function lock(db: StoreDb, programId: string): Promise<void> {
  await maybeRow(db, lockStatement, { programId });
}

const insertVersionStatement = storeSql({
  name: 'pricing.insert_version',
  params: { programId: z.uuid(), at: z.date(), by: z.string() },
  text: `
    insert into store.pricing_stages (program_id, version, updated_at, updated_by)
    values ($programId, 1, $at, $by)
    on conflict (program_id) do nothing`,
});

const updateVersionStatement = storeSql({
  name: 'pricing.update_version',
  params: { programId: z.uuid(), version: z.int(), at: z.date(), by: z.string() },
  text: `
    update store.pricing_stages
    set version = version + 1,
        updated_at = $at,
        updated_by = $by
    where program_id = $programId
      and version = $version`,
});

/** The next version if `version` is the present one (0: none was written yet); false when it is not. */
export async function advance(
  db: StoreDb,
  { version, ...by }: { programId: string; version: number; at: Date; by: string },
): Promise<boolean> {
  const count =
    version === 0
      ? await execute(db, insertVersionStatement, by)
      : await execute(db, updateVersionStatement, { ...by, version });
  return count === 1;
}

const upsertStatement = storeSql({
  name: 'pricing.upsert_rules',
  params: { programId: z.uuid(), rules: jsonb(z.array(PriceRule.extend({ sortOrder: z.int() }))) },
  text: `
    insert into store.pricing_rules (
      program_id, id, sort_order, name, priority, is_on, conditions, rows, suite_rows
    )
    select
      $programId, rule.id, rule."sortOrder", rule.name, rule.priority, rule."isOn",
      rule.conditions, rule.rows, rule."suiteRows"
    from jsonb_to_recordset($rules) as rule (
      id uuid, "sortOrder" integer, name text, priority integer, "isOn" boolean,
      conditions jsonb, rows jsonb, "suiteRows" jsonb
    )
    on conflict (program_id, id) do update
    set sort_order = excluded.sort_order,
        name = excluded.name,
        priority = excluded.priority,
        is_on = excluded.is_on,
        conditions = excluded.conditions,
        rows = excluded.rows,
        suite_rows = excluded.suite_rows`,
});

/** Writes rules at their places. */
export async function upsert(
  db: StoreDb,
  written: { programId: string; rules: readonly (PriceRule & { sortOrder: number })[] },
): Promise<void> {
  await execute(db, upsertStatement, { programId: written.programId, rules: [...written.rules] });
}

const deleteOthersStatement = storeSql({
  name: 'pricing.delete_other_rules',
  params: { programId: z.uuid(), keep: z.array(z.uuid()) },
  text: `
    delete from store.pricing_rules
    where program_id = $programId
      and id <> all ($keep)`,
});

/** Removes every rule that is not named. */
export async function deleteOthers(db: StoreDb, { programId, keep }: { programId: string; keep: readonly string[] }) {
  await execute(db, deleteOthersStatement, { programId, keep: [...keep] });
}
