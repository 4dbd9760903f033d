import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils';
import { canonicalJson } from './canonical-json.ts';
import { taggedHash, type Hasher } from './hash.ts';

/** An opening (开封): what a sealed unit of a frame stands for, as its owner or an auditor gets it. */
export interface Opening {
  readonly format: 'sortition/opening/v1';
  readonly intentHash: string;
  readonly unitId: string;
  readonly stratum: string;
  readonly weight: number;
  readonly salt: string;
  readonly labelSalt: string;
}

export const LEAF_TAG = 'sortition/leaf/v1';

/** The leaf that stands for a unit in a sealed frame: without its salt it says nothing of unit, stratum or weight. */
export const leafOf = (hasher: Hasher, { salt, stratum, unitId, weight }: Pick<Opening, 'salt' | 'stratum' | 'unitId' | 'weight'>): string =>
  taggedHash(hasher, LEAF_TAG, canonicalJson({ salt, stratum, unitId, weight }));

/** The label that stands for a stratum in a sealed frame. */
export const labelOf = (hasher: Hasher, { labelSalt, stratum }: Pick<Opening, 'labelSalt' | 'stratum'>): string =>
  `S-${taggedHash(hasher, 'sortition/label/v1', canonicalJson({ salt: labelSalt, stratum })).slice(0, 16)}`;

/** The salt of a unit, from the secret of its draw: 32 random bytes in hexadecimal that only auditors may ever see. */
export const saltOf = (hasher: Hasher, secret: string, unitId: string): string => saltFrom(hasher, secret, utf8ToBytes(unitId));

/** The salt of the label of a stratum, from the same secret. */
export const labelSaltOf = (hasher: Hasher, secret: string, stratum: string): string =>
  saltFrom(hasher, secret, Uint8Array.of(...utf8ToBytes('label'), 0x1f, ...utf8ToBytes(stratum)));

const saltFrom = (hasher: Hasher, secret: string, name: Uint8Array): string => bytesToHex(hasher(Uint8Array.of(...hexToBytes(secret), ...hasher(name))));
