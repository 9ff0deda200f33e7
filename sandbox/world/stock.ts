import type { Allotment } from './allotment.ts';
import { classNames, labelsOf, type Manifest } from './manifest.ts';

const free = 0;
const takenBefore = 1;
const held = 2;
const sold = 3;

/**
 * The seats of one event: which are free, and who holds or owns those that are not. A seat is in at most one cart or
 * order: whoever would break that gets an error that names the seat, for it is a fault of the sandbox and of nothing else.
 */
export type Stock = {
  manifest: Manifest;
  classOf: Uint8Array;
  states: Uint8Array;
  /** Of held seats the session, of sold ones the order. */
  owners: Map<number, string>;
  freeCount: number;
  /** Grows with every change. */
  version: number;
};

export function makeStock(manifest: Manifest, { classOf, isTaken }: Allotment): Stock {
  const states = Uint8Array.from(isTaken, (taken) => (taken === 1 ? takenBefore : free));
  const freeCount = states.reduce((count, state) => count + (state === free ? 1 : 0), 0);
  return { manifest, classOf, states, owners: new Map(), freeCount, version: 1 };
}

export function isFree(stock: Stock, seat: number): boolean {
  return stock.states[seat] === free;
}

/** Taken before the world began, by nobody it knows. */
export function isTakenBefore(stock: Stock, seat: number): boolean {
  return stock.states[seat] === takenBefore;
}

export function classNameOf(stock: Stock, seat: number): string {
  return classNames[stock.classOf[seat] ?? -1] ?? '';
}

export function holdSeat(stock: Stock, seat: number, session: string): void {
  change(stock, seat, { from: free, to: held, before: undefined, after: session });
}

export function releaseSeat(stock: Stock, seat: number, session: string): void {
  change(stock, seat, { from: held, to: free, before: session, after: undefined });
}

export function sellHeldSeat(stock: Stock, seat: number, session: string, order: string): void {
  change(stock, seat, { from: held, to: sold, before: session, after: order });
}

export function sellFreeSeat(stock: Stock, seat: number, order: string): void {
  change(stock, seat, { from: free, to: sold, before: undefined, after: order });
}

export function freeSoldSeat(stock: Stock, seat: number, order: string): void {
  change(stock, seat, { from: sold, to: free, before: order, after: undefined });
}

/** Gives back a seat that was taken before the world began. */
export function returnSeat(stock: Stock, seat: number): void {
  change(stock, seat, { from: takenBefore, to: free, before: undefined, after: undefined });
}

/** Throws unless the seats are exactly those the owners say. */
export function checkStock(stock: Stock, owners: ReadonlyMap<number, { owner: string; isSold: boolean }>): void {
  let freeCount = 0;
  for (let seat = 0; seat < stock.manifest.seatCount; seat += 1) {
    const state = stock.states[seat];
    const owner = owners.get(seat);
    if (state === free) freeCount += 1;
    const isOwned = state === held || state === sold;
    const agrees = isOwned
      ? owner?.owner === stock.owners.get(seat) && owner?.isSold === (state === sold)
      : owner === undefined && !stock.owners.has(seat);
    if (!agrees)
      broken(stock, seat, `is in state ${state} of ${stock.owners.get(seat)}, but belongs to ${owner?.owner}`);
  }
  if (freeCount !== stock.freeCount) throw new Error(`${stock.freeCount} free seats were counted, ${freeCount} are`);
}

type Change = { from: number; to: number; before: string | undefined; after: string | undefined };

function change(stock: Stock, seat: number, { from, to, before, after }: Change): void {
  const state = stock.states[seat];
  const owner = stock.owners.get(seat);
  if (state !== from || owner !== before) {
    broken(stock, seat, `should go from ${from} of ${before} to ${to} of ${after}, but is in ${state} of ${owner}`);
  }
  stock.states[seat] = to;
  if (after === undefined) stock.owners.delete(seat);
  else stock.owners.set(seat, after);
  stock.freeCount += (to === free ? 1 : 0) - (from === free ? 1 : 0);
  stock.version += 1;
}

function broken(stock: Stock, seat: number, says: string): never {
  const { sectionName, rowName, seatNumber } = labelsOf(stock.manifest, seat);
  throw new Error(`Seat ${sectionName} ${rowName} ${seatNumber} of ${stock.manifest.name} ${says}`);
}
