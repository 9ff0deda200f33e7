import { expect, it } from 'vitest';
import { assignTier, setAllSold, setSold } from './suiteEdits.ts';

const content = {
  suiteIds: ['a', 'b', 'c'],
  tiers: [
    { id: 'low', name: 'Low', suiteIds: ['a', 'b'] },
    { id: 'high', name: 'High', suiteIds: ['c'] },
  ],
};
const tiersOf = ({ tiers }: typeof content) => tiers.map(({ suiteIds }) => suiteIds.join(''));

it('a suite that is not sold any more leaves its price tier', () => {
  const edited = setSold(content, ['b'], false);
  expect([edited.suiteIds, ...tiersOf(edited)]).toEqual([['a', 'c'], 'a', 'c']);
});

it('choosing among the suites that are shown leaves the others as they are', () => {
  const edited = setAllSold(content, ['b', 'd'], new Set(['d']));
  expect(edited.suiteIds).toEqual(['a', 'c', 'd']);
});

it('a suite has one price tier', () => {
  expect(tiersOf(assignTier(content, ['a', 'c'], 'high'))).toEqual(['b', 'ac']);
  expect(tiersOf(assignTier(content, ['a', 'c'], null))).toEqual(['b', '']);
});
