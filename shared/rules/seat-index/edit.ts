import type { SeatRange } from '../../contract/suites.ts';
import { clearBits } from './bits.ts';
import { buildSeatIndex } from './build.ts';
import { comparePlaces, placeOf } from './names.ts';
import { findRow, rowSlots } from './read.ts';
import type { SeatIndex, SeatRun, SectionPart } from './types.ts';

/**
 * The index with these seats taken; seats it does not have change nothing. Everything but the bits of free seats is shared with
 * the given one.
 */
export function withoutSeats(index: SeatIndex, seats: readonly SeatRange[]): SeatIndex {
  const free = index.free.slice();
  for (const { sectionName, rowName, firstSeat, lastSeat } of seats) {
    const row = findRow(index, sectionName, rowName);
    if (row === null) continue;
    const zero = index.rows.zero[row] ?? 0;
    const [first, last] = rowSlots(index, row);
    const [from, to] = [Math.max(first, zero + firstSeat), Math.min(last, zero + lastSeat)];
    if (from <= to) clearBits(free, from, to);
  }
  return { ...index, free };
}

/**
 * The index with one section read anew; without runs the section is gone. All of `runs` must be of that section, others are
 * left out. Seats of this section that were taken by `withoutSeats` are free again if `runs` say so.
 */
export function withSection(index: SeatIndex, sectionName: string, runs: readonly SeatRun[]): SeatIndex {
  const fresh = adopt(buildSeatIndex(runs.filter((run) => run.sectionName === sectionName)), index);
  const place = placeOf(sectionName);
  const places = index.sections.map((section) => comparePlaces(placeOf(section.sectionName), place));
  const before = places.filter((order) => order < 0).length;
  const after = places.filter((order) => order <= 0).length;
  const pieces = [pieceOf(index, 0, before), pieceOf(fresh, 0), pieceOf(index, after)];
  const { kinds, rowNames } = fresh;
  const ignored = [...index.ignored.filter((run) => run.sectionName !== sectionName), ...fresh.ignored];
  return { ...join(pieces), kinds, rowNames, ignored };
}

type Piece = ReturnType<typeof pieceOf>;

/** What the sections from `from` up to `until` have of each column; rows, spans and words are counted from the piece's start. */
function pieceOf(index: SeatIndex, from: number, until = index.sections.length) {
  const start = boundAt(index, from);
  const end = boundAt(index, until);
  const { rows, spans } = index;
  return {
    sections: index.sections.slice(from, until).map((part) => moveBy(part, -start.row, -start.word)),
    name: rows.name.subarray(start.row, end.row),
    zero: rows.zero.subarray(start.row, end.row).map((zero) => zero - start.word * 32),
    span: rows.span.subarray(start.row, end.row).map((span) => span - start.span),
    firstSeat: spans.firstSeat.subarray(start.span, end.span),
    lastSeat: spans.lastSeat.subarray(start.span, end.span),
    kind: spans.kind.subarray(start.span, end.span),
    quality: spans.quality.subarray(start.span, end.span),
    free: index.free.subarray(start.word, end.word),
    aisles: index.aisles.subarray(start.word, end.word),
  };
}

function boundAt({ sections, rows, free }: SeatIndex, at: number): { row: number; span: number; word: number } {
  const { from: row, word } = sections[at] ?? { from: rows.name.length, word: free.length };
  return { row, word, span: rows.span[row] ?? 0 };
}

function moveBy({ sectionName, from, until, word }: SectionPart, rows: number, words: number): SectionPart {
  return { sectionName, from: from + rows, until: until + rows, word: word + words };
}

function join(pieces: readonly Piece[]): Omit<SeatIndex, 'kinds' | 'rowNames' | 'ignored'> {
  const rowCount = pieces.reduce((sum, { name }) => sum + name.length, 0);
  const spanCount = pieces.reduce((sum, { kind }) => sum + kind.length, 0);
  const wordCount = pieces.reduce((sum, { free }) => sum + free.length, 0);
  const sections: SectionPart[] = [];
  const rows = {
    name: new Uint16Array(rowCount),
    zero: new Int32Array(rowCount),
    span: new Uint32Array(rowCount + 1).fill(spanCount),
  };
  const spans = {
    firstSeat: new Int32Array(spanCount),
    lastSeat: new Int32Array(spanCount),
    kind: new Uint16Array(spanCount),
    quality: new Int32Array(spanCount),
  };
  const [free, aisles] = [new Uint32Array(wordCount), new Uint32Array(wordCount)];
  let [row, span, word] = [0, 0, 0];
  for (const piece of pieces) {
    for (const part of piece.sections) sections.push(moveBy(part, row, word));
    rows.name.set(piece.name, row);
    rows.zero.set(
      piece.zero.map((zero) => zero + word * 32),
      row,
    );
    rows.span.set(
      piece.span.map((first) => first + span),
      row,
    );
    spans.firstSeat.set(piece.firstSeat, span);
    spans.lastSeat.set(piece.lastSeat, span);
    spans.kind.set(piece.kind, span);
    spans.quality.set(piece.quality, span);
    free.set(piece.free, word);
    aisles.set(piece.aisles, word);
    row += piece.name.length;
    span += piece.kind.length;
    word += piece.free.length;
  }
  return { sections, rows, spans, free, aisles };
}

/** The index with the numbers of kinds and row names that `other` has; new ones follow. */
function adopt(index: SeatIndex, other: SeatIndex): SeatIndex {
  const rowNames = [...other.rowNames];
  const kinds = [...other.kinds];
  const nameNumbers = index.rowNames.map((name) => findOrAdd(rowNames, name, (one) => one === name));
  const kindNumbers = index.kinds.map((kind) =>
    findOrAdd(kinds, kind, (one) => one.className === kind.className && one.priceCode === kind.priceCode),
  );
  return {
    ...index,
    rows: { ...index.rows, name: index.rows.name.map((name) => nameNumbers[name] ?? 0) },
    spans: { ...index.spans, kind: index.spans.kind.map((kind) => kindNumbers[kind] ?? 0) },
    rowNames,
    kinds,
  };
}

function findOrAdd<T>(items: T[], item: T, isIt: (one: T) => boolean): number {
  const found = items.findIndex(isIt);
  return found === -1 ? items.push(item) - 1 : found;
}
