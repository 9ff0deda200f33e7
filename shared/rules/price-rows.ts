import type { RowFill } from '../contract/pricing.ts';
import type { PriceRow } from '../contract/program-content.ts';

/**
 * The rows with each of the events and price codes filled in: rows that are there keep their place, and new ones follow
 * event by event. Without a ticket type the rows are removed, whatever `existing` says.
 */
export function fillRows(rows: readonly PriceRow[], fill: RowFill): PriceRow[] {
  const { ticketTypeCode, existing } = fill;
  const meant = new Map(cellsOf(fill).map((cell) => [cellKey(cell), cell]));
  if (ticketTypeCode === null) return rows.filter((row) => !meant.has(cellKey(row)));
  const kept = rows.map((row) =>
    existing === 'replace' && meant.has(cellKey(row)) ? { ...row, ticketTypeCode } : row,
  );
  for (const row of rows) meant.delete(cellKey(row));
  return [...kept, ...[...meant.values()].map((cell) => ({ ...cell, ticketTypeCode }))];
}

type Cell = Pick<PriceRow, 'eventCode' | 'priceCode'>;

function cellsOf({ eventCodes, priceCodes }: RowFill): Cell[] {
  return (eventCodes ?? [null]).flatMap((eventCode) => priceCodes.map((priceCode) => ({ eventCode, priceCode })));
}

function cellKey({ eventCode, priceCode }: Cell): string {
  return JSON.stringify([eventCode, priceCode]);
}
