import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { inPriorityOrder } from '../../../../../../shared/rules/price-rules.ts';

/** Rules as they are tried, and what staff do with the whole list. */

export function ordered(rules: readonly PriceRule[]): readonly PriceRule[] {
  return inPriorityOrder(rules);
}

/** The rule moved to another place among those that are tried; the priorities say so afterwards. */
export function moveRule(rules: readonly PriceRule[], ruleId: string, to: number): PriceRule[] {
  const list = [...ordered(rules)];
  const from = list.findIndex(({ id }) => id === ruleId);
  const [moved] = list.splice(from, 1);
  if (from === -1 || moved === undefined) return [...rules];
  list.splice(Math.max(0, Math.min(to, list.length)), 0, moved);
  return numbered(list);
}

/** A rule before the first one that matches everybody, where it can win; else last. */
export function addRule(rules: readonly PriceRule[], rule: PriceRule): PriceRule[] {
  const list = ordered(rules);
  const everybody = list.findIndex(({ isOn, conditions }) => isOn && conditions.length === 0);
  const place = everybody === -1 ? list.length : everybody;
  return numbered([...list.slice(0, place), rule, ...list.slice(place)]);
}

/** A rule after another one. */
export function addAfter(rules: readonly PriceRule[], ruleId: string, rule: PriceRule): PriceRule[] {
  const list = ordered(rules);
  const place = list.findIndex(({ id }) => id === ruleId) + 1;
  return numbered([...list.slice(0, place), rule, ...list.slice(place)]);
}

export function replaceRule(
  rules: readonly PriceRule[],
  ruleId: string,
  change: (rule: PriceRule) => PriceRule,
): PriceRule[] {
  return rules.map((rule) => (rule.id === ruleId ? change(rule) : rule));
}

/** Steps of ten leave room for rules that another program sets over the API. */
const step = 10;

/** Priorities that make the list tried as it stands; those that do already stay. */
function numbered(list: readonly PriceRule[]): PriceRule[] {
  const rising = list.every(({ priority }, index) => {
    const before = list[index - 1]?.priority;
    return index === 0 || (before !== null && (priority === null || (before ?? 0) < priority));
  });
  const isUnnumbered = list.every(({ priority }) => priority === null);
  if (rising || isUnnumbered) return [...list];
  return list.map((rule, index) => ({ ...rule, priority: (index + 1) * step }));
}

export function nameOfCopy(name: string, taken: readonly string[]): string {
  const wanted = `${name} (copy)`.slice(0, 120);
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const next = `${name} (copy ${number})`.slice(0, 120);
    if (!taken.includes(next)) return next;
  }
}
