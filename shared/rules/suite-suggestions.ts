import type { SeatRange } from '../contract/suites.ts';
import { naturalOrder } from './natural-order.ts';
import { countSeats, sharedSeats } from './seats.ts';

export type SuggestionInput = {
  /** Free seats of any event; they may overlap. */
  seats: Iterable<SeatRange>;
  groupBy: 'section' | 'row';
  /** What a section is called. */
  nameOf: (sectionName: string) => string;
  /** Suites of the venue that are not archived. */
  suites: readonly { name: string; seats: readonly SeatRange[]; overflow: SeatRange | null }[];
};
export type SuiteSuggestion = {
  name: string;
  seats: SeatRange[];
  capacity: number;
  /** Why it cannot be added as it is, with the suite that has its seats or name; null: it can. */
  blockedBy: { reason: 'seats_taken' | 'name_taken' | 'too_many_ranges'; suite: string | null } | null;
};

/** What the contract lets a suite have. */
const mostRanges = 50;

/** Suites as the seats suggest them, one for each section or row, in the order of names; see docs/rules/venues.md. */
export function suggestSuites({ seats, groupBy, nameOf, suites }: SuggestionInput): SuiteSuggestion[] {
  const rows = unionByRow(seats);
  const groups = new Map<string, { name: string; seats: SeatRange[] }>();
  for (const ranges of rows.values()) {
    const [{ sectionName, rowName } = { sectionName: '', rowName: '' }] = ranges;
    const name = groupBy === 'section' ? nameOf(sectionName) : `${nameOf(sectionName)}, row ${rowName}`;
    const key = groupBy === 'section' ? sectionName : `${sectionName}\n${rowName}`;
    const group = groups.get(key) ?? { name: name.slice(0, 120), seats: [] };
    group.seats.push(...ranges);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, capacity: countSeats(group.seats), blockedBy: blockedBy(group, suites) }))
    .sort((one, other) => naturalOrder(one.name, other.name));
}

function blockedBy(
  { name, seats }: { name: string; seats: readonly SeatRange[] },
  suites: SuggestionInput['suites'],
): SuiteSuggestion['blockedBy'] {
  const holder = suites.find((suite) => {
    const own = suite.overflow === null ? suite.seats : [...suite.seats, suite.overflow];
    return own.some((range) => seats.some((seat) => sharedSeats(range, seat) !== null));
  });
  if (holder !== undefined) return { reason: 'seats_taken', suite: holder.name };
  const twin = suites.find((suite) => suite.name.toLowerCase() === name.toLowerCase());
  if (twin !== undefined) return { reason: 'name_taken', suite: twin.name };
  return seats.length > mostRanges ? { reason: 'too_many_ranges', suite: null } : null;
}

/** Each row's seats as ranges that neither overlap nor touch, first to last; rows in the order of their names. */
function unionByRow(seats: Iterable<SeatRange>): Map<string, SeatRange[]> {
  const rows = new Map<string, SeatRange[]>();
  for (const { sectionName, rowName, firstSeat, lastSeat } of seats) {
    const key = `${sectionName}\n${rowName}`;
    const range = { sectionName, rowName, firstSeat, lastSeat };
    const others = rows.get(key);
    if (others === undefined) rows.set(key, [range]);
    else others.push(range);
  }
  const sorted = [...rows].sort(([one], [other]) => naturalOrder(one, other));
  return new Map(sorted.map(([key, ranges]) => [key, union(ranges)]));
}

function union(ranges: readonly SeatRange[]): SeatRange[] {
  const merged: SeatRange[] = [];
  for (const range of [...ranges].sort((one, other) => one.firstSeat - other.firstSeat)) {
    const last = merged.at(-1);
    if (last === undefined || range.firstSeat > last.lastSeat + 1) merged.push({ ...range });
    else last.lastSeat = Math.max(last.lastSeat, range.lastSeat);
  }
  return merged;
}
