import {
  addBits,
  countBits,
  isEmpty,
  keepBits,
  keepFollowed,
  listBits,
  removeBits,
  setBits,
  shiftDown,
  shiftUp,
} from './bits.ts';
import { slotsOf } from './read.ts';
import type { BlockQuery, RowRange, SeatIndex } from './types.ts';

/** Where the blocks of a query begin: bits of the slots of their first seats. */
export type Openings = {
  /** Blocks that may be offered. */
  starts: Uint32Array;
  /** These, and those held back because of a lone seat. */
  all: Uint32Array;
  /** Of all: those that leave a lone seat. */
  lone: Uint32Array;
  /** Seats, not blocks: the accessible ones, free or not. */
  accessible: Uint32Array;
};

/** One event with its question and where its blocks begin. */
export type Asked = { index: SeatIndex; query: BlockQuery; openings: Openings };

/** The blocks of a query in one event; none for a question that makes no sense. */
export function findOpenings(index: SeatIndex, query: BlockQuery): Openings {
  const roles = rolesOf(index, query);
  const asked = rowsOf(index, query.sectionNames);
  const marks = markSeats(index, roles, asked);
  const { accessible } = marks;
  const all = isSensible(query) ? blockStarts(index, query, roles, asked, marks) : noBits(index);
  const lone = keepBits(loneStarts(index, query.count, accessible), all);
  const calm = removeBits(all.slice(), lone);
  const starts = query.allowsLoneSeat || isEmpty(calm) ? all : calm;
  return { starts, all, lone, accessible };
}

/** Of all sections, or of the named ones. */
function rowsOf({ sections, rows }: SeatIndex, names: readonly string[] | null): readonly RowRange[] {
  if (names === null) return [{ from: 0, until: rows.name.length }];
  return sections.filter(({ sectionName }) => names.includes(sectionName));
}

/** What a kind of seat is to a query. */
type Role = { isOffered: boolean; isAccessible: boolean };

function rolesOf(index: SeatIndex, query: BlockQuery): Role[] {
  return index.kinds.map(({ className, priceCode }) => {
    const isAccessible = query.accessibleClasses.includes(className);
    const isClass = isAccessible ? query.wantsAccessible > 0 : query.classNames.includes(className);
    return { isOffered: isClass && (query.priceCodes?.includes(priceCode) ?? true), isAccessible };
  });
}

function isSensible({ count, wantsAccessible }: BlockQuery): boolean {
  const areWhole = Number.isInteger(count) && Number.isInteger(wantsAccessible);
  return areWhole && count >= 1 && 0 <= wantsAccessible && wantsAccessible <= count;
}

type Marks = {
  /** Free seats of kinds that are offered. */
  offered: Uint32Array;
  /** Seats whose neighbour is of another kind that is offered. */
  seams: Uint32Array;
  /** Accessible seats, free or not. */
  accessible: Uint32Array;
};

function markSeats(index: SeatIndex, roles: readonly Role[], asked: readonly RowRange[]): Marks {
  const marks = { offered: noBits(index), seams: noBits(index), accessible: noBits(index) };
  for (const { from, until } of asked) {
    for (let row = from; row < until; row++) markRow(index, row, roles, marks);
  }
  keepBits(marks.offered, index.free);
  return marks;
}

function markRow(index: SeatIndex, row: number, roles: readonly Role[], marks: Marks): void {
  const { rows, spans } = index;
  const end = rows.span[row + 1] ?? 0;
  for (let span = rows.span[row] ?? 0; span < end; span++) {
    const kind = spans.kind[span] ?? 0;
    const role = roles[kind];
    if (role === undefined || !(role.isOffered || role.isAccessible)) continue;
    const [first, last] = slotsOf(index, row, span);
    if (role.isAccessible) setBits(marks.accessible, first, last);
    if (!role.isOffered) continue;
    setBits(marks.offered, first, last);
    const touches = spans.firstSeat[span + 1] === (spans.lastSeat[span] ?? 0) + 1;
    if (touches && spans.kind[span + 1] !== kind) setBits(marks.seams, last, last);
  }
}

function blockStarts(
  index: SeatIndex,
  query: BlockQuery,
  roles: readonly Role[],
  asked: readonly RowRange[],
  { offered, seams }: Marks,
): Uint32Array {
  if (query.wantsAccessible === 0) return runStarts(offered, addBits(seams, index.aisles), query.count);
  const starts = noBits(index);
  for (const { from, until } of asked) {
    for (let row = from; row < until; row++) markMixed(index, row, query, roles, starts);
  }
  return starts;
}

function noBits({ free }: SeatIndex): Uint32Array {
  return new Uint32Array(free.length);
}

/** The seats that the next one stands beside. */
function pairsOf(seats: Uint32Array, parted: Uint32Array): Uint32Array {
  return removeBits(keepFollowed(seats.slice(), 1), parted);
}

/** The first seats of `count` that stand side by side. */
function runStarts(seats: Uint32Array, parted: Uint32Array, count: number): Uint32Array {
  if (count === 1) return seats;
  const run = pairsOf(seats, parted);
  for (let length = 1; length < count - 1; ) {
    const more = Math.min(length, count - 1 - length);
    keepFollowed(run, more);
    length += more;
  }
  return run;
}

/** Marks the blocks of a row with at least as many accessible seats as wanted, whose other seats are of one kind. */
function markMixed(
  index: SeatIndex,
  row: number,
  { count, wantsAccessible }: BlockQuery,
  roles: readonly Role[],
  starts: Uint32Array,
): void {
  const kinds = offeredKinds(index, row, roles);
  if (kinds.size < count) return;
  for (const slot of kinds.keys()) {
    const block = Array.from({ length: count }, (_, at) => kinds.get(slot + at));
    const others = block.filter((kind) => kind !== undefined && roles[kind]?.isAccessible === false);
    const isWhole = !block.includes(undefined) && !isParted(index, slot, count);
    if (isWhole && others.length <= count - wantsAccessible && new Set(others).size <= 1) setBits(starts, slot, slot);
  }
}

/** The kinds of a row's free and offered seats by slot; none when no accessible seat is among them. */
function offeredKinds(index: SeatIndex, row: number, roles: readonly Role[]): Map<number, number> {
  const { rows, spans } = index;
  const ends = [rows.span[row] ?? 0, rows.span[row + 1] ?? 0] as const;
  const offered = new Map<number, number>();
  const isAccessible = spans.kind
    .subarray(...ends)
    .some((kind) => roles[kind]?.isOffered === true && roles[kind].isAccessible);
  if (!isAccessible) return offered;
  for (let span = ends[0]; span < ends[1]; span++) {
    const kind = spans.kind[span] ?? 0;
    if (roles[kind]?.isOffered !== true) continue;
    for (const slot of listBits(index.free, ...slotsOf(index, row, span))) offered.set(slot, kind);
  }
  return offered;
}

function isParted({ aisles }: SeatIndex, slot: number, count: number): boolean {
  return count > 1 && countBits(aisles, slot, slot + count - 2) > 0;
}

/** The slots at which a block of this size would leave a seat alone that has company now; accessible seats may be alone. */
function loneStarts(index: SeatIndex, count: number, accessible: Uint32Array): Uint32Array {
  const pairs = pairsOf(index.free, index.aisles);
  const pairsBefore = shiftUp(pairs.slice());
  const leftEnds = removeBits(removeBits(pairs.slice(), pairsBefore), accessible);
  const rightEnds = removeBits(removeBits(pairsBefore, pairs), accessible);
  return addBits(shiftUp(leftEnds), shiftDown(rightEnds, count));
}
