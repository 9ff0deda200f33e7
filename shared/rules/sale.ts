import type { PriceRow, PriceRule, ProgramContent, SuitePriceRow } from '../contract/program-content.ts';
import { eventCodesOf } from './checks/input.ts';
import type { Amounts } from './price-rules.ts';

/** From ticket type code to the sale's; what is not in it stays. */
export type TicketTypeMap = ReadonlyMap<string, string>;
export type AmountChange = {
  eventCode: string;
  priceCode: string;
  ticketTypeCode: string;
  saleTicketTypeCode: string;
  /** Cents; null when the vendor has no amount. */
  beforeCents: number | null;
  afterCents: number | null;
};

/** The rules with every mapped ticket type in place of the old one. Add-ons are priced on their own and stay. */
export function mapTicketTypes(rules: readonly PriceRule[], map: TicketTypeMap): PriceRule[] {
  const mapRow = <T extends PriceRow | SuitePriceRow>(row: T): T => ({
    ...row,
    ticketTypeCode: map.get(row.ticketTypeCode) ?? row.ticketTypeCode,
  });
  return rules.map((rule) => ({ ...rule, rows: rule.rows.map(mapRow), suiteRows: rule.suiteRows.map(mapRow) }));
}

/** True if some row sells a ticket type that the map changes. */
export function mapsAnything(rules: readonly PriceRule[], map: TicketTypeMap): boolean {
  return rules.some(({ rows, suiteRows }) => [...rows, ...suiteRows].some((row) => isMapped(row, map)));
}

/**
 * What changes for each event, price code and ticket type the rules sell, in the order of the program's events. A row for
 * all events speaks of the program's events, without those that have a row of their own in the rule or no amount on
 * either side.
 */
export function saleChanges(content: ProgramContent, map: TicketTypeMap, amounts: Amounts): AmountChange[] {
  const eventCodes = eventCodesOf(content);
  const order = new Map(eventCodes.map((code, index) => [code, index]));
  const found = new Map<string, AmountChange>();
  for (const rule of content.pricing.rules) {
    for (const [eventCode, row] of cellsOf(rule, eventCodes, map)) {
      const change = changeOf(eventCode, row, map, amounts);
      const isKnown = change.beforeCents !== null || change.afterCents !== null;
      if (isKnown || row.eventCode !== null)
        found.set(JSON.stringify([eventCode, row.priceCode, row.ticketTypeCode]), change);
    }
  }
  const place = ({ eventCode }: AmountChange) => order.get(eventCode) ?? eventCodes.length;
  return [...found.values()].toSorted((a, b) => place(a) - place(b));
}

function* cellsOf(rule: PriceRule, eventCodes: readonly string[], map: TicketTypeMap) {
  for (const [rows, subjectOf] of [
    [rule.rows, () => ''],
    [rule.suiteRows, (row: PriceRow | SuitePriceRow) => ('suiteId' in row ? (row.suiteId ?? row.suiteTierId) : '')],
  ] as const) {
    const keyOf = (eventCode: string | null, row: PriceRow | SuitePriceRow) =>
      JSON.stringify([eventCode, subjectOf(row), row.priceCode]);
    const own = new Set(rows.filter(({ eventCode }) => eventCode !== null).map((row) => keyOf(row.eventCode, row)));
    for (const row of rows.filter((one) => isMapped(one, map))) {
      const meant = row.eventCode === null ? eventCodes.filter((code) => !own.has(keyOf(code, row))) : [row.eventCode];
      for (const eventCode of meant) yield [eventCode, row] as const;
    }
  }
}

function changeOf(
  eventCode: string,
  { priceCode, ticketTypeCode }: PriceRow | SuitePriceRow,
  map: TicketTypeMap,
  amounts: Amounts,
): AmountChange {
  const saleTicketTypeCode = map.get(ticketTypeCode) ?? ticketTypeCode;
  return {
    eventCode,
    priceCode,
    ticketTypeCode,
    saleTicketTypeCode,
    beforeCents: amounts(eventCode, priceCode, ticketTypeCode),
    afterCents: amounts(eventCode, priceCode, saleTicketTypeCode),
  };
}

function isMapped({ ticketTypeCode }: PriceRow | SuitePriceRow, map: TicketTypeMap): boolean {
  return (map.get(ticketTypeCode) ?? ticketTypeCode) !== ticketTypeCode;
}
