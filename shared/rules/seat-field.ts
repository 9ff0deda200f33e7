import type { OfferSeatRow, OfferSeats } from '../contract/catalog.map.ts';
import type { Drawing } from '../contract/venues.ts';
import { layOutSection, type RowSpan } from './seat-layout.ts';

/** Columns of seats, each at the same place in all of them; sections lie one after the other, in each its rows. */
export type SeatField = {
  count: number;
  /** Units of the drawing. NaN: the section has no shape. */
  x: Float32Array;
  y: Float32Array;
  /** The side of the square that the seat has to itself. */
  size: Float32Array;
  number: Int32Array;
  /** 0: taken; else one more than its place in `kinds`. */
  kind: Uint16Array;
  /** Bit 1: the aisle is before the seat; bit 2: after it. */
  aisle: Uint8Array;
  row: Uint32Array;
  rows: readonly FieldRow[];
  sections: readonly FieldSection[];
};
/** Seats from the first until before the second. */
export type FieldRow = { name: string; section: number; from: number; until: number };
/** Rows from the first until before the second. */
export type FieldSection = { name: string; from: number; until: number; isDrawn: boolean };

export const takenLetter = '-';
export const aisleLetter = '|';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Where the letters go on after those of one byte. */
const more = 0x100;

/** The character of the nth kind of seat, from 0. */
export function seatLetter(kind: number): string {
  return letters[kind] ?? String.fromCodePoint(more + kind - letters.length);
}

/** The kind of a character, from 0. Null: taken. */
export function kindOfLetter(letter: string): number | null {
  if (letter === takenLetter) return null;
  const place = letters.indexOf(letter);
  return place === -1 ? (letter.codePointAt(0) ?? more) - more + letters.length : place;
}

/** The seats of an answer at their places on the map. Without a drawing, all are without a place. */
export function makeSeatField({ sections }: Pick<OfferSeats, 'sections'>, drawing: Drawing | null): SeatField {
  const all = sections.flatMap(([, rows]) => rows.map(([, , seats]) => seats));
  const count = all.reduce((sum, seats) => sum + countSeats(seats), 0);
  const field = emptyField(count);
  const shapes = new Map(drawing?.shapes.map((shape) => [shape.sectionName, shape]));
  const rows: FieldRow[] = [];
  const drawn: FieldSection[] = [];
  let next = 0;
  for (const [name, sectionRows] of sections) {
    const from = rows.length;
    for (const [rowName, firstSeat, seats] of sectionRows) {
      const start = next;
      next = readRow(field, { start, row: rows.length, firstSeat, seats });
      rows.push({ name: rowName, section: drawn.length, from: start, until: next });
    }
    const shape = shapes.get(name);
    drawn.push({ name, from, until: rows.length, isDrawn: shape !== undefined });
    if (drawing === null || shape === undefined) continue;
    const own = rows.slice(from);
    const spans = spansOf(sectionRows);
    const places = layOutSection(shape.points, shape.facing, drawing, spans);
    own.forEach((row, index) => {
      const place = places[index];
      if (place === undefined) return;
      field.x.set(place.x, row.from);
      field.y.set(place.y, row.from);
      field.size.fill(place.size, row.from, row.until);
    });
  }
  capSizes(field.size);
  return { ...field, rows, sections: drawn };
}

/** A seat is drawn at most that many times as large as most are: a section with few has room, but no giants. */
const largest = 1.8;

function capSizes(size: Float32Array) {
  const drawn = size.filter((side) => side > 0).sort();
  const cap = (drawn[Math.floor(drawn.length / 2)] ?? 0) * largest;
  for (let seat = 0; seat < size.length; seat++) size[seat] = Math.min(size[seat] ?? 0, cap);
}

/** Rows named by numbers have room for those between them that are not known. */
const mostRows = 100;

/**
 * Where rows and seats lie that are known in part. Rows called 2, 5 and 6 are the second, fifth and sixth; other names follow each
 * other. Each row begins with the lowest number of the section, and goes to its own last seat if an aisle is there, else to
 * the section's.
 */
export function spansOf(rows: readonly OfferSeatRow[]): RowSpan[] {
  const numbers = rows.map(([name]) => (/^\d{1,3}$/.test(name) ? Number(name) : 0));
  const isCounted = numbers.every((number, index) => number > (numbers[index - 1] ?? 0) && number <= mostRows);
  const seats = rows.map(([, firstSeat, text]) => ({ firstSeat, lastSeat: firstSeat + countSeats(text) - 1, text }));
  const lowest = Math.min(...seats.map(({ firstSeat }) => firstSeat));
  const highest = Math.max(...seats.map(({ lastSeat }) => lastSeat));
  return seats.map(({ firstSeat, lastSeat, text }, index) => ({
    place: isCounted ? (numbers[index] ?? 1) - 1 : index,
    before: text.startsWith(aisleLetter) ? 0 : firstSeat - lowest,
    count: lastSeat - firstSeat + 1,
    after: text.endsWith(aisleLetter) ? 0 : highest - lastSeat,
  }));
}

type Columns = Omit<SeatField, 'rows' | 'sections'>;

function emptyField(count: number): Columns {
  return {
    count,
    x: new Float32Array(count).fill(Number.NaN),
    y: new Float32Array(count).fill(Number.NaN),
    size: new Float32Array(count),
    number: new Int32Array(count),
    kind: new Uint16Array(count),
    aisle: new Uint8Array(count),
    row: new Uint32Array(count),
  };
}

/** Answers the seat after the row's last. */
function readRow(
  { number, kind, aisle, row: rowOf }: Columns,
  { start, row, firstSeat, seats }: { start: number; row: number; firstSeat: number; seats: string },
): number {
  let next = start;
  let isAfterAisle = false;
  for (const letter of seats) {
    if (letter === aisleLetter) {
      if (next > start) aisle[next - 1] = (aisle[next - 1] ?? 0) | 2;
      isAfterAisle = true;
      continue;
    }
    number[next] = firstSeat + next - start;
    const found = kindOfLetter(letter);
    kind[next] = found === null ? 0 : found + 1;
    aisle[next] = isAfterAisle ? 1 : 0;
    rowOf[next] = row;
    isAfterAisle = false;
    next += 1;
  }
  return next;
}

function countSeats(seats: string): number {
  let count = 0;
  for (const letter of seats) if (letter !== aisleLetter) count += 1;
  return count;
}
