import { z } from 'zod';
import { InventoryType, ProgramType } from '../../../shared/contract/program-content.ts';
import { ProgramState } from '../../../shared/contract/programs.ts';
import { execute, maybeRow, rows, type StoreDb, violatedConstraint } from '../../core/db.ts';
import { storeSql } from '../../core/sql.ts';

const Program = z.object({
  id: z.uuid(),
  name: z.string(),
  state: ProgramState,
  type: ProgramType,
  inventoryType: InventoryType,
  copiedFrom: z.uuid().nullable(),
  createdAt: z.date(),
  createdBy: z.string(),
  version: z.int(),
});
export type ProgramRow = z.infer<typeof Program>;

const findStatement = storeSql({
  name: 'programs.find',
  params: { id: z.uuid() },
  row: Program,
  text: `
    select
      programs.id, programs.name, programs.state,
      definition.content ->> 'type' as type,
      definition.content ->> 'inventoryType' as inventory_type,
      programs.copied_from, programs.created_at, programs.created_by, programs.version
    from store.programs
    join store.program_stages as definition
      on definition.program_id = programs.id
      and definition.stage = 'definition'
    where programs.id = $id`,
});

export async function findById(db: StoreDb, id: string): Promise<ProgramRow | null> {
  return maybeRow(db, findStatement, { id });
}

const listStatement = storeSql({
  name: 'programs.list',
  params: {
    state: ProgramState.nullable(),
    beforeAt: z.date().nullable(),
    beforeId: z.uuid().nullable(),
    limit: z.int(),
  },
  row: Program,
  text: `
    select
      programs.id, programs.name, programs.state,
      definition.content ->> 'type' as type,
      definition.content ->> 'inventoryType' as inventory_type,
      programs.copied_from, programs.created_at, programs.created_by, programs.version
    from store.programs
    join store.program_stages as definition
      on definition.program_id = programs.id
      and definition.stage = 'definition'
    where ($state::text is null or programs.state = $state)
      and ($beforeAt::timestamptz is null or (programs.created_at, programs.id) < ($beforeAt, $beforeId))
    order by programs.created_at desc, programs.id desc
    limit $limit`,
});

export type ListPage = {
  state: ProgramRow['state'] | null;
  beforeAt: Date | null;
  beforeId: string | null;
  limit: number;
};

/** Newest first. */
export async function list(db: StoreDb, page: ListPage): Promise<ProgramRow[]> {
  return rows(db, listStatement, page);
}

const listNamesStatement = storeSql({
  name: 'programs.list_names',
  params: {},
  row: Program.pick({ id: true, name: true }),
  text: `
    select id, name
    from store.programs`,
});

export async function listNames(db: StoreDb): Promise<Pick<ProgramRow, 'id' | 'name'>[]> {
  return rows(db, listNamesStatement, {});
}

const existsStatement = storeSql({
  name: 'programs.exists',
  params: {},
  row: z.object({ exists: z.boolean() }),
  text: `
    select exists (
      select
      from store.programs
    ) as exists`,
});

/** True if the store has a program, in whatever state. */
export async function haveAny(db: StoreDb): Promise<boolean> {
  return (await maybeRow(db, existsStatement, {}))?.exists ?? false;
}

const Locked = Program.pick({ name: true, state: true, version: true });
export type LockedProgram = z.infer<typeof Locked>;

const holdStatement = storeSql({
  name: 'programs.hold',
  params: { id: z.uuid() },
  row: Locked,
  text: `
    select name, state, version
    from store.programs
    where id = $id
    for share`,
});

/** Keeps name and state as they are until the transaction ends; stages of it are written side by side. */
export async function hold(db: StoreDb, id: string): Promise<LockedProgram | null> {
  return maybeRow(db, holdStatement, { id });
}

const lockStatement = storeSql({
  name: 'programs.lock',
  params: { id: z.uuid() },
  row: Locked,
  text: `
    select name, state, version
    from store.programs
    where id = $id
    for no key update`,
});

/** Waits for every writer of a stage, and lets none begin until the transaction ends. */
export async function lock(db: StoreDb, id: string): Promise<LockedProgram | null> {
  return maybeRow(db, lockStatement, { id });
}

const insertStatement = storeSql({
  name: 'programs.insert',
  params: {
    id: z.uuid(),
    name: z.string(),
    copiedFrom: z.uuid().nullable(),
    createdAt: z.date(),
    createdBy: z.string(),
  },
  text: `
    insert into store.programs (id, name, state, copied_from, created_at, created_by, version)
    values ($id, $name, 'draft', $copiedFrom, $createdAt, $createdBy, 1)
    on conflict do nothing`,
});

/** A draft; false when the name is taken. */
export async function insert(
  db: StoreDb,
  program: Pick<ProgramRow, 'id' | 'name' | 'copiedFrom' | 'createdAt' | 'createdBy'>,
): Promise<boolean> {
  return (await execute(db, insertStatement, program)) === 1;
}

const renameStatement = storeSql({
  name: 'programs.rename',
  params: { id: z.uuid(), name: z.string() },
  text: `
    update store.programs
    set name = $name,
        version = version + 1
    where id = $id`,
});

/** False when the name is taken; the transaction can then only roll back. */
export async function rename(db: StoreDb, renamed: { id: string; name: string }): Promise<boolean> {
  return unlessNameTaken(() => execute(db, renameStatement, renamed));
}

const setStateStatement = storeSql({
  name: 'programs.set_state',
  params: { id: z.uuid(), state: ProgramState },
  text: `
    update store.programs
    set state = $state,
        version = version + 1
    where id = $id`,
});

/** False when another program took the name while this one was archived; the transaction can then only roll back. */
export async function setState(db: StoreDb, changed: { id: string; state: ProgramRow['state'] }): Promise<boolean> {
  return unlessNameTaken(() => execute(db, setStateStatement, changed));
}

async function unlessNameTaken(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (violatedConstraint(error) === 'programs_by_name') return false;
    throw error;
  }
}
