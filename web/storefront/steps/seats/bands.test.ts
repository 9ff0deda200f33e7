import { expect, it } from 'vitest';
import { bandsOf, homeOf } from './bands.ts';

it('a price code costs from the least to the most of its games, the cheapest code comes first', () => {
  const one = [
    { priceCode: 'C', cents: 9_000 },
    { priceCode: 'D', cents: 5_000 },
  ];
  expect(bandsOf([one, [{ priceCode: 'C', cents: 7_000 }]])).toEqual([
    { priceCode: 'D', leastCents: 5_000, mostCents: 5_000 },
    { priceCode: 'C', leastCents: 7_000, mostCents: 9_000 },
  ]);
  expect(bandsOf([])).toEqual([]);
});

it('the games with other seats are told apart from those with the same', () => {
  const [a, b, c] = [{ move: 'seat_taken' }, { move: null }, { move: null }];
  expect(homeOf([a, b, c])).toEqual({ home: b, moved: [a] });
  expect(homeOf([a])).toEqual({ home: null, moved: [a] });
});
