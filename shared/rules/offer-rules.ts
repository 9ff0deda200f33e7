import type { OfferRule } from '../contract/catalog.ts';
import type { PriceRule, ProgramContent, SuitePriceRow } from '../contract/program-content.ts';
import { type Amounts, type Priced, winningRow } from './price-rules.ts';

type Parts = { content: ProgramContent; amounts: Amounts };
/** What is offered: event codes in their order, and in suite programs the suites. */
type Offered = { codes: readonly string[]; suiteIds: readonly string[] };
export type CompiledRules = {
  rules: OfferRule[];
  /** Price code and ticket type code. */
  columns: [string, string][];
  /** The amounts of an event, one for each column. */
  centsOf: (eventCode: string) => (number | null)[];
};

/**
 * The rules as columns of amounts, and for each rule which column sells at which event. An amount is in it only where
 * one of the rules sells at it: nobody is sent a price that cannot be theirs.
 */
export function compileRules(parts: Parts, rules: readonly PriceRule[], offered: Offered): CompiledRules {
  const table = makeTable(parts);
  const isSuite = parts.content.definition.inventoryType === 'suite';
  // all cells first: whether a row may speak of all events depends on what the other rules sell
  const drafts = rules.map((rule) => {
    if (isSuite) sellSuites(parts, table, rule, offered);
    return { rule, cells: isSuite ? [] : sellSeats(table, rule, offered.codes) };
  });
  const compiled = drafts.map(({ rule, cells }): OfferRule => {
    const when = rule.conditions.map(({ packId, packageId, minEvents }) => ({
      ...(packId !== null && { pack: packId }),
      ...(packageId !== null && { package: packageId }),
      ...(minEvents !== null && { minEvents }),
    }));
    const rows = cells.flatMap((sold) => seatRowsOf(parts, table, sold, offered.codes));
    return { id: rule.id, when, rows, ...(isSuite && { suiteRows: suiteRowsOf(parts, table, rule, offered) }) };
  });
  return { rules: compiled, columns: table.columns, centsOf: table.centsOf };
}

type Table = ReturnType<typeof makeTable>;

function makeTable({ amounts }: Parts) {
  const columns: [string, string][] = [];
  const places = new Map<string, number>();
  const sold = new Set<string>();
  const columnOf = (priceCode: string, ticketTypeCode: string) => {
    const key = `${priceCode}\n${ticketTypeCode}`;
    const place = places.get(key) ?? columns.push([priceCode, ticketTypeCode]) - 1;
    places.set(key, place);
    return place;
  };
  const isSold = (eventCode: string, column: number) => sold.has(`${eventCode}\n${column}`);
  return {
    columns,
    columnOf,
    isSold,
    /** The column that sells there under the rule, or null when nothing does; from then on its amount is sent. */
    sell(rule: PriceRule, priced: Priced): number | null {
      const { eventCode, priceCode } = priced;
      const ticketTypeCode = winningRow(rule, priced)?.ticketTypeCode;
      if (ticketTypeCode === undefined || amounts(eventCode, priceCode, ticketTypeCode) === null) return null;
      const column = columnOf(priceCode, ticketTypeCode);
      sold.add(`${eventCode}\n${column}`);
      return column;
    },
    centsOf: (eventCode: string) =>
      columns.map(([priceCode, ticketTypeCode], column) =>
        isSold(eventCode, column) ? amounts(eventCode, priceCode, ticketTypeCode) : null,
      ),
  };
}

/** Of one price code of a rule: the events that each column sells at. */
type Sold = ReadonlyMap<number, readonly string[]>;

function sellSeats(table: Table, rule: PriceRule, codes: readonly string[]): Sold[] {
  return [...new Set(rule.rows.map((row) => row.priceCode))].map((priceCode) => {
    const sold = new Map<number, string[]>();
    for (const eventCode of codes) {
      const column = table.sell(rule, { eventCode, priceCode, suite: null });
      if (column !== null) sold.set(column, [...(sold.get(column) ?? []), eventCode]);
    }
    return sold;
  });
}

/** One row for all events where that says the same: an event without an amount in the column does not sell at it. */
function seatRowsOf({ content }: Parts, table: Table, sold: Sold, codes: readonly string[]): OfferRule['rows'] {
  // a row for all events must not find the amount of an add-on
  const ofAddOns = new Set(content.add_ons.addOns.map(({ eventCode }) => eventCode));
  return [...sold].map(([column, at]) => {
    const sellsNothing = (code: string) => sold.size === 1 && !table.isSold(code, column) && !ofAddOns.has(code);
    const isAll = codes.every((code) => at.includes(code) || sellsNothing(code));
    return [column, isAll ? null : at.map((code) => codes.indexOf(code))];
  });
}

/** Suites without rows of their own sell as their tier does, so one of each tier is asked. */
function sellSuites({ content }: Parts, table: Table, rule: PriceRule, { codes, suiteIds }: Offered) {
  const named = new Set(rule.suiteRows.map(({ suiteId }) => suiteId));
  const subjects = new Map<string, NonNullable<Priced['suite']>>();
  for (const suiteId of suiteIds) {
    const tierId = content.suites.tiers.find((tier) => tier.suiteIds.includes(suiteId))?.id ?? null;
    subjects.set(named.has(suiteId) ? suiteId : `tier ${tierId}`, { suiteId, tierId });
  }
  for (const priceCode of new Set(rule.suiteRows.map((row) => row.priceCode))) {
    for (const suite of subjects.values()) {
      for (const eventCode of codes) table.sell(rule, { eventCode, priceCode, suite });
    }
  }
}

/** The rows as they stand: one without an amount still keeps those behind it from selling. */
function suiteRowsOf(
  { content }: Parts,
  table: Table,
  { suiteRows }: PriceRule,
  { codes, suiteIds }: Offered,
): NonNullable<OfferRule['suiteRows']> {
  const isOffered = ({ eventCode, suiteId }: SuitePriceRow) =>
    (eventCode === null || codes.includes(eventCode)) && (suiteId === null || suiteIds.includes(suiteId));
  const tierIds = content.suites.tiers.map(({ id }) => id);
  return suiteRows
    .filter(isOffered)
    .map(({ eventCode, suiteId, suiteTierId, priceCode, ticketTypeCode }) => [
      table.columnOf(priceCode, ticketTypeCode),
      eventCode === null ? null : codes.indexOf(eventCode),
      suiteId === null ? null : suiteIds.indexOf(suiteId),
      suiteId !== null || suiteTierId === null ? null : tierIds.indexOf(suiteTierId),
    ]);
}
