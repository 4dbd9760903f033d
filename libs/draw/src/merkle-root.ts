import { bytesToHex } from '@noble/hashes/utils';
import type { Hasher } from './hash.ts';

interface Peak {
  readonly height: number;
  readonly hash: Uint8Array;
}

/**
 * The root of an RFC 6962 tree over leaves that arrive one by one, in memory of the logarithm of their number.
 * Leaf: `H(0x00 ‖ leaf)`; node: `H(0x01 ‖ left ‖ right)`; no leaf: `H("")`.
 */
export class MerkleRoot {
  readonly #hasher: Hasher;
  readonly #peaks: Peak[] = [];

  constructor(hasher: Hasher) {
    this.#hasher = hasher;
  }

  /** Takes a leaf that already carries its leading 0x00, so that a large leaf is not copied. */
  addPrefixedLeaf(prefixed: Uint8Array): void {
    let peak: Peak = { height: 0, hash: this.#hasher(prefixed).slice() };
    for (let last = this.#peaks.at(-1); last?.height === peak.height; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      peak = { height: peak.height + 1, hash: this.#node(last.hash, peak.hash) };
    }
    this.#peaks.push(peak);
  }

  root(): string {
    const [last, ...before] = this.#peaks.toReversed();
    if (last === undefined) return bytesToHex(this.#hasher(new Uint8Array(0)));
    return bytesToHex(before.reduce((right, { hash }) => this.#node(hash, right), last.hash));
  }

  #node(left: Uint8Array, right: Uint8Array): Uint8Array {
    const data = new Uint8Array(1 + left.length + right.length);
    data[0] = 1;
    data.set(left, 1);
    data.set(right, 1 + left.length);
    return this.#hasher(data).slice();
  }
}
