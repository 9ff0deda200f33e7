import { act, cleanup, render, screen } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useGradually } from './useGradually.ts';

afterEach(cleanup);

const itself = (key: string) => key;
const listOf = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);

/** How many rows each drawing had, the first drawing first. */
function watch() {
  const counts: number[] = [];
  function List({ rows }: { rows: readonly string[] }) {
    const drawn = useGradually(rows, itself);
    useLayoutEffect(() => {
      counts.push(drawn.length);
    });
    return drawn.map((row) => <p key={row}>{row}</p>);
  }
  const { rerender } = render(<List rows={listOf('a', 50)} />);
  return { counts, show: (rows: readonly string[]) => act(() => rerender(<List rows={rows} />)) };
}

it('a new list is drawn as far as a screen shows it, and whole right after', () => {
  const { counts, show } = watch();
  expect(counts).toEqual([12, 50]);
  show(listOf('b', 30));
  expect(counts.slice(2)).toEqual([12, 30]);
  expect(screen.getAllByText(/^b/)).toHaveLength(30);
});

it('a list from which its first rows went, or to which others came, stays whole all the while', () => {
  const { counts, show } = watch();
  show(listOf('a', 50).slice(5));
  show([...listOf('new', 5), ...listOf('a', 50).slice(5)]);
  expect(Math.min(...counts.slice(1))).toBe(45);
});
