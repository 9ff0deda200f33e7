import type { BlockQuery, EventSeats, HomeSeats, SeatRun } from '../../shared/rules/seat-index/index.ts';

/**
 * The questions of the seat index again, in the slowest and plainest way: every seat is an object, every block is tried. The only
 * thing shared with the code under test are the types of its questions.
 */

/** Where a name stands: names of one group are counted, those of different groups are as far apart as can be. */
export type Spot = { name: string; group: string; at: number };
export type Venue = { sections: readonly Spot[]; rows: readonly Spot[] };

type Seat = { section: string; row: string; number: number; run: SeatRun; atLeft: boolean; atRight: boolean };
export type NaiveBlock = {
  section: string;
  row: string;
  firstSeat: number;
  priceCode: string;
  /** To be compared part by part. */
  score: readonly [spare: number, aisle: number, quality: number, fit: number];
  isLone: boolean;
};

export function naiveSeats(runs: readonly SeatRun[]): Seat[] {
  return runs.flatMap((run) =>
    Array.from({ length: run.lastSeat - run.firstSeat + 1 }, (_, at) => ({
      section: run.sectionName,
      row: run.rowName,
      number: run.firstSeat + at,
      run,
      atLeft: at === 0 && (run.aisle === 1 || run.aisle === 3),
      atRight: run.firstSeat + at === run.lastSeat && run.aisle >= 2,
    })),
  );
}

/** Every block that may be offered, best first. */
export function naiveBlocks(venue: Venue, runs: readonly SeatRun[], query: BlockQuery): NaiveBlock[] {
  const all = everyBlock(runs, query);
  const calm = all.filter(({ isLone }) => !isLone);
  const offered = query.allowsLoneSeat || calm.length === 0 ? all : calm;
  return offered.toSorted((one, other) => compareScores(other.score, one.score) || comparePlaces(venue, one, other));
}

/** The first of them that share no seat with one before, at most `limit`. */
export function apart<T extends { section: string; row: string; firstSeat: number }>(
  blocks: readonly T[],
  { count, limit }: { count: number; limit: number },
): T[] {
  const chosen: T[] = [];
  for (const block of blocks) {
    const overlaps = chosen.some(
      (other) =>
        other.section === block.section &&
        other.row === block.row &&
        Math.abs(other.firstSeat - block.firstSeat) < count,
    );
    if (!overlaps && chosen.length < limit) chosen.push(block);
  }
  return chosen;
}

/** Every block, nearest to home first. */
export function naiveNearest(venue: Venue, runs: readonly SeatRun[], home: HomeSeats, query: BlockQuery): NaiveBlock[] {
  const byScore = naiveBlocks(venue, runs, query);
  return byScore.toSorted((one, other) => weight(venue, home, one) - weight(venue, home, other));
}

export type NaivePlan = NaiveBlock & { moves: number; distance: number };

/** Every home that the most events have, best first. */
export function naiveHomes(venue: Venue, events: readonly (EventSeats & { runs: SeatRun[] })[], query: BlockQuery) {
  const offered = events.map(({ runs, priceCodes }) => naiveBlocks(venue, runs, { ...query, priceCodes }));
  const homes = new Map(offered.flat().map((block) => [placeKey(block), block]));
  const plans = [...homes.values()].map((block): NaivePlan => {
    const own = offered.map((blocks) => blocks.find((other) => placeKey(other) === placeKey(block)));
    const present = own.filter((one) => one !== undefined);
    const priceCode = present[0]?.priceCode ?? '';
    const home = { sectionName: block.section, rowName: block.row, firstSeat: block.firstSeat, lastSeat: 0, priceCode };
    const distances = offered.map((blocks, event) =>
      own[event] !== undefined || blocks.length === 0 ? 0 : Math.min(...blocks.map((one) => weight(venue, home, one))),
    );
    return {
      ...block,
      priceCode,
      score: [
        sum(present.map((one) => one.score[0])),
        sum(present.map((one) => one.score[1])),
        sum(present.map((one) => one.score[2])),
        sum(present.map((one) => one.score[3])),
      ],
      moves: events.length - present.length,
      distance: sum(distances),
    };
  });
  const fewest = Math.min(...plans.map(({ moves }) => moves));
  return plans
    .filter(({ moves }) => moves === fewest)
    .sort(
      (one, other) =>
        one.distance - other.distance || compareScores(other.score, one.score) || comparePlaces(venue, one, other),
    );
}

/** The price weighs a thousand sections, a section a thousand rows, a row a thousand seats. */
export function weight(venue: Venue, home: HomeSeats, block: NaiveBlock): number {
  const sections = steps(venue.sections, home.sectionName, block.section);
  const rows = steps(venue.rows, home.rowName, block.row);
  const seats = sections === 0 ? Math.abs(home.firstSeat - block.firstSeat) : 0;
  const isOther = home.priceCode !== null && home.priceCode !== block.priceCode;
  return (isOther ? 1e9 : 0) + sections * 1e6 + rows * 1e3 + seats;
}

function everyBlock(runs: readonly SeatRun[], query: BlockQuery): NaiveBlock[] {
  const seats = naiveSeats(runs);
  const next = (seat: Seat) => seats.find((other) => areBeside(seat, other));
  const previous = (seat: Seat) => seats.find((other) => areBeside(other, seat));
  const isAccessible = (seat: Seat) => query.accessibleClasses.includes(seat.run.className);
  const isLone = (seat: Seat | undefined, beyond: (seat: Seat) => Seat | undefined) =>
    seat !== undefined && !isAccessible(seat) && beyond(seat) === undefined;
  return seats.flatMap((start): NaiveBlock[] => {
    const block = [start];
    for (let left = query.count - 1; left > 0; left--) {
      const following = next(block.at(-1) ?? start);
      if (following === undefined) return [];
      block.push(following);
    }
    if (!isOffered(block, query, isAccessible)) return [];
    const end = block.at(-1) ?? start;
    const leavesLone = isLone(previous(start), previous) || isLone(next(end), next);
    const neighbours = (previous(start) === undefined ? 0 : 1) + (next(end) === undefined ? 0 : 1);
    const atAisle = query.aisle === 'wanted' && (hasAisleBefore(seats, start) || hasAisleAfter(seats, end));
    const quality = sum(block.map(({ run }) => run.quality));
    const spare = query.wantsAccessible - block.filter(isAccessible).length;
    const { section, row, number: firstSeat } = start;
    const { priceCode } = start.run;
    return [
      {
        section,
        row,
        firstSeat,
        priceCode,
        isLone: leavesLone,
        score: [spare, atAisle ? 1 : 0, quality, leavesLone ? 0 : 3 - neighbours],
      },
    ];
  });
}

function isOffered(block: readonly Seat[], query: BlockQuery, isAccessible: (seat: Seat) => boolean): boolean {
  const { classNames, priceCodes, sectionNames, wantsAccessible } = query;
  const accessible = block.filter(isAccessible);
  const others = block.filter((seat) => !isAccessible(seat));
  return (
    (wantsAccessible === 0 ? accessible.length === 0 : accessible.length >= wantsAccessible) &&
    others.every(({ run }) => classNames.includes(run.className)) &&
    others.every(
      ({ run }) => run.className === others[0]?.run.className && run.priceCode === others[0].run.priceCode,
    ) &&
    block.every(({ run }) => priceCodes === null || priceCodes.includes(run.priceCode)) &&
    block.every(({ section }) => sectionNames === null || sectionNames.includes(section))
  );
}

function areBeside(left: Seat, right: Seat): boolean {
  const follows = left.section === right.section && left.row === right.row && left.number + 1 === right.number;
  return follows && !left.atRight && !right.atLeft;
}

function hasAisleBefore(seats: readonly Seat[], { section, row, number, atLeft }: Seat): boolean {
  const before = seats.find((seat) => seat.section === section && seat.row === row && seat.number === number - 1);
  return atLeft || before?.atRight === true;
}

function hasAisleAfter(seats: readonly Seat[], { section, row, number, atRight }: Seat): boolean {
  const after = seats.find((seat) => seat.section === section && seat.row === row && seat.number === number + 1);
  return atRight || after?.atLeft === true;
}

function steps(spots: readonly Spot[], one: string, other: string): number {
  const [from, to] = [spots.find(({ name }) => name === one), spots.find(({ name }) => name === other)];
  if (from === to) return 0;
  return from?.group === to?.group ? Math.abs((from?.at ?? 0) - (to?.at ?? 0)) : 999;
}

function compareScores(one: NaiveBlock['score'], other: NaiveBlock['score']): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3];
}

function comparePlaces(venue: Venue, one: NaiveBlock, other: NaiveBlock): number {
  const sections = orderOf(venue.sections, one.section) - orderOf(venue.sections, other.section);
  const rows = orderOf(venue.rows, one.row) - orderOf(venue.rows, other.row);
  return sections || rows || one.firstSeat - other.firstSeat;
}

function orderOf(spots: readonly Spot[], name: string): number {
  return spots.findIndex((spot) => spot.name === name);
}

function placeKey({ section, row, firstSeat }: NaiveBlock): string {
  return `${section}/${row}/${firstSeat}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
