import { newContent } from '../../../shared/rules/new-program.ts';
import { tidyPacks } from '../../../shared/rules/pack-structure.ts';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { findProgram, lockForEdit, lockProgram } from './programs.records.service.ts';
import * as programs from './programs.repository.ts';
import * as stored from './programs.stages.repository.ts';
import type { Documents, NewProgram, ProgramRecord } from './programs.types.ts';

export { storeCreatedJob } from '../stores/stores.service.ts';
export { findProgram, holdForEdit, listPrograms, namesById } from './programs.records.service.ts';
export { acceptStage, loadStages, stages, writeStage } from './programs.stages.service.ts';

type Kind = Pick<ProgramRecord, 'type' | 'inventoryType'>;

/** Adds a draft with every stage as a new program has it. */
export async function createProgram(ctx: StoreCtx, { name, ...kind }: { name: string } & Kind): Promise<ProgramRecord> {
  return addProgram(ctx, { name, copiedFrom: null, documents: newDocuments(kind) });
}

/** The draft a new store starts with; nothing when the store has a program already. */
export async function createFirstProgram(ctx: StoreCtx): Promise<void> {
  requireStore(ctx, 'store.programs.edit');
  await transaction(ctx, async (ctx) => {
    if (await programs.haveAny(ctx.store.db)) return;
    const documents = newDocuments({ type: 'build_your_own', inventoryType: 'seat' });
    await insert(ctx, { name: 'First program', copiedFrom: null, documents });
  });
}

/** Adds a draft with these documents; `program.name_taken` when another program that is not archived has the name. */
export async function addProgram(ctx: StoreCtx, program: NewProgram): Promise<ProgramRecord> {
  requireStore(ctx, 'store.programs.edit');
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const id = await insert(ctx, program);
    if (id === null) throw problem('program.name_taken', { name: program.name });
    return findProgram(ctx, id);
  });
}

export async function renameProgram(ctx: StoreCtx, id: string, version: number, name: string): Promise<ProgramRecord> {
  requireStore(ctx, 'store.programs.edit');
  return transaction(ctx, async (ctx) => {
    const before = await lockForEdit(ctx, id);
    if (before.version !== version) throw await audit.staleVersion(ctx, { type: 'program', id }, version);
    if (before.name === name) return findProgram(ctx, id);
    if (!(await programs.rename(ctx.store.db, { id, name }))) throw problem('program.name_taken', { name });
    await keep(ctx, 'programs.rename', { id, name, version: version + 1 }, { name: before.name }, { name });
    return findProgram(ctx, id);
  });
}

/** Part of publishing and archiving, which decide whether it may be. The same state again is no change. */
export async function setState(ctx: StoreCtx, id: string, state: ProgramRecord['state']): Promise<void> {
  requireStore(ctx, 'store.programs.publish');
  await transaction(ctx, async (ctx) => {
    const { name, version, ...before } = await lockProgram(ctx, id);
    if (before.state === state) return;
    if (!(await programs.setState(ctx.store.db, { id, state }))) throw problem('program.name_taken', { name });
    await keep(ctx, 'programs.set_state', { id, name, version: version + 1 }, { state: before.state }, { state });
  });
}

function newDocuments(kind: Kind): Documents {
  const { pricing: _, ...documents } = newContent(kind);
  return { ...documents, packs: { packs: tidyPacks([], [], newId) } };
}

/** The new program's id, or null when its name is taken. */
async function insert(ctx: StoreCtx, { name, copiedFrom, documents }: NewProgram): Promise<string | null> {
  const id = newId();
  const [at, by] = [ctx.clock.now(), actorName(ctx.actor)];
  const isNew = await programs.insert(ctx.store.db, { id, name, copiedFrom, createdAt: at, createdBy: by });
  if (!isNew) return null;
  await stored.insertAll(ctx.store.db, { programId: id, documents, at, by });
  const { type, inventoryType } = documents.definition;
  await keep(ctx, 'programs.create', { id, name, version: 1 }, undefined, { name, type, inventoryType, copiedFrom });
  return id;
}

async function keep(
  ctx: StoreCtx,
  action: string,
  { id, name, version }: { id: string; name: string; version: number },
  before: object | undefined,
  after: object,
) {
  const subject = { type: 'program', id, name, version };
  await audit.record(ctx, { action, subject, ...(before !== undefined && { before }), after });
  await announce(ctx, { topic: 'program.changed', data: { programId: id, stage: null, version } });
}
