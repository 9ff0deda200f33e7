import type { Point } from '../../../shared/contract/venues.ts';
import type { SeatField } from '../../../shared/rules/seat-field.ts';
import type { Box } from './types.ts';

/** Seats by the cell of an even grid in which they lie; a question looks at a few cells, however many seats there are. */
export type SeatGrid = {
  /** The seat at the point, or the nearest within `reach` units of its edge; null: none. */
  at: (point: Point, reach: number) => number | null;
  /** Calls with every seat that may lie in the box; others may be among them. */
  each: (box: Box, visit: (seat: number) => void) => void;
};

/** About as many seats a cell. */
const perCell = 12;

const grids = new WeakMap<SeatField, SeatGrid>();

/** Of a field, which is never changed in place: made once. */
export function gridOf(field: SeatField): SeatGrid {
  const known = grids.get(field) ?? makeSeatGrid(field);
  grids.set(field, known);
  return known;
}

export function makeSeatGrid(field: SeatField): SeatGrid {
  const { cell, columns, rows, left, top } = spanOf(field);
  const cellOf = (x: number, y: number) => Math.floor((y - top) / cell) * columns + Math.floor((x - left) / cell);
  const { starts, seats } = sortByCell(field, columns * rows, cellOf);
  const each = ({ from, to }: Box, visit: (seat: number) => void) => {
    const first = [Math.max(0, Math.floor((from[0] - left) / cell)), Math.max(0, Math.floor((from[1] - top) / cell))];
    const lastColumn = Math.min(columns - 1, Math.floor((to[0] - left) / cell));
    const lastRow = Math.min(rows - 1, Math.floor((to[1] - top) / cell));
    for (let row = first[1] ?? 0; row <= lastRow; row++) {
      const from = starts[row * columns + (first[0] ?? 0)] ?? 0;
      const until = lastColumn < (first[0] ?? 0) ? from : (starts[row * columns + lastColumn + 1] ?? 0);
      for (let place = from; place < until; place++) visit(seats[place] ?? 0);
    }
  };
  return {
    each,
    at([x, y], reach) {
      let best: number | null = null;
      let bestGap = reach;
      const around = reach + widest(field);
      each({ from: [x - around, y - around], to: [x + around, y + around] }, (seat) => {
        const half = (field.size[seat] ?? 0) / 2;
        const gap = Math.hypot((field.x[seat] ?? 0) - x, (field.y[seat] ?? 0) - y) - half;
        if (gap > bestGap) return;
        best = seat;
        bestGap = gap;
      });
      return best;
    },
  };
}

const widths = new WeakMap<SeatField, number>();
function widest(field: SeatField): number {
  const known = widths.get(field);
  if (known !== undefined) return known;
  let most = 0;
  for (const size of field.size) most = Math.max(most, size);
  widths.set(field, most / 2);
  return most / 2;
}

function spanOf({ x, y, count }: SeatField) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let placed = 0;
  for (let seat = 0; seat < count; seat++) {
    const atX = x[seat] ?? Number.NaN;
    const atY = y[seat] ?? Number.NaN;
    if (Number.isNaN(atX)) continue;
    placed += 1;
    left = Math.min(left, atX);
    right = Math.max(right, atX);
    top = Math.min(top, atY);
    bottom = Math.max(bottom, atY);
  }
  if (placed === 0) return { cell: 1, columns: 0, rows: 0, left: 0, top: 0 };
  const [width, height] = [Math.max(right - left, 1e-3), Math.max(bottom - top, 1e-3)];
  const cell = Math.max(Math.sqrt((width * height * perCell) / placed), Math.max(width, height) / 400);
  return { cell, columns: Math.floor(width / cell) + 1, rows: Math.floor(height / cell) + 1, left, top };
}

/** Seats in the order of their cells, and where each cell begins. */
function sortByCell({ x, y, count }: SeatField, cells: number, cellOf: (x: number, y: number) => number) {
  const starts = new Uint32Array(cells + 1);
  const place = (seat: number) => cellOf(x[seat] ?? 0, y[seat] ?? 0);
  const isPlaced = (seat: number) => !Number.isNaN(x[seat] ?? Number.NaN);
  let placed = 0;
  for (let seat = 0; seat < count; seat++) {
    if (!isPlaced(seat)) continue;
    placed += 1;
    const after = place(seat) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let cell = 1; cell <= cells; cell++) starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
  const seats = new Uint32Array(placed);
  const next = starts.slice();
  for (let seat = 0; seat < count; seat++) {
    if (!isPlaced(seat)) continue;
    const cell = place(seat);
    const at = next[cell] ?? 0;
    seats[at] = seat;
    next[cell] = at + 1;
  }
  return { starts, seats };
}
