import type { SeatRange } from '../../contract/suites.ts';
import { countBits, hasBit, listBits } from './bits.ts';
import type { RowRange, SeatIndex, SeatKind, SeatRun } from './types.ts';

/** How many seats are free. */
export function countSeatsOf(index: SeatIndex): number {
  return countBits(index.free, 0, index.free.length * 32 - 1);
}

/** Free seats by section, class and price code; what has none is not listed. */
export function countBy(index: SeatIndex): (SeatKind & { sectionName: string; count: number })[] {
  return index.sections.flatMap(({ sectionName, ...rows }) => {
    const counts = new Map<number, number>();
    for (const { row, span } of spansOf(index, rows)) {
      const kind = index.spans.kind[span] ?? 0;
      counts.set(kind, (counts.get(kind) ?? 0) + countBits(index.free, ...slotsOf(index, row, span)));
    }
    return [...counts]
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => ({ sectionName, ...kindAt(index, kind), count }));
  });
}

/** The free seats as runs again, in order, those that differ in nothing as one. */
export function runsOf(index: SeatIndex): SeatRun[] {
  const { free, rows, spans } = index;
  return index.sections.flatMap(({ sectionName, ...sectionRows }) =>
    spansOf(index, sectionRows).flatMap(({ row, span }) =>
      stretchesOf(listBits(free, ...slotsOf(index, row, span))).map(([first, last]) => ({
        sectionName,
        rowName: index.rowNames[rows.name[row] ?? 0] ?? '',
        firstSeat: first - (rows.zero[row] ?? 0),
        lastSeat: last - (rows.zero[row] ?? 0),
        ...kindAt(index, spans.kind[span] ?? 0),
        aisle: aisleOf(index, first, last),
        quality: spans.quality[span] ?? 0,
      })),
    ),
  );
}

/** True if all of these seats are free. */
export function isBlockFree(index: SeatIndex, seats: readonly SeatRange[]): boolean {
  return seats.every((range) => {
    const row = findRow(index, range.sectionName, range.rowName);
    return row !== null && isFree(index, row, range);
  });
}

export function isFree(index: SeatIndex, row: number, { firstSeat, lastSeat }: SeatRange): boolean {
  const [first, last] = rowSlots(index, row);
  const zero = index.rows.zero[row] ?? 0;
  if (firstSeat > lastSeat || zero + firstSeat < first || zero + lastSeat > last) return false;
  return countBits(index.free, zero + firstSeat, zero + lastSeat) === lastSeat - firstSeat + 1;
}

export function findSection(index: SeatIndex, sectionName: string): RowRange | null {
  return index.sections.find((section) => section.sectionName === sectionName) ?? null;
}

export function findRow(index: SeatIndex, sectionName: string, rowName: string): number | null {
  const rows = findSection(index, sectionName);
  for (let row = rows?.from ?? 0; row < (rows?.until ?? 0); row++) if (rowNameOf(index, row) === rowName) return row;
  return null;
}

export function rowNameOf(index: SeatIndex, row: number): string {
  return index.rowNames[index.rows.name[row] ?? 0] ?? '';
}

/** The slots of a row's first and last seat. */
export function rowSlots({ rows, spans }: SeatIndex, row: number): [number, number] {
  const zero = rows.zero[row] ?? 0;
  const lastSpan = (rows.span[row + 1] ?? 0) - 1;
  return [zero + (spans.firstSeat[rows.span[row] ?? 0] ?? 0), zero + (spans.lastSeat[lastSpan] ?? 0)];
}

/** The slots of a span's first and last seat. */
export function slotsOf(index: SeatIndex, row: number, span: number): [number, number] {
  const zero = index.rows.zero[row] ?? 0;
  return [zero + (index.spans.firstSeat[span] ?? 0), zero + (index.spans.lastSeat[span] ?? 0)];
}

export function kindAt(index: SeatIndex, kind: number): SeatKind {
  return index.kinds[kind] ?? { className: '', priceCode: '' };
}

function spansOf(index: SeatIndex, { from, until }: RowRange): { row: number; span: number }[] {
  const found: { row: number; span: number }[] = [];
  for (let row = from; row < until; row++) {
    const end = index.rows.span[row + 1] ?? 0;
    for (let span = index.rows.span[row] ?? 0; span < end; span++) found.push({ row, span });
  }
  return found;
}

/** First and last of numbers that follow each other. */
function stretchesOf(numbers: readonly number[]): [number, number][] {
  const stretches: [number, number][] = [];
  for (const number of numbers) {
    const last = stretches.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else stretches.push([number, number]);
  }
  return stretches;
}

function aisleOf({ aisles }: SeatIndex, first: number, last: number): number {
  return (hasBit(aisles, first - 1) ? 1 : 0) + (hasBit(aisles, last) ? 2 : 0);
}
