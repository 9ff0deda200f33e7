import type { Unmapped, VendorSeatRun, VendorSeats } from '../../vendors.types.ts';
import { countOf, labelOf } from './values.ts';
import { columns } from './wire.ts';

export type SeatTable = { seat_header: readonly string[]; seats: readonly (readonly unknown[])[] };

/** The numbers a seat may have: `0` and five digits are no seats of an arena. */
const [lowestSeat, highestSeat] = [1, 9_999];

/** Why no row of such a table can be read; null when they can. */
export function doubtHeader(header: readonly string[]): string | null {
  const missing = Object.values(columns.required).filter((name) => !header.includes(name));
  if (missing.length > 0) return `seat_header lacks ${missing.join(', ')}`;
  return new Set(header).size < header.length ? 'seat_header names a column twice' : null;
}

/**
 * Runs of free seats by the names of their columns, in whatever order those come. Every seat of the table is in `runs`
 * or named in `unmapped`, and none is in two runs: of runs that overlap the one that comes first is kept.
 */
export function readSeatTable({ seat_header: header, seats }: SeatTable): VendorSeats {
  const unmapped = header.flatMap((name) =>
    known.has(name) ? [] : [{ what: 'column', detail: `${name.slice(0, 60)} is not known` }],
  );
  const read = readerOf(header);
  const taken = new Map<string, VendorSeatRun[]>();
  const runs: VendorSeatRun[] = [];
  for (const row of seats) {
    const found =
      row.length === header.length ? read(row) : `a row of ${row.length} values for ${header.length} columns`;
    if (typeof found === 'string') {
      unmapped.push(unmappedRow(row, header, found));
      continue;
    }
    const key = JSON.stringify([found.sectionName, found.rowName]);
    const others = taken.get(key) ?? [];
    if (others.some((other) => other.firstSeat <= found.lastSeat && found.firstSeat <= other.lastSeat)) {
      unmapped.push(unmappedRow(row, header, 'seats of it are in another run too'));
      continue;
    }
    others.push(found);
    taken.set(key, others);
    runs.push(found);
  }
  return { runs, unmapped };
}

const known = new Set<string>([
  ...Object.values(columns.required),
  ...Object.values(columns.optional),
  ...columns.ignored,
]);

/** Reads a row to a run, or to what is wrong with it. */
function readerOf(header: readonly string[]): (row: readonly unknown[]) => VendorSeatRun | string {
  const { required, optional } = columns;
  const at = (name: string) => header.indexOf(name);
  const [section, line, className] = [at(required.sectionName), at(required.rowName), at(required.className)];
  const [priceCode, first, last] = [at(required.priceCode), at(required.firstSeat), at(required.lastSeat)];
  const optionally = (name: string, row: readonly unknown[], usual: number) =>
    at(name) === -1 ? usual : countOf(row[at(name)]);
  return (row) => {
    const labels = { section: labelOf(row[section]), row: labelOf(row[line]), class: labelOf(row[className]) };
    const code = labelOf(row[priceCode]);
    if (labels.section === null || labels.row === null || labels.class === null || code === null) {
      return 'a section, row, class or price code is missing';
    }
    const firstSeat = countOf(row[first]);
    const lastSeat = countOf(row[last]);
    if (firstSeat === null || lastSeat === null) return 'its seat numbers are no numbers';
    if (firstSeat < lowestSeat || lastSeat > highestSeat || lastSeat < firstSeat)
      return 'its seat numbers are no range';
    if (optionally(optional.increment, row, 1) !== 1) return `its ${optional.increment} is not 1`;
    if (optionally(optional.count, row, lastSeat - firstSeat + 1) !== lastSeat - firstSeat + 1) {
      return `its ${optional.count} disagrees with its seat numbers`;
    }
    const aisle = optionally(optional.aisle, row, 0);
    if (aisle === null || aisle > 3) return `its ${optional.aisle} is not known`;
    const quality = optionally(optional.quality, row, 0);
    if (quality === null) return `its ${optional.quality} is no number`;
    const names = { sectionName: labels.section, rowName: labels.row, className: labels.class, priceCode: code };
    return { ...names, firstSeat, lastSeat, aisle, quality };
  };
}

function unmappedRow(row: readonly unknown[], header: readonly string[], reason: string): Unmapped {
  const { sectionName, rowName, firstSeat, lastSeat } = columns.required;
  const cell = (name: string) => (labelOf(row[header.indexOf(name)]) ?? '?').slice(0, 30);
  const seats = `${cell(firstSeat)}-${cell(lastSeat)}`;
  return { what: 'seats', detail: `section ${cell(sectionName)}, row ${cell(rowName)}, seats ${seats}: ${reason}` };
}
