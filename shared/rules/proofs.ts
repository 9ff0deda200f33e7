import type { PriceCondition, PriceRule, ProgramContent } from '../contract/program-content.ts';
import { type Choice, choiceSpace, choicesOf, reach } from './choice-space.ts';
import { inPriorityOrder, ruleMatches, type Situation } from './price-rules.ts';
import { canComplete } from './selection.ts';

/**
 * Proofs over all fans and all selections at once. Exact, because a condition that holds for a fan keeps holding when the
 * fan gets another group or chooses more events: only least situations need trying (docs/rules/pricing.md).
 */

/** A choice and the least and most events a legal basket of it has. */
export type Range = { choice: Choice; least: number; most: number };

/** Ids of rules that are on and that no legal selection of any fan can ever reach. */
export function deadRules(content: ProgramContent): string[] {
  return explainDeadRules(content.pricing.rules, legalRanges(content)).map(({ ruleId }) => ruleId);
}

/** Why a rule can never win: the earlier rules that win in its place; none: no legal selection meets its conditions. */
export type DeadRule = { ruleId: string; beatenBy: string[] };

/** The same with the reason, for the legal ranges of a program; rules that are off are not looked at. */
export function explainDeadRules(all: readonly PriceRule[], ranges: readonly Range[]): DeadRule[] {
  const rules = inPriorityOrder(all).filter(({ isOn }) => isOn);
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index);
    const winners = leastSituations(rule, ranges).map((situation) =>
      earlier.find((other) => ruleMatches(other, situation)),
    );
    if (winners.includes(undefined)) return [];
    return [{ ruleId: rule.id, beatenBy: [...new Set(winners.flatMap((winner) => winner?.id ?? []))] }];
  });
}

/** Choices in which some legal selection of a fan without any group finds no rule, with the fewest events that show it. */
export function unpricedChoices(content: ProgramContent): { choice: Choice; eventCount: number }[] {
  const rules = content.pricing.rules.filter(({ isOn }) => isOn);
  return legalRanges(content).flatMap(({ choice, least }) => {
    const situation = { ...choice, accountGroups: new Set<string>(), eventCount: least };
    return rules.some((rule) => ruleMatches(rule, situation)) ? [] : [{ choice, eventCount: least }];
  });
}

/** Every choice that has a legal basket when all its events are on sale. */
export function legalRanges(content: ProgramContent): Range[] {
  return choicesOf(content).flatMap((choice) => {
    const space = choiceSpace(content, choice, () => true);
    if (space === null || !canComplete(space, new Set())) return [];
    return [{ choice, ...reach(space) }];
  });
}

function leastSituations(rule: PriceRule, ranges: readonly Range[]): Situation[] {
  const conditions = rule.conditions.length === 0 ? [anything] : rule.conditions;
  return conditions.flatMap((condition) => ranges.flatMap((range) => leastSituation(condition, range) ?? []));
}

const anything: PriceCondition = { accountGroup: null, packId: null, packageId: null, minEvents: null };

/** The smallest situation of this choice in which the condition holds, or null when there is none. */
function leastSituation(condition: PriceCondition, { choice, least, most }: Range): Situation | null {
  if (condition.packId !== null && condition.packId !== choice.packId) return null;
  if (condition.packageId !== null && condition.packageId !== choice.packageId) return null;
  const eventCount = Math.max(condition.minEvents ?? 0, least);
  if (eventCount > most) return null;
  const groups = condition.accountGroup === null ? [] : [condition.accountGroup];
  return { ...choice, accountGroups: new Set(groups), eventCount };
}
