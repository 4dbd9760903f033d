import { randomBytes } from 'node:crypto';
import { labelOf, labelSaltOf, LeafMaker, leafOf, saltOf } from '@sortition/draw';
import { idsOf } from './frame-lines.ts';
import { nativeSha256 } from './native-sha256.ts';

/** All that it takes to make the leaves of a frame: its secret in hexadecimal, and its strata by their number. */
export interface SealPlan {
  readonly secret: string;
  readonly strata: readonly string[];
}

/** What hides the units and strata of a frame: leaves and labels salted from one secret, so that nobody can try names out on them. */
export class FrameSeal {
  readonly secret: Buffer = randomBytes(32);
  readonly plan: SealPlan;
  /** The label of each stratum, by its number. */
  readonly labels: readonly string[];
  /** Every stratum and weight that occurs together: few enough to find the leaf of an object by trying. */
  readonly codes = new Set<number>();

  constructor(strata: readonly string[]) {
    const secret = this.secret.toString('hex');
    this.plan = { secret, strata };
    this.labels = strata.map((stratum) => labelOf(nativeSha256, { labelSalt: labelSaltOf(nativeSha256, secret, stratum), stratum }));
  }
}

/** Makes the leaves of packed units. */
export class Sealer {
  readonly #leaves: LeafMaker;

  constructor({ secret, strata }: SealPlan) {
    this.#leaves = new LeafMaker(nativeSha256, secret, strata);
  }

  /** The leaves of a block, one after the other in the order of its units. */
  leavesOf(block: Uint8Array): Uint8Array {
    const { text, length, codes } = idsOf(block, false);
    return this.#leaves.leaves(new Uint8Array(text.buffer), length, codes);
  }
}

export const leafOfObject = (secret: string, strata: readonly string[], unitId: string, code: number): Buffer =>
  Buffer.from(leafOf(nativeSha256, { salt: saltOf(nativeSha256, secret, unitId), stratum: strata[code >>> 16] ?? '', unitId, weight: code & 0xffff }), 'hex');

/** The text of an id in 16 bytes. */
export function objectIdAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
