import { hasBit, nextBit } from './bits.ts';
import { inOrder } from './names.ts';
import type { Asked, Openings } from './openings.ts';
import { rowNameOf, rowSlots } from './read.ts';
import type { SeatIndex } from './types.ts';

/** A row of the venue and, by event, its number there. */
export type SharedRow = {
  sectionName: string;
  rowName: string;
  firstSeat: number;
  lastSeat: number;
  /** With the number of a block's first seat: the place of the block in a tally. */
  zero: number;
  rowIn: (number | undefined)[];
};

/** The rows of all events, in order. */
export function shareRows(asked: readonly Asked[]): SharedRow[] {
  const sections = new Map<string, Map<string, SharedRow>>();
  asked.forEach(({ index }, event) => {
    for (const { sectionName, from, until } of index.sections) {
      const known = sections.get(sectionName) ?? new Map<string, SharedRow>();
      sections.set(sectionName, known);
      for (let row = from; row < until; row++) share(known, sectionName, index, row, event);
    }
  });
  const shared = inOrder(sections).flatMap(([, rows]) => inOrder(rows).map(([, row]) => row));
  let next = 0;
  for (const row of shared) {
    row.zero = next - row.firstSeat;
    next += row.lastSeat - row.firstSeat + 1;
  }
  return shared;
}

/** How many events have the block that begins at a place. */
export function tallyStarts(asked: readonly Asked[], rows: readonly SharedRow[]): Uint16Array {
  const last = rows.at(-1);
  const tally = new Uint16Array(last === undefined ? 0 : last.zero + last.lastSeat + 1);
  asked.forEach(({ index, openings: { starts } }, event) => {
    for (const { rowIn, zero } of rows) {
      const row = rowIn[event];
      if (row === undefined) continue;
      const shift = zero - (index.rows.zero[row] ?? 0);
      const [first, last] = rowSlots(index, row);
      for (let slot = nextBit(starts, first, last); slot !== -1; slot = nextBit(starts, slot + 1, last)) {
        tally[slot + shift] = (tally[slot + shift] ?? 0) + 1;
      }
    }
  });
  return tally;
}

/** True if a block of the row begins with this seat. The slots around a row's seats are those of other rows. */
export function beginsAt(index: SeatIndex, { starts }: Openings, row: number, firstSeat: number): boolean {
  const slot = (index.rows.zero[row] ?? 0) + firstSeat;
  const [first, last] = rowSlots(index, row);
  return first <= slot && slot <= last && hasBit(starts, slot);
}

function share(known: Map<string, SharedRow>, sectionName: string, index: SeatIndex, row: number, event: number): void {
  const rowName = rowNameOf(index, row);
  const [first, last] = rowSlots(index, row);
  const zero = index.rows.zero[row] ?? 0;
  const shared = known.get(rowName);
  if (shared === undefined) {
    const rowIn = [];
    rowIn[event] = row;
    known.set(rowName, { sectionName, rowName, firstSeat: first - zero, lastSeat: last - zero, zero: 0, rowIn });
    return;
  }
  shared.firstSeat = Math.min(shared.firstSeat, first - zero);
  shared.lastSeat = Math.max(shared.lastSeat, last - zero);
  shared.rowIn[event] = row;
}
