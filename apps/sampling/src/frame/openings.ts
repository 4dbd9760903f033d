import { canonicalJson, labelSaltOf, saltOf, type Opening } from '@sortition/draw';
import type { Tx } from '@sortition/service-kit';
import { unitsOf } from './draw-frame.ts';
import { CODE_BYTES, LEAF_BYTES } from './frame-lines.ts';
import { leafOfObject } from './frame-seal.ts';
import { nativeSha256 } from './native-sha256.ts';
import { findBlockOfLeaf, findSealedFrame, openedBlock, type SealedFrameRow } from './sealed-frame.store.ts';

interface SealedDraw {
  readonly id: string;
  readonly intentHash: string;
}

function opening({ secret, strata }: SealedFrameRow, intentHash: string, unitId: string, code: number): Opening {
  const key = secret.toString('hex');
  const stratum = strata[code >>> 16] ?? '';
  return { format: 'sortition/opening/v1', intentHash, unitId, stratum, weight: code & 0xffff, salt: saltOf(nativeSha256, key, unitId), labelSalt: labelSaltOf(nativeSha256, key, stratum) };
}

/** What a sealed frame says of one object (开封); undefined when it is not in it. Only the leaves that it could have are looked for. */
export async function openingOf(tx: Tx, { id, intentHash }: SealedDraw, objectId: string): Promise<Opening | undefined> {
  const seal = await findSealedFrame(tx, id);
  if (seal === undefined) return undefined;
  for (const code of seal.codes) {
    const leaf = leafOfObject(seal.secret.toString('hex'), seal.strata, objectId, code);
    if (holds(await findBlockOfLeaf(tx, id, leaf), leaf)) return opening(seal, intentHash, objectId, code);
  }
  return undefined;
}

function holds(units: Buffer | undefined, leaf: Buffer): boolean {
  const width = LEAF_BYTES + CODE_BYTES;
  for (let at = units?.indexOf(leaf) ?? -1; at >= 0; at = units?.indexOf(leaf, at + 1) ?? -1) if (at % width === 0) return true;
  return false;
}

/** The openings of one block of a sealed frame as lines; undefined behind the last block. */
export async function openingLines(tx: Tx, { id, intentHash }: SealedDraw, number: number): Promise<string | undefined> {
  const seal = await findSealedFrame(tx, id);
  const block = seal === undefined ? undefined : await openedBlock(tx, id, number);
  if (seal === undefined || block === undefined) return undefined;
  return Array.from(unitsOf(block), ({ objectId, code }) => `${canonicalJson(opening(seal, intentHash, objectId, code))}\n`).join('');
}
