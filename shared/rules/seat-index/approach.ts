import { listBits, nextBit } from './bits.ts';
import { type Place, placeOf, stepsBetween } from './names.ts';
import { seatSteps, weigh } from './near.ts';
import type { Openings } from './openings.ts';
import { kindAt, slotsOf } from './read.ts';
import type { HomeSeats, SeatIndex } from './types.ts';

/** The least weight of a distance from home to a block of the event; 0 when it has no block. */
export type Approach = (home: HomeSeats) => number;

/**
 * The same as the distance of the first of `nearestBlocks`, for thousands of homes: what homes of one row have in common is
 * found once, when they are asked for one after the other.
 */
export function makeApproach(index: SeatIndex, openings: Openings): Approach {
  const sections = linesOf(index, openings);
  let known: { home: HomeSeats; nearest: Nearest } | null = null;
  return (home) => {
    if (known === null || !isSameRow(known.home, home)) known = { home, nearest: findNearest(sections, home) };
    const { weight, firstSeats } = known.nearest;
    if (firstSeats.length === 0) return weight;
    return (
      weight + firstSeats.reduce((least, seat) => Math.min(least, seatSteps(seat, home)), Number.POSITIVE_INFINITY)
    );
  };
}

function isSameRow(one: HomeSeats, other: HomeSeats): boolean {
  return one.sectionName === other.sectionName && one.rowName === other.rowName && one.priceCode === other.priceCode;
}

/** The blocks of a row that begin in one span. */
type Line = { row: Place; priceCode: string; firstSeats: number[] };
type SectionLines = { section: Place; priceCodes: Set<string>; lines: Line[] };
/** What the nearest blocks weigh without their seats, and the seats they begin with where these count. */
type Nearest = { weight: number; firstSeats: readonly number[] };

function linesOf(index: SeatIndex, { starts }: Openings): SectionLines[] {
  const places = index.rowNames.map(placeOf);
  return index.sections.flatMap(({ sectionName, from, until }) => {
    const lines: Line[] = [];
    for (let row = from; row < until; row++) {
      const place = places[index.rows.name[row] ?? 0];
      if (place !== undefined) addLines(index, row, place, starts, lines);
    }
    if (lines.length === 0) return [];
    return [{ section: placeOf(sectionName), priceCodes: new Set(lines.map(({ priceCode }) => priceCode)), lines }];
  });
}

function addLines(index: SeatIndex, row: number, place: Place, starts: Uint32Array, lines: Line[]): void {
  const zero = index.rows.zero[row] ?? 0;
  const end = index.rows.span[row + 1] ?? 0;
  for (let span = index.rows.span[row] ?? 0; span < end; span++) {
    const [first, last] = slotsOf(index, row, span);
    if (nextBit(starts, first, last) === -1) continue;
    const { priceCode } = kindAt(index, index.spans.kind[span] ?? 0);
    lines.push({ row: place, priceCode, firstSeats: listBits(starts, first, last).map((slot) => slot - zero) });
  }
}

function findNearest(sections: readonly SectionLines[], home: HomeSeats): Nearest {
  const [homeSection, homeRow] = [placeOf(home.sectionName), placeOf(home.rowName)];
  const isOther = (priceCode: string) => home.priceCode !== null && priceCode !== home.priceCode;
  let weight = Number.POSITIVE_INFINITY;
  let firstSeats: number[] = [];
  const visit = ({ section, priceCodes, lines }: SectionLines) => {
    const sectionSteps = stepsBetween(section, homeSection);
    const isOtherPrice = home.priceCode !== null && !priceCodes.has(home.priceCode);
    if (weigh({ isOtherPrice, sections: sectionSteps, rows: 0, seats: 0 }) >= weight) return;
    for (const line of lines) {
      const rows = stepsBetween(line.row, homeRow);
      const lineWeight = weigh({ isOtherPrice: isOther(line.priceCode), sections: sectionSteps, rows, seats: 0 });
      if (lineWeight > weight) continue;
      if (lineWeight < weight) [weight, firstSeats] = [lineWeight, []];
      if (sectionSteps === 0) firstSeats = firstSeats.concat(line.firstSeats);
    }
  };
  // Its own section first: seldom is there anything nearer in another.
  const own = sections.find(({ section }) => section.name === home.sectionName);
  if (own !== undefined) visit(own);
  for (const other of sections) if (other !== own) visit(other);
  return { weight: Number.isFinite(weight) ? weight : 0, firstSeats };
}
