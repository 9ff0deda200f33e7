import type { PriceCondition, PriceRow, PriceRule, SuitePriceRow } from '../contract/program-content.ts';

/** What rules look at: the fan, the choice, and how many events are in it. */
export type Situation = {
  accountGroups: ReadonlySet<string>;
  packId: string | null;
  packageId: string | null;
  eventCount: number;
};
/** What is to be priced; `suite` in suite programs. */
export type Priced = {
  eventCode: string;
  priceCode: string;
  suite: { suiteId: string; tierId: string | null } | null;
};
/** The vendor's amount in cents for one seat, or null when it has none. */
export type Amounts = (eventCode: string, priceCode: string, ticketTypeCode: string) => number | null;

export type ConditionPart = 'account_group' | 'pack' | 'package' | 'min_events';
/** What became of one rule; `failed` has for each condition the parts that did not hold. */
export type RuleTrial =
  | { ruleId: string; result: 'off' }
  | { ruleId: string; result: 'not_matched'; failed: readonly (readonly ConditionPart[])[] }
  | { ruleId: string; result: 'won' }
  | { ruleId: string; result: 'not_asked'; wouldMatch: boolean };
export type PriceExplanation = {
  trials: readonly RuleTrial[];
  ruleId: string | null;
  row: PriceRow | SuitePriceRow | null;
  amountCents: number | null;
};
export type ResolvedPrice = { ruleId: string; ticketTypeCode: string; amountCents: number };

/** Rules in the order they are tried: by priority, nulls last, else as they stand. */
export function inPriorityOrder(rules: readonly PriceRule[]): readonly PriceRule[] {
  const known = orders.get(rules);
  if (known !== undefined) return known;
  const rank = ({ priority }: PriceRule) => priority ?? Number.POSITIVE_INFINITY;
  const ordered = rules.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  orders.set(rules, ordered);
  return ordered;
}

/** The first rule that is on and matches; null when none does. */
export function winningRule(rules: readonly PriceRule[], situation: Situation): PriceRule | null {
  return inPriorityOrder(rules).find((rule) => rule.isOn && ruleMatches(rule, situation)) ?? null;
}

/** Without conditions a rule matches everybody; else one of them must hold. */
export function ruleMatches(rule: PriceRule, situation: Situation): boolean {
  return (
    rule.conditions.length === 0 || rule.conditions.some((condition) => failedParts(condition, situation).length === 0)
  );
}

/** The price of one seat, or null when it does not sell. The same computation as `explainPrice`. */
export function resolvePrice(
  rules: readonly PriceRule[],
  situation: Situation,
  priced: Priced,
  amounts: Amounts,
): ResolvedPrice | null {
  return priceUnder(winningRule(rules, situation), priced, amounts);
}

/** The price of one seat when this rule has won; for pricing many seats of one situation. */
export function priceUnder(rule: PriceRule | null, priced: Priced, amounts: Amounts): ResolvedPrice | null {
  const row = rule === null ? null : winningRow(rule, priced);
  if (rule === null || row === null) return null;
  const amountCents = amounts(priced.eventCode, priced.priceCode, row.ticketTypeCode);
  return amountCents === null ? null : { ruleId: rule.id, ticketTypeCode: row.ticketTypeCode, amountCents };
}

/** Why this price: each rule in the order tried, the winning row, and the vendor's amount. */
export function explainPrice(
  rules: readonly PriceRule[],
  situation: Situation,
  priced: Priced,
  amounts: Amounts,
): PriceExplanation {
  const ordered = inPriorityOrder(rules);
  const won = winningRule(rules, situation);
  const wonAt = won === null ? ordered.length : ordered.indexOf(won);
  const trials = ordered.map((rule, index) => trial(rule, situation, index, wonAt));
  const row = won === null ? null : winningRow(won, priced);
  const price = priceUnder(won, priced, amounts);
  return { trials, ruleId: won?.id ?? null, row, amountCents: price?.amountCents ?? null };
}

/** The most specific row: the event before all events, the suite before its tier. */
export function winningRow(rule: PriceRule, { eventCode, priceCode, suite }: Priced): PriceRow | SuitePriceRow | null {
  const { ofEvents, ofAllEvents } = indexOf(rule);
  const own = ofEvents.get(eventCode);
  return (own && rowOf(own, priceCode, suite)) ?? rowOf(ofAllEvents, priceCode, suite);
}

function rowOf({ rows, suiteRows }: Rows, priceCode: string, suite: Priced['suite']) {
  if (suite === null) return rows.get(priceCode) ?? null;
  const { suiteId, tierId } = suite;
  return suiteRows.get(suiteId)?.get(priceCode) ?? suiteRows.get(tierId ?? '')?.get(priceCode) ?? null;
}

/** The parts of a condition that do not hold; none means it holds. */
export function failedParts(condition: PriceCondition, situation: Situation): ConditionPart[] {
  const { accountGroup, packId, packageId, minEvents } = condition;
  const failed: ConditionPart[] = [];
  if (accountGroup !== null && !situation.accountGroups.has(accountGroup)) failed.push('account_group');
  if (packId !== null && packId !== situation.packId) failed.push('pack');
  if (packageId !== null && packageId !== situation.packageId) failed.push('package');
  if (minEvents !== null && situation.eventCount < minEvents) failed.push('min_events');
  return failed;
}

function trial(rule: PriceRule, situation: Situation, index: number, wonAt: number): RuleTrial {
  if (!rule.isOn) return { ruleId: rule.id, result: 'off' };
  if (index === wonAt) return { ruleId: rule.id, result: 'won' };
  const matches = ruleMatches(rule, situation);
  if (index > wonAt) return { ruleId: rule.id, result: 'not_asked', wouldMatch: matches };
  const failed = rule.conditions.map((condition) => failedParts(condition, situation));
  return { ruleId: rule.id, result: 'not_matched', failed };
}

/** A list of rules is never changed in place, so its order lives as long as it does. */
const orders = new WeakMap<readonly PriceRule[], readonly PriceRule[]>();

/** Rows by price code; those of suites first by the suite or the tier. Maps in maps: a key made of parts costs more. */
type Rows = { rows: Map<string, PriceRow>; suiteRows: Map<string, Map<string, SuitePriceRow>> };
type RowIndex = { ofEvents: ReadonlyMap<string, Rows>; ofAllEvents: Rows };
/** A rule is never changed in place, so its index lives as long as it does. */
const indexes = new WeakMap<PriceRule, RowIndex>();

function indexOf(rule: PriceRule): RowIndex {
  const known = indexes.get(rule);
  if (known !== undefined) return known;
  const ofEvents = new Map<string, Rows>();
  const ofAllEvents = noRows();
  const of = (eventCode: string | null) => (eventCode === null ? ofAllEvents : at(ofEvents, eventCode, noRows));
  for (const row of rule.rows) of(row.eventCode).rows.set(row.priceCode, row);
  for (const row of rule.suiteRows) {
    const subject = row.suiteId ?? row.suiteTierId ?? '';
    at(of(row.eventCode).suiteRows, subject, () => new Map<string, SuitePriceRow>()).set(row.priceCode, row);
  }
  const made = { ofEvents, ofAllEvents };
  indexes.set(rule, made);
  return made;
}

function noRows(): Rows {
  return { rows: new Map(), suiteRows: new Map() };
}

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
