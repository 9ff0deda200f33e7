import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { makeRule } from '../../../../../../test/factories/program-content.ts';
import { readSeasonAmounts } from './amounts.ts';
import type { Refusal } from './clipboard.ts';
import { applyChanges, cellsOf, type Grid, viewsOf } from './grid.ts';
import { makeGridActs } from './gridActs.ts';
import { PriceGrid } from './PriceGrid.tsx';
import { at } from './selection.ts';

afterEach(cleanup);

const line = (eventCode: string | null, name: string) => ({ eventCode, name, hint: '', isOutside: false });
const column = (priceCode: string) => ({ key: priceCode, priceCode, subject: null, seatCount: 1 });
const grid: Grid = {
  lines: [line(null, 'All events'), line('E1', 'Lakers'), line('E2', 'Suns')],
  columns: [column('A'), column('B')],
};
const read = '2026-10-01T00:00:00.000Z';
const amounts = readSeasonAmounts({
  columns: [
    ['A', 'ADULT'],
    ['A', '3GP'],
    ['B', 'ADULT'],
  ],
  kinds: [],
  events: [
    { code: 'E1', readAt: read, cents: [10_000, 9_000, 5_000], seats: [] },
    { code: 'E2', readAt: read, cents: [12_000, null, 6_000], seats: [] },
  ],
});

type Shown = { rule: PriceRule; labels: string[]; refusals: readonly Refusal[] };

function show(canEdit = true): Shown {
  const shown: Shown = { rule: makeRule('R', { rows: [] }), labels: [], refusals: [] };
  const onRefused = (refusals: readonly Refusal[]) => {
    shown.refusals = refusals;
  };
  function Harness() {
    const [rule, setRule] = useState(shown.rule);
    const [selection, setSelection] = useState(at({ line: 0, column: 0 }));
    useEffect(() => {
      shown.rule = rule;
    }, [rule]);
    const cells = cellsOf(rule);
    const acts = makeGridActs({
      grid,
      cells,
      amounts,
      selection,
      onSelect: setSelection,
      onChange: (changes, label) => {
        shown.labels.push(label);
        setRule((one) => applyChanges(one, changes));
      },
      onRefused,
      say: () => {},
    });
    const views = viewsOf(grid, cells, amounts);
    const props = { grid, views, amounts, canEdit, selection, onSelect: setSelection, acts };
    return <PriceGrid label="Prices" currency="USD" {...props} />;
  }
  render(
    <MantineProvider env="test">
      <Harness />
    </MantineProvider>,
  );
  cellAt(0, 0).focus();
  return shown;
}

function cellAt(row: number, place: number): HTMLElement {
  const found = within(screen.getAllByRole('row')[row + 1] as HTMLElement).getAllByRole('gridcell')[place];
  if (found === undefined) throw new Error('there is no such cell');
  return found;
}

const press = (key: string, keys: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...keys });
const paste = (text: string) =>
  fireEvent.paste(document.activeElement ?? document.body, { clipboardData: { getData: () => text } });
const choose = (text: string) => {
  const input = screen.getByRole('combobox');
  fireEvent.change(input, { target: { value: text } });
  fireEvent.keyDown(input, { key: 'Enter' });
};

describe('the grid by keyboard', () => {
  it('sets a price: type, Enter, and the cell below has the focus', () => {
    const shown = show();
    press('a');
    expect(screen.getByRole('combobox').getAttribute('aria-label')).toBe('Ticket type for All events, A');
    choose('adult');
    expect(shown.rule.rows).toEqual([{ eventCode: null, priceCode: 'A', ticketTypeCode: 'ADULT' }]);
    expect(shown.labels).toEqual(['Set 1 price']);
    expect(document.activeElement).toBe(cellAt(1, 0));
    expect(cellAt(0, 0).textContent).toContain('from $100.00');
    expect(cellAt(1, 0).textContent).toContain('from all events');
  });

  it('refuses a code the vendor has not got, and Escape leaves the cell as it was', () => {
    const shown = show();
    press('Enter');
    choose('NOPE');
    expect(screen.getByText('The vendor has no ticket type NOPE')).toBeDefined();
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Escape' });
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(shown.rule.rows).toEqual([]);
    expect(document.activeElement).toBe(cellAt(0, 0));
  });

  it('selects with Shift, fills down and right, clears with Delete', () => {
    const shown = show();
    press('a');
    choose('ADULT');
    press('ArrowUp');
    press('ArrowDown', { shiftKey: true });
    press('ArrowRight', { shiftKey: true });
    expect(screen.getAllByRole('gridcell', { selected: true })).toHaveLength(4);
    press('d', { ctrlKey: true });
    press('r', { ctrlKey: true });
    expect(shown.rule.rows).toHaveLength(4);
    press('Delete');
    expect(shown.rule.rows).toEqual([]);
    expect(shown.labels.slice(1)).toEqual(['Fill down 1 price', 'Fill right 2 prices', 'Clear 4 prices']);
  });

  it('pastes a block as one step, or nothing of it', () => {
    const shown = show();
    press('ArrowDown');
    paste('ADULT\tADULT\n3GP\tBF52');
    expect(shown.refusals.map(({ text }) => text)).toEqual(['BF52']);
    expect(shown.rule.rows).toEqual([]);
    paste('ADULT\tADULT\n3GP\tADULT');
    expect(shown.rule.rows).toHaveLength(4);
    expect(shown.labels).toEqual(['Paste 4 prices']);
    expect(cellAt(2, 0).textContent).toContain('no amount');
  });

  it('copies what the cells have themselves', () => {
    show();
    press('a');
    choose('ADULT');
    press('ArrowUp');
    press('a', { ctrlKey: true });
    let copied = '';
    fireEvent.copy(document.activeElement ?? document.body, {
      clipboardData: {
        setData: (_: string, text: string) => {
          copied = text;
        },
      },
    });
    expect(copied).toBe('ADULT\t\n\t\n\t');
  });

  it('changes nothing for somebody who may only look', () => {
    const shown = show(false);
    press('a');
    press('Enter');
    press('Delete');
    paste('ADULT');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(shown.labels).toEqual([]);
    press('ArrowRight');
    expect(document.activeElement).toBe(cellAt(0, 1));
    expect(screen.getByRole('grid').getAttribute('aria-readonly')).toBe('true');
  });
});
