import { expect, it } from 'vitest';
import { codeLooks, looksOf } from './seatLooks.ts';

const codes = [...'ABCDEFGHIJKLMNOPQRSTUVWX'];
const kinds = codes.toReversed().flatMap((priceCode) => [
  { className: 'FLEX', priceCode },
  { className: 'PREM', priceCode },
]);

it('no two of twenty-four price codes look alike, and six need no pattern', () => {
  const looks = codeLooks(kinds);
  expect([...looks.keys()]).toEqual(codes);
  expect(new Set([...looks.values()].map(({ tone, pattern }) => `${tone} ${pattern}`)).size).toBe(24);
  expect([...looks.values()].slice(0, 6).map(({ tone, pattern }) => [tone, pattern])).toEqual(
    [0, 1, 2, 3, 4, 5].map((tone) => [tone, undefined]),
  );
});

it('a seat has the letters of its price code, and one that the filter leaves out is drawn as another price', () => {
  const [first, second] = looksOf(kinds, { className: 'PREM', priceCode: null });
  expect(first).toMatchObject({ form: 'other', isPickable: false });
  expect(second).toMatchObject({ form: 'free', letters: 'X', pattern: 'cross', isPickable: true });
});
