import { issueCertificate, seedOf, UnitDraw, type CertifiedStratum, type Contribution, type DrawCertificate, type DrawIntent } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { CODE_BYTES, idsOf, LEAF_BYTES, OBJECT_ID_BYTES } from './frame-lines.ts';
import { objectIdAt } from './frame-seal.ts';
import { findFrame, readBlocks } from './frame.store.ts';
import type { Progress } from './freeze-population.ts';
import { nativeSha256 } from './native-sha256.ts';
import { findSealedFrame, openedBlocks } from './sealed-frame.store.ts';

export interface IntendedFrame {
  readonly id: string;
  readonly intent: DrawIntent;
  readonly intentHash: string;
}

/** Draws from a frozen frame: the same seed gives the same certificate, however often and wherever it is done. */
export async function drawFrame(tx: Tx, { id, intent, intentHash }: IntendedFrame, contributions: readonly Contribution[], progress?: Progress): Promise<DrawCertificate> {
  const draw = new UnitDraw({ seed: seedOf(intent.hash, intentHash, contributions), strata: intent.strata, hasher: nativeSha256 });
  const frame = await findFrame(tx, id);
  invariant(frame !== undefined, 'a frozen frame is kept');
  const strata = frame.keys.map((key) => draw.stratum(key));
  let done = 0;
  for await (const units of readBlocks(tx, id)) {
    const { text, length, codes } = idsOf(units, frame.sealed);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i] ?? 0;
      const stratum = strata[code >>> 16] ?? null;
      if (stratum !== null) draw.addId(stratum, text, i * length, (i + 1) * length, code & 0xffff);
    }
    done += codes.length;
    await progress?.('DRAWING', done);
  }
  return issueCertificate({ intent, contributions, strata: draw.finish() }, nativeSha256);
}

/** The drawn objects by their own ids and strata: of a named frame as they stand in the certificate, of a sealed one opened. */
export async function drawnObjectsOf(tx: Tx, drawId: string, strata: readonly CertifiedStratum[]): Promise<CertifiedStratum[]> {
  const [frame, sealed] = [await findFrame(tx, drawId), await findSealedFrame(tx, drawId)];
  if (frame?.sealed !== true) return [...strata];
  invariant(sealed !== undefined, 'a sealed frame keeps its secret');
  const objects = new Map(strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve].map(({ unitId }) => [unitId, ''])));
  for await (const block of openedBlocks(tx, drawId)) {
    for (const { leaf, objectId } of unitsOf(block)) if (objects.has(leaf)) objects.set(leaf, objectId);
  }
  const opened = (units: CertifiedStratum['drawn']) => units.map((unit) => ({ ...unit, unitId: objects.get(unit.unitId) ?? '' }));
  return strata.map(({ key, threshold, drawn, reserve }) => ({ key: sealed.strata[frame.keys.indexOf(key)] ?? key, threshold, drawn: opened(drawn), reserve: opened(reserve) }));
}

export interface OpenedUnit {
  readonly leaf: string;
  readonly code: number;
  readonly objectId: string;
}

/** The units of an opened block: first the leaves and codes of all, then the objects of all. */
export function* unitsOf(block: Buffer): Generator<OpenedUnit> {
  const width = LEAF_BYTES + CODE_BYTES;
  const count = block.length / (width + OBJECT_ID_BYTES);
  for (let i = 0; i < count; i++) {
    const at = i * width;
    yield { leaf: block.toString('hex', at, at + LEAF_BYTES), code: block.readUInt32BE(at + LEAF_BYTES), objectId: objectIdAt(block, count * width + i * OBJECT_ID_BYTES) };
  }
}
