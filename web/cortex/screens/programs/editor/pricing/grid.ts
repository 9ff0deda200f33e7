import type { PriceRow, PriceRule, SuitePriceRow } from '../../../../../../shared/contract/program-content.ts';
import type { VendorAmounts } from './amounts.ts';

/** A line of the grid: an event or, without a code, all events that have no price of their own. */
export type Line = {
  eventCode: string | null;
  name: string;
  hint: string;
  /** Rows name it, but the program does not: they sell nothing. */
  isOutside: boolean;
};
/** What a suite price is for: a suite or a suite price tier. */
export type Subject = { kind: 'suite' | 'tier'; id: string; name: string };
/** A column: a price code, in suite programs of a suite or a suite price tier. */
export type Column = {
  key: string;
  priceCode: string;
  subject: Subject | null;
  /** Free seats of the program's classes. */
  seatCount: number;
};
export type Grid = { lines: readonly Line[]; columns: readonly Column[] };

/** A price to set; without a ticket type it is taken out. */
export type Change = { line: Line; column: Column; ticketTypeCode: string | null };

/** Ticket types of a rule by event, subject and price code. */
export type Cells = ReadonlyMap<string, string>;

export function cellsOf(rule: PriceRule): Cells {
  return new Map([
    ...rule.rows.map((row) => [keyOf(row.eventCode, '', row.priceCode), row.ticketTypeCode] as const),
    ...rule.suiteRows.map((row) => [suiteKey(row), row.ticketTypeCode] as const),
  ]);
}

/** The ticket type in the cell itself; null when there is none. */
export function ownCode(cells: Cells, line: Line, { subject, priceCode }: Column): string | null {
  return cells.get(keyOf(line.eventCode, subject?.id ?? '', priceCode)) ?? null;
}

/**
 * The rule with the changes: a row that is there changes in its place, new ones come last in the order of the changes. Of
 * two changes to one cell the later counts.
 */
export function applyChanges(rule: PriceRule, changes: readonly Change[]): PriceRule {
  const seats = changes.filter(({ column }) => column.subject === null);
  const suites = changes.filter(({ column }) => column.subject !== null);
  return {
    ...rule,
    rows: changeRows(rule.rows, seats, (row) => keyOf(row.eventCode, '', row.priceCode), toRow),
    suiteRows: changeRows(rule.suiteRows, suites, suiteKey, toSuiteRow),
  };
}

function changeRows<R extends { ticketTypeCode: string }>(
  rows: readonly R[],
  changes: readonly Change[],
  keyOfRow: (row: R) => string,
  make: (change: Change, ticketTypeCode: string) => R,
): R[] {
  const left = new Map(
    changes.map((change) => [
      keyOf(change.line.eventCode, change.column.subject?.id ?? '', change.column.priceCode),
      change,
    ]),
  );
  const kept = rows.flatMap((row) => {
    const change = left.get(keyOfRow(row));
    if (change === undefined) return [row];
    left.delete(keyOfRow(row));
    return change.ticketTypeCode === null ? [] : [{ ...row, ticketTypeCode: change.ticketTypeCode }];
  });
  const added = [...left.values()].flatMap((change) =>
    change.ticketTypeCode === null ? [] : [make(change, change.ticketTypeCode)],
  );
  return [...kept, ...added];
}

function toRow({ line, column }: Change, ticketTypeCode: string): PriceRow {
  return { eventCode: line.eventCode, priceCode: column.priceCode, ticketTypeCode };
}

function toSuiteRow({ line, column }: Change, ticketTypeCode: string): SuitePriceRow {
  const { subject, priceCode } = column;
  return {
    eventCode: line.eventCode,
    suiteId: subject?.kind === 'suite' ? subject.id : null,
    suiteTierId: subject?.kind === 'tier' ? subject.id : null,
    priceCode,
    ticketTypeCode,
  };
}

function suiteKey({ eventCode, suiteId, suiteTierId, priceCode }: SuitePriceRow): string {
  return keyOf(eventCode, suiteId ?? suiteTierId ?? '', priceCode);
}

function keyOf(eventCode: string | null, subject: string, priceCode: string): string {
  return `${eventCode ?? ''}\n${subject}\n${priceCode}`;
}

/** What a cell shows. */
export type CellView = {
  /** What sells here: of the cell itself, or of all events. */
  code: string | null;
  isOwn: boolean;
  leastCents: number | null;
  mostCents: number | null;
  /** missing: the vendor has no amount · partly: not at every event of the line · unread: nothing was read yet. */
  mark: 'missing' | 'partly' | 'unread' | null;
};

const nothing: CellView = { code: null, isOwn: false, leastCents: null, mostCents: null, mark: null };

/** One list of cells for each line, as they stand in the grid. */
export function viewsOf(grid: Grid, cells: Cells, amounts: VendorAmounts): CellView[][] {
  const events = grid.lines.flatMap(({ eventCode, isOutside }) => (eventCode === null || isOutside ? [] : [eventCode]));
  const all = grid.lines.find(({ eventCode }) => eventCode === null);
  return grid.lines.map((line) =>
    grid.columns.map((column) => {
      const own = ownCode(cells, line, column);
      if (line.eventCode === null) {
        const subject = column.subject?.id ?? '';
        const meant = events.filter((eventCode) => !cells.has(keyOf(eventCode, subject, column.priceCode)));
        return own === null ? nothing : viewOf(own, true, meant, column.priceCode, amounts);
      }
      const code = own ?? (all === undefined ? null : ownCode(cells, all, column));
      return code === null ? nothing : viewOf(code, own !== null, [line.eventCode], column.priceCode, amounts);
    }),
  );
}

function viewOf(
  code: string,
  isOwn: boolean,
  events: readonly string[],
  priceCode: string,
  amounts: VendorAmounts,
): CellView {
  const read = events.filter(amounts.isRead);
  const cents = read.flatMap((eventCode) => amounts.amountOf(eventCode, priceCode, code) ?? []);
  const least = cents.length === 0 ? null : Math.min(...cents);
  const most = cents.length === 0 ? null : Math.max(...cents);
  return { code, isOwn, leastCents: least, mostCents: most, mark: markOf(events.length, read.length, cents.length) };
}

function markOf(events: number, read: number, priced: number): CellView['mark'] {
  if (events === 0) return null;
  if (read === 0) return 'unread';
  if (priced === 0) return 'missing';
  return priced < read ? 'partly' : null;
}
