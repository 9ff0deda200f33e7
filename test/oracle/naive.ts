import type { PriceRule, ProgramContent } from '../../shared/contract/program-content.ts';
import type { Choice } from '../../shared/rules/choice-space.ts';

/**
 * The rules again, in the slowest and plainest way: everything is enumerated straight from the document, nothing is
 * shared with the code under test but its types.
 */

export function subsets<T>(items: readonly T[]): T[][] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  const without = subsets(rest);
  return [...without, ...without.map((subset) => [first, ...subset])];
}

/** True if exactly these events are a legal selection. */
export function isLegal(
  content: ProgramContent,
  choice: Choice,
  chosen: readonly string[],
  onSale: ReadonlySet<string>,
): boolean {
  if (chosen.some((code) => !onSale.has(code))) return false;
  const { definition } = content;
  if (definition.type === 'build_your_own') {
    return (
      chosen.every((code) => content.events.eventCodes.includes(code)) &&
      within(chosen.length, definition.minEvents, definition.maxEvents)
    );
  }
  if (definition.type === 'preset_packages') {
    const found = content.packages.packages.find(({ id }) => id === choice.packageId);
    if (found === undefined) return false;
    const all = new Set(found.eventCodes);
    return all.size === chosen.length && chosen.every((code) => all.has(code));
  }
  const pack = content.packs.packs.find(({ id }) => id === choice.packId);
  if (pack === undefined) return false;
  const usesHidden = definition.packStructure === 'packs_only';
  const tiers = pack.tiers.filter(({ isHidden }) => isHidden === usesHidden);
  const mapped = tiers.flatMap(({ eventCodes }) => eventCodes).filter((code) => pack.eventCodes.includes(code));
  return (
    chosen.every((code) => mapped.includes(code)) &&
    within(chosen.length, pack.minEvents, pack.maxEvents) &&
    tiers.every((tier) =>
      within(chosen.filter((code) => tier.eventCodes.includes(code)).length, tier.minEvents, tier.maxEvents),
    )
  );
}

/** Every legal selection of a choice. */
export function legalSelections(content: ProgramContent, choice: Choice, onSale: ReadonlySet<string>): string[][] {
  return subsets([...onSale]).filter((chosen) => isLegal(content, choice, chosen, onSale));
}

/** The winning rule by trying them one after the other. */
export function naiveWinner(
  rules: readonly PriceRule[],
  fan: { groups: readonly string[]; packId: string | null; packageId: string | null; count: number },
): PriceRule | null {
  const order = rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.isOn)
    .sort((a, b) => (a.rule.priority ?? 1e9) - (b.rule.priority ?? 1e9) || a.index - b.index);
  for (const { rule } of order) {
    const fits = rule.conditions.map(
      (condition) =>
        (condition.accountGroup === null || fan.groups.includes(condition.accountGroup)) &&
        (condition.packId === null || condition.packId === fan.packId) &&
        (condition.packageId === null || condition.packageId === fan.packageId) &&
        (condition.minEvents === null || fan.count >= condition.minEvents),
    );
    if (fits.length === 0 || fits.includes(true)) return rule;
  }
  return null;
}

/** The ticket type a rule's rows name for a seat: a row for the event, else a row for all events. */
export function naiveTicketType(rule: PriceRule, eventCode: string, priceCode: string): string | null {
  const own = rule.rows.find((row) => row.eventCode === eventCode && row.priceCode === priceCode);
  const all = rule.rows.find((row) => row.eventCode === null && row.priceCode === priceCode);
  return (own ?? all)?.ticketTypeCode ?? null;
}

function within(count: number, min: number, max: number | null): boolean {
  return count >= min && (max === null || count <= max);
}
