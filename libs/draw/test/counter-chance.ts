import type { Hasher } from '../src/draw.ts';

/** A quick generator of uniform bits (sfc32): the same from the same number. */
export class CounterChance {
  #a: number;
  #b = 0x9e3779b9 | 0;
  #c = 0x243f6a88;
  #counter = 1;

  constructor(start: number) {
    this.#a = start | 0;
    for (let i = 0; i < 16; i++) this.word();
  }

  /** 32 uniform bits. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from 0 to below `sides`, each equally likely but for 2⁻³². */
  below(sides: number): number {
    return Math.floor((this.word() / 2 ** 32) * sides);
  }

  /** 64 uniform hexadecimal digits. */
  hex(): string {
    return Array.from({ length: 8 }, () => this.word().toString(16).padStart(8, '0')).join('');
  }

  shuffled<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const moved = mixed[i];
      const other = mixed[j];
      if (moved === undefined || other === undefined) throw new Error('out of the list');
      mixed[i] = other;
      mixed[j] = moved;
    }
    return mixed;
  }

  /** A hasher that hashes nothing: every call gives the next 8 uniform bytes and 24 of zeros, enough never to meet the same twice. As each ticket is asked for once, a draw cannot tell, and a million draws take seconds. */
  hasher(): Hasher {
    const words = new Uint32Array(8);
    const bytes = new Uint8Array(words.buffer);
    return () => {
      words[0] = this.word();
      words[1] = this.word();
      return bytes;
    };
  }
}
