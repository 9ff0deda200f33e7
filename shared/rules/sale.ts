import type { PriceRow, PriceRule, ProgramContent, SuitePriceRow } from '../contract/program-content.ts';
import { eventCodesOf } from './checks/input.ts';
import type { Amounts } from './price-rules.ts';

type Row = PriceRow | SuitePriceRow;
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
  const mapRow = <T extends Row>(row: T): T => ({
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
  const { inventoryType } = content.definition;
  const eventCodes = eventCodesOf(content);
  const order = new Map(eventCodes.map((code, index) => [code, index]));
  const found = new Map<string, AmountChange>();
  for (const rule of content.pricing.rules) {
    for (const [eventCode, row] of cellsOf(inventoryType === 'suite' ? rule.suiteRows : rule.rows, eventCodes, map)) {
      const change = changeOf(eventCode, row, map, amounts);
      const isKnown = change.beforeCents !== null || change.afterCents !== null;
      if (isKnown || row.eventCode !== null)
        found.set(JSON.stringify([eventCode, row.priceCode, row.ticketTypeCode]), change);
    }
  }
  const place = ({ eventCode }: AmountChange) => order.get(eventCode) ?? eventCodes.length;
  return [...found.values()].toSorted((a, b) => place(a) - place(b));
}

/** Each mapped row with each event it prices. */
function* cellsOf(rows: readonly Row[], eventCodes: readonly string[], map: TicketTypeMap) {
  const own = new Set(rows.map((row) => cellKey(row.eventCode, row)));
  for (const row of rows.filter((one) => isMapped(one, map))) {
    const meant = row.eventCode === null ? eventCodes.filter((code) => !own.has(cellKey(code, row))) : [row.eventCode];
    for (const eventCode of meant) yield [eventCode, row] as const;
  }
}

function cellKey(eventCode: string | null, row: Row): string {
  const subject = 'suiteId' in row ? (row.suiteId ?? row.suiteTierId) : null;
  return JSON.stringify([eventCode, subject, row.priceCode]);
}

function changeOf(
  eventCode: string,
  { priceCode, ticketTypeCode }: Row,
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

function isMapped({ ticketTypeCode }: Row, map: TicketTypeMap): boolean {
  return (map.get(ticketTypeCode) ?? ticketTypeCode) !== ticketTypeCode;
}
