import type { SeatRange } from '../../contract/suites.ts';
import { hasBit, nextBit } from './bits.ts';
import { type Measure, makeMeasure, priceCodeAt, weigh } from './near.ts';
import { findOpenings, type Openings } from './openings.ts';
import { addApart, type Candidate, makePodium } from './rank.ts';
import { findRow, findSection, isFree, kindAt, rowNameOf, rowSlots } from './read.ts';
import { isAtAisle, makeScore, sumQuality } from './score.ts';
import type { Block, BlockPart, BlockQuery, HomeSeats, NearBlock, SeatIndex, Standing } from './types.ts';

/**
 * The best blocks for a party, best first, at most `limit`, no two with a seat in common; none for a question without
 * sense, such as a party of none. How they rank stands in docs/rules/seats.md.
 */
export function findBlocks(index: SeatIndex, query: BlockQuery): Block[] {
  const openings = findOpenings(index, query);
  return rankBlocks(index, query, openings, null).map((found) => blockAt(index, query, openings, found));
}

/**
 * Blocks in place of `lost` seats, nearest first: at the same price code in the same row, section and beside it, then at
 * other price codes that the query allows. The lost seats need not be in the index.
 */
export function nearestBlocks(index: SeatIndex, lost: HomeSeats, query: BlockQuery): NearBlock[] {
  return nearestOf(index, lost, query, findOpenings(index, query));
}

/** `nearestBlocks` for openings that are known. */
export function nearestOf(index: SeatIndex, home: HomeSeats, query: BlockQuery, openings: Openings): NearBlock[] {
  const measure = makeMeasure(index, home);
  return rankBlocks(index, query, openings, measure).map((found) => ({
    ...blockAt(index, query, openings, found),
    distance: measure.distance(found.sectionName, found.row, found.start),
  }));
}

/** The block at home, which is free; null when the index does not know the row. */
export function takeBlock(index: SeatIndex, home: HomeSeats, query: BlockQuery, openings: Openings): NearBlock | null {
  const row = findRow(index, home.sectionName, home.rowName);
  if (row === null) return null;
  const start = (index.rows.zero[row] ?? 0) + home.firstSeat;
  const block = blockAt(index, query, openings, { sectionName: home.sectionName, row, start });
  const isOtherPrice = home.priceCode !== null && priceCodeAt(index, row, start) !== home.priceCode;
  return { ...block, distance: { isOtherPrice, sections: 0, rows: 0, seats: 0 } };
}

/** Whether a fan may have just these seats, asked as a query for a party of their number; or what is against it. */
export function standingOf(index: SeatIndex, seats: SeatRange, query: Omit<BlockQuery, 'count' | 'limit'>): Standing {
  const count = seats.lastSeat - seats.firstSeat + 1;
  return standingIn(index, seats, findOpenings(index, { ...query, count, limit: 1 }));
}

/** `standingOf` for openings that are known. */
export function standingIn(index: SeatIndex, seats: SeatRange, openings: Openings): Standing {
  const row = findRow(index, seats.sectionName, seats.rowName);
  if (row !== null && isFree(index, row, seats)) {
    const slot = (index.rows.zero[row] ?? 0) + seats.firstSeat;
    if (hasBit(openings.starts, slot)) return 'available';
    return hasBit(openings.all, slot) ? 'lone_seat' : 'not_offered';
  }
  if (row !== null && hasFree(index, row, row + 1)) return 'seat_taken';
  const section = findSection(index, seats.sectionName);
  return section !== null && hasFree(index, section.from, section.until) ? 'row_taken' : 'section_sold_out';
}

type Found = Candidate & { sectionName: string };
type Spot = Pick<Found, 'sectionName' | 'row' | 'start'>;

function rankBlocks(index: SeatIndex, query: BlockQuery, openings: Openings, measure: Measure | null): Found[] {
  const podium = makePodium<Found>(query.limit);
  const score = makeScore(index, query, openings);
  // The nearest first, to pass over most of the others; equals keep their order.
  const sections = measure === null ? index.sections : index.sections.toSorted(byDistance(measure));
  for (const { sectionName, from, until } of sections) {
    for (let row = from; row < until; row++) {
      const [first, last] = rowSlots(index, row);
      let start = nextBit(openings.starts, first, last);
      if (start === -1 || !podium.takes(measure?.least(sectionName, row) ?? 0, score.ceiling(row))) continue;
      const found: Found[] = [];
      for (; start !== -1; start = nextBit(openings.starts, start + 1, last)) {
        const distance = measure === null ? 0 : weigh(measure.distance(sectionName, row, start));
        const worth = score.of(row, start);
        // what is not taken now is not taken beside a better one of its row either
        if (podium.takes(distance, worth)) found.push({ sectionName, row, start, distance, score: worth });
      }
      addApart(podium, found, query.count);
    }
  }
  return [...podium.best];
}

function byDistance({ sectionSteps }: Measure) {
  return (one: { sectionName: string }, other: { sectionName: string }) =>
    sectionSteps(one.sectionName) - sectionSteps(other.sectionName);
}

function blockAt(
  index: SeatIndex,
  { count }: BlockQuery,
  { lone }: Openings,
  { sectionName, row, start }: Spot,
): Block {
  const firstSeat = start - (index.rows.zero[row] ?? 0);
  const lastSeat = firstSeat + count - 1;
  return {
    sectionName,
    rowName: rowNameOf(index, row),
    firstSeat,
    lastSeat,
    parts: partsOf(index, row, firstSeat, lastSeat),
    quality: sumQuality(index, row, start, count),
    isAtAisle: isAtAisle(index, start, count),
    leavesLoneSeat: hasBit(lone, start),
  };
}

function partsOf(index: SeatIndex, row: number, firstSeat: number, lastSeat: number): BlockPart[] {
  const { rows, spans } = index;
  const parts: BlockPart[] = [];
  const end = rows.span[row + 1] ?? 0;
  for (let span = rows.span[row] ?? 0; span < end; span++) {
    const from = Math.max(firstSeat, spans.firstSeat[span] ?? 0);
    const to = Math.min(lastSeat, spans.lastSeat[span] ?? 0);
    if (from > to) continue;
    const kind = kindAt(index, spans.kind[span] ?? 0);
    const before = parts.at(-1);
    const isSame = before?.className === kind.className && before.priceCode === kind.priceCode;
    if (isSame) before.lastSeat = to;
    else parts.push({ ...kind, firstSeat: from, lastSeat: to });
  }
  return parts;
}

function hasFree(index: SeatIndex, from: number, until: number): boolean {
  for (let row = from; row < until; row++) {
    const [first, last] = rowSlots(index, row);
    if (nextBit(index.free, first, last) !== -1) return true;
  }
  return false;
}
