/**
 * One line of CSV (RFC 4180) with its line end. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front, so that opening the file runs nothing.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** Put before the first line, it makes spreadsheets read the file as UTF-8. */
export const csvMark = '\uFEFF';

export type CsvRecord = {
  /** Of its first character; the first line is 1. */
  line: number;
  cells: string[];
};
/** What no reader of CSV could take; nothing after it is read. */
export type CsvFault = { line: number; fault: 'quote_open' | 'text_after_quote' };

/**
 * The records of a CSV text (RFC 4180), with CRLF, LF or CR line ends, with or without a byte order mark; empty lines are
 * left out. Cells are answered as `csvLine` was given them: the apostrophe before a formula is taken off.
 */
export function parseCsv(text: string): { records: CsvRecord[]; fault: CsvFault | null } {
  const records: CsvRecord[] = [];
  let [at, line] = [text.startsWith(csvMark) ? csvMark.length : 0, 1];
  let record: CsvRecord = { line, cells: [] };
  const endRecord = () => {
    if (record.cells.length > 1 || record.cells[0] !== '') records.push(record);
  };
  while (at < text.length || record.cells.length > 0) {
    const cell = readCell(text, at);
    if (cell.fault !== null) return { records, fault: { line: line + linesIn(text, at, cell.end), fault: cell.fault } };
    record.cells.push(fromCell(cell.value));
    line += linesIn(text, at, cell.end);
    at = cell.end;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    endRecord();
    if (at >= text.length) break;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    record = { line, cells: [] };
  }
  return { records, fault: null };
}

/** The cell that begins at `from`, and where it ends: before a comma, a line end or the end of the text. */
function readCell(text: string, from: number): { value: string; end: number; fault: CsvFault['fault'] | null } {
  if (text[from] !== '"') {
    const end = endOfPlain(text, from);
    return { value: text.slice(from, end), end, fault: null };
  }
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return { value: '', end: from, fault: 'quote_open' };
    if (text[quote + 1] !== '"') {
      const end = quote + 1;
      const isEnd = end === text.length || /[,\r\n]/.test(text[end] ?? '');
      const value = text.slice(from + 1, quote).replaceAll('""', '"');
      return { value, end, fault: isEnd ? null : 'text_after_quote' };
    }
    at = quote + 2;
  }
}

function endOfPlain(text: string, from: number): number {
  const ends = /[,\r\n]/g;
  ends.lastIndex = from;
  return ends.exec(text)?.index ?? text.length;
}

function linesIn(text: string, from: number, until: number): number {
  return text.slice(from, until).match(/\r\n|\r|\n/g)?.length ?? 0;
}

function fromCell(value: string): string {
  return /^'+[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
}

function toCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
