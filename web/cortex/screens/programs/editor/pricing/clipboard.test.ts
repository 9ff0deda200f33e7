import { describe, expect, it } from 'vitest';
import { readSeasonAmounts } from './amounts.ts';
import { parseTsv, planPaste, toTsv } from './clipboard.ts';
import type { Grid } from './grid.ts';
import { refusalInWords } from './RefusedDialog.tsx';
import { at, type Selection } from './selection.ts';

const line = (eventCode: string | null, name: string) => ({ eventCode, name, hint: '', isOutside: false });
const column = (priceCode: string) => ({ key: priceCode, priceCode, subject: null, seatCount: 1 });
const grid: Grid = {
  lines: [line(null, 'All events'), line('E1', 'Lakers'), line('E2', 'Suns'), line('E3', 'Jazz')],
  columns: [column('A'), column('B'), column('C')],
};
const { codeOf } = readSeasonAmounts({
  columns: [
    ['A', 'ADULT'],
    ['A', '3GP'],
    ['B', 'Kid'],
    ['B', 'KID2'],
  ],
  kinds: [],
  events: [],
});
const block = (top: number, left: number, bottom: number, right: number): Selection => ({
  anchor: { line: top, column: left },
  focus: { line: bottom, column: right },
});
const paste = (text: string, selection: Selection) => {
  const pasted = planPaste(grid, selection, parseTsv(text), codeOf);
  if (pasted.kind === 'refused') return pasted.refusals.map(refusalInWords);
  return pasted.changes.map((change) => [change.line.eventCode, change.column.priceCode, change.ticketTypeCode]);
};

describe('what a spreadsheet puts on the clipboard', () => {
  it.each([
    [
      'A\tB\nC\tD',
      [
        ['A', 'B'],
        ['C', 'D'],
      ],
    ],
    [
      'A\tB\r\nC\tD\r\n',
      [
        ['A', 'B'],
        ['C', 'D'],
      ],
    ],
    [
      'A\t\n\tD',
      [
        ['A', ''],
        ['', 'D'],
      ],
    ],
    [' A \tB', [['A', 'B']]],
    ['"two\nlines"\t"say ""hi"""', [['two\nlines', 'say "hi"']]],
    ['5" wide\tB', [['5" wide', 'B']]],
    ['', [['']]],
  ])('%j', (text, cells) => {
    expect(parseTsv(text)).toEqual(cells);
  });

  it('comes back as it went out', () => {
    const cells = [
      ['A', 'with\ttab'],
      ['"', ''],
      ['two\nlines', 'D'],
    ];
    expect(parseTsv(toTsv(cells))).toEqual(cells);
  });
});

describe('pasting', () => {
  it('puts a block where the selection begins', () => {
    expect(paste('ADULT\t3GP\n3GP\tADULT', at({ line: 1, column: 1 }))).toEqual([
      ['E1', 'B', 'ADULT'],
      ['E1', 'C', '3GP'],
      ['E2', 'B', '3GP'],
      ['E2', 'C', 'ADULT'],
    ]);
  });

  it('fills the selection with one cell, or with a block that fits into it some times over', () => {
    expect(paste('ADULT', block(0, 0, 1, 1))).toHaveLength(4);
    expect(paste('ADULT\n3GP', block(0, 0, 3, 0)).map((change) => change[2])).toEqual(['ADULT', '3GP', 'ADULT', '3GP']);
    expect(paste('ADULT\n3GP', block(0, 0, 2, 0))).toHaveLength(2);
  });

  it('takes a code in the spelling of the vendor, and an empty cell as no price', () => {
    expect(paste('adult\t', at({ line: 1, column: 0 }))).toEqual([
      ['E1', 'A', 'ADULT'],
      ['E1', 'B', null],
    ]);
    expect(paste('kid', at({ line: 1, column: 0 }))).toEqual([['E1', 'A', 'Kid']]);
  });

  it('is refused as a whole, cell by cell, when the vendor has not got a code', () => {
    expect(paste('ADULT\tBF52\nSTUDENT\t3GP', at({ line: 1, column: 0 }))).toEqual([
      'Lakers, B: the vendor has no ticket type “BF52”.',
      'Suns, A: the vendor has no ticket type “STUDENT”.',
    ]);
  });

  it('is refused when it does not fit into the grid, unless what is over is empty', () => {
    expect(paste('ADULT\tADULT', at({ line: 1, column: 2 }))).toEqual([
      'Lakers: “ADULT” would be after the last price code.',
    ]);
    expect(paste('ADULT\n3GP', at({ line: 3, column: 0 }))).toEqual(['“3GP” would be below the last event.']);
    expect(paste('ADULT\t', at({ line: 1, column: 2 }))).toEqual([['E1', 'C', 'ADULT']]);
  });

  it('goes where its headings say, in any order and wherever the selection is', () => {
    const text = 'Event\tC\ta\nE2\tADULT\t3GP\nall events\t\tADULT\nLakers\t3GP\t';
    expect(paste(text, at({ line: 3, column: 2 }))).toEqual([
      ['E2', 'C', 'ADULT'],
      ['E2', 'A', '3GP'],
      [null, 'C', null],
      [null, 'A', 'ADULT'],
      ['E1', 'C', '3GP'],
      ['E1', 'A', null],
    ]);
  });

  it('takes every code while nothing was read of the vendor', () => {
    const unread = readSeasonAmounts({ columns: [], kinds: [], events: [] });
    const pasted = planPaste(grid, at({ line: 0, column: 0 }), [['NEW']], unread.codeOf);
    expect(pasted).toMatchObject({ kind: 'changes', changes: [{ ticketTypeCode: 'NEW' }] });
  });
});
