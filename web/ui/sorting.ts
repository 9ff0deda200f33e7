/** A column's key, with `-` before it for descending. */
export type SortKey = string;

type Sortable<R> = { key: string; sortBy?: (row: R) => string | number };

/** Ascending first, then descending, then as the list came. */
export function nextSort(key: string, sort: SortKey | undefined): SortKey {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? '' : key;
}

/** A sorted copy; rows that compare equal keep their order, text is compared as people sort it. */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly Sortable<R>[],
  sort: SortKey | undefined,
): readonly R[] {
  const isDescending = sort?.startsWith('-') ?? false;
  const key = isDescending ? sort?.slice(1) : sort;
  const sortBy = columns.find((column) => column.key === key)?.sortBy;
  if (sortBy === undefined) return rows;
  const sorted = rows.toSorted((a, b) => compare(sortBy(a), sortBy(b)));
  return isDescending ? sorted.toReversed() : sorted;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
