import fc from 'fast-check';
import type { BlockQuery, SeatRun } from '../../shared/rules/seat-index/index.ts';
import { naiveSeats, type Venue } from './naive-seats.ts';

/** In the order of the index: counted names, then letters, then words. */
export const venue: Venue = {
  sections: [
    { name: '101', group: 'numbers', at: 101 },
    { name: '103', group: 'numbers', at: 103 },
    { name: 'C7', group: 'C', at: 7 },
    { name: 'FLOOR', group: 'floor', at: 0 },
  ],
  rows: [
    { name: '2', group: 'numbers', at: 2 },
    { name: '10', group: 'numbers', at: 10 },
    { name: 'Z', group: 'letters', at: 26 },
    { name: 'AA', group: 'letters', at: 27 },
  ],
};
const classNames = ['FLEX', 'OTHER', 'ADA'];
const priceCodes = ['A', 'B'];

type Cell = {
  isFree: boolean;
  className: string;
  priceCode: string;
  quality: number;
  aisleAfter: boolean;
  isCut: boolean;
};

const cell: fc.Arbitrary<Cell> = fc.record({
  isFree: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  className: fc.oneof(
    { weight: 6, arbitrary: fc.constant('FLEX') },
    { weight: 2, arbitrary: fc.constantFrom(...classNames) },
  ),
  priceCode: fc.oneof({ weight: 3, arbitrary: fc.constant('A') }, { weight: 1, arbitrary: fc.constant('B') }),
  quality: fc.oneof({ weight: 3, arbitrary: fc.constant(5) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) }),
  aisleAfter: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  isCut: fc.boolean(),
});
/** Of a row where every other seat is accessible. */
const accessibleCell = cell.chain((one) => fc.constantFrom('ADA', 'FLEX').map((className) => ({ ...one, className })));
const row = fc.record({
  sectionName: fc.constantFrom(...venue.sections.map(({ name }) => name)),
  rowName: fc.constantFrom(...venue.rows.map(({ name }) => name)),
  /** Around the bounds of words. */
  firstSeat: fc.constantFrom(0, 0, 1, 1, 28, 61),
  cells: fc.oneof(
    { weight: 4, arbitrary: fc.array(cell, { minLength: 3, maxLength: 10 }) },
    { weight: 1, arbitrary: fc.array(accessibleCell, { minLength: 3, maxLength: 10 }) },
  ),
});
type Row = { sectionName: string; rowName: string; firstSeat: number; cells: readonly Cell[] };

const rows = fc.uniqueArray(row, {
  minLength: 1,
  maxLength: 6,
  size: 'max',
  selector: (one) => `${one.sectionName}/${one.rowName}`,
});
/** The free seats of one event, as the vendor tells them, in any order. */
export const anyRuns: fc.Arbitrary<SeatRun[]> = rows
  .map((all) => all.flatMap(runsOfRow))
  .chain((runs) => fc.shuffledSubarray(runs, { minLength: runs.length, maxLength: runs.length }));

/** Games on the same seats: most are free in all, some are sold or priced otherwise in one. */
export const anyGames: fc.Arbitrary<{ runs: SeatRun[]; priceCodes: string[] | null }[]> = rows.chain((all) =>
  fc.array(
    fc
      .record({
        sold: fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
        soldPercent: fc.constantFrom(0, 10, 40, 90),
        priceCodes: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.subarray(priceCodes)),
      })
      .map((game) => ({ priceCodes: game.priceCodes, runs: all.flatMap((one) => runsOfRow(change(one, game))) })),
    { minLength: 1, maxLength: 4 },
  ),
);

const few = fc.integer({ min: 1, max: 4 });
export const anyQuery: fc.Arbitrary<BlockQuery> = fc.record({
  classNames: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(['FLEX'], ['FLEX', 'OTHER']) }, fc.subarray(classNames)),
  priceCodes: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.subarray(priceCodes)),
  count: few,
  sectionNames: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    fc.subarray(venue.sections.map(({ name }) => name)),
  ),
  accessibleClasses: fc.oneof({ weight: 12, arbitrary: fc.constant(['ADA']) }, fc.subarray(classNames)),
  wantsAccessible: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 2 })),
  allowsLoneSeat: fc.boolean(),
  aisle: fc.constantFrom('any', 'wanted'),
  limit: fc.integer({ min: 1, max: 5 }),
});

/** `pick` chooses one of the seats that are there, or null: the place that is drawn, which hardly ever is. */
export const anyPlace = fc.record({
  pick: fc.option(fc.nat({ max: 1_000 }), { freq: 4 }),
  sectionName: fc.constantFrom(...venue.sections.map(({ name }) => name)),
  rowName: fc.constantFrom(...venue.rows.map(({ name }) => name)),
  firstSeat: fc.integer({ min: 0, max: 70 }),
  priceCode: fc.constantFrom('A', 'B', 'Z', null),
});
type AnyPlace = typeof anyPlace extends fc.Arbitrary<infer T> ? T : never;

/** `count` seats at a place. */
export function seatsAt({ pick, ...place }: AnyPlace, runs: readonly SeatRun[], count: number) {
  const seats = naiveSeats(runs);
  const picked = pick === null ? undefined : seats[pick % seats.length];
  const {
    section: sectionName,
    row: rowName,
    number: firstSeat,
  } = picked ?? {
    section: place.sectionName,
    row: place.rowName,
    number: place.firstSeat,
  };
  return { sectionName, rowName, firstSeat, lastSeat: firstSeat + count - 1, priceCode: place.priceCode };
}

/** As the vendor tells a row: seats that differ, or that an aisle parts, are in runs of their own. */
function runsOfRow({ sectionName, rowName, firstSeat, cells }: Row): SeatRun[] {
  const runs: SeatRun[] = [];
  cells.forEach(({ isFree, className, priceCode, quality, isCut }, at) => {
    if (!isFree) return;
    const seat = firstSeat + at;
    const left = cells[at - 1]?.aisleAfter === true;
    const right = cells[at]?.aisleAfter === true;
    const before = runs.at(-1);
    const isSame =
      before?.lastSeat === seat - 1 &&
      before.className === className &&
      before.priceCode === priceCode &&
      before.quality === quality;
    if (before !== undefined && isSame && !left && !isCut) {
      before.lastSeat = seat;
      before.aisle += right ? 2 : 0;
    } else {
      const aisle = (left ? 1 : 0) + (right ? 2 : 0);
      runs.push({ sectionName, rowName, firstSeat: seat, lastSeat: seat, className, priceCode, quality, aisle });
    }
  });
  return runs;
}

function change(one: Row, { sold, soldPercent }: { sold: fc.Stream<number>; soldPercent: number }): Row {
  const cells = one.cells.map((cell) => {
    const drawn = sold.next().value ?? 0;
    const isOtherPrice = drawn % 12 === 0;
    return { ...cell, isFree: cell.isFree && drawn >= soldPercent, priceCode: isOtherPrice ? 'B' : cell.priceCode };
  });
  return { ...one, cells };
}
