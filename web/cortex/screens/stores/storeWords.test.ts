import { describe, expect, it } from 'vitest';
import { Key } from '../../../../shared/contract/common.ts';
import { suggestKey } from './storeWords.ts';

describe('the key suggested for a name', () => {
  it.each([
    ['Warriors Flex', 'warriors-flex'],
    ['  Golden State – Flex 2026! ', 'golden-state-flex-2026'],
    ['Ésprit du Cœur', 'esprit-du-c-ur'],
    ['76ers Flex', 'ers-flex'],
    ['A very long name of a store that goes on and on', 'a-very-long-name-of-a-store-that-goes-on'],
  ])('%j is %j, which the contract takes', (name, key) => {
    expect(suggestKey(name)).toBe(key);
    expect(Key.safeParse(key).success).toBe(true);
  });

  it('is empty when the name has nothing for a key', () => {
    expect(suggestKey('2026')).toBe('');
    expect(suggestKey('東京')).toBe('');
  });
});
