import { describe, expect, it } from 'vitest';
import { at, blockOf, clamp, countIn, move, placesIn, wholeColumn, wholeLine } from './selection.ts';

const size = { lines: 5, columns: 4 };
const from = (line: number, column: number) => at({ line, column });
const press = (key: string, { shiftKey = false, ctrlKey = false } = {}) => ({ key, shiftKey, ctrlKey });

describe('a key moves the selection', () => {
  it.each([
    ['ArrowDown', {}, 2, 1],
    ['ArrowUp', {}, 0, 1],
    ['ArrowLeft', {}, 1, 0],
    ['ArrowRight', {}, 1, 2],
    ['ArrowDown', { ctrlKey: true }, 4, 1],
    ['ArrowRight', { ctrlKey: true }, 1, 3],
    ['Home', {}, 1, 0],
    ['End', {}, 1, 3],
    ['Home', { ctrlKey: true }, 0, 0],
    ['End', { ctrlKey: true }, 4, 3],
    ['PageDown', {}, 4, 1],
    ['PageUp', {}, 0, 1],
  ])('%s %o', (key, keys, line, column) => {
    expect(move(from(1, 1), press(key, keys), size)).toEqual(from(line, column));
  });

  it('never out of the grid', () => {
    expect(move(from(0, 0), press('ArrowUp'), size)).toEqual(from(0, 0));
    expect(move(from(4, 3), press('ArrowRight'), size)).toEqual(from(4, 3));
  });

  it('with Shift the other end stays, and without it the block is given up', () => {
    const grown = move(
      move(from(1, 1), press('ArrowDown', { shiftKey: true }), size) ?? from(0, 0),
      press('ArrowRight', { shiftKey: true }),
      size,
    );
    expect(grown).toEqual({ anchor: { line: 1, column: 1 }, focus: { line: 2, column: 2 } });
    expect(move(grown ?? from(0, 0), press('ArrowDown'), size)).toEqual(from(3, 2));
  });

  it('Ctrl+A takes everything, and other keys move nothing', () => {
    expect(blockOf(move(from(2, 2), press('a', { ctrlKey: true }), size) ?? from(0, 0))).toEqual({
      top: 0,
      left: 0,
      bottom: 4,
      right: 3,
    });
    expect(move(from(0, 0), press('a'), size)).toBeNull();
    expect(move(from(0, 0), press('Tab'), size)).toBeNull();
  });
});

describe('a block', () => {
  it('is the same from whichever corner it was drawn', () => {
    const block = blockOf({ anchor: { line: 3, column: 2 }, focus: { line: 1, column: 0 } });
    expect(block).toEqual({ top: 1, left: 0, bottom: 3, right: 2 });
    expect(countIn(block)).toBe(9);
    expect(placesIn(block)).toHaveLength(9);
    expect(placesIn(block)[1]).toEqual({ line: 1, column: 1 });
  });

  it('of a heading is its whole line or column', () => {
    expect(countIn(blockOf(wholeLine(2, size)))).toBe(4);
    expect(countIn(blockOf(wholeColumn(2, size)))).toBe(5);
  });

  it('comes back into a grid that became smaller', () => {
    expect(clamp(from(4, 3), { lines: 2, columns: 2 })).toEqual(from(1, 1));
  });
});
