import { type BlockQuery, nearestBlocks, type SeatIndex } from '../../../shared/rules/seat-index/index.ts';
import type { StoreCtx } from '../../core/ctx.ts';
import { listFacts } from '../suites/suites.service.ts';
import type { SuiteFacts } from '../suites/suites.types.ts';
import { keyOf, seatsIn, sizeOf } from './carts.compare.service.ts';
import type { Part, SeatBlock, SeatsAsked, Want } from './carts.types.ts';

/** Times the vendor is asked for seats of one suite: for those asked for, and for others of it when they are gone. */
const mostTries = 4;

/** The free seats of an event, and the classes of them that are sold. */
type Copy = { index: SeatIndex; classNames: readonly string[] };
type Asked = Copy & { eventCode: string; suiteId: string; seats: SeatsAsked };
/** Seats that are held together or not at all. */
type Block = readonly Part[];

/**
 * The suite that was chosen with an event, whole or in an allowed size; seats that a fan named only if they are such a part
 * of it. When they are gone, as many others of the suite at the same price code are as good; seats outside of it never are.
 */
export async function suiteWant(ctx: StoreCtx, asked: Asked): Promise<Want> {
  const { eventCode, suiteId, seats } = asked;
  const suite = (await listFacts(ctx)).get(suiteId);
  const size = suite === undefined ? null : sizeAsked(suite, seats);
  if (suite === undefined || size === null) return noSeats(eventCode, suiteId);
  const free = blocksOf(suite, asked, size);
  const named = seats.kind === 'blocks' ? free.find((block) => isSame(block, seats.blocks)) : free[0];
  const priceCode = seats.kind === 'blocks' ? seats.priceCode : codeOf(named ?? []);
  const alike = free.filter((block) => codeOf(block) === priceCode);
  const tries = apart(alike, named !== undefined && alike.includes(named) ? [named] : [], mostTries);
  const isNamed = named !== undefined && tries[0] === named;
  const parts = isNamed ? named : [];
  return {
    ...noSeats(eventCode, suiteId),
    asked: seats.kind === 'blocks' ? seats.blocks : parts,
    parts,
    others: isNamed ? tries.slice(1) : tries.slice(0, mostTries - 1),
    count: tries.length === 0 ? 0 : size,
    priceCode,
  };
}

/** What else the copy has of the suite: the first free block of each smaller size it is sold in, the largest first. */
export async function smallerThan(ctx: StoreCtx, { suiteId, count }: Want, copy: Copy): Promise<Part[]> {
  const suite = suiteId === null ? undefined : (await listFacts(ctx)).get(suiteId);
  const sizes = suite?.partialSizes.filter((size) => count === 0 || size < count) ?? [];
  const largestFirst = sizes.toSorted((one, other) => other - one);
  return suite === undefined ? [] : largestFirst.flatMap((size) => blocksOf(suite, copy, size)[0] ?? []);
}

/** Nothing that can be held: the fan is told so. */
export function noSeats(eventCode: string, suiteId: string | null): Want {
  return {
    ...{ eventCode, suiteId, asked: [], parts: [], others: [] },
    ...{ ladder: null, count: 0, priceCode: '' },
  };
}

/** How many seats are asked for; null where the suite is not sold like that. */
function sizeAsked({ seatCount, seats: ranges, partialSizes }: SuiteFacts, seats: SeatsAsked): number | null {
  if (seats.kind === 'best') return null;
  const size = seats.kind === 'suite' ? (seats.seats ?? seatCount) : sum(seats.blocks);
  const isOutside = seats.kind === 'blocks' && !seats.blocks.every((block) => ranges.some((one) => isIn(block, one)));
  return isOutside || (size !== seatCount && !partialSizes.includes(size)) ? null : size;
}

/** What of the suite is free in this size, in its order. A part of it sits together; all of it is every seat, or none. */
function blocksOf({ seats, seatCount }: SuiteFacts, copy: Copy, size: number): Block[] {
  if (size !== seatCount) return seats.flatMap((range) => blocksIn(range, copy, size));
  const whole = seats.map((range) => blocksIn(range, copy, sizeOf(range))[0] ?? []);
  return whole.some((parts) => parts.length === 0) ? [] : [whole.flat()];
}

/** The blocks of free seats of a row of the suite, from its first seat on. */
function blocksIn(range: SeatBlock, { index, classNames }: Copy, count: number): Block[] {
  const query: BlockQuery = {
    ...{ classNames, priceCodes: null, count, sectionNames: [range.sectionName], limit: 1 },
    ...{ accessibleClasses: [], wantsAccessible: 0, allowsLoneSeat: true, aisle: 'any' },
  };
  return Array.from({ length: Math.max(0, sizeOf(range) - count + 1) }, (_, at) => {
    const firstSeat = range.firstSeat + at;
    const home = { ...range, firstSeat, lastSeat: firstSeat + count - 1, priceCode: null };
    const [found] = nearestBlocks(index, home, query);
    if (found?.rowName !== range.rowName || found.firstSeat !== firstSeat) return [];
    const { sectionName, rowName, parts } = found;
    return parts.map((part) => ({ sectionName, rowName, ...part }));
  }).filter((parts) => parts.length > 0);
}

/** These, then at each place the block that shares the fewest seats with those before it, at most so many in all. */
function apart(blocks: readonly Block[], first: readonly Block[], most: number): Block[] {
  const found = [...first];
  const left = blocks.filter((block) => !found.includes(block));
  const seen = new Set(found.flatMap(namesOf));
  while (found.length < most && left.length > 0) {
    const shared = left.map((block) => namesOf(block).filter((name) => seen.has(name)).length);
    const [next = []] = left.splice(shared.indexOf(Math.min(...shared)), 1);
    found.push(next);
    for (const name of namesOf(next)) seen.add(name);
  }
  return found;
}

function isSame(one: readonly SeatBlock[], other: readonly SeatBlock[]): boolean {
  return namesOf(one).sort().join() === namesOf(other).sort().join();
}

function isIn(block: SeatBlock, range: SeatBlock): boolean {
  const isRow = block.sectionName === range.sectionName && block.rowName === range.rowName;
  return isRow && range.firstSeat <= block.firstSeat && block.lastSeat <= range.lastSeat;
}

function codeOf([first]: Block): string {
  return first?.priceCode ?? '';
}

function namesOf(blocks: readonly SeatBlock[]): string[] {
  return blocks.flatMap((block) => seatsIn('', block).map(keyOf));
}

function sum(blocks: readonly SeatBlock[]): number {
  return blocks.reduce((count, block) => count + sizeOf(block), 0);
}
