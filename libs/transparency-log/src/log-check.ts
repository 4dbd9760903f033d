import { ok } from '@sortition/kernel';
import { sameBytes } from './bytes.ts';
import type { Checkpoint } from './checkpoint.ts';
import { GrowingTree } from './growing-tree.ts';
import { leafHashOf, openEntry, openSealed, parseEntry, type Salted } from './log-entry.ts';
import { fault, type Checked } from './log-fault.ts';

/** One line of a log that was written out. What has been forgotten, or is still sealed, is null. */
export interface ExportedEntry {
  readonly index: number;
  readonly entry: string;
  readonly opening: Salted | null;
  readonly sealed: Salted | null;
}

/** Reads a whole log from its first entry, line by line, in memory of the logarithm of its length. */
export class LogCheck {
  readonly #tree = new GrowingTree();
  readonly #roots = new Map<number, Uint8Array>();
  readonly #wanted: ReadonlySet<number>;

  /** `sizes` are those of the checkpoints that the log will be compared with. */
  constructor(sizes: Iterable<number>) {
    this.#wanted = new Set(sizes);
    this.#keepRoot();
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Takes the next entry: its place, its form, and what is shown of its content. */
  add({ index, entry, opening, sealed }: ExportedEntry): Checked<true> {
    if (index !== this.#tree.size) return fault('ENTRY_OUT_OF_PLACE', index);
    const read = opening === null ? parseEntry(entry) : openEntry(entry, opening);
    if (!read.ok) return fault(read.error.code, index);
    if (sealed !== null) {
      const unsealed = openSealed(opening?.content ?? '', sealed);
      if (!unsealed.ok) return fault(unsealed.error.code, index);
    }
    this.#tree.append(leafHashOf(entry));
    this.#keepRoot();
    return ok(true);
  }

  /** Whether a checkpoint tells the truth about the entries taken so far. Since all of them go through one tree, two checkpoints that both do are consistent. */
  agreesWith({ size, root }: Checkpoint): Checked<true> {
    const computed = this.#roots.get(size);
    if (computed === undefined) return fault('SIZE_DIFFERS', this.size);
    return sameBytes(computed, root) ? ok(true) : fault('ROOT_DIFFERS', size);
  }

  #keepRoot(): void {
    if (this.#wanted.has(this.#tree.size)) this.#roots.set(this.#tree.size, this.#tree.root());
  }
}
