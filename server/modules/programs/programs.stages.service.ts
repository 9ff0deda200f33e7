import { z } from 'zod';
import {
  ProgramContent,
  Stage,
  type Stage as StageName,
  stageSchemas,
} from '../../../shared/contract/program-content.ts';
import { changesOf, isObject, isSame } from '../../../shared/rules/changes.ts';
import { stageFaults } from '../../../shared/rules/stage-faults.ts';
import { tidyStage } from '../../../shared/rules/stage-tidy.ts';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { holdForEdit, lockProgram } from './programs.records.service.ts';
import * as stored from './programs.stages.repository.ts';
import type { DocumentStage, Documents, WrittenStage } from './programs.types.ts';

/** Every stage of a program, in the order of the editor. */
export const stages: readonly StageName[] = Stage.options;

/**
 * All documents of a program with their versions. `lock` keeps them so until the surrounding transaction ends: no stage
 * is written meanwhile, pricing neither.
 */
export async function loadStages(
  ctx: StoreCtx,
  programId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<{ documents: Documents; versions: Record<DocumentStage, number> }> {
  requireStore(ctx, 'store.programs.view');
  if (lock) await lockProgram(ctx, programId);
  const rows = await stored.list(ctx.store.db, programId);
  if (rows.length === 0) throw problem('program.not_found');
  return {
    documents: StoredDocuments.parse(Object.fromEntries(rows.map(({ stage, content }) => [stage, content]))),
    versions: Versions.parse(Object.fromEntries(rows.map(({ stage, version }) => [stage, version]))),
  };
}

/**
 * Replaces one stage if `version` is its present one; else `version.stale` says who changed what since. Answers the stage
 * tidied as it is stored now. The same content again makes no version.
 */
export async function writeStage<S extends DocumentStage>(
  ctx: StoreCtx,
  programId: string,
  stage: S,
  version: number,
  content: ProgramContent[S],
): Promise<WrittenStage<ProgramContent[S]>> {
  requireStore(ctx, 'store.programs.edit');
  return transaction(ctx, async (ctx) => {
    const program = await holdForEdit(ctx, programId);
    const row = await stored.lock(ctx.store.db, { programId, stage });
    if (row === null) throw new Error(`program ${programId} has no stage ${stage}`);
    const subject = { type: `program.${stage}`, id: programId, name: program.name };
    if (row.version !== version) throw await audit.staleVersion(ctx, subject, version);
    const present = schemas[stage].parse(row.content);
    const next = acceptStage(stage, content, present);
    const { updatedAt, updatedBy } = row;
    if (isSame(present, next)) return { content: present, version, updatedAt, updatedBy };
    const written = { at: ctx.clock.now(), by: actorName(ctx.actor) };
    await stored.replace(ctx.store.db, { programId, stage, content: next, ...written });
    await audit.record(ctx, {
      action: 'programs.edit',
      subject: { ...subject, version: version + 1 },
      ...changesOf(asFields(present), asFields(next)),
    });
    await announce(ctx, { topic: 'program.changed', data: { programId, stage, version: version + 1 } });
    return { content: next, version: version + 1, updatedAt: written.at, updatedBy: written.by };
  });
}

/** A stage as it is stored; `request.invalid` names what makes no sense in any program. */
export function acceptStage<S extends StageName>(
  stage: S,
  content: ProgramContent[S],
  present: ProgramContent[S],
): ProgramContent[S] {
  const faults = stageFaults[stage](content);
  if (faults.length > 0) throw invalid(faults);
  const parsed = schemas[stage].safeParse(tidyStage[stage](content, { present, newId }));
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(({ path, code, message }) => ({ at: `/${path.join('/')}`, code, message })));
}

/** Named so that a type parameter keeps a stage and its content together. */
const schemas: { readonly [S in StageName]: z.ZodType<ProgramContent[S]> } = stageSchemas;
const StoredDocuments = ProgramContent.omit({ pricing: true });
const Versions = z.record(Stage.exclude(['pricing']), z.int());
/** A reader corrects a few at a time; a file with thousands of twins must not make an answer of megabytes. */
const mostFaults = 100;

function invalid(faults: readonly FieldError[]) {
  const errors = faults.slice(0, mostFaults).map((fault) => ({ ...fault, at: `/body${fault.at}` }));
  return problem('request.invalid', {}, { errors });
}

function asFields(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : { value };
}
