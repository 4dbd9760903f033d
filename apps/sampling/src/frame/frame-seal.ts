import { randomBytes } from 'node:crypto';
import { labelOf, labelSaltOf, leafOf, saltOf } from '@sortition/draw';
import { nativeSha256 } from './native-sha256.ts';

/** What hides the units and strata of a frame: leaves and labels salted from one secret, so that nobody can try names out on them. */
export class FrameSeal {
  readonly secret: Buffer = randomBytes(32);
  /** The label of each stratum, by its number. */
  readonly labels: readonly string[];
  readonly #strata: readonly string[];
  readonly #codes = new Set<number>();

  constructor(strata: readonly string[]) {
    this.#strata = strata;
    const secret = this.secret.toString('hex');
    this.labels = strata.map((stratum) => labelOf(nativeSha256, { labelSalt: labelSaltOf(nativeSha256, secret, stratum), stratum }));
  }

  /** The leaf of an object whose stratum number and weight stand in its code. */
  leaf(objectId: string, code: number): Buffer {
    this.#codes.add(code);
    return leafOfObject(this.secret.toString('hex'), this.#strata, objectId, code);
  }

  /** Every stratum and weight that occurs together: few enough to find the leaf of an object by trying. */
  get codes(): number[] {
    return [...this.#codes];
  }
}

export const leafOfObject = (secret: string, strata: readonly string[], unitId: string, code: number): Buffer =>
  Buffer.from(leafOf(nativeSha256, { salt: saltOf(nativeSha256, secret, unitId), stratum: strata[code >>> 16] ?? '', unitId, weight: code & 0xffff }), 'hex');

/** The text of an id in 16 bytes. */
export function objectIdAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
