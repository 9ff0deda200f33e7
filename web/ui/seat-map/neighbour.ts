import type { SeatField } from '../../../shared/rules/seat-field.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';
const vectors = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

/** How much an angle away from the direction counts against a seat. */
const straightness = 2.5;

/**
 * The seat an arrow key goes to: the nearest in that direction as the map is drawn, of this section, or of the next one
 * where this one ends; the same seat when there is none.
 */
export function neighbourOf(field: SeatField, seat: number, direction: Direction): number {
  const own = field.rows[field.row[seat] ?? 0]?.section ?? 0;
  return nearest(field, seat, direction, own) ?? nearest(field, seat, direction, null) ?? seat;
}

function nearest(field: SeatField, seat: number, direction: Direction, sectionOnly: number | null): number | null {
  const [dx, dy] = vectors[direction];
  const [x, y] = [field.x[seat] ?? 0, field.y[seat] ?? 0];
  const [from, until] = sectionOnly === null ? [0, field.count] : rangeOf(field, sectionOnly);
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let other = from; other < until; other++) {
    const [byX, byY] = [(field.x[other] ?? 0) - x, (field.y[other] ?? 0) - y];
    const along = byX * dx + byY * dy;
    const across = Math.abs(byX * dy) + Math.abs(byY * dx);
    if (!(along > 1e-6) || across > along * straightness) continue;
    const cost = along + across * straightness;
    if (cost >= least) continue;
    least = cost;
    best = other;
  }
  return best;
}

function rangeOf({ sections, rows }: SeatField, section: number): [number, number] {
  const { from, until } = sections[section] ?? { from: 0, until: 0 };
  return [rows[from]?.from ?? 0, rows[until - 1]?.until ?? 0];
}
