import { createHash } from 'node:crypto';
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { streamXlsxRows } from 'hucre/xlsx';
import { csvReader, type FileRecord } from './csv-records.ts';

/** A file of a roster: CSV, CSV packed by gzip, or a workbook. */
export interface RosterFile {
  readonly path: string;
  readonly size: number;
  /** How much of the file has been read. */
  readonly bytesRead: () => number;
  readonly records: () => AsyncGenerator<readonly FileRecord[]>;
}

function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}

/** What the file is, by its first bytes and not by its name. */
export function openRosterFile(path: string): RosterFile {
  const [first, second] = firstBytes(path, 2);
  let read = 0;
  const bytes = (): Readable => createReadStream(path, { highWaterMark: 1 << 18 }).on('data', (chunk) => { read += chunk.length; });
  const isZip = first === 0x50 && second === 0x4b;
  const isGzip = first === 0x1f && second === 0x8b;
  return {
    path,
    size: statSync(path).size,
    bytesRead: () => read,
    records: () => {
      if (isZip) return workbookRecords(bytes());
      return csvRecordsOf(isGzip ? bytes().pipe(createGunzip({ chunkSize: 1 << 18 })) : bytes());
    },
  };
}

export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

async function* csvRecordsOf(stream: Readable): AsyncGenerator<readonly FileRecord[]> {
  const reader = csvReader();
  let decoder: TextDecoder | undefined;
  for await (const chunk of stream) {
    decoder ??= decoderFor(chunk);
    yield reader.push(decoder.decode(chunk, { stream: true }));
  }
  yield [...reader.push(decoder?.decode() ?? ''), ...reader.end()];
}

/** Spreadsheets in Chinese still write GB 18030 often; text that cannot be UTF-8 is taken for it. */
function decoderFor(chunk: Buffer): TextDecoder {
  const whole = chunk.subarray(0, Math.max(0, Math.min(chunk.length, 1 << 16) - 4)); // the last character may be cut
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(whole, { stream: true });
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('gb18030');
  }
}

async function* workbookRecords(stream: Readable): AsyncGenerator<readonly FileRecord[]> {
  let records: FileRecord[] = [];
  for await (const { index, values } of streamXlsxRows(Readable.toWeb(stream) as ReadableStream<Uint8Array>)) {
    const cells = values.map((value) => (value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : String(value)));
    if (cells.some((cell) => cell !== '')) records.push({ line: index + 1, cells });
    if (records.length < 1_000) continue;
    yield records;
    records = [];
  }
  yield records;
}
