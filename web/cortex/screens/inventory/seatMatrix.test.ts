import { describe, expect, it } from 'vitest';
import { priceMatrix, seatMatrix } from './seatMatrix.ts';

describe('free seats by price code and class', () => {
  it('are sorted as people sort, summed both ways, with nothing where there is none', () => {
    const matrix = seatMatrix([
      { className: 'FLEX', priceCode: 'P10', count: 4 },
      { className: 'FLEX', priceCode: 'P2', count: 3 },
      { className: 'ADA', priceCode: 'P2', count: 1 },
    ]);
    expect(matrix).toEqual({
      columns: ['ADA', 'FLEX'],
      rows: [
        { name: 'P2', cells: [1, 3], total: 4 },
        { name: 'P10', cells: [null, 4], total: 4 },
      ],
      totals: [1, 7],
    });
  });

  it('are an empty table when none is free', () => {
    expect(seatMatrix([])).toEqual({ columns: [], rows: [], totals: [] });
  });
});

describe('amounts by price code and ticket type', () => {
  it('keep a price of nothing apart from no price', () => {
    const matrix = priceMatrix([
      { priceCode: 'C', ticketTypeCode: 'ADULT', amountCents: 10_000 },
      { priceCode: 'C', ticketTypeCode: 'COMP', amountCents: 0 },
      { priceCode: 'D', ticketTypeCode: 'ADULT', amountCents: 8_000 },
    ]);
    expect(matrix.rows.map(({ cells }) => cells)).toEqual([
      [10_000, 0],
      [8_000, null],
    ]);
  });
});
