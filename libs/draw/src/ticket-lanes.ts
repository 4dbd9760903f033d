import { hexToBytes } from '@noble/hashes/utils';
import { BLOCK, blocksFor, CAPACITY, MAX_BLOCKS, openLanes, RESULT_AT, type Lanes } from './hash-lanes.ts';
import type { Hasher } from './hash.ts';
import type { TicketWords } from './ticket.ts';

const PREFIX = 33; // seed and separator
const SEPARATOR = 0x1f;

/** Takes the smallest ticket of a unit; the words and the bytes of its id are overwritten afterwards. */
export type TicketTaker<Stratum> = (stratum: Stratum, ticket: TicketWords, unitId: Uint8Array, weight: number) => void;

/** What a stratum is asked before its ticket is looked at as a whole. */
export interface TicketLimit {
  /** No ticket whose first word is larger is of use. */
  readonly limit: number;
}

/** The tickets of one seed like `TicketMaker`, several at a time in the lanes of vector instructions, in memory of one run. */
export class TicketLanes<Stratum extends TicketLimit> {
  readonly #lanes: Lanes;
  readonly #seed: Uint8Array;
  readonly #take: TicketTaker<Stratum>;
  readonly #memory: Uint8Array;
  readonly #view: DataView;
  readonly #results: Uint32Array;
  readonly #lengths = new Uint16Array(CAPACITY);
  readonly #ticket = new Uint32Array(8);
  readonly #strata: Stratum[] = [];
  readonly #weights = new Uint16Array(CAPACITY);
  #units = 0;
  #messages = 0;
  #blocks = 0;

  private constructor(lanes: Lanes, seed: string, take: TicketTaker<Stratum>) {
    this.#lanes = lanes;
    this.#seed = hexToBytes(seed);
    this.#take = take;
    this.#memory = new Uint8Array(lanes.memory.buffer);
    this.#view = new DataView(lanes.memory.buffer);
    this.#results = new Uint32Array(lanes.memory.buffer, RESULT_AT, 8 * CAPACITY);
  }

  /** Null where the hasher is not SHA-256, or the engine has no such instructions. */
  static open<Stratum extends TicketLimit>(hasher: Hasher, seed: string, take: TicketTaker<Stratum>): TicketLanes<Stratum> | null {
    const lanes = openLanes(hasher);
    return lanes === null ? null : new TicketLanes(lanes, seed, take);
  }

  /** False for a unit that has to be hashed by itself: its id is too long, or not all its tickets take the same number of blocks. */
  add(stratum: Stratum, ids: DataView, start: number, end: number, weight: number): boolean {
    const length = PREFIX + end - start;
    const blocks = blocksFor(length);
    if (blocks > MAX_BLOCKS || (weight > 1 && blocksFor(length + 1 + String(weight - 1).length) !== blocks)) return false;
    if (blocks !== this.#blocks || this.#messages + weight > CAPACITY) this.#begin(blocks);
    this.#strata[this.#units] = stratum;
    this.#weights[this.#units++] = weight;
    for (let i = 0; i < weight; i++) this.#write(ids, start, end, i);
    return true;
  }

  /** Hashes what waits, and gives it to the taker. */
  flush(): void {
    if (this.#messages === 0) return;
    this.#lanes.hash(Math.ceil(this.#messages / 4), this.#blocks, 0, RESULT_AT);
    let message = 0;
    for (let unit = 0; unit < this.#units; unit++) {
      const weight = this.#weights[unit] ?? 1;
      const stratum = this.#strata[unit];
      const best = weight === 1 ? message : this.#smallestOf(message, weight);
      if (stratum !== undefined && this.#wordOf(best, 0) <= stratum.limit) this.#give(stratum, best, message, weight);
      message += weight;
    }
    this.#units = 0;
    this.#messages = 0;
  }

  #begin(blocks: number): void {
    this.flush();
    if (blocks === this.#blocks) return;
    this.#blocks = blocks;
    this.#memory.fill(0, 0, CAPACITY * blocks * BLOCK);
    this.#lengths.fill(0);
    for (let message = 0; message < CAPACITY; message++) {
      this.#memory.set(this.#seed, message * blocks * BLOCK);
      this.#memory[message * blocks * BLOCK + PREFIX - 1] = SEPARATOR;
    }
  }

  #write(ids: DataView, start: number, end: number, ticket: number): void {
    const message = this.#messages++;
    const view = this.#view;
    const begin = message * this.#blocks * BLOCK;
    let [at, from] = [begin + PREFIX, start];
    for (; from + 4 <= end; from += 4, at += 4) view.setUint32(at, ids.getUint32(from, true), true);
    while (from < end) view.setUint8(at++, ids.getUint8(from++));
    if (ticket > 0) {
      view.setUint8(at++, SEPARATOR);
      for (const digit of String(ticket)) view.setUint8(at++, digit.charCodeAt(0));
    }
    if (at - begin !== this.#lengths[message]) this.#pad(message, begin, at);
  }

  /** Padding of FIPS 180-4, 5.1.1; it stays while messages of the same length follow one another in a place. */
  #pad(message: number, begin: number, at: number): void {
    const last = begin + this.#blocks * BLOCK;
    this.#memory.fill(0, at, last);
    this.#memory[at] = 0x80;
    this.#memory[last - 2] = (8 * (at - begin)) >>> 8;
    this.#memory[last - 1] = (8 * (at - begin)) & 0xff;
    this.#lengths[message] = at - begin;
  }

  #wordOf(message: number, word: number): number {
    return this.#results[32 * (message >> 2) + 4 * word + (message & 3)] ?? 0;
  }

  #smallestOf(first: number, count: number): number {
    let best = first;
    for (let message = first + 1; message < first + count; message++) {
      for (let word = 0; word < 8; word++) {
        const difference = this.#wordOf(message, word) - this.#wordOf(best, word);
        if (difference > 0) break;
        if (difference < 0) {
          best = message;
          break;
        }
      }
    }
    return best;
  }

  #give(stratum: Stratum, best: number, first: number, weight: number): void {
    for (let word = 0; word < 8; word++) this.#ticket[word] = this.#wordOf(best, word);
    const begin = first * this.#blocks * BLOCK;
    this.#take(stratum, this.#ticket, this.#memory.subarray(begin + PREFIX, begin + (this.#lengths[first] ?? 0)), weight);
  }
}
