import { type Block, classNames } from './manifest.ts';
import { isFree, type Stock } from './stock.ts';

/** Free seats of one class side by side, from `from` to before `until`. */
export type Run = { block: Block; className: string; from: number; until: number };

/** In the order of the manifest, of the classes in the mask. */
export function freeRuns(stock: Stock, mask: Uint8Array): Run[] {
  const runs: Run[] = [];
  const { classOf } = stock;
  const isWanted = (seat: number) => isFree(stock, seat) && mask[classOf[seat] ?? 0] === 1;
  for (const block of stock.manifest.blocks) {
    const end = block.offset + block.count;
    let seat = block.offset;
    while (seat < end) {
      const from = seat;
      const classIndex = classOf[from] ?? 0;
      while (seat < end && classOf[seat] === classIndex && isWanted(seat)) seat += 1;
      if (seat > from) runs.push({ block, className: classNames[classIndex] ?? '', from, until: seat });
      else seat += 1;
    }
  }
  return runs;
}

/** 1: an aisle at the run's first seat; 2: at its last; 3: both. */
export function aisleOf({ block, from, until }: Run): number {
  const atFirst = from === block.offset ? block.aisle & 1 : 0;
  const atLast = until === block.offset + block.count ? block.aisle & 2 : 0;
  return atFirst | atLast;
}

/**
 * The best seats for a party, as the vendor sees it: the best quality, then the run that the party fills best, so that no
 * single seat is left; else, when they need not be together, the best seats anywhere. Null when there are too few.
 */
export function bestSeats(runs: readonly Run[], count: number, isContiguous: boolean): number[] | null {
  const together = runs.filter(({ from, until }) => until - from >= count).sort(byWorth(count))[0];
  if (together !== undefined) return seatsFrom(together.from, count);
  if (isContiguous) return null;
  const seats = [...runs].sort(byWorth(1)).flatMap(({ from, until }) => seatsFrom(from, until - from));
  return seats.length < count ? null : seats.slice(0, count);
}

function byWorth(count: number) {
  const left = ({ from, until }: Run) => until - from - count;
  const waste = (run: Run) => (left(run) === 1 ? Number.MAX_SAFE_INTEGER : left(run));
  return (one: Run, other: Run) =>
    other.block.quality - one.block.quality || waste(one) - waste(other) || one.from - other.from;
}

function seatsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
