import { type MouseEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useGradually } from '../../../../../ui/useGradually.ts';
import type { VendorAmounts } from './amounts.ts';
import { CellEditor } from './CellEditor.tsx';
import { cellInWords } from './cellWords.ts';
import type { CellView, Grid, Line } from './grid.ts';
import classes from './PriceGrid.module.css';
import { PriceGridLine } from './PriceGridLine.tsx';
import { at, blockOf, type Place, type Selection, type Size, wholeColumn, wholeLine } from './selection.ts';
import { type GridActs, useGridKeys } from './useGridKeys.ts';

type Props = {
  label: string;
  grid: Grid;
  views: readonly (readonly CellView[])[];
  amounts: VendorAmounts;
  currency: string;
  canEdit: boolean;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  acts: GridActs;
};

/** Events by price codes, with the keys of a spreadsheet. */
export function PriceGrid(props: Props) {
  const { label, grid, views, amounts, currency, canEdit, selection, onSelect, acts } = props;
  const element = useRef<HTMLTableElement>(null);
  const size = { lines: grid.lines.length, columns: grid.columns.length };
  const keys = useGridKeys({ size, selection, onSelect, canEdit, acts });
  const { focus } = selection;
  const isEditing = keys.editing !== null;
  useFocusOfCell(element, focus, isEditing, keys.takesFocus);

  const pointer = usePointer({ element, size, selection, onSelect, onBegin: () => keys.stopEditing(false) });
  const activeLine = grid.lines[focus.line];
  const activeColumn = grid.columns[focus.column];
  const activeView = views[focus.line]?.[focus.column];
  const editor =
    keys.editing === null || activeLine === undefined || activeColumn === undefined ? null : (
      <CellEditor
        label={`Ticket type for ${activeLine.name}, ${activeColumn.priceCode}`}
        initial={keys.editing.text ?? activeView?.code ?? ''}
        ticketTypes={amounts.ticketTypesAt(
          activeLine.eventCode === null ? eventCodesOf(grid) : [activeLine.eventCode],
          activeColumn.priceCode,
        )}
        currency={currency}
        codeOf={amounts.codeOf}
        onCommit={keys.commit}
        onCancel={keys.stopEditing}
      />
    );
  return (
    <>
      <div className={classes.scroller}>
        {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the keys are those of the grid; the mouse only drags over cells */}
        <table
          ref={element}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are edited is a grid
          role="grid"
          aria-label={label}
          aria-rowcount={size.lines + 1}
          aria-colcount={size.columns + 1}
          aria-multiselectable
          aria-readonly={!canEdit}
          tabIndex={-1}
          className={classes.grid}
          style={{ width: `${16 + 6.75 * size.columns}rem` }}
          onKeyDown={keys.onKeyDown}
          onCopy={keys.onCopy}
          onCut={keys.onCut}
          onPaste={keys.onPaste}
          onMouseDown={pointer.onMouseDown}
          onMouseOver={pointer.onMouseOver}
          onDoubleClick={(event) => {
            const place = placeOf(event);
            if (place?.line !== undefined && place.column !== undefined) keys.startEditing();
          }}
        >
          <GridHead grid={grid} />
          <tbody>
            <Lines {...props} editor={editor} />
          </tbody>
        </table>
      </div>
      {activeLine !== undefined && activeColumn !== undefined && activeView !== undefined && (
        <p className={classes.about}>{cellInWords(activeView, activeLine, activeColumn, currency)}</p>
      )}
    </>
  );
}

function Lines({ grid, views, currency, selection, editor }: Props & { editor: ReactNode }) {
  const block = blockOf(selection);
  const drawn = useGradually(grid.lines, keyOf);
  return drawn.map((line, place) => {
    const isIn = place >= block.top && place <= block.bottom;
    const isActive = place === selection.focus.line;
    return (
      <PriceGridLine
        key={keyOf(line)}
        line={line}
        at={place}
        columns={grid.columns}
        views={views[place] ?? []}
        currency={currency}
        from={isIn ? block.left : -1}
        until={isIn ? block.right : -2}
        active={isActive ? selection.focus.column : -1}
        editor={isActive ? editor : null}
      />
    );
  });
}

function keyOf({ eventCode }: Line): string {
  return eventCode ?? '';
}

type PointerOptions = {
  element: RefObject<HTMLTableElement | null>;
  size: Size;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onBegin: () => void;
};

/** Clicks select, with Shift as far as there; dragging too; a heading selects its line or column. */
function usePointer({ element, size, selection, onSelect, onBegin }: PointerOptions) {
  const select = ({ line, column }: Partial<Place>, isGrowing: boolean) => {
    if (line !== undefined && column !== undefined)
      onSelect(isGrowing ? { anchor: selection.anchor, focus: { line, column } } : at({ line, column }));
    else if (line !== undefined) onSelect(wholeLine(line, size));
    else if (column !== undefined) onSelect(wholeColumn(column, size));
  };
  return {
    onMouseDown: (event: MouseEvent<HTMLTableElement>) => {
      const place = placeOf(event);
      if (place === null || event.button !== 0 || isInEditor(event)) return;
      event.preventDefault();
      onBegin();
      select(place, event.shiftKey);
      focusIn(element.current, place, selection);
    },
    onMouseOver: (event: MouseEvent<HTMLTableElement>) => {
      if (event.buttons !== 1 || isInEditor(event)) return;
      const place = placeOf(event);
      if (place?.line !== undefined && place.column !== undefined) select(place, true);
    },
  };
}

/** The cell that was clicked, or of a heading the grid itself; the selection then puts the focus right. */
function focusIn(grid: HTMLTableElement | null, { line, column }: Partial<Place>, { focus }: Selection) {
  const cell = grid?.querySelector(`[data-line="${line ?? focus.line}"][data-column="${column ?? focus.column}"]`);
  (cell instanceof HTMLElement ? cell : grid)?.focus({ preventScroll: true });
}

const whole = new Intl.NumberFormat('en');

function GridHead({ grid }: { grid: Grid }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1} className={classes.corner}>
          Event
        </th>
        {grid.columns.map(({ key, subject, priceCode, seatCount }, place) => (
          <th scope="col" key={key} aria-colindex={place + 2} className={classes.columnHead} data-column={place}>
            {subject !== null && <span title={subject.name}>{subject.name}</span>}
            <strong>{priceCode}</strong>
            {/* Of a suite, the free seats of its price code are mostly those of other suites. */}
            {(subject === null || seatCount === 0) && (
              <span>{seatCount === 0 ? 'no free seats' : `${whole.format(seatCount)} free`}</span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The cell of the selection has the focus while the grid has it. */
function useFocusOfCell(
  element: RefObject<HTMLTableElement | null>,
  { line, column }: Place,
  isEditing: boolean,
  takesFocusRef: RefObject<boolean>,
) {
  useEffect(() => {
    const grid = element.current;
    if (isEditing || grid === null) return;
    if (!takesFocusRef.current && !grid.contains(document.activeElement)) return;
    takesFocusRef.current = false;
    const cell = grid.querySelector(`[data-line="${line}"][data-column="${column}"]`);
    if (!(cell instanceof HTMLElement) || cell === document.activeElement) return;
    cell.focus({ preventScroll: true });
    reveal(cell);
  }, [element, line, column, isEditing, takesFocusRef]);
}

/** Scrolls a cell out from under the headings that stay. */
function reveal(cell: HTMLElement) {
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function eventCodesOf({ lines }: Grid): string[] {
  return lines.flatMap(({ eventCode, isOutside }) => (eventCode === null || isOutside ? [] : [eventCode]));
}

/** The cell or heading under the pointer. */
function placeOf({ target, currentTarget }: MouseEvent<HTMLElement>): Partial<Place> | null {
  if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return null;
  const { line, column } = target.closest<HTMLElement>('[data-line], [data-column]')?.dataset ?? {};
  if (line === undefined && column === undefined) return null;
  return {
    ...(line !== undefined && { line: Number(line) }),
    ...(column !== undefined && { column: Number(column) }),
  };
}

function isInEditor({ target, currentTarget }: MouseEvent<HTMLElement>): boolean {
  return !(target instanceof HTMLElement) || !currentTarget.contains(target) || target.closest('input') !== null;
}
