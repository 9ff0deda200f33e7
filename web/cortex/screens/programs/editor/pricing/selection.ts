/** A cell of the grid, by the places of its line and column. */
export type Place = { line: number; column: number };
/** From the cell where it began to the one that has the focus. */
export type Selection = { anchor: Place; focus: Place };
/** All of it, both ends included. */
export type Block = { top: number; left: number; bottom: number; right: number };
export type Size = { lines: number; columns: number };

export function blockOf({ anchor, focus }: Selection): Block {
  return {
    top: Math.min(anchor.line, focus.line),
    bottom: Math.max(anchor.line, focus.line),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function at(place: Place): Selection {
  return { anchor: place, focus: place };
}

export function placesIn({ top, left, bottom, right }: Block): Place[] {
  return span(top, bottom).flatMap((line) => span(left, right).map((column) => ({ line, column })));
}

export function countIn({ top, left, bottom, right }: Block): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** The selection within a grid that became smaller. */
export function clamp({ anchor, focus }: Selection, size: Size): Selection {
  return { anchor: within(anchor, size), focus: within(focus, size) };
}

type Key = { key: string; shiftKey: boolean; ctrlKey: boolean };
/** Lines that Page Up and Page Down jump over. */
const page = 10;

/**
 * Where a key takes the selection, as in a spreadsheet; null for keys that do not move. With Shift it grows from where it
 * began, with Ctrl it goes to the edge.
 */
export function move(selection: Selection, { key, shiftKey, ctrlKey }: Key, size: Size): Selection | null {
  if (ctrlKey && key.toLowerCase() === 'a') return everything(size);
  const target = targetOf(selection.focus, key, ctrlKey, size);
  if (target === null) return null;
  const focus = within(target, size);
  return { anchor: shiftKey ? selection.anchor : focus, focus };
}

function everything(size: Size): Selection {
  return { anchor: { line: 0, column: 0 }, focus: within({ line: size.lines, column: size.columns }, size) };
}

/** A whole line or column, as a click on its heading selects it. */
export function wholeLine(line: number, size: Size): Selection {
  return { anchor: { line, column: 0 }, focus: { line, column: size.columns - 1 } };
}

export function wholeColumn(column: number, size: Size): Selection {
  return { anchor: { line: 0, column }, focus: { line: size.lines - 1, column } };
}

function targetOf({ line, column }: Place, key: string, isFar: boolean, size: Size): Place | null {
  switch (key) {
    case 'ArrowUp':
      return { line: isFar ? 0 : line - 1, column };
    case 'ArrowDown':
      return { line: isFar ? size.lines : line + 1, column };
    case 'ArrowLeft':
      return { line, column: isFar ? 0 : column - 1 };
    case 'ArrowRight':
      return { line, column: isFar ? size.columns : column + 1 };
    case 'Home':
      return { line: isFar ? 0 : line, column: 0 };
    case 'End':
      return { line: isFar ? size.lines : line, column: size.columns };
    case 'PageUp':
      return { line: line - page, column };
    case 'PageDown':
      return { line: line + page, column };
    default:
      return null;
  }
}

function within({ line, column }: Place, { lines, columns }: Size): Place {
  return { line: Math.max(0, Math.min(line, lines - 1)), column: Math.max(0, Math.min(column, columns - 1)) };
}

function span(from: number, until: number): number[] {
  return Array.from({ length: until - from + 1 }, (_, index) => from + index);
}
