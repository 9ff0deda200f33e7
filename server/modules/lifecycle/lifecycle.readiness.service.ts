import type { Finding } from '../../../shared/rules/finding.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { problem } from '../../core/problem.ts';
import { type CheckReport, checkContent } from '../checks/checks.service.ts';
import { findProgram } from '../programs/programs.service.ts';
import { newestContent } from './lifecycle.releases.service.ts';

/** What blocks the program's newest release at an instant, with the store's facts of today. */
export async function releaseErrors(ctx: StoreCtx, programId: string, at: Date): Promise<Finding[]> {
  const { name } = await findProgram(ctx, programId);
  const content = await newestContent(ctx, programId);
  if (content === null) throw problem('program.not_published', { program: name });
  const report = await checkContent(ctx, { content, at });
  return errorsIn(report);
}

/** What blocks, in the order of the stages. */
export function errorsIn({ stages }: CheckReport): Finding[] {
  return stages.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
}

/** Findings as the errors of a problem: each with its place and its code. */
export function toFieldErrors(findings: readonly Finding[]) {
  return findings.map(({ at, code }) => ({ at, code, message: code }));
}
