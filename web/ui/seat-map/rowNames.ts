import type { SeatField } from '../../../shared/rules/seat-field.ts';
import type { SeatGrid } from './grid.ts';

/** A name, and where its middle is in units. */
type RowName = { text: string; x: number; y: number };

type Rows = {
  field: SeatField;
  grid: SeatGrid;
  /** Those that are seen in part; their sections are named row by row. */
  shown: ReadonlySet<number>;
  /** Units of a pixel. */
  pixel: number;
  nameOf: (rowName: string) => string;
  /** Pixels. */
  widthOf: (text: string) => number;
};

/** Pixels of a seat's side from which rows are named, of a line of text, and between a name and its first seat. */
const named = 10;
const line = 12;
const gap = 3;
/** Of the square that a seat has to itself: half of what is drawn of it. */
const drawn = 0.4;

/**
 * Names before the first seat of a row, in line with it: the other side of an aisle belongs to the next section. One that
 * would lie on a seat or on a name before it is left out, so that those which are there can be read.
 */
export function placeRowNames({ field, grid, shown, pixel, nameOf, widthOf }: Rows): RowName[] {
  const placed: Box[] = [];
  // all rows of a section, so that none comes or goes while it is moved about
  const sections = new Set([...shown].map((row) => field.rows[row]?.section ?? 0));
  return [...sections]
    .toSorted((a, b) => a - b)
    .flatMap((section) => {
      const { from, until } = field.sections[section] ?? { from: 0, until: 0 };
      return field.rows.slice(from, until).flatMap((row) => {
        const found = nameBefore(field, row, { pixel, text: nameOf(row.name), widthOf });
        if (found === null || placed.some((other) => isOver(found, other)) || isOnSeat(field, grid, found)) return [];
        placed.push(found);
        return { text: found.text, x: found.x, y: found.y };
      });
    });
}

/** Units; half of its width and of its height, and of how far seats reach about their places. */
type Box = RowName & { halfWidth: number; halfHeight: number; reach: number };
type Label = { pixel: number; text: string; widthOf: (text: string) => number };

function nameBefore(
  { x, y, size }: SeatField,
  { from, until }: { from: number; until: number },
  { pixel, text, widthOf }: Label,
): Box | null {
  const [atX, atY, side] = [x[from] ?? 0, y[from] ?? 0, size[from] ?? 0];
  if (until - from < 2 || side < named * pixel) return null;
  const [dx, dy] = [atX - (x[from + 1] ?? atX), atY - (y[from + 1] ?? atY)];
  const length = Math.hypot(dx, dy);
  if (!(length > 0)) return null;
  const [halfWidth, halfHeight] = [(widthOf(text) * pixel) / 2, (line * pixel) / 2];
  const half = Math.max((halfWidth * Math.abs(dx)) / length, halfHeight);
  const away = side / 2 + half + gap * pixel;
  return {
    text,
    x: atX + (dx / length) * away,
    y: atY + (dy / length) * away,
    halfWidth,
    halfHeight,
    reach: side * drawn,
  };
}

function isOver(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) < one.halfWidth + other.halfWidth &&
    Math.abs(one.y - other.y) < one.halfHeight + other.halfHeight
  );
}

function isOnSeat(field: SeatField, grid: SeatGrid, { x, y, halfWidth, halfHeight, reach }: Box): boolean {
  const [across, down] = [halfWidth + reach, halfHeight + reach];
  let isOn = false;
  grid.each({ from: [x - across, y - down], to: [x + across, y + down] }, (seat) => {
    isOn ||= Math.abs((field.x[seat] ?? 0) - x) < across && Math.abs((field.y[seat] ?? 0) - y) < down;
  });
  return isOn;
}
