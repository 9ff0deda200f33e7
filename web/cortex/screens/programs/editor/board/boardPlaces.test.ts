import { describe, expect, it } from 'vitest';
import { beforeOfStep, cardId, endId, nextLane, nextSpot, putBefore, spotsOf } from './boardPlaces.ts';

const lanes = [
  { id: 'one', codes: ['A', 'B', 'C'] },
  { id: 'two', codes: ['D'] },
  { id: 'tray', codes: [] },
];

describe('events that are put elsewhere', () => {
  it.each([
    ['before another one', ['C'], 'A', ['C', 'A', 'B', 'D']],
    ['at the end', ['A'], null, ['B', 'C', 'D', 'A']],
    ['together and in the order they were given', ['D', 'B'], 'A', ['D', 'B', 'A', 'C']],
    [
      'before the next one that stays, when the one they are dropped on moves too',
      ['A', 'B'],
      'A',
      ['A', 'B', 'C', 'D'],
    ],
    ['from outside', ['X'], 'B', ['A', 'X', 'B', 'C', 'D']],
    ['at the end when the one they are dropped on is not there', ['X'], 'Y', ['A', 'B', 'C', 'D', 'X']],
  ])('stand %s', (_, codes, before, after) => {
    expect(putBefore(['A', 'B', 'C', 'D'], codes, before)).toEqual(after);
  });
});

describe('a step in the list', () => {
  it('goes over exactly one neighbour', () => {
    const codes = ['A', 'B', 'C'];
    const stepped = (code: string, step: 'first' | 'up' | 'down' | 'last') => {
      const before = beforeOfStep(codes, code, step);
      return before === undefined ? null : putBefore(codes, [code], before).join('');
    };
    expect([stepped('B', 'up'), stepped('B', 'down'), stepped('C', 'first'), stepped('A', 'last')]).toEqual([
      'BAC',
      'ACB',
      'CAB',
      'BCA',
    ]);
  });

  it('is none at the end it would lead to', () => {
    expect(beforeOfStep(['A', 'B'], 'A', 'up')).toBeUndefined();
    expect(beforeOfStep(['A', 'B'], 'A', 'first')).toBeUndefined();
    expect(beforeOfStep(['A', 'B'], 'B', 'down')).toBeUndefined();
    expect(beforeOfStep(['A', 'B'], 'B', 'last')).toBeUndefined();
  });
});

describe('an arrow key', () => {
  const from = (id: string, arrow: Parameters<typeof nextSpot>[2]) => {
    const spot = spotsOf(lanes).get(id);
    if (spot === undefined) throw new Error(`no spot ${id}`);
    return nextSpot(lanes, spot, arrow);
  };

  it('goes along the list and past its last event to its end', () => {
    expect(from(cardId('one', 'B'), 'ArrowUp')).toBe(cardId('one', 'A'));
    expect(from(cardId('one', 'B'), 'ArrowDown')).toBe(cardId('one', 'C'));
    expect(from(cardId('one', 'C'), 'ArrowDown')).toBe(endId('one'));
    expect(from(endId('one'), 'ArrowDown')).toBe(endId('one'));
  });

  it('goes to the list beside it, to its end where that is shorter', () => {
    expect(from(cardId('one', 'A'), 'ArrowRight')).toBe(cardId('two', 'D'));
    expect(from(cardId('one', 'C'), 'ArrowRight')).toBe(endId('two'));
    expect(from(cardId('two', 'D'), 'ArrowRight')).toBe(endId('tray'));
  });

  it('stops at the edges', () => {
    expect(from(cardId('one', 'A'), 'ArrowUp')).toBeNull();
    expect(from(cardId('one', 'A'), 'ArrowLeft')).toBeNull();
    expect(from(endId('tray'), 'ArrowRight')).toBeNull();
  });

  it('takes a list over those that may move, sideways only', () => {
    expect(nextLane(['one', 'two'], 'one', 'ArrowRight')).toBe('two');
    expect(nextLane(['one', 'two'], 'two', 'ArrowRight')).toBeNull();
    expect(nextLane(['one', 'two'], 'one', 'ArrowLeft')).toBeNull();
    expect(nextLane(['one', 'two'], 'one', 'ArrowDown')).toBeNull();
  });
});
