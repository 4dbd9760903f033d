import { appendFileSync, existsSync, mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EntryError } from '../inspection-object/entry.ts';
import { csvLine, type FileRecord } from './csv-records.ts';
import { explainError, suggestionOf } from './explain-error.ts';
import { REFUSAL_HEADINGS } from './roster-format.ts';

export interface RefusedRow {
  readonly record: FileRecord;
  readonly errors: readonly EntryError[];
}

/** The file of the rows that were not taken: the columns of the source, then line, field, reason and what was probably meant. */
export interface RefusedFile {
  readonly path: string;
  /** Writes rows after the given length, in the place of what a lost batch may have left there; gives the new length. */
  append(length: number, rows: readonly RefusedRow[]): number;
}

const joined = (texts: readonly string[]): string => texts.join('；');

export function refusedFile(path: string, header: readonly string[], nameOfField: (field: string) => string): RefusedFile {
  const kept = header.flatMap((heading, index) => (REFUSAL_HEADINGS.some((own) => own === heading) ? [] : [{ heading, index }]));
  const heading = `\uFEFF${csvLine([...kept.map((column) => column.heading), ...REFUSAL_HEADINGS])}`;
  return {
    path,
    append: (length, rows) => {
      if (length === 0 || !existsSync(path)) {
        if (rows.length === 0) return 0;
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, heading);
      } else if (statSync(path).size !== length) truncateSync(path, length);
      const lines = rows.map(({ record, errors }) => csvLine([
        ...kept.map(({ index }) => record.cells[index] ?? ''), String(record.line), joined(errors.map(({ field }) => nameOfField(field))), joined(errors.map((error) => explainError(error, nameOfField(error.field)))),
        joined(errors.flatMap((error) => suggestionOf(error) ?? [])),
      ]));
      if (lines.length > 0) appendFileSync(path, lines.join(''));
      return statSync(path).size;
    },
  };
}
