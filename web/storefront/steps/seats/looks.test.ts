import { expect, it } from 'vitest';
import { makeSeatField } from '../../../../shared/rules/seat-field.ts';
import { looksOf, sectionFacts, sectionLooks, sortsOf, tonesOf } from './looks.ts';

const prices: Record<string, number> = { C: 9_000, D: 5_000 };
const priceOf = (code: string) => prices[code] ?? null;
const kinds = [
  { className: 'FLEX', priceCode: 'C' },
  { className: 'FLEX', priceCode: 'D' },
  { className: 'FLEX', priceCode: 'Z' },
  { className: 'OTHER', priceCode: 'C' },
  { className: 'ADA', priceCode: 'D', isAccessible: true as const },
];
const sorts = sortsOf(kinds, ['FLEX'], priceOf);
// A: 90.00, B: 50.00, C: no price, D: another class, E: accessible
const field = makeSeatField(
  {
    sections: [
      ['101', [['1', 1, 'AAB-']]],
      ['102', [['1', 1, 'CDE']]],
    ],
  },
  null,
);

it('only seats of the plan with a price may be picked, and accessible ones by who needs them', () => {
  const pickable = (accessible: number) => looksOf(sorts, priceOf, accessible).map(({ isPickable }) => isPickable);
  expect(pickable(0)).toEqual([true, true, false, false, false]);
  expect(pickable(1)).toEqual([true, true, false, false, true]);
  expect(looksOf(sorts, priceOf, 0).map(({ form }) => form)).toEqual(['free', 'free', 'other', 'other', 'accessible']);
});

it('the dearest is drawn the darkest', () => {
  expect([...tonesOf(sorts, priceOf)]).toEqual([
    ['C', 0],
    ['D', 1],
  ]);
  const many = Array.from({ length: 9 }, (_, at) => ({ isSold: true, isAccessible: false, priceCode: String(at) }));
  const tones = [...tonesOf(many, (code) => 1_000 * (9 - Number(code))).values()];
  expect([tones[0], tones.at(-1), tones.toSorted((one, other) => one - other)]).toEqual([0, 5, tones]);
});

it('a section says how many may be picked and from what price, one without any cannot be chosen', () => {
  const looks = looksOf(sorts, priceOf, 0);
  const facts = sectionFacts(field, sorts, looks, priceOf);
  expect(facts).toEqual([
    { sectionName: '101', free: 3, fromCents: 5_000 },
    { sectionName: '102', free: 0, fromCents: null },
  ]);
  const named = { sectionName: '101', displayName: 'Courtside', level: '1' };
  const sections = [named];
  const [one, two] = sectionLooks(facts, { sections }, ({ sectionName, free }) => `${sectionName}: ${free}`, 2);
  expect(one).toMatchObject({ shortName: 'Courtside', description: '101: 3', fill: 1, isPickable: true });
  expect(sectionLooks(facts, { sections: [{ ...named, displayName: 'Section 101' }] }, () => '', 2)[0]?.shortName).toBe(
    '101',
  );
  expect(two).toMatchObject({ shortName: '102', fill: 0, tone: null, isPickable: false });
});
