import { ActionIcon, Table, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import classes from './DataTable.module.css';
import { Icon } from './Icon.tsx';
import { ScrollRegion } from './ScrollRegion.tsx';
import { nextSort, type SortKey, sortRows } from './sorting.ts';

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
};

/** A table with row headings, sortable columns and arrow keys between the rows' links and buttons. */
export function DataTable<R>({ caption, columns, rows, rowKey, sort, onSort, actions, detail }: Props<R>) {
  const sorted = sortRows(rows, columns, sort);
  const hasEnd = actions !== undefined || detail !== undefined;
  return (
    <ScrollRegion label={caption}>
      <Table className={classes.table} highlightOnHover tabularNums>
        <caption className="flex-visually-hidden">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
            {hasEnd && (
              <Table.Th scope="col" className={classes.narrow}>
                <span className="flex-visually-hidden">Actions</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={moveBetweenRows}>
          {sorted.map((row) => (
            <BodyRow key={rowKey(row)} row={row} columns={columns} actions={actions} detail={detail} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

type RowProps<R> = Pick<Props<R>, 'columns'> & {
  row: R;
  actions: Props<R>['actions'];
  detail: Props<R>['detail'];
};

function BodyRow<R>({ row, columns, actions, detail }: RowProps<R>) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const hasEnd = actions !== undefined || detail !== undefined;
  return (
    <>
      <Table.Tr>
        {columns.map((column, index) => (
          <BodyCell key={column.key} column={column} isRowHeader={index === 0}>
            {column.cell(row)}
          </BodyCell>
        ))}
        {hasEnd && (
          <Table.Td className={classes.narrow}>
            {actions?.(row)}
            {detail !== undefined && (
              <ActionIcon
                aria-label={detail.label(row)}
                aria-expanded={isOpen}
                aria-controls={id}
                className={classes.toggle}
                onClick={() => setOpen(!isOpen)}
              >
                <Icon name="chevronDown" />
              </ActionIcon>
            )}
          </Table.Td>
        )}
      </Table.Tr>
      {detail !== undefined && (
        <Table.Tr id={id} hidden={!isOpen} className={classes.detail}>
          {isOpen && <Table.Td colSpan={columns.length + 1}>{detail.render(row)}</Table.Td>}
        </Table.Tr>
      )}
    </>
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
      <Table.Th scope="col" className={className} ta={column.align ?? 'left'}>
        {column.header}
      </Table.Th>
    );
  }
  const direction = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : 'none';
  return (
    <Table.Th scope="col" className={className} ta={column.align ?? 'left'} aria-sort={direction}>
      <UnstyledButton
        className={classes.sort}
        data-direction={direction}
        onClick={() => onSort(nextSort(column.key, sort))}
      >
        {column.header}
        <Icon name="chevronDown" size="sm" />
      </UnstyledButton>
    </Table.Th>
  );
}

function BodyCell<R>({
  column,
  isRowHeader,
  children,
}: {
  column: Column<R>;
  isRowHeader: boolean;
  children: ReactNode;
}) {
  const className = column.isNarrow === true ? classes.narrow : undefined;
  if (isRowHeader) {
    return (
      <Table.Th scope="row" className={className ?? classes.rowHeader} ta={column.align ?? 'left'}>
        {children}
      </Table.Th>
    );
  }
  return (
    <Table.Td className={className} ta={column.align ?? 'left'}>
      {children}
    </Table.Td>
  );
}

const focusable = 'a[href], button:not([disabled])';

/** Arrow up and down go to the same link or button of the row above or below. */
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
