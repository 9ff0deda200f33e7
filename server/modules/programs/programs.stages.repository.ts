import { z } from 'zod';
import { execute, maybeRow, rows, type StoreDb } from '../../core/db.ts';
import { jsonb, storeSql } from '../../core/sql.ts';

const Stored = z.object({
  stage: z.string(),
  version: z.int(),
  content: jsonb(z.unknown()),
  updatedAt: z.date(),
  updatedBy: z.string(),
});
export type StageRow = z.infer<typeof Stored>;

const listStatement = storeSql({
  name: 'programs.list_stages',
  params: { programId: z.uuid() },
  row: Stored,
  text: `
    select stage, version, content, updated_at, updated_by
    from store.program_stages
    where program_id = $programId`,
});

export async function list(db: StoreDb, programId: string): Promise<StageRow[]> {
  return rows(db, listStatement, { programId });
}

const lockStatement = storeSql({
  name: 'programs.lock_stage',
  params: { programId: z.uuid(), stage: z.string() },
  row: Stored,
  text: `
    select stage, version, content, updated_at, updated_by
    from store.program_stages
    where program_id = $programId
      and stage = $stage
    for update`,
});

/** The stage, kept as it is until the transaction ends. */
export async function lock(db: StoreDb, of: { programId: string; stage: string }): Promise<StageRow | null> {
  return maybeRow(db, lockStatement, of);
}

const insertAllStatement = storeSql({
  name: 'programs.insert_stages',
  params: { programId: z.uuid(), documents: jsonb(z.unknown()), at: z.date(), by: z.string() },
  text: `
    insert into store.program_stages (program_id, stage, version, content, updated_at, updated_by)
    select $programId, document.stage, 1, document.content, $at, $by
    from jsonb_each($documents) as document (stage, content)`,
});

/** `documents` by stage; each becomes version 1. */
export async function insertAll(
  db: StoreDb,
  made: { programId: string; documents: unknown; at: Date; by: string },
): Promise<void> {
  await execute(db, insertAllStatement, made);
}

const replaceStatement = storeSql({
  name: 'programs.replace_stage',
  params: { programId: z.uuid(), stage: z.string(), content: jsonb(z.unknown()), at: z.date(), by: z.string() },
  text: `
    update store.program_stages
    set content = $content,
        version = version + 1,
        updated_at = $at,
        updated_by = $by
    where program_id = $programId
      and stage = $stage`,
});

export async function replace(
  db: StoreDb,
  written: { programId: string; stage: string; content: unknown; at: Date; by: string },
): Promise<void> {
  await execute(db, replaceStatement, written);
}
