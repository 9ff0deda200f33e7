import { describe, expect, it } from 'vitest';
import { nextSort, sortRows } from './sorting.ts';

type Row = { name: string; count: number };
const rows: readonly Row[] = [
  { name: 'Section 10', count: 2 },
  { name: 'section 9', count: 10 },
  { name: 'Ävila', count: 2 },
];
const columns = [
  { key: 'name', sortBy: (row: Row) => row.name },
  { key: 'count', sortBy: (row: Row) => row.count },
  { key: 'plain' },
];
const names = (sort: string | undefined) => sortRows(rows, columns, sort).map(({ name }) => name);

describe('sorting', () => {
  it('compares text as people do: numbers in it by value, case and accents ignored', () => {
    expect(names('name')).toEqual(['Ävila', 'section 9', 'Section 10']);
    expect(names('-name')).toEqual(['Section 10', 'section 9', 'Ävila']);
  });

  it('compares numbers as numbers, and keeps the order of equal rows', () => {
    expect(names('count')).toEqual(['Section 10', 'Ävila', 'section 9']);
  });

  it.each([undefined, '', 'plain', 'unknown'])('by %j leaves the rows as they came', (sort) => {
    expect(names(sort)).toEqual(rows.map(({ name }) => name));
  });

  it('goes up, then down, then back to how the list came', () => {
    expect(nextSort('name', undefined)).toBe('name');
    expect(nextSort('name', 'count')).toBe('name');
    expect(nextSort('name', 'name')).toBe('-name');
    expect(nextSort('name', '-name')).toBe('');
  });
});
