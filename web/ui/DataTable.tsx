import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { cellButton } from './cells.tsx';
import classes from './DataTable.module.css';
import { Icon } from './Icon.tsx';
import { type RowSelection, SelectionCell, SelectionHead } from './RowSelection.tsx';
import { ScrollRegion } from './ScrollRegion.tsx';
import { nextSort, type SortKey, sortRows } from './sorting.ts';
import { useGradually } from './useGradually.ts';

export type Column<R> = {
  key: string;
  header: string;
  cell: (row: R) => ReactNode;
  align?: 'right';
  /** Keeps the column as narrow as its content. */
  isNarrow?: boolean;
  /** Makes the column sortable by this value. */
  sortBy?: (row: R) => string | number;
};

type Props<R> = {
  /** What the table lists; heard, not seen, as the panel's title says it already. */
  caption: string;
  /** The first column names the row. */
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** The sorting, from the address: a column's key, with `-` before it for descending. */
  sort?: SortKey | undefined;
  onSort?: ((sort: SortKey) => void) | undefined;
  /** What to do with one row; its column has a heading for screen readers only. */
  actions?: ((row: R) => ReactNode) | undefined;
  /** More about a row, opened below it; null for a row that has no more. */
  detail?: { label: (row: R) => string; render: (row: R) => ReactNode } | undefined;
  selection?: RowSelection<R> | undefined;
};

/**
 * A table with row headings, sortable columns and arrow keys between the rows' links and buttons. A list has up to a hundred
 * rows, so they are made of plain elements, and the cells of a row are made anew only when the row, `columns` or `actions`
 * are others: a screen on which more changes than the list keeps those two as they are.
 */
export function DataTable<R>(props: Props<R>) {
  const { caption, columns, rows, rowKey, sort, onSort, actions, detail, selection } = props;
  const drawn = useGradually(sortRows(rows, columns, sort), rowKey);
  return (
    <ScrollRegion label={caption}>
      <table className={classes.table}>
        <caption className="flex-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {selection !== undefined && <SelectionHead keys={rows.map(rowKey)} {...selection} />}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
            {(actions !== undefined || detail !== undefined) && (
              <th scope="col" className={classes.narrow}>
                <span className="flex-visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {drawn.map((row) => (
            <BodyRow
              key={rowKey(row)}
              row={row}
              rowKey={rowKey(row)}
              columns={columns}
              actions={actions}
              detail={detail}
              selection={selection}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type RowProps<R> = Pick<Props<R>, 'columns'> & {
  row: R;
  rowKey: string;
  actions: Props<R>['actions'];
  detail: Props<R>['detail'];
  selection: Props<R>['selection'];
};

function BodyRow<R>({ row, rowKey, columns, actions, detail, selection }: RowProps<R>) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const cells = useMemo(() => columns.map((column, index) => cellOf(column, row, index === 0)), [columns, row]);
  const acts = useMemo(() => actions?.(row), [actions, row]);
  return (
    <>
      <tr className={classes.row}>
        {selection !== undefined && <SelectionCell row={row} rowKey={rowKey} selection={selection} />}
        {cells}
        {(actions !== undefined || detail !== undefined) && (
          <td className={classes.narrow} data-align="right">
            {acts}
            {detail !== undefined && (
              <button
                type="button"
                aria-label={detail.label(row)}
                aria-expanded={isOpen}
                aria-controls={id}
                className={`${cellButton} ${classes.toggle}`}
                onClick={() => setOpen(!isOpen)}
              >
                <Icon name="chevronDown" />
              </button>
            )}
          </td>
        )}
      </tr>
      {detail !== undefined && (
        <tr id={id} hidden={!isOpen} className={classes.detail}>
          {isOpen && <td colSpan={columns.length + (selection === undefined ? 1 : 2)}>{detail.render(row)}</td>}
        </tr>
      )}
    </>
  );
}

function cellOf<R>(column: Column<R>, row: R, isRowHeader: boolean) {
  const { key, isNarrow = false, align, cell } = column;
  if (isRowHeader) {
    return (
      <th key={key} scope="row" className={isNarrow ? classes.narrow : classes.rowHeader} data-align={align}>
        {cell(row)}
      </th>
    );
  }
  return (
    <td key={key} className={isNarrow ? classes.narrow : undefined} data-align={align}>
      {cell(row)}
    </td>
  );
}

type HeadProps<R> = {
  column: Column<R>;
  sort: SortKey | undefined;
  onSort: ((sort: SortKey) => void) | undefined;
};

function HeadCell<R>({ column, sort, onSort }: HeadProps<R>) {
  const className = column.isNarrow === true ? classes.narrow : undefined;
  if (column.sortBy === undefined || onSort === undefined) {
    return (
      <th scope="col" className={className} data-align={column.align}>
        {column.header}
      </th>
    );
  }
  const direction = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : 'none';
  return (
    <th scope="col" className={className} data-align={column.align} aria-sort={direction}>
      <button
        type="button"
        className={classes.sort}
        data-direction={direction}
        onClick={() => onSort(nextSort(column.key, sort))}
      >
        {column.header}
        <Icon name="chevronDown" size="sm" />
      </button>
    </th>
  );
}

const focusable = 'a[href], button:not([disabled]), input[type="checkbox"]:not([disabled])';

/** Arrow up and down go to the same link, button or checkbox of the row above or below. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.matches(focusable)) return;
  // On a menu's button the arrow keys open the menu.
  if (target.getAttribute('aria-haspopup') !== null) return;
  const rows = [...event.currentTarget.querySelectorAll('tr')].filter((row) => row.querySelector(focusable) !== null);
  const at = rows.findIndex((row) => row.contains(target));
  const place = [...(rows[at]?.querySelectorAll(focusable) ?? [])].indexOf(target);
  const other = rows[event.key === 'ArrowDown' ? at + 1 : at - 1];
  const candidates = [...(other?.querySelectorAll(focusable) ?? [])];
  const next = candidates[Math.min(place, candidates.length - 1)];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}
