import type { PriceAnswer, PriceQuestion } from '../../../shared/contract/pricing.ts';
import { explainPrice as explain, type RuleTrial } from '../../../shared/rules/price-rules.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { loadAmounts } from '../inventory/inventory.service.ts';
import { loadContent } from './pricing.content.service.ts';

/** Why a fan in this situation gets this price in the program's working copy, with the vendor's present amounts. */
export async function explainPrice(ctx: StoreCtx, programId: string, question: PriceQuestion): Promise<PriceAnswer> {
  requireStore(ctx, 'store.programs.view');
  const { content } = await loadContent(ctx, programId);
  const { accountGroups, packId, packageId, eventCount, eventCode, priceCode, suiteId } = question;
  const tier = content.suites.tiers.find(({ suiteIds }) => suiteId !== null && suiteIds.includes(suiteId));
  const { trials, ruleId, row, amountCents } = explain(
    content.pricing.rules,
    { accountGroups: new Set(accountGroups), packId, packageId, eventCount },
    { eventCode, priceCode, suite: suiteId === null ? null : { suiteId, tierId: tier?.id ?? null } },
    await loadAmounts(ctx, [eventCode]),
  );
  const names = new Map(content.pricing.rules.map(({ id, name }) => [id, name]));
  return {
    trials: trials.map((trial) => ({ ...toTrial(trial), name: names.get(trial.ruleId) ?? '' })),
    ruleId,
    ticketTypeCode: row?.ticketTypeCode ?? null,
    isEventRow: row !== null && row.eventCode !== null,
    amountCents,
  };
}

function toTrial(trial: RuleTrial) {
  const { ruleId, result } = trial;
  return {
    ruleId,
    result,
    failed: trial.result === 'not_matched' ? trial.failed.map((parts) => [...parts]) : [],
    wouldMatch: trial.result === 'won' || (trial.result === 'not_asked' && trial.wouldMatch),
  };
}
