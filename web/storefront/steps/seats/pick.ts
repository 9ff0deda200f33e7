import type { Block } from '../../../../shared/contract/carts.ts';
import type { SeatField } from '../../../../shared/rules/seat-field.ts';

export type SeatSort = {
  /** Sold by the plan at a price. */
  isSold: boolean;
  isAccessible: boolean;
  priceCode: string;
};
export type Party = { size: number; accessible: number };
/** Seats beside each other for the whole party, at one price. */
export type Pick = { seats: ReadonlySet<number>; block: Block; priceCode: string };

/**
 * The places for the party around a seat that was pressed: from it on if they are free, else those beside it that hold it
 * too. Null when no so many sit together there. The same rules as the server's: one price, never parted by an aisle, so
 * many accessible seats as are needed and none for who did not ask.
 */
export function pickAround(field: SeatField, sorts: readonly SeatSort[], seat: number, party: Party): Pick | null {
  const row = field.rows[field.row[seat] ?? 0];
  if (row === undefined) return null;
  for (let back = 0; back < party.size; back += 1) {
    const first = seat - back;
    if (first < row.from || first + party.size > row.until) continue;
    const found = pickFrom(field, sorts, first, party);
    if (found !== null) return { ...found, block: blockOf(field, first, party.size) };
  }
  return null;
}

function pickFrom(field: SeatField, sorts: readonly SeatSort[], first: number, { size, accessible }: Party) {
  const seats = new Set<number>();
  const prices = new Set<string>();
  let accessibleCount = 0;
  let accessiblePrice: string | null = null;
  for (let seat = first; seat < first + size; seat += 1) {
    const sort = sorts[(field.kind[seat] ?? 0) - 1];
    if (sort === undefined || !sort.isSold) return null;
    if (seat > first && (field.number[seat] ?? 0) !== (field.number[seat - 1] ?? 0) + 1) return null;
    if (seat > first && isParted(field, seat - 1, seat)) return null;
    if (sort.isAccessible) {
      accessibleCount += 1;
      accessiblePrice = sort.priceCode;
    } else prices.add(sort.priceCode);
    seats.add(seat);
  }
  const hasRight = accessible === 0 ? accessibleCount === 0 : accessibleCount >= accessible;
  const [priceCode = accessiblePrice] = prices;
  return hasRight && prices.size <= 1 && priceCode !== null ? { seats, priceCode } : null;
}

/** An aisle lies between them. */
function isParted({ aisle }: SeatField, left: number, right: number): boolean {
  return ((aisle[left] ?? 0) & 2) !== 0 || ((aisle[right] ?? 0) & 1) !== 0;
}

function blockOf(field: SeatField, first: number, size: number): Block {
  const row = field.rows[field.row[first] ?? 0];
  const firstSeat = field.number[first] ?? 0;
  return {
    sectionName: field.sections[row?.section ?? 0]?.name ?? '',
    rowName: row?.name ?? '',
    firstSeat,
    lastSeat: firstSeat + size - 1,
  };
}
