import { bytesToHex } from '@noble/hashes/utils';
import type { Hasher } from './hash.ts';
import { sha256LanesModule } from './sha256-lanes.ts';

export const BLOCK = 64;
export const MAX_BLOCKS = 4;
/** Messages of one run; a unit of the largest weight fits. */
export const CAPACITY = 1024;
/** Where the results begin, behind the messages. */
export const RESULT_AT = CAPACITY * MAX_BLOCKS * BLOCK;
const PAGES = Math.ceil((RESULT_AT + 32 * CAPACITY) / 65_536);
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** SHA-256 of four padded messages at once. */
export interface Lanes {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly hash: (groups: number, blocks: number, input: number, output: number) => void;
}

// the part of it that is used; neither Node's types nor ES2023 declare it, and no page has to have it
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Lanes };
};

/** How many blocks a message of so many bytes takes with its padding. FIPS 180-4, 5.1.1. */
export const blocksFor = (length: number): number => Math.ceil((length + 9) / BLOCK);

let compiled: object | null | undefined;

/** Lanes with a memory of their own; null where the hasher is not SHA-256, WebAssembly or its vectors are missing, or a page forbids them. */
export function openLanes(hasher: Hasher): Lanes | null {
  if (compiled === null || bytesToHex(hasher(new Uint8Array(0))) !== SHA256_OF_NOTHING) return null;
  try {
    compiled ??= new WebAssembly.Module(sha256LanesModule(PAGES));
    return new WebAssembly.Instance(compiled).exports;
  } catch {
    compiled = null;
    return null;
  }
}

/** Messages that are written one by one and hashed together: all of the same number of blocks. */
export class LaneMessages {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly #lanes: Lanes;
  readonly #results: Uint32Array;

  constructor(lanes: Lanes) {
    this.#lanes = lanes;
    this.bytes = new Uint8Array(lanes.memory.buffer);
    this.view = new DataView(lanes.memory.buffer);
    this.#results = new Uint32Array(lanes.memory.buffer, RESULT_AT, 8 * CAPACITY);
  }

  /** Writes the padding of a message that ends where it is told. */
  pad(message: number, blocks: number, length: number): void {
    const [begin, end] = [message * blocks * BLOCK, (message + 1) * blocks * BLOCK];
    this.bytes.fill(0, begin + length, end);
    this.bytes[begin + length] = 0x80;
    this.view.setUint32(end - 4, 8 * length);
  }

  hash(count: number, blocks: number): void {
    this.#lanes.hash(Math.ceil(count / 4), blocks, 0, RESULT_AT);
  }

  /** One of the eight words of the hash of a message. */
  wordOf(message: number, word: number): number {
    return this.#results[32 * (message >> 2) + 4 * word + (message & 3)] ?? 0;
  }
}
