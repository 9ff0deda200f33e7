import { describe, expect, it } from 'vitest';
import type { RowFill } from '../contract/pricing.ts';
import { fillRows } from './price-rows.ts';

const row = (eventCode: string | null, priceCode: string, ticketTypeCode: string) => ({
  eventCode,
  priceCode,
  ticketTypeCode,
});
const rows = [row('E1', 'C', 'ADULT'), row(null, 'C', 'ALL'), row('E2', 'D', 'ADULT')];
function fill(rest: Partial<RowFill>): RowFill {
  return { eventCodes: ['E1', 'E2'], priceCodes: ['C', 'D'], ticketTypeCode: 'BF25', existing: 'keep', ...rest };
}

describe('filling rows', () => {
  it('adds what is missing, event by event, and leaves what is there', () => {
    expect(fillRows(rows, fill({}))).toEqual([...rows, row('E1', 'D', 'BF25'), row('E2', 'C', 'BF25')]);
  });

  it('replaces what is there in its place when asked', () => {
    expect(fillRows(rows, fill({ existing: 'replace' }))).toEqual([
      row('E1', 'C', 'BF25'),
      row(null, 'C', 'ALL'),
      row('E2', 'D', 'BF25'),
      row('E1', 'D', 'BF25'),
      row('E2', 'C', 'BF25'),
    ]);
  });

  it('for all events is about the row for all events alone', () => {
    const made = fillRows(rows, fill({ eventCodes: null, existing: 'replace' }));
    expect(made).toEqual([rows[0], row(null, 'C', 'BF25'), rows[2], row(null, 'D', 'BF25')]);
  });

  it('without a ticket type removes rows', () => {
    expect(fillRows(rows, fill({ ticketTypeCode: null }))).toEqual([rows[1]]);
    expect(fillRows(rows, fill({ ticketTypeCode: null, eventCodes: null }))).toEqual([rows[0], rows[2]]);
  });

  it('twice is the same as once, and a code named twice is one', () => {
    const once = fillRows(rows, fill({ priceCodes: ['C', 'C', 'D'] }));
    expect(fillRows(once, fill({}))).toEqual(once);
    expect(once).toHaveLength(5);
  });
});
