import { type CheckInput, runChecks } from '../../../shared/rules/checks/index.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import * as events from '../events/events.service.ts';
import * as fans from '../fans/fans.service.ts';
import * as inventory from '../inventory/inventory.service.ts';
import { loadContent } from '../pricing/pricing.service.ts';
import { settingOf } from '../stores/stores.settings.service.ts';
import * as suites from '../suites/suites.service.ts';
import { grantedClasses } from '../vendors/vendors.service.ts';
import * as runs from './checks.repository.ts';
import type { CheckReport, CheckRequest, RunCause, RunSummary } from './checks.types.ts';

export type { CheckReport } from './checks.types.ts';

/** The checks of the working copy, at an instant. */
export async function checkProgram(ctx: StoreCtx, programId: string, at: Date): Promise<CheckReport> {
  requireStore(ctx, 'store.programs.view');
  const { content } = await loadContent(ctx, programId);
  return checkContent(ctx, { content, at });
}

/** The checks of any content, with the store's facts of now. Reads only; keep the answer with `recordRun`. */
export async function checkContent(
  ctx: StoreCtx,
  { content, at, replaces = null }: CheckRequest,
): Promise<CheckReport> {
  const stages = runChecks({ ...(await loadFacts(ctx)), content, at: at.getTime(), replaces });
  const all = stages.flatMap(({ findings }) => findings);
  const count = (severity: string) => all.filter((finding) => finding.severity === severity).length;
  const [errorCount, warningCount] = [count('error'), count('warning')];
  return { forInstant: at, checkedAt: ctx.clock.now(), errorCount, warningCount, stages };
}

export async function recordRun(
  ctx: StoreCtx,
  { programId, report, cause }: { programId: string; report: CheckReport; cause: RunCause },
): Promise<void> {
  const { forInstant, checkedAt, errorCount, warningCount, stages } = report;
  await runs.insert(ctx.store.db, {
    id: newId(),
    programId,
    at: checkedAt,
    forInstant,
    cause,
    reports: stages,
    errorCount,
    warningCount,
  });
}

/** When the checks last ran for the program's start or after a change, and what they counted; null when never. */
export async function latestRun(ctx: StoreCtx, programId: string): Promise<RunSummary | null> {
  requireStore(ctx, 'store.programs.view');
  const run = await runs.findLatest(ctx.store.db, programId);
  if (run === null) return null;
  const { at, errorCount, warningCount } = run;
  return { checkedAt: at, errorCount, warningCount };
}

/** The same of runs for this reason only: `change` speaks of the present, `plan` of a planned start. */
export async function latestRunOf(ctx: StoreCtx, programId: string, cause: RunCause): Promise<RunSummary | null> {
  requireStore(ctx, 'store.programs.view');
  const run = await runs.findLatestOf(ctx.store.db, { programId, cause });
  return run === null ? null : { checkedAt: run.at, errorCount: run.errorCount, warningCount: run.warningCount };
}

type Facts = Omit<CheckInput, 'content' | 'at' | 'replaces'>;

async function loadFacts(ctx: StoreCtx): Promise<Facts> {
  const { colours } = await settingOf(ctx, 'brand');
  const { enabled } = await settingOf(ctx, 'languages');
  const granted = await grantedClasses(ctx);
  return {
    events: await events.listFacts(ctx),
    suites: await loadSuites(ctx),
    inventory: await inventory.loadFacts(ctx),
    amounts: await inventory.loadAmounts(ctx),
    groupSizes: await fans.groupSizes(ctx),
    grantedClasses: granted && new Set(granted),
    locales: enabled,
    brand: { primary: colours.primary, onPrimary: colours.onPrimary },
  };
}

async function loadSuites(ctx: StoreCtx): Promise<CheckInput['suites']> {
  const facts = await suites.listFacts(ctx);
  const codes = await inventory.loadPriceCodes(ctx, new Map([...facts].map(([id, { seats }]) => [id, seats])));
  return new Map([...facts].map(([id, suite]) => [id, { ...suite, priceCodes: codes.get(id) ?? [] }]));
}
