import { z } from 'zod';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import * as programs from './programs.repository.ts';
import type { ProgramRecord } from './programs.types.ts';

/** The program; `program.not_found` when the store has none of this id. */
export async function findProgram(ctx: StoreCtx, id: string): Promise<ProgramRecord> {
  requireStore(ctx, 'store.programs.view');
  return toRecord(existing(await programs.findById(ctx.store.db, id)));
}

export type ProgramPage = {
  state?: ProgramRecord['state'] | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** Newest first. */
export async function listPrograms(
  ctx: StoreCtx,
  { state, limit, cursor }: ProgramPage,
): Promise<{ items: ProgramRecord[]; next: string | null }> {
  requireStore(ctx, 'store.programs.view');
  const [beforeAt, beforeId] = readCursorAs(cursor, Place) ?? [null, null];
  const page = { state: state ?? null, beforeAt, beforeId, limit: limit + 1 };
  const found = await programs.list(ctx.store.db, page);
  return toPage(found.map(toRecord), limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

/** Of every program of the store, archived ones too. */
export async function namesById(ctx: StoreCtx): Promise<Map<string, string>> {
  requireStore(ctx, 'store.programs.view');
  return new Map((await programs.listNames(ctx.store.db)).map(({ id, name }) => [id, name]));
}

/**
 * For every write of a stage: refuses unless the store is open and the program is not archived, and keeps both so until
 * the surrounding transaction ends. Writers of other stages go on; whoever locks the program waits.
 */
export async function holdForEdit(ctx: StoreCtx, id: string): Promise<programs.LockedProgram> {
  await holdOpen(ctx);
  return editable(existing(await programs.hold(ctx.store.db, id)));
}

/** The program for an edit of its own name or state. */
export async function lockForEdit(ctx: StoreCtx, id: string): Promise<programs.LockedProgram> {
  await holdOpen(ctx);
  return editable(existing(await programs.lock(ctx.store.db, id)));
}

/** Stops every writer of the program's stages until the surrounding transaction ends. */
export async function lockProgram(ctx: StoreCtx, id: string): Promise<programs.LockedProgram> {
  if (!ctx.session.inTransaction) throw new Error('a program is locked inside a transaction');
  return existing(await programs.lock(ctx.store.db, id));
}

const Place = z.tuple([z.iso.datetime().transform((at) => new Date(at)), z.uuid()]);

function existing<T>(found: T | null): T {
  if (found === null) throw problem('program.not_found');
  return found;
}

function editable(program: programs.LockedProgram): programs.LockedProgram {
  if (program.state === 'archived') throw problem('program.archived');
  return program;
}

function toRecord(row: programs.ProgramRow): ProgramRecord {
  const { id, name, state, type, inventoryType, copiedFrom, createdAt, createdBy, version } = row;
  return { id, name, state, type, inventoryType, copiedFrom, createdAt, createdBy, version };
}
