import { placeOf, stepsBetween } from './names.ts';
import { slotsOf } from './read.ts';
import type { Distance, HomeSeats, SeatIndex } from './types.ts';

/** A step of one part weighs more than all that the parts after it can; sums over a season stay whole. */
const weights = { otherPrice: 10 ** 9, section: 10 ** 6, row: 10 ** 3 };
/** Seats further along than this are equally far. */
const mostSeats = 999;

export function weigh({ isOtherPrice, sections, rows, seats }: Distance): number {
  return (isOtherPrice ? weights.otherPrice : 0) + sections * weights.section + rows * weights.row + seats;
}

export type Measure = {
  sectionSteps: (sectionName: string) => number;
  /** No block of the row weighs less. */
  least: (sectionName: string, row: number) => number;
  /** Of the block that begins at a slot. */
  distance: (sectionName: string, row: number, slot: number) => Distance;
};

/** How far the blocks of an event are from home. */
export function makeMeasure(index: SeatIndex, home: HomeSeats): Measure {
  const [homeSection, homeRow] = [placeOf(home.sectionName), placeOf(home.rowName)];
  const rowNameSteps = index.rowNames.map((rowName) => stepsBetween(placeOf(rowName), homeRow));
  const sectionSteps = new Map(
    index.sections.map(({ sectionName }) => [sectionName, stepsBetween(placeOf(sectionName), homeSection)]),
  );
  const stepsTo = (sectionName: string) => sectionSteps.get(sectionName) ?? 0;
  const rowSteps = (row: number) => rowNameSteps[index.rows.name[row] ?? 0] ?? 0;
  return {
    sectionSteps: stepsTo,
    least(sectionName, row) {
      const isOtherPrice = home.priceCode !== null && !hasPrice(index, row, home.priceCode);
      return weigh({ isOtherPrice, sections: stepsTo(sectionName), rows: rowSteps(row), seats: 0 });
    },
    distance(sectionName, row, slot) {
      const sections = stepsTo(sectionName);
      const isOtherPrice = home.priceCode !== null && priceCodeAt(index, row, slot) !== home.priceCode;
      const seats = sections === 0 ? seatSteps(slot - (index.rows.zero[row] ?? 0), home) : 0;
      return { isOtherPrice, sections, rows: rowSteps(row), seats };
    },
  };
}

export function seatSteps(firstSeat: number, home: HomeSeats): number {
  return Math.min(Math.abs(firstSeat - home.firstSeat), mostSeats);
}

/** The price code of a free seat. */
export function priceCodeAt(index: SeatIndex, row: number, slot: number): string | null {
  const { rows, spans } = index;
  const end = rows.span[row + 1] ?? 0;
  for (let span = rows.span[row] ?? 0; span < end; span++) {
    const [first, last] = slotsOf(index, row, span);
    if (first <= slot && slot <= last) return index.kinds[spans.kind[span] ?? 0]?.priceCode ?? null;
  }
  return null;
}

function hasPrice(index: SeatIndex, row: number, priceCode: string): boolean {
  const { rows, spans } = index;
  const end = rows.span[row + 1] ?? 0;
  for (let span = rows.span[row] ?? 0; span < end; span++) {
    if (index.kinds[spans.kind[span] ?? 0]?.priceCode === priceCode) return true;
  }
  return false;
}
