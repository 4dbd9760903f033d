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

/**
 * Freezes a frame that streams by in the order of the UTF-8 bytes of its unit ids (`ORDER BY … COLLATE "C"`):
 * root and counts in the memory of one chunk of lines.
 */
export class FrameHasher {
  readonly #chunks: LineChunks;
  readonly #strata = new Map<string, { population: number; weight: number }>();
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
    this.#count(unit);
    return null;
  }

  finish(): FrameSummary {
    const strata = [...this.#strata].map(([key, counts]) => ({ key, ...counts })).toSorted((a, b) => compareUtf8(a.key, b.key));
    return { count: this.#chunks.lines, root: this.#chunks.root(), strata };
  }

  #count({ stratum, weight }: FrameUnit): void {
    const counts = this.#strata.get(stratum);
    if (counts === undefined) {
      this.#strata.set(stratum, { population: 1, weight });
      return;
    }
    counts.population += 1;
    counts.weight += weight;
  }
}
