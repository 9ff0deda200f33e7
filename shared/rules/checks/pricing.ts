import type { PriceRow, PriceRule, SuitePriceRow } from '../../contract/program-content.ts';
import { type Finding, finding } from '../finding.ts';
import { inPriorityOrder, winningRow } from '../price-rules.ts';
import { deadRules, legalRanges, unpricedChoices } from '../proofs.ts';
import { type CheckInput, eventCodesOf, type InventoryFacts, isOpen } from './input.ts';

/** Whether every fan gets the price that is meant, and every seat has one. */
export function checkPricing(input: CheckInput): Finding[] {
  const { rules } = input.content.pricing;
  if (!rules.some(({ isOn }) => isOn)) return [finding('error', 'pricing.no_rules', '/pricing'), ...switchedOff(rules)];
  const open = eventCodesOf(input.content).filter((code) => isOpen(input, code));
  return [
    ...switchedOff(rules),
    ...samePriority(rules),
    ...reach(input),
    ...rules.flatMap((rule, index) => (rule.isOn ? checkRule(input, rule, `/pricing/rules/${index}`, open) : [])),
    ...raised(input, open),
  ];
}

function switchedOff(rules: readonly PriceRule[]): Finding[] {
  return rules.flatMap(({ isOn, name, id }, index) =>
    isOn ? [] : [finding('warning', 'pricing.rule_off', `/pricing/rules/${index}`, { rule: id, name })],
  );
}

function samePriority(rules: readonly PriceRule[]): Finding[] {
  const seen = new Map<number, string>();
  return rules.flatMap(({ isOn, priority, name, id }, index) => {
    if (!isOn || priority === null) return [];
    const first = seen.get(priority);
    seen.set(priority, first ?? name);
    if (first === undefined) return [];
    return [
      finding('warning', 'pricing.same_priority', `/pricing/rules/${index}`, { rule: id, name, first, priority }),
    ];
  });
}

/** Of a program that nobody can buy, which another finding says, every rule would be dead: that tells nothing about the rules. */
function reach({ content }: CheckInput): Finding[] {
  const { rules } = content.pricing;
  if (legalRanges(content).length === 0) return [];
  const dead = deadRules(content).map((id) => {
    const index = rules.findIndex((rule) => rule.id === id);
    return finding('warning', 'pricing.rule_dead', `/pricing/rules/${index}`, {
      rule: id,
      name: rules[index]?.name ?? '',
    });
  });
  const unpriced = unpricedChoices(content).map(({ choice, eventCount }) =>
    finding('warning', 'pricing.not_everybody', '/pricing', {
      pack: choice.packId,
      package: choice.packageId,
      eventCount,
    }),
  );
  return [...dead, ...unpriced];
}

function checkRule(input: CheckInput, rule: PriceRule, at: string, open: readonly string[]): Finding[] {
  const params = { rule: rule.id, name: rule.name };
  const rows = input.content.definition.inventoryType === 'suite' ? rule.suiteRows : rule.rows;
  if (rows.length === 0) return [finding('error', 'pricing.rule_empty', at, params)];
  const findings = rows.flatMap((row, index) => checkRow(input, row, `${at}/rows/${index}`, open));
  const seats = input.content.definition.inventoryType === 'seat' ? seatsWithoutRow(input, rule, at, open) : [];
  return [...findings, ...seats];
}

function checkRow(input: CheckInput, row: PriceRow | SuitePriceRow, at: string, open: readonly string[]): Finding[] {
  const { priceCode, ticketTypeCode, eventCode } = row;
  const meant = eventCode === null ? open : open.filter((code) => code === eventCode);
  const read = meant.flatMap((code) => input.inventory.get(code) ?? []);
  if (read.length === 0) return [];
  const params = { priceCode, ticketTypeCode, eventCode };
  const withCode = read.filter((facts) => facts.ticketTypes.has(priceCode));
  const withAmount = withCode.filter((facts) => facts.ticketTypes.get(priceCode)?.has(ticketTypeCode));
  if (withAmount.length === 0) return [finding('error', 'pricing.unknown_code', at, params)];
  const missing = withCode.length - withAmount.length;
  const free = meant.filter((code) => input.amounts(code, priceCode, ticketTypeCode) === 0).length;
  return [
    ...(missing > 0 ? [finding('warning', 'pricing.no_amount', at, { ...params, events: missing })] : []),
    ...(free > 0 ? [finding('warning', 'pricing.zero', at, { ...params, events: free })] : []),
  ];
}

/** One finding for each price code that some event's sellable seats have and that no row sells. */
function seatsWithoutRow(input: CheckInput, rule: PriceRule, at: string, open: readonly string[]): Finding[] {
  const missing = new Map<string, { events: number; seats: number }>();
  for (const eventCode of open) {
    for (const [priceCode, count] of sellable(input, input.inventory.get(eventCode))) {
      if (winningRow(rule, { eventCode, priceCode, suite: null }) !== null) continue;
      const known = missing.get(priceCode) ?? { events: 0, seats: 0 };
      missing.set(priceCode, { events: known.events + 1, seats: known.seats + count });
    }
  }
  return [...missing].map(([priceCode, { events, seats }]) =>
    finding('warning', 'pricing.no_row', at, { rule: rule.id, name: rule.name, priceCode, events, seats }),
  );
}

/** Free seats of the program's classes by price code. */
function sellable({ content }: CheckInput, facts: InventoryFacts | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const className of content.definition.classNames) {
    for (const [priceCode, count] of facts?.freeSeats.get(className) ?? []) {
      counts.set(priceCode, (counts.get(priceCode) ?? 0) + count);
    }
  }
  return counts;
}

/** Compares what a fan without groups pays under the last rule for everybody, then and now; one finding a price code. */
function raised(input: CheckInput, open: readonly string[]): Finding[] {
  const { content, replaces, amounts } = input;
  if (replaces === null) return [];
  const before = lastForEverybody(replaces.pricing.rules);
  const after = lastForEverybody(content.pricing.rules);
  if (before === null || after === null) return [];
  const higher = new Map<string, { events: number; mostCents: number }>();
  for (const eventCode of open) {
    for (const priceCode of input.inventory.get(eventCode)?.ticketTypes.keys() ?? []) {
      const priced = { eventCode, priceCode, suite: null };
      const [from, to] = [winningRow(before, priced), winningRow(after, priced)].map((row) =>
        row === null ? null : amounts(eventCode, priceCode, row.ticketTypeCode),
      );
      if (typeof from !== 'number' || typeof to !== 'number' || to <= from) continue;
      const known = higher.get(priceCode) ?? { events: 0, mostCents: 0 };
      higher.set(priceCode, { events: known.events + 1, mostCents: Math.max(known.mostCents, to - from) });
    }
  }
  return [...higher].map(([priceCode, { events, mostCents }]) =>
    finding('warning', 'pricing.raised', '/pricing', { priceCode, events, mostCents }),
  );
}

function lastForEverybody(rules: readonly PriceRule[]): PriceRule | null {
  return inPriorityOrder(rules).find(({ isOn, conditions }) => isOn && conditions.length === 0) ?? null;
}
