import { expect, it } from 'vitest';
import { addCodes, moveCode, removeCodes, sortCodes } from './eventList.ts';

it('codes are added once, at the end', () => {
  expect(addCodes(['A', 'B'], ['B', 'C'])).toEqual(['A', 'B', 'C']);
});

it('codes are removed wherever they stand', () => {
  expect(removeCodes(['A', 'B', 'C'], ['A', 'C', 'X'])).toEqual(['B']);
});

it.each([
  ['A', 'C', 'BCA'],
  ['C', 'A', 'CAB'],
  ['B', 'B', 'ABC'],
  ['A', 'X', 'ABC'],
  ['X', 'A', 'ABC'],
])('%s put in the place of %s makes %s', (code, onto, expected) => {
  expect(moveCode(['A', 'B', 'C'], code, onto).join('')).toBe(expected);
});

it('codes are ordered by the season, unknown ones last as they stood', () => {
  const season = ['A', 'B', 'C'].map((code) => ({ code }));
  expect(sortCodes(['X', 'C', 'Y', 'A'], season)).toEqual(['A', 'C', 'X', 'Y']);
});
