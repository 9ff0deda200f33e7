import type { OfferSeats } from '../../../../shared/contract/catalog.map.ts';
import type { SeatRange } from '../../../../shared/contract/suites.ts';
import { aisleLetter, takenLetter } from '../../../../shared/rules/seat-field.ts';

export function capacityOf(ranges: readonly Pick<SeatRange, 'firstSeat' | 'lastSeat'>[]): number {
  return ranges.reduce((sum, { firstSeat, lastSeat }) => sum + Math.max(0, lastSeat - firstSeat + 1), 0);
}

/** "Section 12, row A, seats 1 to 12". */
export function rangeInWords({ sectionName, rowName, firstSeat, lastSeat }: SeatRange): string {
  const seats = firstSeat === lastSeat ? `seat ${firstSeat}` : `seats ${firstSeat} to ${lastSeat}`;
  return `Section ${sectionName}, row ${rowName}, ${seats}`;
}

/** How many of these seats are free at an event. */
export function freeSeatsIn({ sections }: Pick<OfferSeats, 'sections'>, ranges: readonly SeatRange[]): number {
  const rows = new Map(sections.flatMap(([section, own]) => own.map((row) => [`${section}\n${row[0]}`, row] as const)));
  return ranges.reduce((sum, { sectionName, rowName, firstSeat, lastSeat }) => {
    const row = rows.get(`${sectionName}\n${rowName}`);
    if (row === undefined) return sum;
    const letters = [...row[2]].filter((letter) => letter !== aisleLetter);
    const wanted = letters.slice(Math.max(0, firstSeat - row[1]), Math.max(0, lastSeat - row[1] + 1));
    return sum + wanted.filter((letter) => letter !== takenLetter).length;
  }, 0);
}

/** What can be sold of a suite with so many free seats. */
export function standingOf(free: number, capacity: number, partialSizes: readonly number[]) {
  if (capacity === 0) return { tone: 'neutral' as const, words: 'No seats yet' };
  if (free === capacity) return { tone: 'positive' as const, words: 'All seats free' };
  if (free === 0) return { tone: 'neutral' as const, words: 'No seat free' };
  const canSellPart = partialSizes.some((size) => size <= free);
  const words = `${free} of ${capacity} seats free`;
  return canSellPart
    ? { tone: 'info' as const, words: `${words}: sold in parts` }
    : { tone: 'warning' as const, words: `${words}: cannot be sold` };
}
