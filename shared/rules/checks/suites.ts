import type { PriceRule } from '../../contract/program-content.ts';
import { type Finding, finding } from '../finding.ts';
import { winningRow } from '../price-rules.ts';
import { type CheckInput, eventCodesOf, isOpen } from './input.ts';

/** Whether every suite of a suite program exists, has seats, and has a price under each rule that is on. */
export function checkSuites(input: CheckInput): Finding[] {
  const { content } = input;
  if (content.definition.inventoryType !== 'suite') return [];
  const { suiteIds } = content.suites;
  if (suiteIds.length === 0) return [finding('error', 'suites.none', '/suites')];
  const each = suiteIds.flatMap((suiteId, index) => {
    const suite = input.suites.get(suiteId);
    const at = `/suites/suiteIds/${index}`;
    if (suite === undefined) return [finding('error', 'suites.unknown', at, { suite: suiteId })];
    return suite.seatCount === 0
      ? [finding('warning', 'suites.no_seats', at, { suite: suiteId, name: suite.name })]
      : [];
  });
  return [...each, ...content.pricing.rules.flatMap((rule, index) => (rule.isOn ? unpriced(input, rule, index) : []))];
}

function unpriced(input: CheckInput, rule: PriceRule, index: number): Finding[] {
  const events = eventCodesOf(input.content).filter((code) => isOpen(input, code));
  const missing = input.content.suites.suiteIds.filter((suiteId) =>
    events.some((code) => !hasPrice(input, rule, suiteId, code)),
  );
  if (missing.length === 0) return [];
  const names = missing.map((suiteId) => input.suites.get(suiteId)?.name ?? suiteId);
  return [
    finding('error', 'suites.no_price', `/pricing/rules/${index}`, {
      count: missing.length,
      suites: names,
      rule: rule.id,
      name: rule.name,
    }),
  ];
}

/** Every price code that occurs in the suite must have a row. */
function hasPrice(input: CheckInput, rule: PriceRule, suiteId: string, eventCode: string): boolean {
  const tierId = input.content.suites.tiers.find(({ suiteIds }) => suiteIds.includes(suiteId))?.id ?? null;
  const priceCodes = input.suites.get(suiteId)?.priceCodes ?? [];
  return priceCodes.every(
    (priceCode) => winningRow(rule, { eventCode, priceCode, suite: { suiteId, tierId } }) !== null,
  );
}
