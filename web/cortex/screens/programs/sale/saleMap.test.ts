import { expect, it } from 'vitest';
import type { PriceRule } from '../../../../../shared/contract/program-content.ts';
import { candidatesFor, groupChanges, usedTypes } from './saleMap.ts';

const row = (priceCode: string, ticketTypeCode: string) => ({ eventCode: null, priceCode, ticketTypeCode });
const rule = (rest: Partial<PriceRule>): PriceRule => ({
  id: 'r',
  name: 'Rule',
  priority: null,
  isOn: true,
  conditions: [],
  rows: [],
  suiteRows: [],
  ...rest,
});

it('the ticket types of all rules are found once each, with the price codes they are sold for', () => {
  const suiteRow = { ...row('S', 'SUITE'), suiteId: 's', suiteTierId: null };
  const rules = [
    rule({ rows: [row('B', '5GP'), row('A', '5GP')] }),
    rule({ rows: [row('A', 'ADULT')], suiteRows: [suiteRow] }),
  ];
  expect(usedTypes({ rules })).toEqual([
    { code: '5GP', priceCodes: ['A', 'B'] },
    { code: 'ADULT', priceCodes: ['A'] },
    { code: 'SUITE', priceCodes: ['S'] },
  ]);
});

it('a ticket type may become those the vendor has for its price codes, the most complete first', () => {
  const columns: [string, string][] = [
    ['A', 'BF25'],
    ['A', 'ADULT'],
    ['B', 'BF25'],
    ['C', 'OTHER'],
    ['A', '5GP'],
  ];
  expect(candidatesFor({ code: '5GP', priceCodes: ['A', 'B'] }, { columns })).toEqual([
    { code: 'BF25', count: 2 },
    { code: 'ADULT', count: 1 },
  ]);
  expect(candidatesFor({ code: '5GP', priceCodes: ['A'] }, undefined)).toEqual([]);
});

it('changes are gathered by price code, with what is missing and what is dearer', () => {
  const change = (eventCode: string, beforeCents: number | null, afterCents: number | null, priceCode = 'A') => ({
    eventCode,
    priceCode,
    ticketTypeCode: '5GP',
    saleTicketTypeCode: 'BF25',
    beforeCents,
    afterCents,
  });
  const groups = groupChanges([
    change('E1', 100, 75),
    change('E2', 120, null),
    change('E3', 80, 90),
    change('E1', null, null, 'B'),
  ]);
  expect(groups).toMatchObject([
    { priceCode: 'A', before: { least: 80, most: 120 }, after: { least: 75, most: 90 }, missing: 1, dearer: 1 },
    { priceCode: 'B', before: null, after: null, missing: 1, dearer: 0 },
  ]);
});
