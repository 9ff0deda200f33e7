import type { Stage } from '../../../shared/contract/program-content.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { settle } from '../../../shared/rules/lifecycle.ts';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import { type CheckReport, checkContent, recordRun } from '../checks/checks.service.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import * as programs from '../programs/programs.service.ts';
import { holdOpen } from '../stores/stores.states.service.ts';
import { performRepublish } from './lifecycle.acts.service.ts';
import { errorsIn, toFieldErrors } from './lifecycle.readiness.service.ts';
import * as releases from './lifecycle.releases.repository.ts';
import { hashContent, newestContent, toRelease } from './lifecycle.releases.service.ts';
import * as schedules from './lifecycle.schedule.repository.ts';
import type { Release } from './lifecycle.types.ts';

export type PublishRequest = {
  /** Of every stage, as the actor saw them when deciding to publish. */
  versions: Readonly<Partial<Record<Stage, number>>>;
  accept: readonly { code: string; at: string }[];
};

/**
 * Freezes the working copy as the program's next release. Errors block it; each warning must be accepted by name, and who
 * did is kept. Where the program is active or planned, the new release takes over from now on, in the same transaction.
 */
export async function publishProgram(
  ctx: StoreCtx,
  programId: string,
  request: PublishRequest,
): Promise<{ release: Release; report: CheckReport }> {
  requireStore(ctx, 'store.programs.publish');
  const program = await programs.findProgram(ctx, programId);
  if (program.state === 'archived') throw problem('program.archived');
  const { content, versions } = await loadContent(ctx, programId);
  refuseStale(versions, request.versions);
  const replaces = await newestContent(ctx, programId);
  const report = await checkContent(ctx, { content, at: ctx.clock.now(), replaces });
  const accepted = acceptWarnings(ctx, report, request.accept);
  return transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    await schedules.lockState(ctx.store.db);
    const now = await loadContent(ctx, programId, { lock: true });
    refuseStale(now.versions, versions);
    const [last] = await releases.listNewest(ctx.store.db, [programId]);
    const contentHash = hashContent(content);
    if (last?.contentHash === contentHash) throw problem('program.unchanged');
    const row = {
      id: newId(),
      programId,
      number: (last?.number ?? 0) + 1,
      content,
      contentHash,
      reports: report.stages,
      accepted,
      publishedAt: ctx.clock.now(),
      publishedBy: actorName(ctx.actor),
    };
    await releases.insert(ctx.store.db, row);
    await recordRun(ctx, { programId, report, cause: 'publish' });
    await programs.setState(ctx, programId, 'published');
    await performRepublish(ctx, programId);
    const subject = { type: 'program', id: programId, name: program.name };
    await audit.record(ctx, {
      action: 'lifecycle.publish',
      subject,
      after: { number: row.number, contentHash, accepted },
    });
    await announce(ctx, { topic: 'program.published', data: { programId, number: row.number } });
    return { release: toRelease(row), report };
  });
}

/** Refused while the program is active, planned, or what something returns to. */
export async function archiveProgram(ctx: StoreCtx, programId: string): Promise<void> {
  requireStore(ctx, 'store.programs.publish');
  await transaction(ctx, async (ctx) => {
    await holdOpen(ctx);
    const { schedule } = await schedules.lockState(ctx.store.db);
    const program = await programs.findProgram(ctx, programId);
    if (program.state === 'archived') throw problem('program.archived');
    const { baseProgramId, plans } = settle(schedule, ctx.clock.now().getTime());
    const returns = plans.flatMap(({ returnTo }) => (returnTo.kind === 'program' ? [returnTo.programId] : []));
    const used = [baseProgramId, ...plans.map((plan) => plan.programId), ...returns];
    if (used.includes(programId)) throw problem('program.in_use');
    await programs.setState(ctx, programId, 'archived');
  });
}

function refuseStale(present: Readonly<Record<Stage, number>>, seen: Readonly<Partial<Record<Stage, number>>>) {
  const stages = programs.stages.filter((stage) => seen[stage] !== present[stage]);
  if (stages.length > 0) throw problem('version.stale', { fields: stages });
}

function acceptWarnings(ctx: StoreCtx, report: CheckReport, accept: PublishRequest['accept']) {
  const all = report.stages.flatMap(({ findings }) => findings);
  const errors = errorsIn(report);
  if (errors.length > 0)
    throw problem('program.has_errors', { count: errors.length }, { errors: toFieldErrors(errors) });
  const isAccepted = ({ code, at }: Finding) => accept.some((one) => one.code === code && one.at === at);
  const warnings = all.filter(({ severity }) => severity === 'warning');
  const open = warnings.filter((warning) => !isAccepted(warning));
  if (open.length > 0) {
    throw problem('program.warnings_not_accepted', { count: open.length }, { errors: toFieldErrors(open) });
  }
  return warnings.map(({ code, at }) => ({ code, at, by: actorName(ctx.actor) }));
}
