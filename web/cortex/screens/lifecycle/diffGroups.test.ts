import { describe, expect, it } from 'vitest';
import { groupDiff, isSame, moveInWords } from './diffGroups.ts';

const price = (priceCode: string, beforeCents: number | null, afterCents: number | null, eventCode = 'G1') => ({
  kind: 'price',
  eventCode,
  priceCode,
  beforeCents,
  afterCents,
});
const group = (changes: { kind: string }[]) =>
  groupDiff({ changes, sentences: changes.map((_, index) => `sentence ${index}`) });

describe('a difference of two programs', () => {
  it('is what fans gain, lose and pay, each with its sentences', () => {
    const groups = group([
      { kind: 'event_gained' },
      { kind: 'pack_lost' },
      { kind: 'add_on_gained' },
      { kind: 'tier_limits' },
      { kind: 'copy' },
      { kind: 'access' },
    ]);
    expect(groups.gains).toEqual(['sentence 0', 'sentence 2']);
    expect(groups.loses).toEqual(['sentence 1']);
    expect([groups.limits, groups.texts, groups.others]).toEqual([['sentence 3'], ['sentence 4'], ['sentence 5']]);
  });

  it('does not count a price rule as something fans gain or lose', () => {
    const groups = group([{ kind: 'rule_gained' }, { kind: 'rule_lost' }]);
    expect([groups.gains, groups.loses, groups.others.length]).toEqual([[], [], 2]);
  });

  it('puts prices together that move alike, the largest group first', () => {
    const { prices } = group([
      price('A', 10_000, 7_500, 'G1'),
      price('B', 5_000, 6_000, 'G1'),
      price('A', 10_000, 7_500, 'G2'),
      price('C', null, 2_000),
      price('D', 2_000, null),
    ]);
    expect(prices).toMatchObject({ lower: 2, higher: 1, added: 1, removed: 1 });
    expect(prices.moves[0]).toEqual({ priceCode: 'A', beforeCents: 10_000, afterCents: 7_500, count: 2 });
    expect(prices.moves).toHaveLength(4);
  });

  it('says that prices are the lowest ones, where programs have no choice in common', () => {
    const lowest = { ...price('A', 10_000, 9_000), kind: 'lowest_price' };
    expect(group([lowest, { ...lowest, eventCode: 'G2' }]).prices).toEqual({
      ...{ lower: 2, higher: 0, added: 0, removed: 0, isLowest: true },
      moves: [{ priceCode: 'A', beforeCents: 10_000, afterCents: 9_000, count: 2 }],
    });
    expect(group([price('A', 10_000, 9_000)]).prices.isLowest).toBe(false);
  });

  it('is none when nothing is different', () => {
    expect(isSame(group([]))).toBe(true);
    expect(isSame(group([price('A', 1, 2)]))).toBe(false);
  });
});

describe('a price that moves', () => {
  it.each([
    [10_000, 7_500, '25% less'],
    [10_000, 12_500, '25% more'],
    [9_000, 8_991, '0.1% less'],
    [100_000, 100_001, 'a little more'],
    [null, 500, 'sells now'],
    [500, null, 'no longer sold'],
    [0, 500, 'was free'],
  ])('from %s to %s is "%s"', (beforeCents, afterCents, words) => {
    expect(moveInWords({ beforeCents, afterCents })).toBe(words);
  });
});
