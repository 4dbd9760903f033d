/** One record of a file: the cells in their order, and the line on which it begins, from 1. */
export interface FileRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads CSV (RFC 4180) piece by piece. A cell in quotes may hold commas, line ends and doubled quotes. */
export interface CsvReader {
  /** The records that are complete with this piece of the text. */
  push(text: string): FileRecord[];
  /** The last record, where the text does not end in a line end. */
  end(): FileRecord[];
}

/** A quote that is not closed within so many characters is a slip of the pen, and stands for itself. */
const LONGEST_CELL = 65_536;

export function csvReader(): CsvReader {
  let rest = '';
  let line = 1;

  /** A line without quotes is nearly every line, and splits; the others are read cell by cell. */
  const take = (text: string, last: boolean): FileRecord[] => {
    const records: FileRecord[] = [];
    let start = 0;
    let quote = text.indexOf('"');
    while (start < text.length) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      let end = text.indexOf('\n', start);
      if (end === -1) end = text.length;
      if (quote === -1 || quote > end) {
        if (end === text.length && !last) break;
        const raw = text.slice(start, end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
        if (raw !== '') records.push({ line, cells: raw.split(',') });
        line += 1;
        start = end + 1;
        continue;
      }
      const record = quotedRecord(text, start, last);
      if (record === undefined) break;
      records.push({ line, cells: record.cells });
      line += record.lines;
      start = record.end + 1;
    }
    rest = text.slice(start);
    return records;
  };
  return { push: (text) => take(rest + text, false), end: () => take(rest, true) };
}

interface QuotedRecord {
  readonly cells: readonly string[];
  /** Position of its line end. */
  readonly end: number;
  readonly lines: number;
}

/** A quote opens a cell only where the cell begins. Undefined while the record's end, or that of a cell in quotes, is not there yet. */
function quotedRecord(text: string, start: number, last: boolean): QuotedRecord | undefined {
  const cells: string[] = [];
  let position = start;
  for (;;) {
    const close = text.charCodeAt(position) === 34 ? closingQuote(text, position) : undefined;
    if (close === -1 && !last && text.length - position < LONGEST_CELL) return undefined;
    const inside = close === undefined || close === -1 ? '' : text.slice(position + 1, close).replaceAll('""', '"');
    const from = close === undefined || close === -1 ? position : close + 1;
    let end = from;
    while (end < text.length && text.charCodeAt(end) !== 44 && text.charCodeAt(end) !== 10) end += 1;
    if (end === text.length && !last) return undefined;
    const atLineEnd = text.charCodeAt(end) !== 44;
    cells.push(inside + text.slice(from, atLineEnd && end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end));
    if (atLineEnd) return { cells, end, lines: text.slice(start, end).split('\n').length };
    position = end + 1;
  }
}

/** Position of the quote that closes the cell, past doubled ones; -1 where none does. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text.charCodeAt(close + 1) === 34) close = text.indexOf('"', close + 2);
  return close !== -1 && close - open <= LONGEST_CELL ? close : -1;
}

/** A record as it is written: quotes only where a reader needs them. */
export const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
