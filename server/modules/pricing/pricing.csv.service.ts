import { Code, type PriceRow, type PriceRule, type SuitePriceRow } from '../../../shared/contract/program-content.ts';
import { repeated } from '../../../shared/rules/stage-faults.ts';
import { type CsvRecord, csvLine, csvMark, parseCsv } from '../../core/csv.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { type FieldError, problem } from '../../core/problem.ts';
import { loadContent } from './pricing.content.service.ts';
import { changeRule, named } from './pricing.rules.service.ts';
import { makeSuiteNames, type SuiteNames } from './pricing.suites.service.ts';
import type { WrittenStage } from './pricing.types.ts';

const seatColumns = ['event_code', 'price_code', 'ticket_type_code'] as const;
const suiteColumns = ['event_code', 'suite', 'suite_tier', 'price_code', 'ticket_type_code'] as const;
type Column = (typeof suiteColumns)[number];

/** The rows of a rule as CSV: suite rows in a suite program, else seat rows. */
export async function exportRows(
  ctx: StoreCtx,
  { programId, ruleId }: { programId: string; ruleId: string },
): Promise<string> {
  requireStore(ctx, 'store.programs.view');
  const { content } = await loadContent(ctx, programId);
  const rule = named(content.pricing.rules, ruleId);
  if (content.definition.inventoryType === 'seat') return toCsv(seatColumns, rule.rows.map(seatCells));
  const names = await makeSuiteNames(ctx, content.suites);
  return toCsv(
    suiteColumns,
    rule.suiteRows.map((row) => suiteCells(row, names)),
  );
}

/**
 * Replaces the rows of a rule by those of a CSV text. `csv.invalid` names the line and column of everything that is wrong,
 * and then nothing changes.
 */
export async function importRows(
  ctx: StoreCtx,
  edit: { programId: string; version: number; ruleId: string },
  csv: string,
): Promise<WrittenStage<PriceRule>> {
  requireStore(ctx, 'store.programs.edit');
  const { content } = await loadContent(ctx, edit.programId);
  named(content.pricing.rules, edit.ruleId);
  if (content.definition.inventoryType === 'seat') {
    const rows = readRows(csv, seatColumns, readSeatRow, ({ eventCode, priceCode }) => [eventCode, priceCode]);
    return changeRule(ctx, edit, (rule) => ({ ...rule, rows }));
  }
  const names = await makeSuiteNames(ctx, content.suites);
  const suiteRows = readRows(
    csv,
    suiteColumns,
    (cells) => readSuiteRow(cells, names),
    ({ eventCode, suiteId, suiteTierId, priceCode }) => [eventCode, suiteId, suiteTierId, priceCode],
  );
  return changeRule(ctx, edit, (rule) => ({ ...rule, suiteRows }));
}

function seatCells({ eventCode, priceCode, ticketTypeCode }: PriceRow) {
  return [eventCode, priceCode, ticketTypeCode];
}

function suiteCells({ eventCode, suiteId, suiteTierId, priceCode, ticketTypeCode }: SuitePriceRow, names: SuiteNames) {
  const [suite, tier] = [suiteId && names.suiteName(suiteId), suiteTierId && names.tierName(suiteTierId)];
  return [eventCode, suite, tier, priceCode, ticketTypeCode];
}

function toCsv(columns: readonly Column[], rows: readonly (readonly (string | null)[])[]): string {
  return csvMark + [columns, ...rows].map(csvLine).join('');
}

/** The cells of one line by column; `at` makes the error of one of them. */
type Line = { line: number; cell: (column: Column) => string; errors: LineError[] };
type LineError = { line: number; column: Column | null; code: string; message: string };
/** Errors that are told; a file in another format has one on each of its lines. */
const mostErrors = 200;

function readRows<T>(
  csv: string,
  columns: readonly Column[],
  read: (line: Line) => T,
  keyOf: (row: T) => readonly (string | null)[],
): T[] {
  const { records, fault } = parseCsv(csv);
  const [header, ...lines] = records;
  const headerErrors = checkHeader(header, columns);
  if (headerErrors.length > 0) throw invalid(headerErrors);
  const order = header?.cells.map(normal) ?? [];
  const errors: LineError[] = [];
  const rows: { line: number; row: T }[] = [];
  for (const record of lines) {
    const line = toLine(record, order);
    if (line.errors.length === 0) rows.push({ line: record.line, row: read(line) });
    errors.push(...line.errors);
  }
  if (fault !== null)
    errors.push({ line: fault.line, column: null, code: fault.fault, message: quoteMessages[fault.fault] });
  if (errors.length > 0) throw invalid(errors);
  const twins = repeated(rows, ({ row }) => JSON.stringify(keyOf(row)));
  if (twins.length > 0) throw invalid(twins.map(({ item, first }) => twin(item.line, first.line)));
  return rows.map(({ row }) => row);
}

const quoteMessages = {
  quote_open: 'A quotation mark is opened here and never closed.',
  text_after_quote: 'After the closing quotation mark only a comma or the end of the line may follow.',
};

function checkHeader(header: CsvRecord | undefined, columns: readonly Column[]): LineError[] {
  const found = header?.cells.map(normal) ?? [];
  const line = header?.line ?? 1;
  const missing = columns.filter((column) => !found.includes(column));
  const other = found.filter((name, index) => !columns.some((one) => one === name) || found.indexOf(name) !== index);
  return [
    ...missing.map((column) => ({
      line,
      column,
      code: 'column_missing',
      message: `The first line must name the columns ${columns.join(', ')}.`,
    })),
    ...other.map((name) => ({
      line,
      column: null,
      code: 'column_unknown',
      message: `The column "${name}" is unknown, or named twice; take it out.`,
    })),
  ];
}

function toLine({ line, cells }: CsvRecord, order: readonly string[]): Line {
  const errors: LineError[] =
    cells.length === order.length
      ? []
      : [
          {
            line,
            column: null,
            code: 'cell_count',
            message: `This line has ${cells.length} cells; the first line names ${order.length} columns.`,
          },
        ];
  return { line, errors, cell: (column) => (cells[order.indexOf(column)] ?? '').trim() };
}

function readSeatRow(line: Line): PriceRow {
  return {
    eventCode: readCode(line, 'event_code') || null,
    priceCode: needed(line, 'price_code'),
    ticketTypeCode: needed(line, 'ticket_type_code'),
  };
}

function readSuiteRow(line: Line, names: SuiteNames): SuitePriceRow {
  const [suite, tier] = [line.cell('suite'), line.cell('suite_tier')];
  const [suiteId, suiteTierId] = [names.findSuite(suite), names.findTier(tier)];
  if ((suite === '') === (tier === ''))
    fail(line, 'suite', 'suite_or_tier', 'Name a suite or a suite price tier, one of the two.');
  if (suite !== '' && suiteId === null)
    fail(line, 'suite', 'suite_unknown', `No suite, or more than one, is called "${suite}".`);
  if (tier !== '' && suiteTierId === null)
    fail(line, 'suite_tier', 'tier_unknown', `No suite price tier, or more than one, is called "${tier}".`);
  return { ...readSeatRow(line), suiteId, suiteTierId };
}

function needed(line: Line, column: Column): string {
  const code = readCode(line, column);
  if (code === '') fail(line, column, 'code_missing', 'A code is missing.');
  return code;
}

function readCode(line: Line, column: Column): string {
  const text = line.cell(column);
  if (text === '' || Code.safeParse(text).success) return text;
  fail(line, column, 'code_too_long', 'A code has at most 64 characters.');
  return text;
}

function fail(line: Line, column: Column, code: string, message: string) {
  line.errors.push({ line: line.line, column, code, message });
}

function twin(line: number, first: number): LineError {
  return { line, column: null, code: 'duplicate_row', message: `Line ${first} is of the same event and price code.` };
}

function invalid(errors: readonly LineError[]) {
  const told = errors.slice(0, mostErrors).map(({ line, column, code, message }): FieldError => {
    return { at: column === null ? `/lines/${line}` : `/lines/${line}/${column}`, code, message };
  });
  return problem('csv.invalid', { count: errors.length }, { errors: told });
}

function normal(name: string): string {
  return name.trim().toLowerCase();
}
