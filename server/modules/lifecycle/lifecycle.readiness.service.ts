import type { Finding } from '../../../shared/rules/finding.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { type CheckReport, checkContent } from '../checks/checks.service.ts';
import { findProgram } from '../programs/programs.service.ts';
import { newestRelease } from './lifecycle.releases.service.ts';

/** What blocks the program's newest release at an instant, with the store's facts of today. */
export async function releaseErrors(ctx: StoreCtx, programId: string, at: Date): Promise<Finding[]> {
  return errorsIn((await checkNewest(ctx, programId, at)).report);
}

/** The checks of the program's newest release at an instant; `program.not_published` when it has none. */
export async function checkNewest(
  ctx: StoreCtx,
  programId: string,
  at: Date,
): Promise<{ releaseNumber: number; report: CheckReport }> {
  requireStore(ctx, 'store.programs.view');
  const { name } = await findProgram(ctx, programId);
  const newest = await newestRelease(ctx, programId);
  if (newest === null) throw problem('program.not_published', { program: name });
  return { releaseNumber: newest.number, report: await checkContent(ctx, { content: newest.content, at }) };
}

/** What blocks, in the order of the stages. */
export function errorsIn({ stages }: CheckReport): Finding[] {
  return stages.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
}

/** Findings as the errors of a problem: each with its place and its code. */
export function toFieldErrors(findings: readonly Finding[]) {
  return findings.map(({ at, code }) => ({ at, code, message: code }));
}
