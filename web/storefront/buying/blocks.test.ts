import { expect, it } from 'vitest';
import { isSameBlock, sizeOf, toBlocks } from './blocks.ts';

const seat = (sectionName: string, rowName: string, seatNumber: number) => ({ sectionName, rowName, seatNumber });

it('seats beside each other are one block, whatever their order', () => {
  expect(toBlocks([seat('112', '8', 6), seat('112', '8', 5), seat('112', '8', 7)])).toEqual([
    { sectionName: '112', rowName: '8', firstSeat: 5, lastSeat: 7 },
  ]);
});

it('a gap, another row or another section begins a new block, counted as people count', () => {
  const blocks = toBlocks([seat('112', '10', 1), seat('112', '9', 1), seat('9', 'A', 4), seat('9', 'A', 2)]);
  expect(blocks.map(({ sectionName, rowName, firstSeat }) => [sectionName, rowName, firstSeat])).toEqual([
    ['9', 'A', 2],
    ['9', 'A', 4],
    ['112', '9', 1],
    ['112', '10', 1],
  ]);
});

it('blocks are the same when all of their ends are', () => {
  const block = { sectionName: '112', rowName: '8', firstSeat: 5, lastSeat: 6 };
  expect([sizeOf(block), isSameBlock(block, { ...block })]).toEqual([2, true]);
  expect(isSameBlock(block, { ...block, lastSeat: 7 })).toBe(false);
});
