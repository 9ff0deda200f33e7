import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine, csvMark, parseCsv } from './csv.ts';

test.each([
  [['plain', 'two words'], 'plain,two words\r\n'],
  [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
  [[null, '', 0, -5], ',,0,-5\r\n'],
  [['=1+1', '+1', '-1', '@sum', '\tx', '\rx'], `'=1+1,'+1,'-1,'@sum,'\tx,"'\rx"\r\n`],
  [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"\r\n`],
  [["'=1", "it's"], `''=1,it's\r\n`],
  [['a=1', 'Zoë'], 'a=1,Zoë\r\n'],
])('%j is written as %j', (cells, line) => expect(csvLine(cells)).toBe(line));

describe('reading', () => {
  const cells = (text: string) => parseCsv(text).records.map((record) => record.cells);

  test.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    [`${csvMark}a,b`, [['a', 'b']]],
    ['"a,b","say ""hi""","two\r\nlines"', [['a,b', 'say "hi"', 'two\r\nlines']]],
    [
      ',\n\n\n,',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['a,', [['a', '']]],
    ["'=1+1,''=x,'plain,it's", [['=1+1', "'=x", "'plain", "it's"]]],
    ['""', []],
    ['', []],
  ])('%j is %j', (text, expected) => expect(cells(text)).toEqual(expected));

  test('says on which line each record begins', () => {
    const { records } = parseCsv('a\n"two\nlines"\r\n\nb\n');
    expect(records.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  test.each([
    ['a\n"b', { line: 2, fault: 'quote_open' }],
    ['a\n"b\nc"d\ne', { line: 3, fault: 'text_after_quote' }],
  ])('%j has a fault', (text, fault) => expect(parseCsv(text).fault).toEqual(fault));

  test('gives back whatever was written', () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...`'"=+-@,\t\r\na `) }));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (lines) => {
        expect(cells(csvMark + lines.map(csvLine).join(''))).toEqual(lines);
      }),
    );
  });
});
