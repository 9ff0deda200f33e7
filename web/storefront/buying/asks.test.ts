import { expect, it } from 'vitest';
import type { HoldAnswer } from '../../../shared/contract/carts.ts';
import { type Ask, afterAnswer, askFor, firstOf, type NotHeld, stillMeant } from './asks.ts';

const ask = (eventCode: string): Ask => ({ eventCode, seats: { kind: 'best', priceCode: 'C' } });
const asks = ['A', 'B', 'C', 'D', 'E'].map(ask);
const codes = (list: readonly Ask[]) => list.map(({ eventCode }) => eventCode);

function answer(notHeld: HoldAnswer['notHeld'], line: HoldAnswer['line'] = null): HoldAnswer {
  return { notHeld, line } as HoldAnswer;
}

it('games are asked for a few at a time, and the others stay', () => {
  const asked = firstOf(asks);
  expect(codes(asked)).toEqual(['A', 'B', 'C']);
  expect(afterAnswer(asks, asked, answer([]))).toEqual({ left: asks.slice(3), refused: [], line: null });
});

it('a game that was refused is not asked for again by itself', () => {
  const gone: NotHeld = { eventCode: 'B', reason: 'seats_gone', alternatives: [] };
  const { left, refused } = afterAnswer(asks, firstOf(asks), answer([{ ...gone }]));
  expect([codes(left), refused]).toEqual([['D', 'E'], [gone]]);
});

it('games that wait in line come first when it goes on', () => {
  const line = { place: 3, retryAt: '2026-01-01T00:00:00.000Z' };
  const waiting = (eventCode: string) => ({ eventCode, reason: 'waiting' as const, alternatives: [] });
  const taken = afterAnswer(asks, firstOf(asks), answer([waiting('B'), waiting('C')], line));
  expect([codes(taken.left), taken.refused, taken.line]).toEqual([['B', 'C', 'D', 'E'], [], line]);
});

it('after a reload only games without seats are asked for, and none of a cart that is being paid', () => {
  const events = [
    { eventCode: 'A', suiteId: null, state: 'held' as const, seats: [] },
    { eventCode: 'C', suiteId: null, state: 'pending' as const, seats: [] },
  ];
  expect(codes(stillMeant(asks, { events, state: 'holding' }))).toEqual(['C']);
  expect(stillMeant(asks, { events, state: 'paying' })).toEqual([]);
});

it('what was offered is asked for at the price that was shown', () => {
  const block = { sectionName: '112', rowName: '8', firstSeat: 5, lastSeat: 6 };
  expect(askFor([{ eventCode: 'A', block, priceCode: 'D' }])).toEqual([
    { eventCode: 'A', seats: { kind: 'blocks', priceCode: 'D', blocks: [block] } },
  ]);
});
