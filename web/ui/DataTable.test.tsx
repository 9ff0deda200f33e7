import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Column, DataTable } from './DataTable.tsx';

type Row = { name: string; count: number };

const rows: readonly Row[] = [
  { name: 'First', count: 3 },
  { name: 'Second', count: 1 },
  { name: 'Third', count: 2 },
];
const columns: readonly Column<Row>[] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  { key: 'count', header: 'Count', sortBy: ({ count }) => count, cell: ({ count }) => count },
];

afterEach(cleanup);

function show(props: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) {
  render(
    <MantineProvider env="test">
      <DataTable caption="Rows" columns={columns} rows={rows} rowKey={({ name }) => name} {...props} />
    </MantineProvider>,
  );
}

const rowNames = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

describe('a table', () => {
  it('has a caption, and the first cell of a row names it', () => {
    show();
    expect(screen.getByRole('table', { name: 'Rows' })).toBeDefined();
    expect(rowNames()).toEqual(['First', 'Second', 'Third']);
  });

  it('is sorted as it is told, says so, and asks for the next sorting', () => {
    const onSort = vi.fn<(sort: string) => void>();
    show({ sort: '-count', onSort });
    expect(rowNames()).toEqual(['First', 'Third', 'Second']);
    expect(screen.getByRole('columnheader', { name: 'Count' }).getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(screen.getByRole('button', { name: 'Count' }));
    expect(onSort).toHaveBeenCalledWith('');
  });

  it('goes from row to row with the arrow keys, to the same button, and stops at the ends', () => {
    show({
      actions: ({ name }) => (
        <>
          <button type="button">Edit {name}</button>
          <button type="button">Remove {name}</button>
        </>
      ),
    });
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    screen.getByRole('button', { name: 'Remove First' }).focus();
    press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('Remove Second');
    press('ArrowDown');
    press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('Remove Third');
    press('ArrowUp');
    expect(document.activeElement?.textContent).toBe('Remove Second');
  });

  it('leaves the arrow keys to a button that opens a menu', () => {
    show({
      actions: ({ name }) => (
        <button type="button" aria-haspopup="menu">
          {name}
        </button>
      ),
    });
    const first = screen.getByRole('button', { name: 'First' });
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(first);
  });

  it('opens more about a row below it, and closes it again', () => {
    show({ detail: { label: ({ name }) => `More about ${name}`, render: ({ count }) => `It counts ${count}` } });
    const toggle = screen.getByRole('button', { name: 'More about Second' });
    expect(screen.queryByText('It counts 1')).toBeNull();
    fireEvent.click(toggle);
    expect(screen.getByText('It counts 1')).toBeDefined();
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(toggle);
    expect(screen.queryByText('It counts 1')).toBeNull();
  });

  it('has rows chosen one by one or all at once, and says when it is some of them', () => {
    const onChange = vi.fn<(selected: ReadonlySet<string>) => void>();
    const label = ({ name }: Row) => `Choose ${name}`;
    show({ selection: { selected: new Set(['First']), onChange, label } });
    const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose all rows' });
    expect([all.checked, all.indeterminate]).toEqual([false, true]);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Second' }));
    expect(onChange).toHaveBeenLastCalledWith(new Set(['First', 'Second']));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose First' }));
    expect(onChange).toHaveBeenLastCalledWith(new Set());
    fireEvent.click(all);
    expect(onChange).toHaveBeenLastCalledWith(new Set(['First', 'Second', 'Third']));
  });
});
