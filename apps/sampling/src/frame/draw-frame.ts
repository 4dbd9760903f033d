import { issueCertificate, seedOf, type CertifiedStratum, type Contribution, type DrawCertificate, type DrawIntent } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { BlockDraw, type BlockDrawPlan } from './block-draw.ts';
import { BlockThreads } from './block-threads.ts';
import { compareBytes } from './even-blocks.ts';
import { CODE_BYTES, LEAF_BYTES, OBJECT_ID_BYTES } from './frame-lines.ts';
import { objectIdAt } from './frame-seal.ts';
import { findFrame, readBlocks } from './frame.store.ts';
import { nativeSha256 } from './native-sha256.ts';
import { findSealedFrame, openedBlocks } from './sealed-frame.store.ts';
import type { Workforce } from './workforce.ts';

export interface IntendedFrame {
  readonly id: string;
  readonly intent: DrawIntent;
  readonly intentHash: string;
}

/** Draws from a frozen frame: the same seed gives the same certificate, however often, wherever and by how many threads it is done. */
export async function drawFrame(tx: Tx, { id, intent, intentHash }: IntendedFrame, contributions: readonly Contribution[], workforce?: Workforce): Promise<DrawCertificate> {
  const frame = await findFrame(tx, id);
  invariant(frame !== undefined, 'a frozen frame is kept');
  const quotas = intent.strata.map(({ key, size, reserve, population }) => ({ key, size, reserve, outOf: population }));
  const plan = { seed: seedOf(intent.hash, intentHash, contributions), quotas, keys: frame.keys, sealed: frame.sealed };
  return issueCertificate({ intent, contributions, strata: await drawBlocks(plan, readBlocks(tx, id), workforce) }, nativeSha256);
}

/** Draws from blocks, where there is a workforce on its threads beside this one. */
export async function drawBlocks(plan: BlockDrawPlan, blocks: AsyncIterable<Buffer>, workforce?: Workforce): Promise<CertifiedStratum[]> {
  const draw = new BlockDraw(plan);
  const width = (plan.sealed ? LEAF_BYTES : OBJECT_ID_BYTES) + CODE_BYTES;
  let done = 0;
  const taken = async (units: Buffer): Promise<void> => {
    done += units.length / width;
    await workforce?.progress('DRAWING', done);
  };
  if (workforce !== undefined) {
    await using threads = await BlockThreads.open({ draw: plan }, workforce.threads, workforce.warn);
    if (threads.count > 0) {
      await threads.take(blocks, taken);
      for (const kept of await threads.kept()) draw.join(kept);
      return draw.finish();
    }
  }
  for await (const units of blocks) {
    draw.add(units);
    await taken(units);
  }
  return draw.finish();
}

/** The drawn objects by their own ids and strata: of a named frame as they stand in the certificate, of a sealed one opened. */
export async function drawnObjectsOf(tx: Tx, drawId: string, strata: readonly CertifiedStratum[]): Promise<CertifiedStratum[]> {
  const [frame, sealed] = [await findFrame(tx, drawId), await findSealedFrame(tx, drawId)];
  if (frame?.sealed !== true) return [...strata];
  invariant(sealed !== undefined, 'a sealed frame keeps its secret');
  const objects = await objectsOfLeaves(openedBlocks(tx, drawId), strata.flatMap(({ drawn, reserve }) => [...drawn, ...reserve].map(({ unitId }) => unitId)));
  const opened = (units: CertifiedStratum['drawn']) => units.map((unit) => ({ ...unit, unitId: objects.get(unit.unitId) ?? '' }));
  return strata.map(({ key, threshold, drawn, reserve }) => ({ key: sealed.strata[frame.keys.indexOf(key)] ?? key, threshold, drawn: opened(drawn), reserve: opened(reserve) }));
}

/** The objects that some leaves stand for. Both leaves and blocks are gone through once, in the order of leaves. */
async function objectsOfLeaves(blocks: AsyncIterable<Buffer>, leaves: readonly string[]): Promise<Map<string, string>> {
  const wanted = Buffer.from(leaves.toSorted().join(''), 'hex');
  const objects = new Map<string, string>();
  let next = 0;
  for await (const block of blocks) {
    const count = block.length / (LEAF_BYTES + CODE_BYTES + OBJECT_ID_BYTES);
    for (let i = 0, at = 0; i < count && next < wanted.length; i++, at += LEAF_BYTES + CODE_BYTES) {
      if (compareBytes(block, at, wanted, next, LEAF_BYTES) !== 0) continue;
      objects.set(wanted.toString('hex', next, next + LEAF_BYTES), objectIdAt(block, count * (LEAF_BYTES + CODE_BYTES) + i * OBJECT_ID_BYTES));
      next += LEAF_BYTES;
    }
  }
  invariant(next === wanted.length, 'every drawn leaf stands in its frame');
  return objects;
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
