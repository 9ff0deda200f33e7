import type { Change, Column, Grid, Line } from './grid.ts';
import { type Block, blockOf, type Selection } from './selection.ts';

/**
 * The cells of what a spreadsheet puts on the clipboard: tabs between cells, line ends between lines, quotation marks
 * around a cell that has either of them.
 */
export function parseTsv(text: string): string[][] {
  const lines: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const { value, end } = readCell(text, at);
    lines.at(-1)?.push(value.trim());
    at = end + 1;
    if (text[end] === '\t') continue;
    if (end >= text.length) break;
    if (text.startsWith('\r\n', end)) at = end + 2;
    if (at >= text.length) break;
    lines.push([]);
  }
  return lines;
}

function readCell(text: string, from: number): { value: string; end: number } {
  const quotedCell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
  quotedCell.lastIndex = from;
  const quoted = quotedCell.exec(text);
  if (quoted !== null) return { value: (quoted[1] ?? '').replaceAll('""', '"'), end: from + quoted[0].length };
  const ends = /[\t\r\n]/g;
  ends.lastIndex = from;
  const end = ends.exec(text)?.index ?? text.length;
  return { value: text.slice(from, end), end };
}

export function toTsv(cells: readonly (readonly string[])[]): string {
  return cells.map((line) => line.map(quote).join('\t')).join('\n');
}

function quote(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export type Refusal = { line: Line | null; column: Column | null; text: string; reason: 'unknown' | 'outside' };
export type Pasted = { kind: 'changes'; changes: Change[]; block: Block } | { kind: 'refused'; refusals: Refusal[] };

/**
 * What pasting cells does. One cell fills the selection; a block that fits into the selection some times over fills it, else
 * it goes where the selection begins. A block with events on its left and price codes above goes where its headings say. A
 * code that the vendor does not have, or a cell beyond the grid, refuses the whole. `codeOf` answers the vendor's spelling
 * of a code, null when it has none.
 */
export function planPaste(
  grid: Grid,
  selection: Selection,
  cells: readonly (readonly string[])[],
  codeOf: (text: string) => string | null,
): Pasted {
  const labelled = readLabelled(grid, cells);
  const targets = labelled ?? placed(grid, blockOf(selection), cells);
  const refusals = targets.flatMap(({ line, column, text }): Refusal[] => {
    if (line === null || column === null) return text === '' ? [] : [{ line, column, text, reason: 'outside' }];
    return text === '' || codeOf(text) !== null ? [] : [{ line, column, text, reason: 'unknown' }];
  });
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const changes = targets.flatMap(({ line, column, text }): Change[] =>
    line === null || column === null ? [] : [{ line, column, ticketTypeCode: text === '' ? null : codeOf(text) }],
  );
  return { kind: 'changes', changes, block: blockAround(grid, changes) };
}

type Target = { line: Line | null; column: Column | null; text: string };

function placed(grid: Grid, block: Block, cells: readonly (readonly string[])[]): Target[] {
  const height = cells.length;
  const width = Math.max(...cells.map((line) => line.length));
  const [lines, columns] = [block.bottom - block.top + 1, block.right - block.left + 1];
  const repeats = lines % height === 0 && columns % width === 0;
  const [down, across] = repeats ? [lines, columns] : [height, width];
  return times(down).flatMap((y) =>
    times(across).map((x) => ({
      line: grid.lines[block.top + y] ?? null,
      column: grid.columns[block.left + x] ?? null,
      text: cells[y % height]?.[x % width] ?? '',
    })),
  );
}

/** Null when the block has no headings that the grid knows. */
function readLabelled(grid: Grid, cells: readonly (readonly string[])[]): Target[] | null {
  const [head, ...body] = cells;
  if (head === undefined || head.length < 2 || body.length === 0) return null;
  const columns = head.slice(1).map((text) => oneOf(grid.columns, (column) => same(headingOf(column), text)));
  const lines = body.map(([text = '']) => oneOf(grid.lines, (line) => isCalled(line, text)));
  if (columns.includes(null) || lines.includes(null)) return null;
  return body.flatMap((texts, y) =>
    columns.map((column, x) => ({ line: lines[y] ?? null, column, text: texts[x + 1] ?? '' })),
  );
}

/** How a column is called in a spreadsheet. */
export function headingOf({ subject, priceCode }: Column): string {
  return subject === null ? priceCode : `${subject.name} ${priceCode}`;
}

function isCalled({ eventCode, name }: Line, text: string): boolean {
  if (eventCode === null) return same(text, 'All events');
  return same(text, eventCode) || same(text, name);
}

function oneOf<T>(all: readonly T[], isIt: (one: T) => boolean): T | null {
  const found = all.filter(isIt);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function blockAround(grid: Grid, changes: readonly Change[]): Block {
  const lines = changes.map(({ line }) => grid.lines.indexOf(line));
  const columns = changes.map(({ column }) => grid.columns.indexOf(column));
  return {
    top: Math.min(...lines),
    bottom: Math.max(...lines),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
