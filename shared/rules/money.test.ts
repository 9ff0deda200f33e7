import { expect, it } from 'vitest';
import { formatAlike, formatAmount, formatCents, sumCents } from './money.ts';

it('an amount has the decimals of its currency, and as a figure only those that say something', () => {
  expect([formatCents(4_200, 'USD', 'en'), formatCents(4_200, 'JPY', 'en')]).toEqual(['$42.00', '¥4,200']);
  expect([4_200, 4_250, 0].map((cents) => formatAmount(cents, 'USD', 'en'))).toEqual(['$42', '$42.50', '$0']);
});

it('amounts of a column all have decimals, or none has', () => {
  expect([4_200, 900].map(formatAlike([4_200, 900], 'USD', 'en'))).toEqual(['$42', '$9']);
  expect([4_200, 950].map(formatAlike([4_200, 950], 'USD', 'en'))).toEqual(['$42.00', '$9.50']);
});

it('a sum that cannot be kept is refused', () => {
  expect(sumCents([1, 2])).toBe(3);
  expect(() => sumCents([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
});
