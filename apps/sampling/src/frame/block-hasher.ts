import { compareUtf8, faultOfUnit, LineChunks, LINES_PER_CHUNK, type FrameSummary, type StratumCount } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import { compareBytes } from './even-blocks.ts';
import { CODE_BYTES, type FrameLines } from './frame-lines.ts';
import { nativeSha256 } from './native-sha256.ts';

/**
 * Root and counts of a frame from its blocks: what `FrameHasher` finds in its lines, but judged by the units, so that no line is read
 * again. The lines of one chunk at a time, which are hashed while they are in the cache of a core.
 */
export class BlockHasher {
  readonly #lines: FrameLines;
  readonly #chunks = new LineChunks(nativeSha256);
  readonly #room: Buffer;
  #last: Buffer | undefined;

  constructor(lines: FrameLines) {
    this.#lines = lines;
    this.#room = lines.room(LINES_PER_CHUNK);
  }

  add(units: Buffer): void {
    const width = this.#lines.unitBytes;
    invariant(this.#ascend(units, width), 'the units of a frame ascend');
    for (let start = 0, end; start < units.length; start = end) {
      end = Math.min(start + this.#chunks.room * width, units.length);
      this.#chunks.addLines(this.#room.subarray(0, this.#lines.write(units.subarray(start, end), this.#room)), (end - start) / width);
    }
  }

  finish(): FrameSummary {
    const strata = new Map<string, StratumCount>();
    for (const { key, weight, count } of this.#lines.written()) {
      const fault = faultOfUnit({ unitId: '-', stratum: key, weight });
      invariant(fault === null, `a population cannot be frozen: ${fault}`);
      const { population, weight: before } = strata.get(key) ?? { population: 0, weight: 0 };
      strata.set(key, { key, population: population + count, weight: before + count * weight });
    }
    return { count: this.#chunks.lines, root: this.#chunks.root(), strata: [...strata.values()].toSorted((a, b) => compareUtf8(a.key, b.key)) };
  }

  #ascend(units: Buffer, width: number): boolean {
    const idBytes = width - CODE_BYTES;
    if (units.length === 0) return true;
    if (this.#last !== undefined && compareBytes(this.#last, 0, units, 0, idBytes) >= 0) return false;
    for (let at = width; at < units.length; at += width) if (compareBytes(units, at - width, units, at, idBytes) >= 0) return false;
    this.#last = Buffer.from(units.subarray(-width));
    return true;
  }
}
