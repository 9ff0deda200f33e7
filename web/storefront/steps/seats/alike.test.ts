import { describe, expect, it } from 'vitest';
import type { Block, Cart } from '../../../../shared/contract/carts.ts';
import { gamesAlike } from './alike.ts';

type Game = Pick<Cart['events'][number], 'eventCode' | 'state' | 'seats'>;
const block: Block = { sectionName: '104', rowName: '21', firstSeat: 5, lastSeat: 6 };

function makeGame(eventCode: string, seatNumbers: readonly number[]): Game {
  const seats = seatNumbers.map((seatNumber) => ({
    ...{ sectionName: '104', rowName: '21', seatNumber, amountCents: 5_000, addOnId: null, addOnFor: null },
    ...{ priceCode: 'C', ticketTypeCode: '3GP', className: 'FLEX' },
  }));
  return { eventCode, state: seats.length === 0 ? 'pending' : 'held', seats };
}

describe('the seats picked at one game', () => {
  it.each([
    ['those without seats, while there are any', [[], [], [1, 2]], ['A', 'B']],
    ['those without seats, though this one has others', [[1, 2], [], [1, 2]], ['A', 'B']],
    [
      'all, where each has others',
      [
        [1, 2],
        [1, 2],
        [7, 8],
      ],
      ['A', 'B', 'C'],
    ],
    [
      'none that has them already',
      [
        [1, 2],
        [5, 6],
        [7, 8],
      ],
      ['A', 'C'],
    ],
    [
      'no other, where all others have them',
      [
        [1, 2],
        [5, 6],
        [5, 6],
      ],
      ['A'],
    ],
    [
      'those that have but some of them',
      [
        [1, 2],
        [4, 5],
        [5, 6],
      ],
      ['A', 'B'],
    ],
  ] as const)('are looked for in %s', (_, seats, found) => {
    const games = seats.map((numbers, place) => makeGame(['A', 'B', 'C'][place] ?? '', numbers));
    expect(gamesAlike(games, 'A', block)).toEqual(found);
  });
});
