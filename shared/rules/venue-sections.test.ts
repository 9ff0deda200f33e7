import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawBowl } from './bowl.ts';
import { sectionsOf } from './venue-sections.ts';

const levels = (names: string[]) => sectionsOf(names).map(({ sectionName, level }) => `${level}: ${sectionName}`);

test('sections with a number are levels by its hundreds, floor first, words last', () => {
  expect(
    levels(['SUITE 10', '201', 'FLR2', '102', 'SUITE 2', '101B', '101', 'Sec 110', 'Lounge', '7', 'FLR1']),
  ).toEqual([
    'FLR: FLR1',
    'FLR: FLR2',
    'General: 7',
    '100: 101',
    '100: 101B',
    '100: 102',
    '100: Sec 110',
    '200: 201',
    'Lounge: Lounge',
    'SUITE: SUITE 2',
    'SUITE: SUITE 10',
  ]);
});

test('a bare number is shown as a section, a name as it is', () => {
  expect(sectionsOf(['101', 'SUITE 2']).map(({ displayName }) => displayName)).toEqual(['Section 101', 'SUITE 2']);
});

test('a name that is no usable one is left out, and one that comes twice is named once', () => {
  expect(levels(['', ' 101', 'x'.repeat(41), '101', '101'])).toEqual(['100: 101']);
});

test('whatever the names are, the sections are valid, each once, in the same order for any order of names', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 12 })), (names) => {
      const sections = sectionsOf(names);
      expect(sectionsOf([...names].toReversed())).toEqual(sections);
      expect(new Set(sections.map(({ sectionName }) => sectionName)).size).toBe(sections.length);
      for (const { level, displayName } of sections) expect(level.trim() !== '' && displayName !== '').toBe(true);
      expect(drawBowl(sections).shapes).toHaveLength(sections.length);
    }),
    { numRuns: 100 },
  );
});
