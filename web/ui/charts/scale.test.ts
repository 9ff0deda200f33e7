import { describe, expect, it } from 'vitest';
import { everyNth, fewest, mostOf, shareInWords, ticksOf } from './scale.ts';

describe('the steps of an axis', () => {
  it('are round, begin at zero and reach the most', () => {
    expect(ticksOf(10)).toEqual([0, 5, 10]);
    expect(ticksOf(83)).toEqual([0, 50, 100]);
    expect(ticksOf(7)).toEqual([0, 2, 4, 6, 8]);
    expect(ticksOf(100)).toEqual([0, 50, 100]);
    expect(ticksOf(1_520_00).at(-1)).toBeGreaterThanOrEqual(1_520_00);
  });

  it('are whole for what is counted, unless parts are wanted', () => {
    expect([ticksOf(1), ticksOf(1, 0)]).toEqual([
      [0, 1],
      [0, 0.5, 1],
    ]);
  });

  it('are two when there is nothing to show', () => {
    expect(ticksOf(0)).toEqual([0, 1]);
  });
});

describe('labels', () => {
  it('are left out where there is no room for all', () => {
    expect(everyNth(30, 600, 60)).toBe(3);
    expect(everyNth(5, 600, 60)).toBe(1);
    expect(everyNth(0, 0, 60)).toBe(1);
  });
});

describe('series', () => {
  const series = [
    { name: 'a', values: [1, 1] },
    { name: 'b', values: [9, 9] },
    { name: 'c', values: [2, 0] },
  ];

  it('that are too many keep the largest in their order and add up the rest', () => {
    expect(fewest(series, 2, 'Others')).toEqual([
      { name: 'b', values: [9, 9] },
      { name: 'Others', values: [3, 1] },
    ]);
    expect(fewest(series, 3, 'Others')).toEqual(series);
  });

  it('are as high as their sum when stacked, else as the highest', () => {
    expect([mostOf(series, true), mostOf(series, false), mostOf([], true)]).toEqual([12, 9, 0]);
  });
});

describe('a share', () => {
  it('is whole per cent, never a wrong zero, and nothing of nothing', () => {
    expect([shareInWords(1, 3), shareInWords(1, 1_000), shareInWords(0, 5), shareInWords(0, 0)]).toEqual([
      ...['33 %', 'under 1 %', '0 %'],
      '–',
    ]);
  });
});
