import { hexToBytes } from '@noble/hashes/utils';
import type { Hasher } from './hash.ts';

/** Between the parts of what a ticket hashes; no id can hold it, so no two inputs run together. */
const SEPARATOR = 0x1f;
const SEED_BYTES = 32;
const DIGITS = '0123456789abcdef';
const decoder = new TextDecoder();

/** A ticket as eight big-endian words, so that comparing two of them makes no object. */
export type TicketWords = Uint32Array;

/**
 * Makes the tickets of one seed. The first ticket of a unit is `H(seed ‖ 0x1f ‖ unit id)`, the following ones of a unit
 * of weight w are `H(seed ‖ 0x1f ‖ unit id ‖ 0x1f ‖ i)` for i = 1…w−1 in decimal.
 */
export class TicketMaker {
  readonly #hasher: Hasher;
  readonly #encoder = new TextEncoder();
  readonly #ticket = new Uint32Array(8);
  #input = new Uint8Array(256);

  constructor(hasher: Hasher, seed: string) {
    this.#hasher = hasher;
    this.#input.set(hexToBytes(seed));
    this.#input[SEED_BYTES] = SEPARATOR;
  }

  /** The smallest ticket of a unit. The words are overwritten by the next call. */
  smallest(unitId: string, weight: number): TicketWords {
    this.#reserve(SEED_BYTES + 1 + 3 * unitId.length + 8);
    const end = SEED_BYTES + 1 + this.#encoder.encodeInto(unitId, this.#input.subarray(SEED_BYTES + 1)).written;
    readWords(this.#hasher(this.#input.subarray(0, end)), this.#ticket);
    if (weight > 1) this.#input[end] = SEPARATOR;
    for (let i = 1; i < weight; i++) {
      const { written } = this.#encoder.encodeInto(String(i), this.#input.subarray(end + 1));
      keepSmaller(this.#hasher(this.#input.subarray(0, end + 1 + written)), this.#ticket);
    }
    return this.#ticket;
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#input.length) return;
    const larger = new Uint8Array(2 * bytes);
    larger.set(this.#input);
    this.#input = larger;
  }
}

/** The ticket of one unit, so that an enterprise can look at its own alone. */
export const ticketOf = (hasher: Hasher, seed: string, unitId: string, weight: number): string =>
  hexOfTicket(new TicketMaker(hasher, seed).smallest(unitId, weight), 0);

/** The 64 hexadecimal digits of the ticket that begins at a word. */
export function hexOfTicket(words: TicketWords, start: number): string {
  const digits = new Uint8Array(64);
  for (let i = 0; i < 64; i++) digits[i] = DIGITS.charCodeAt(((words[start + (i >> 3)] ?? 0) >>> (28 - 4 * (i & 7))) & 0xf);
  return decoder.decode(digits);
}

/** Below zero when the ticket that begins at word `i` of `a` is smaller than the one at word `j` of `b`. */
export function compareTickets(a: TicketWords, i: number, b: TicketWords, j: number): number {
  for (let k = 0; k < 8; k++) {
    const difference = (a[i + k] ?? 0) - (b[j + k] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function wordAt(digest: Uint8Array, word: number): number {
  const at = 4 * word;
  return (((digest[at] ?? 0) << 24) | ((digest[at + 1] ?? 0) << 16) | ((digest[at + 2] ?? 0) << 8) | (digest[at + 3] ?? 0)) >>> 0;
}

function readWords(digest: Uint8Array, words: TicketWords): void {
  for (let i = 0; i < 8; i++) words[i] = wordAt(digest, i);
}

function keepSmaller(digest: Uint8Array, words: TicketWords): void {
  for (let i = 0; i < 8; i++) {
    const difference = wordAt(digest, i) - (words[i] ?? 0);
    if (difference > 0) return;
    if (difference < 0) return readWords(digest, words);
  }
}
