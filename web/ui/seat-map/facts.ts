import type { SeatField } from '../../../shared/rules/seat-field.ts';
import type { SeatFacts, SeatLook } from './types.ts';

const none: ReadonlySet<number> = new Set();

export function factsOf(field: SeatField, seat: number, mine: ReadonlySet<number> = none): SeatFacts {
  const row = field.rows[field.row[seat] ?? 0];
  const kind = field.kind[seat] ?? 0;
  return {
    sectionName: field.sections[row?.section ?? 0]?.name ?? '',
    rowName: row?.name ?? '',
    seatNumber: field.number[seat] ?? 0,
    kind: kind === 0 ? null : kind - 1,
    isMine: mine.has(seat),
    isAtAisle: (field.aisle[seat] ?? 0) !== 0,
  };
}

/** Whether the fan may choose the seat, or give it back. */
export function isPickable(field: SeatField, looks: readonly SeatLook[], mine: ReadonlySet<number>, seat: number) {
  if (mine.has(seat)) return true;
  const kind = field.kind[seat] ?? 0;
  return kind > 0 && looks[kind - 1]?.isPickable === true;
}

/** The places of seats in the field by what they are called; what is not there is left out. */
export function findSeats(
  field: SeatField,
  wanted: readonly { sectionName: string; rowName: string; firstSeat: number; lastSeat: number }[],
): Set<number> {
  const found = new Set<number>();
  for (const { sectionName, rowName, firstSeat, lastSeat } of wanted) {
    const section = field.sections.find(({ name }) => name === sectionName);
    if (section === undefined) continue;
    for (const { name, from, until } of field.rows.slice(section.from, section.until)) {
      if (name !== rowName) continue;
      for (let seat = from; seat < until; seat++) {
        const number = field.number[seat] ?? 0;
        if (number >= firstSeat && number <= lastSeat) found.add(seat);
      }
    }
  }
  return found;
}
