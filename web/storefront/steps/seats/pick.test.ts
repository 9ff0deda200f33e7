import { expect, it } from 'vitest';
import { makeSeatField } from '../../../../shared/rules/seat-field.ts';
import { pickAround, type SeatSort } from './pick.ts';

// A and B are sold at two prices, C is accessible, D is free but of another offer
const sorts: SeatSort[] = [
  { isSold: true, isAccessible: false, priceCode: 'P1' },
  { isSold: true, isAccessible: false, priceCode: 'P2' },
  { isSold: true, isAccessible: true, priceCode: 'P1' },
  { isSold: false, isAccessible: false, priceCode: 'P9' },
];

/** A row of section 112 whose first seat is number 1, and what is picked when one of its seats is pressed. */
function pick(seats: string, number: number, size: number, accessible = 0) {
  const field = makeSeatField({ sections: [['112', [['8', 1, seats]]]] }, null);
  const found = pickAround(field, sorts, number - 1, { size, accessible });
  return found === null ? null : [found.block.firstSeat, found.block.lastSeat, found.priceCode];
}

it.each([
  ['the pressed seat and those after it', 'AAAA', 2, 2, [2, 3, 'P1']],
  ['those before it at the end of the row', 'AAAA', 4, 2, [3, 4, 'P1']],
  ['those around it where the next ones are taken', 'AAA-A', 3, 3, [1, 3, 'P1']],
  ['seats of one price only', 'ABB', 2, 2, [2, 3, 'P2']],
  ['seats on one side of an aisle', 'AA|AA', 2, 2, [1, 2, 'P1']],
  ['the one seat of who comes alone', 'A', 1, 1, [1, 1, 'P1']],
])('takes %s', (_, seats, number, size, expected) => expect(pick(seats, number, size)).toEqual(expected));

it.each([
  ['a party is never parted', 'A-A', 1, 2],
  ['a party never sits across an aisle', 'A|A', 1, 2],
  ['a party never has two prices', 'AB', 1, 2],
  ['a taken seat is none', '-AA', 1, 1],
  ['a seat of another offer is none', 'D', 1, 1],
  ['who did not ask gets no accessible seat', 'CC', 1, 2],
  ['a row that is too short has no place', 'AA', 1, 3],
])('%s', (_, seats, number, size) => expect(pick(seats, number, size)).toBeNull());

it('who needs accessible seats gets so many, with the others beside them', () => {
  expect(pick('CAA', 1, 2, 1)).toEqual([1, 2, 'P1']);
  expect(pick('AAC', 2, 2, 1)).toEqual([2, 3, 'P1']);
  expect(pick('AAA', 1, 2, 1)).toBeNull();
  expect(pick('CCA', 1, 2, 2)).toEqual([1, 2, 'P1']);
});
