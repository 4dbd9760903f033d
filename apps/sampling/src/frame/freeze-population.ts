import { FrameHasher, type FrameSummary, type StratumCount } from '@sortition/draw';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { FrameSeal, objectIdAt } from './frame-seal.ts';
import { CODE_BYTES, FrameLines, OBJECT_ID_BYTES } from './frame-lines.ts';
import { insertBlock, insertFrame, openDraft, readBlock, type BlockTable } from './frame.store.ts';
import { frameBlock } from './frame.table.ts';
import { nativeSha256 } from './native-sha256.ts';
import { BEFORE_ALL, excludeUnits, packBlock, type ExclusionCount, type FrameTerms, type Packing } from './population.store.ts';
import { sealBlocks } from './seal-blocks.ts';
import { insertSealedBlock, insertSealedFrame, openPiles } from './sealed-frame.store.ts';

export interface FrozenPopulation {
  readonly units: 'NAMED' | 'SEALED';
  readonly frame: FrameSummary;
  readonly exclusions: readonly ExclusionCount[];
  /** The strata of the frame by their real keys, each with the key that stands for it in the frame; the same where nothing is sealed. */
  readonly strata: readonly (StratumCount & { readonly keyInFrame: string })[];
}

/** Is told now and then how many units are done. */
export type Progress = (phase: 'FREEZING' | 'SEALING' | 'DRAWING', done: number) => Promise<void>;

const UNIT_BYTES = OBJECT_ID_BYTES + CODE_BYTES;
const silent: Progress = () => Promise.resolve();

/** Writes the population down, in the order of ids, leaving out what the terms exclude, each with its reason; or sealed, in the order of leaves. */
export async function freezePopulation(tx: Tx, drawId: string, terms: FrameTerms, progress: Progress = silent): Promise<FrozenPopulation> {
  const exclusions = await excludeUnits(tx, drawId, terms);
  const packed = (into: BlockTable) => packedBlocks(tx, { drawId, terms, into, anyLeftOut: exclusions.length > 0 }, progress);
  const strata = terms.strata.map(({ key }) => key);
  if (terms.sealed !== true) {
    await insertFrame(tx, { drawId, sealed: false, keys: strata });
    const frame = await hashFrame(new FrameLines({ sealed: false, keys: strata }), packed(frameBlock));
    return { units: 'NAMED', frame, exclusions, strata: frame.strata.map((counts) => ({ ...counts, keyInFrame: counts.key })) };
  }
  const seal = new FrameSeal(strata);
  await insertFrame(tx, { drawId, sealed: true, keys: [...seal.labels] });
  const frame = await hashFrame(new FrameLines({ sealed: true, keys: seal.labels }), savedBlocks(tx, drawId, seal, packed(await openDraft(tx)), progress));
  await insertSealedFrame(tx, { drawId, secret: seal.secret, strata, codes: seal.codes });
  const opened = frame.strata.map((counts) => ({ ...counts, key: strata[seal.labels.indexOf(counts.key)] ?? '', keyInFrame: counts.key }));
  return { units: 'SEALED', frame, exclusions, strata: opened };
}

async function hashFrame(lines: FrameLines, blocks: AsyncIterable<Buffer>): Promise<FrameSummary> {
  const hasher = new FrameHasher(nativeSha256);
  for await (const units of blocks) {
    const bytes = lines.of(units);
    const { taken, fault } = hasher.addLines(bytes);
    invariant(fault === null && taken === bytes.length, `unit ${hasher.count} cannot be frozen: ${fault}`);
  }
  return hasher.finish();
}

/** The blocks as they are packed; PostgreSQL packs the next one while this one is worked on. */
async function* packedBlocks(tx: Tx, packing: Packing, progress: Progress): AsyncGenerator<Buffer> {
  const next = async (number: number, after: string): Promise<Buffer | undefined> => {
    await packBlock(tx, packing, number, after);
    return readBlock(tx, packing.into, packing.drawId, number);
  };
  let done = 0;
  for (let number = 0, block = await next(0, BEFORE_ALL); block !== undefined; number += 1) {
    const following = next(number + 1, lastIdOf(block));
    following.catch(() => undefined); // it is awaited below, but only once this block is worked on
    yield block;
    done += block.length / UNIT_BYTES;
    await progress('FREEZING', done);
    block = await following;
  }
}

const lastIdOf = (block: Buffer): string => objectIdAt(block, block.length - UNIT_BYTES);

/** Writes the sealed blocks, with what they stand for beside them, and gives them on. */
async function* savedBlocks(tx: Tx, drawId: string, seal: FrameSeal, blocks: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  let [number, done] = [0, 0];
  for await (const { units, objects } of sealBlocks(seal, blocks, await openPiles(tx))) {
    await insertBlock(tx, drawId, number, units);
    await insertSealedBlock(tx, drawId, number, objects);
    yield units;
    number += 1;
    done += objects.length / OBJECT_ID_BYTES;
    await progress('SEALING', done);
  }
}
