import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountOf, centsOf, countOf, labelOf } from './values.ts';

describe('an amount', () => {
  test('is the same cents after it was written and read', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), (cents) => centsOf(amountOf(cents)) === cents));
  });

  test('is its digits without the point, whatever their number', () => {
    const digits = fc.stringMatching(/^\d{1,7}$/);
    fc.assert(
      fc.property(digits, fc.stringMatching(/^\d\d$/), (main, rest) => {
        expect(centsOf(`${main}.${rest}`)).toBe(Number(BigInt(main) * 100n + BigInt(rest)));
      }),
    );
  });

  test('is never guessed from other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => {
        const cents = centsOf(text);
        expect(cents === null || amountOf(cents) === text.replace(/^0+(?=\d)/, '')).toBe(true);
      }),
    );
  });

  test.each([
    '',
    '90',
    '90.0',
    '90.000',
    '90,00',
    '-1.00',
    '+1.00',
    ' 1.00',
    '1.00 ',
    '1e2.00',
    '٣.00',
    '12345678.00',
    '$1.00',
    '.50',
  ])('"%s" is none', (text) => expect(centsOf(text)).toBeNull());

  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [1999, '19.99'],
    [100_000, '1000.00'],
  ])('%i cents are written %s', (cents, text) => expect(amountOf(cents)).toBe(text));
});

test.each([
  [0, 0],
  [12, 12],
  ['012', 12],
  ['', null],
  ['1A', null],
  ['-1', null],
  [-1, null],
  [1.5, null],
  ['1.0', null],
  [Number.NaN, null],
  [null, null],
  [undefined, null],
  ['9999999999', null],
  [true, null],
])('%j as a whole number is %j', (value, count) => expect(countOf(value)).toBe(count));

test.each([
  ['101', '101'],
  [101, '101'],
  ['Row A', 'Row A'],
  [' ', null],
  ['', null],
  [1.5, null],
  [null, null],
  [{}, null],
])('%j as a label is %j', (value, label) => expect(labelOf(value)).toBe(label));
