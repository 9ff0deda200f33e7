import { countBits, hasBit } from './bits.ts';
import type { Openings } from './openings.ts';
import type { BlockQuery, SeatIndex } from './types.ts';

/** More than a season's worth of fits, so that these never outweigh a step of quality. */
const fitRange = 1_024;
/** More than any sum of qualities. With the next, little enough that sums over a season stay whole. */
const aisleBonus = 2 ** 40;
/** For each accessible seat that a companion would take. */
const accessiblePenalty = 2 ** 41;
/** Of a block that takes all seats around it. One less for each side with free seats left; 0 with a lone seat. */
const bestFit = 3;

export type Score = {
  /** Of the block of a row that begins at a slot. */
  of: (row: number, slot: number) => number;
  /** No block of the row has more. */
  ceiling: (row: number) => number;
};

/**
 * How good a block is: first that companions leave accessible seats to others, then that it is at an aisle, if that is wanted,
 * then its quality, then how little it breaks up the free seats around it.
 */
export function makeScore(index: SeatIndex, query: BlockQuery, { lone, accessible }: Openings): Score {
  const { count, wantsAccessible } = query;
  const aisleWorth = query.aisle === 'wanted' ? aisleBonus : 0;
  return {
    of(row, slot) {
      const spare = wantsAccessible === 0 ? 0 : countBits(accessible, slot, slot + count - 1) - wantsAccessible;
      const pieces = (isLink(index, slot - 1) ? 1 : 0) + (isLink(index, slot + count - 1) ? 1 : 0);
      const fit = hasBit(lone, slot) ? 0 : bestFit - pieces;
      const aisle = aisleWorth > 0 && isAtAisle(index, slot, count) ? aisleWorth : 0;
      return aisle - spare * accessiblePenalty + sumQuality(index, row, slot, count) * fitRange + fit;
    },
    ceiling: (row) => aisleWorth + highestQuality(index, row) * count * fitRange + bestFit,
  };
}

/** Of `count` seats from a slot on. */
export function sumQuality({ rows, spans }: SeatIndex, row: number, slot: number, count: number): number {
  const first = slot - (rows.zero[row] ?? 0);
  const last = first + count - 1;
  const end = rows.span[row + 1] ?? 0;
  let sum = 0;
  for (let span = rows.span[row] ?? 0; span < end; span++) {
    const seats = Math.min(last, spans.lastSeat[span] ?? 0) - Math.max(first, spans.firstSeat[span] ?? 0) + 1;
    if (seats > 0) sum += seats * (spans.quality[span] ?? 0);
  }
  return sum;
}

export function isAtAisle({ aisles }: SeatIndex, slot: number, count: number): boolean {
  return hasBit(aisles, slot - 1) || hasBit(aisles, slot + count - 1);
}

/** True if this seat and the next are free and beside each other. */
function isLink({ free, aisles }: SeatIndex, slot: number): boolean {
  return hasBit(free, slot) && hasBit(free, slot + 1) && !hasBit(aisles, slot);
}

function highestQuality({ rows, spans }: SeatIndex, row: number): number {
  const end = rows.span[row + 1] ?? 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let span = rows.span[row] ?? 0; span < end; span++) highest = Math.max(highest, spans.quality[span] ?? 0);
  return highest;
}
