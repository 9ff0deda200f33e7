import { expect, it } from 'vitest';
import { linesOf } from './games.ts';

const seat = (eventCode: string, seatNumber: number, amountCents: number, addOnId: string | null = null) => ({
  eventCode,
  sectionName: '112',
  rowName: '8',
  seatNumber,
  amountCents,
  addOnId,
});
const line = (kind: 'seats' | 'add_on', eventCode: string, totalCents: number, addOnId: string | null = null) => ({
  kind,
  eventCode,
  suiteId: null,
  addOnId,
  priceCode: 'C',
  ticketTypeCode: 'ADULT',
  count: 2,
  eachCents: totalCents / 2,
  totalCents,
});

it('an order reads game by game, then its extras, and adds up to its total', () => {
  const lines = [
    line('seats', 'A', 200),
    line('seats', 'B', 300),
    line('add_on', 'PARK', 90, 'parking'),
    line('add_on', 'FEE', 10, 'must'),
  ];
  const { games, extras } = linesOf(
    {
      events: [
        { eventCode: 'A', suiteId: null },
        { eventCode: 'B', suiteId: null },
      ],
      lines,
      seats: [
        seat('A', 5, 100),
        seat('A', 6, 100),
        seat('B', 1, 150),
        seat('B', 2, 150),
        seat('PARK', 9, 45, 'parking'),
      ],
    },
    new Set(['must']),
  );
  expect(games).toMatchObject([
    { eventCode: 'A', seatCount: 2, eachCents: [100], totalCents: 200, blocks: [{ firstSeat: 5, lastSeat: 6 }] },
    { eventCode: 'B', seatCount: 2, eachCents: [150], totalCents: 300 },
  ]);
  expect(extras).toEqual([
    { addOnId: 'parking', count: 2, totalCents: 90, isForced: false },
    { addOnId: 'must', count: 2, totalCents: 10, isForced: true },
  ]);
  const sum = [...games, ...extras].reduce((total, { totalCents }) => total + totalCents, 0);
  expect(sum).toBe(lines.reduce((total, { totalCents }) => total + totalCents, 0));
});

it('a game without seats is there and costs nothing yet', () => {
  const { games } = linesOf({ events: [{ eventCode: 'A', suiteId: null }], lines: [], seats: [] }, new Set());
  expect(games).toEqual([{ eventCode: 'A', suiteId: null, blocks: [], seatCount: 0, eachCents: [], totalCents: 0 }]);
});
