import { memo, type ReactNode } from 'react';
import { markWords } from './cellWords.ts';
import type { CellView, Column, Line } from './grid.ts';
import { money } from './money.ts';
import classes from './PriceGrid.module.css';

type Props = {
  line: Line;
  at: number;
  columns: readonly Column[];
  views: readonly CellView[];
  currency: string;
  /** The selected columns of this line, both included; -1 when none is. */
  from: number;
  until: number;
  /** The column that has the focus; -1 when it is in another line. */
  active: number;
  /** Stands in the active cell while it is edited. */
  editor: ReactNode;
};

/** One event with its cells. Only lines whose selection or prices changed are drawn again. */
export const PriceGridLine = memo(function PriceGridLine(props: Props) {
  const { line, at, columns, views, currency, from, until, active, editor } = props;
  return (
    <tr aria-rowindex={at + 2} className={line.eventCode === null ? classes.all : undefined}>
      <th scope="row" aria-colindex={1} className={classes.lineHead} data-line={at} title={line.name}>
        <strong>{line.name}</strong>
        <span>{line.hint}</span>
      </th>
      {columns.map((column, place) => {
        const view = views[place];
        const isActive = place === active;
        if (view === undefined) return null;
        return (
          <td
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the cells of a grid
            role="gridcell"
            key={column.key}
            aria-colindex={place + 2}
            aria-selected={place >= from && place <= until}
            tabIndex={isActive ? 0 : -1}
            className={isActive && editor !== null ? `${classes.cell} ${classes.editing}` : classes.cell}
            data-line={at}
            data-column={place}
            data-from={view.code !== null && !view.isOwn ? 'all' : undefined}
            data-mark={view.mark ?? undefined}
          >
            {isActive && editor !== null ? editor : <Content view={view} currency={currency} />}
          </td>
        );
      })}
    </tr>
  );
});

function Content({ view, currency }: { view: CellView; currency: string }) {
  const { code, isOwn, leastCents, mostCents, mark } = view;
  if (code === null) {
    return (
      <>
        <span aria-hidden="true" className={classes.none}>
          –
        </span>
        <span className="flex-visually-hidden">not sold</span>
      </>
    );
  }
  const amount = leastCents === null ? null : money(leastCents, currency);
  return (
    <>
      <span className={classes.code}>{code}</span>{' '}
      <span className={classes.amount}>
        {amount === null
          ? mark === 'missing'
            ? 'no amount'
            : mark === 'unread'
              ? 'not read yet'
              : 'all set below'
          : leastCents === mostCents
            ? amount
            : `from ${amount}`}
      </span>
      {!isOwn && <span className="flex-visually-hidden"> from all events</span>}
      {mark === 'partly' && <span className="flex-visually-hidden"> {markWords.partly}</span>}
    </>
  );
}
