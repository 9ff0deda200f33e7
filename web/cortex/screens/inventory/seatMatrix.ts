import { naturalOrder } from '../../../../shared/rules/natural-order.ts';

/** A table of numbers by two names; where there is none stands null. */
export type Matrix = {
  columns: string[];
  rows: { name: string; cells: (number | null)[]; total: number }[];
  totals: number[];
};

type Count = { className: string; priceCode: string; count: number };

/** Free seats by price code and class, with their sums. */
export function seatMatrix(counts: readonly Count[]): Matrix {
  return matrixOf(
    counts.map(({ className, priceCode, count }) => ({ row: priceCode, column: className, value: count })),
  );
}

type Price = { priceCode: string; ticketTypeCode: string; amountCents: number };

/** Amounts by price code and ticket type. The sums say nothing here. */
export function priceMatrix(prices: readonly Price[]): Matrix {
  return matrixOf(
    prices.map(({ priceCode, ticketTypeCode, amountCents }) => ({
      row: priceCode,
      column: ticketTypeCode,
      value: amountCents,
    })),
  );
}

function matrixOf(cells: readonly { row: string; column: string; value: number }[]): Matrix {
  const columns = namesOf(cells.map(({ column }) => column));
  const values = new Map(cells.map(({ row, column, value }) => [`${row}\n${column}`, value]));
  const valueAt = (row: string, column: string) => values.get(`${row}\n${column}`) ?? null;
  const rows = namesOf(cells.map(({ row }) => row)).map((name) => {
    const own = columns.map((column) => valueAt(name, column));
    return { name, cells: own, total: sum(own) };
  });
  return { columns, rows, totals: columns.map((_, at) => sum(rows.map(({ cells: own }) => own[at] ?? null))) };
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)].sort(naturalOrder);
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
