import { ByStratum, compareBytes, FrameCursor, viewOf } from './frame-cursor.ts';
import { faultOfUnit, frameLine, type FrameFault, type FrameUnit } from './frame-line.ts';
import type { Hasher } from './hash.ts';
import { LineChunks } from './line-chunks.ts';
import { compareUtf8 } from './plain-text.ts';

/** How many units a stratum holds, and the sum of their weights. */
export interface StratumCount {
  readonly key: string;
  readonly population: number;
  readonly weight: number;
}

/** What fixes a frame: its Merkle root and its counts, the strata in the order of the bytes of their keys. */
export interface FrameSummary {
  readonly root: string;
  readonly count: number;
  readonly strata: readonly StratumCount[];
}

interface Counts {
  readonly key: string;
  population: number;
  weight: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Freezes a frame that streams by in the order of the UTF-8 bytes of its unit ids (`ORDER BY … COLLATE "C"`):
 * root and counts in the memory of one chunk of lines.
 */
export class FrameHasher {
  readonly #chunks: LineChunks;
  readonly #strata = new Map<string, Counts>();
  readonly #countsOfLines = new ByStratum<Counts>();
  #lastUnitId = '';

  constructor(hasher: Hasher) {
    this.#chunks = new LineChunks(hasher);
  }

  /** Takes the next unit; a fault means that it was not taken, and that the frame cannot be frozen. */
  add(unit: FrameUnit): FrameFault | null {
    const fault = faultOfUnit(unit);
    if (fault !== null) return fault;
    if (compareUtf8(this.#lastUnitId, unit.unitId) >= 0) return 'NOT_ASCENDING';
    this.#lastUnitId = unit.unitId;
    this.#chunks.add(frameLine(unit));
    const counts = this.#countsOf(unit.stratum);
    counts.population += 1;
    counts.weight += unit.weight;
    return null;
  }

  /**
   * Takes the canonical lines in a piece of a frame, as bytes, up to its end or to a fault: `taken` is where the line begins that
   * was not taken, be it faulty or not ended yet.
   * @param take sees each line that is taken, and the key of its stratum
   */
  addLines(bytes: Uint8Array, take?: (line: FrameCursor, stratum: string) => void): { readonly taken: number; readonly fault: FrameFault | null } {
    const cursor = new FrameCursor(bytes);
    let last = viewOf(encoder.encode(this.#lastUnitId));
    let [lastStart, lastEnd, runStart, run, room] = [0, last.byteLength, 0, 0, this.#chunks.room];
    let fault: FrameFault | null = null;
    while (cursor.advance()) {
      if (compareBytes(last, lastStart, lastEnd, cursor.view, cursor.start, cursor.idEnd) >= 0) {
        fault = 'NOT_ASCENDING';
        break;
      }
      [last, lastStart, lastEnd] = [cursor.view, cursor.start, cursor.idEnd];
      const counts = this.#countsAt(cursor);
      counts.population += 1;
      counts.weight += cursor.weight;
      take?.(cursor, counts.key);
      if (++run < room) continue;
      this.#chunks.addLines(bytes.subarray(runStart, cursor.next), run);
      [runStart, run, room] = [cursor.next, 0, this.#chunks.room];
    }
    const taken = cursor.start;
    if (run > 0) this.#chunks.addLines(bytes.subarray(runStart, taken), run);
    this.#lastUnitId = decoder.decode(new DataView(last.buffer, last.byteOffset + lastStart, lastEnd - lastStart));
    return { taken, fault: cursor.isFaulty ? 'LINE_INVALID' : fault };
  }

  get count(): number {
    return this.#chunks.lines;
  }

  finish(): FrameSummary {
    const strata = [...this.#strata.values()].map((counts) => ({ ...counts })).toSorted((a, b) => compareUtf8(a.key, b.key));
    return { count: this.#chunks.lines, root: this.#chunks.root(), strata };
  }

  #countsAt(cursor: FrameCursor): Counts {
    const known = this.#countsOfLines.get(cursor);
    if (known !== undefined) return known;
    const counts = this.#countsOf(cursor.stratum);
    this.#countsOfLines.set(cursor, counts);
    return counts;
  }

  #countsOf(stratum: string): Counts {
    const found = this.#strata.get(stratum);
    if (found !== undefined) return found;
    const counts = { key: stratum, population: 0, weight: 0 };
    this.#strata.set(stratum, counts);
    return counts;
  }
}
