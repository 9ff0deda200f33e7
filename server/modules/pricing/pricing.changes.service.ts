import type { PriceRule } from '../../../shared/contract/program-content.ts';
import { changesOf, isSame } from '../../../shared/rules/changes.ts';

type Side = { order?: string[]; rules?: Record<string, object> };

/**
 * What an edit of the rules did, for the audit: of each rule the fields that changed, and of its rows only those that went
 * and came, because a rule may have twenty thousand. The order is named when it changed.
 */
export function ruleChanges(before: readonly PriceRule[], after: readonly PriceRule[]): { before: Side; after: Side } {
  const [from, to] = [byId(before), byId(after)];
  const sides: { before: Side; after: Side } = { before: {}, after: {} };
  if (!isSame([...from.keys()], [...to.keys()])) {
    sides.before.order = [...from.keys()];
    sides.after.order = [...to.keys()];
  }
  for (const id of new Set([...from.keys(), ...to.keys()])) {
    const [old, now] = [from.get(id), to.get(id)];
    if (isSame(old, now)) continue;
    const changed = old !== undefined && now !== undefined ? fieldsOf(old, now) : { before: old, after: now };
    if (changed.before !== undefined) sides.before.rules = { ...sides.before.rules, [id]: changed.before };
    if (changed.after !== undefined) sides.after.rules = { ...sides.after.rules, [id]: changed.after };
  }
  return sides;
}

function fieldsOf(old: PriceRule, now: PriceRule) {
  const { before, after } = changesOf<PriceRule>(old, now);
  for (const list of ['rows', 'suiteRows'] as const) {
    if (!(list in after)) continue;
    before[list] = without(old[list], now[list]);
    after[list] = without(now[list], old[list]);
  }
  return { before, after };
}

function without(these: readonly object[], those: readonly object[]): object[] {
  const known = new Set(those.map((row) => JSON.stringify(row)));
  return these.filter((row) => !known.has(JSON.stringify(row)));
}

function byId(rules: readonly PriceRule[]): Map<string, PriceRule> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
