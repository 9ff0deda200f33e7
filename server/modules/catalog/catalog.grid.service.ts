import type { Grid } from './catalog.types.ts';

export type Cell = { eventCode: string; column: string; value: number };

/**
 * The same grid with the rows of these events in place of theirs; the old one stays as it is. A cell that comes twice is
 * added up.
 */
export function replaceRows({ columns, rows }: Grid, of: 'all' | ReadonlySet<string>, cells: readonly Cell[]): Grid {
  for (const { column } of cells) if (!columns.has(column)) columns.set(column, columns.size);
  const next = new Map(of === 'all' ? [] : [...rows].filter(([eventCode]) => !of.has(eventCode)));
  const made = new Map<string, Int32Array>();
  for (const { eventCode, column, value } of cells) {
    const row = made.get(eventCode) ?? new Int32Array(columns.size).fill(-1);
    const place = columns.get(column) ?? 0;
    row[place] = Math.max(0, row[place] ?? 0) + value;
    made.set(eventCode, row);
  }
  for (const [eventCode, row] of made) next.set(eventCode, row);
  return { columns, rows: next };
}

export function valueAt({ columns, rows }: Grid, eventCode: string, column: string): number | null {
  const place = columns.get(column);
  const value = place === undefined ? undefined : rows.get(eventCode)?.[place];
  return value === undefined || value < 0 ? null : value;
}
