import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Roster } from './roster.ts';

const ROWS_PER_CHUNK = 500;

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`;

/** The roster as CSV (UTF-8, headings in Chinese), a few hundred rows at a time. */
export function* csvOf({ columns, rows, row }: Roster): Generator<string> {
  yield line(columns);
  for (let first = 0; first < rows; first += ROWS_PER_CHUNK) {
    let chunk = '';
    for (let index = first; index < Math.min(first + ROWS_PER_CHUNK, rows); index += 1) chunk += line(row(index));
    yield chunk;
  }
}

/** Writes a roster as `name.csv.gz`; the file appears when it is whole. */
export async function writeRoster(roster: Roster, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, `${roster.name}.csv.gz`);
  await pipeline(Readable.from(csvOf(roster)), createGzip({ level: 4 }), createWriteStream(`${file}.part`));
  await rename(`${file}.part`, file);
  return file;
}
