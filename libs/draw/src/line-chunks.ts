import type { Hasher } from './hash.ts';
import { MerkleRoot } from './merkle-root.ts';

/** A leaf of the tree over a list is this many of its lines; the last leaf has the rest. */
export const LINES_PER_CHUNK = 1024;

const encoder = new TextEncoder();

/** The Merkle root over the lines of a list, each ended by LF, taken in chunks, in memory of one chunk. */
export class LineChunks {
  readonly #tree: MerkleRoot;
  #chunk = new Uint8Array(128 * LINES_PER_CHUNK);
  #length = 1; // the first byte is the 0x00 of a leaf
  #lines = 0;

  constructor(hasher: Hasher) {
    this.#tree = new MerkleRoot(hasher);
  }

  /** Takes a line without its LF. */
  add(line: string): void {
    this.#reserve(3 * line.length + 1);
    this.#length += encoder.encodeInto(line, this.#chunk.subarray(this.#length)).written;
    this.#chunk[this.#length++] = 0x0a;
    if (++this.#lines % LINES_PER_CHUNK === 0) this.#close();
  }

  /** How many more lines the chunk takes that is being filled. */
  get room(): number {
    return LINES_PER_CHUNK - (this.#lines % LINES_PER_CHUNK);
  }

  /** Takes so many lines, each with its LF, as their bytes; no more than there is room for. */
  addLines(bytes: Uint8Array, count: number): void {
    this.#reserve(bytes.length);
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
    this.#lines += count;
    if (this.#lines % LINES_PER_CHUNK === 0) this.#close();
  }

  get lines(): number {
    return this.#lines;
  }

  root(): string {
    if (this.#length > 1) this.#close();
    return this.#tree.root();
  }

  #close(): void {
    this.#tree.addPrefixedLeaf(this.#chunk.subarray(0, this.#length));
    this.#length = 1;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#chunk.length) return;
    const larger = new Uint8Array(2 * (this.#chunk.length + bytes));
    larger.set(this.#chunk.subarray(0, this.#length));
    this.#chunk = larger;
  }
}
