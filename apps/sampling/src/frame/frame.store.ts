import { gunzipSync, gzipSync } from 'node:zlib';
import { and, asc, eq } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import { parseFrameLine, type FrameUnit } from '@sortition/draw';
import type { Tx } from '@sortition/service-kit';
import { excludedUnit, frameChunk } from './frame.table.ts';

const LINES_PER_ROW = 65_536;

/** Collects the frozen lines and writes them in compressed rows, so that a frame of millions never stands in memory. */
export class FrameWriter {
  readonly #tx: Tx;
  readonly #drawId: string;
  #lines: string[] = [];
  #number = 0;

  constructor(tx: Tx, drawId: string) {
    this.#tx = tx;
    this.#drawId = drawId;
  }

  async add(line: string): Promise<void> {
    this.#lines.push(line);
    if (this.#lines.length === LINES_PER_ROW) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const gzip = gzipSync(`${this.#lines.join('\n')}\n`, { level: 1 });
    await this.#tx.insert(frameChunk).values({ drawId: this.#drawId, number: this.#number, lines: this.#lines.length, gzip });
    this.#lines = [];
    this.#number += 1;
  }
}

/** The frozen lines in their order. */
export async function* frameLines(tx: Tx, drawId: string): AsyncGenerator<string> {
  const numbers = await tx.select({ number: frameChunk.number }).from(frameChunk).where(eq(frameChunk.drawId, drawId)).orderBy(asc(frameChunk.number));
  for (const { number } of numbers) {
    const [row] = await tx.select({ gzip: frameChunk.gzip }).from(frameChunk).where(and(eq(frameChunk.drawId, drawId), eq(frameChunk.number, number)));
    invariant(row !== undefined, 'a frozen frame keeps its chunks');
    yield* gunzipSync(row.gzip).toString('utf8').split('\n').filter((line) => line !== '');
  }
}

export async function* frameUnits(tx: Tx, drawId: string): AsyncGenerator<FrameUnit> {
  for await (const line of frameLines(tx, drawId)) {
    const unit = parseFrameLine(line);
    invariant(unit !== null, 'a frozen line is a canonical line');
    yield unit;
  }
}

export async function insertExclusions(tx: Tx, rows: readonly (typeof excludedUnit.$inferInsert)[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 5_000) await tx.insert(excludedUnit).values(rows.slice(start, start + 5_000));
}

export const listExclusions = (tx: Tx, drawId: string, first: number) =>
  tx.select().from(excludedUnit).where(eq(excludedUnit.drawId, drawId)).orderBy(asc(excludedUnit.objectId)).limit(first);
