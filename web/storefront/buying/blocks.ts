import type { Block } from '../../../shared/contract/carts.ts';

type Seat = { sectionName: string; rowName: string; seatNumber: number };

/** Seats as blocks of neighbours, in the order of section, row and number. */
export function toBlocks(seats: readonly Seat[]): Block[] {
  const sorted = [...seats].sort(
    (a, b) => byName(a.sectionName, b.sectionName) || byName(a.rowName, b.rowName) || a.seatNumber - b.seatNumber,
  );
  const blocks: Block[] = [];
  for (const { sectionName, rowName, seatNumber } of sorted) {
    const last = blocks.at(-1);
    const isNext = last?.sectionName === sectionName && last.rowName === rowName && last.lastSeat === seatNumber - 1;
    if (isNext) last.lastSeat = seatNumber;
    else blocks.push({ sectionName, rowName, firstSeat: seatNumber, lastSeat: seatNumber });
  }
  return blocks;
}

export function sizeOf({ firstSeat, lastSeat }: Block): number {
  return lastSeat - firstSeat + 1;
}

export function isSameBlock(one: Block, other: Block): boolean {
  return (
    one.sectionName === other.sectionName &&
    one.rowName === other.rowName &&
    one.firstSeat === other.firstSeat &&
    one.lastSeat === other.lastSeat
  );
}

/** `9` before `10`, as people count. */
export function byName(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
