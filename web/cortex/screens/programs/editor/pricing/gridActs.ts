import type { VendorAmounts } from './amounts.ts';
import { countOf } from './cellWords.ts';
import { parseTsv, planPaste, type Refusal, toTsv } from './clipboard.ts';
import { type Cells, type Change, type Grid, ownCode } from './grid.ts';
import { type Block, blockOf, placesIn, type Selection } from './selection.ts';
import type { GridActs } from './useGridKeys.ts';

type Options = {
  grid: Grid;
  cells: Cells;
  amounts: VendorAmounts;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** `label` names the act for "Undo". */
  onChange: (changes: readonly Change[], label: string) => void;
  onRefused: (refusals: readonly Refusal[]) => void;
  /** Tells people who do not see the grid what was done. */
  say: (message: string) => void;
};

/** Everything that changes prices in the grid, each as one step that can be undone. */
export function makeGridActs(options: Options): GridActs {
  const { grid, cells, amounts, selection, onSelect, onChange, onRefused, say } = options;
  const block = blockOf(selection);
  const changesIn = (meant: Block, codeAt: (line: number, column: number) => string | null): Change[] =>
    placesIn(meant).flatMap(({ line, column }) => {
      const [one, other] = [grid.lines[line], grid.columns[column]];
      if (one === undefined || other === undefined) return [];
      const ticketTypeCode = codeAt(line, column);
      return ownCode(cells, one, other) === ticketTypeCode ? [] : [{ line: one, column: other, ticketTypeCode }];
    });
  const codeAt = (line: number, column: number): string | null => {
    const [one, other] = [grid.lines[line], grid.columns[column]];
    return one === undefined || other === undefined ? null : ownCode(cells, one, other);
  };
  const apply = (changes: readonly Change[], verb: string) => {
    if (changes.length === 0) return say('Nothing changed.');
    const label = `${verb} ${countOf(changes.length, 'price')}`;
    onChange(changes, label);
    say(`${label}.`);
  };
  return {
    set: (meant, code) => {
      apply(
        changesIn(meant, () => code),
        code === null ? 'Clear' : 'Set',
      );
    },
    copy: ({ top, bottom, left, right }) => {
      const lines = Array.from({ length: bottom - top + 1 }, (_, y) =>
        Array.from({ length: right - left + 1 }, (_cell, x) => codeAt(top + y, left + x) ?? ''),
      );
      say(`Copied ${countOf(lines.length * (lines[0]?.length ?? 0), 'cell')}.`);
      return toTsv(lines);
    },
    paste: (text) => {
      const pasted = planPaste(grid, selection, parseTsv(text), amounts.codeOf);
      if (pasted.kind === 'refused') return onRefused(pasted.refusals);
      const { top, left, bottom, right } = pasted.block;
      onSelect({ anchor: { line: top, column: left }, focus: { line: bottom, column: right } });
      apply(
        pasted.changes.filter(({ line, column, ticketTypeCode }) => ownCode(cells, line, column) !== ticketTypeCode),
        'Paste',
      );
    },
    fillDown: () =>
      apply(
        changesIn(block, (_, column) => codeAt(block.top, column)),
        'Fill down',
      ),
    fillRight: () =>
      apply(
        changesIn(block, (line) => codeAt(line, block.left)),
        'Fill right',
      ),
  };
}
