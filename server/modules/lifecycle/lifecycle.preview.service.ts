import type { ProgramContent } from '../../../shared/contract/program-content.ts';
import { eventCodesOf, goneReason } from '../../../shared/rules/checks/input.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { type CheckReport, checkContent } from '../checks/checks.service.ts';
import * as events from '../events/events.service.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import { getRelease } from './lifecycle.releases.service.ts';

export type Preview = {
  at: Date;
  releaseNumber: number | null;
  content: ProgramContent;
  openEvents: string[];
  report: CheckReport;
};

/** A release or the working copy as it would sell at an instant, with the store's data of today. */
export async function previewProgram(
  ctx: StoreCtx,
  programId: string,
  { releaseNumber, at }: { releaseNumber: number | null; at: Date },
): Promise<Preview> {
  requireStore(ctx, 'store.programs.view');
  const { content } =
    releaseNumber === null ? await loadContent(ctx, programId) : await getRelease(ctx, programId, releaseNumber);
  const facts = await events.listFacts(ctx);
  const openEvents = eventCodesOf(content).filter((code) => {
    const event = facts.get(code);
    return event !== undefined && goneReason(event, at.getTime()) === null;
  });
  return { at, releaseNumber, content, openEvents, report: await checkContent(ctx, { content, at }) };
}
