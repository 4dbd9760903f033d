import type { FrameSummary, StratumCount } from '@sortition/draw';
import type { Tx } from '@sortition/service-kit';
import { BlockHasher } from './block-hasher.ts';
import { evenBlocks, UNIT_BYTES, withoutThose } from './even-blocks.ts';
import { FrameLines, OBJECT_ID_BYTES } from './frame-lines.ts';
import { FrameSeal } from './frame-seal.ts';
import { insertBlock, insertFrame } from './frame.store.ts';
import { excludedIds, excludeUnits, packedUnits, WHOLE_RANGE, type ExclusionCount, type FrameTerms } from './population.store.ts';
import { readPopulation } from './read-population.ts';
import { sealBlocks } from './seal-blocks.ts';
import { insertSealedBlock, insertSealedFrame, openPiles } from './sealed-frame.store.ts';
import type { Workforce } from './workforce.ts';

export interface FrozenPopulation {
  readonly units: 'NAMED' | 'SEALED';
  readonly frame: FrameSummary;
  readonly exclusions: readonly ExclusionCount[];
  /** The strata of the frame by their real keys, each with the key that stands for it in the frame; the same where nothing is sealed. */
  readonly strata: readonly (StratumCount & { readonly keyInFrame: string })[];
}

/**
 * Writes the population down, in the order of ids, leaving out what the terms exclude, each with its reason; or sealed, in the order of
 * leaves. A workforce reads it on connections of its own, as it stood at the one moment at which the exclusions were decided.
 */
export async function freezePopulation(tx: Tx, drawId: string, terms: FrameTerms, workforce?: Workforce): Promise<FrozenPopulation> {
  const leftOut = await excludeUnits(tx, drawId, terms);
  const freeze = (pieces: AsyncIterable<Buffer>): Promise<FrozenPopulation> =>
    freezePieces(tx, drawId, terms, leftOut.exclusions, leftOut.exclusions.length === 0 ? pieces : withoutThose(excludedIds(tx, drawId), pieces), workforce);
  return workforce === undefined
    ? freeze(packedUnits(tx, terms, WHOLE_RANGE))
    : workforce.readAt(leftOut.snapshot, (readers) => freeze(readPopulation(readers, terms, workforce.units)));
}

async function freezePieces(tx: Tx, drawId: string, terms: FrameTerms, exclusions: readonly ExclusionCount[], pieces: AsyncIterable<Buffer>, workforce: Workforce | undefined): Promise<FrozenPopulation> {
  const strata = terms.strata.map(({ key }) => key);
  const blocks = told(evenBlocks(pieces), workforce);
  if (terms.sealed !== true) {
    await insertFrame(tx, { drawId, sealed: false, keys: strata });
    const frame = await hashFrame(new FrameLines({ sealed: false, keys: strata }), savedBlocks(tx, drawId, blocks));
    return { units: 'NAMED', frame, exclusions, strata: frame.strata.map((counts) => ({ ...counts, keyInFrame: counts.key })) };
  }
  const seal = new FrameSeal(strata);
  await insertFrame(tx, { drawId, sealed: true, keys: [...seal.labels] });
  const frame = await hashFrame(new FrameLines({ sealed: true, keys: seal.labels }), savedSealedBlocks(tx, drawId, seal, blocks, workforce));
  await insertSealedFrame(tx, { drawId, secret: seal.secret, strata, codes: [...seal.codes] });
  const opened = frame.strata.map((counts) => ({ ...counts, key: strata[seal.labels.indexOf(counts.key)] ?? '', keyInFrame: counts.key }));
  return { units: 'SEALED', frame, exclusions, strata: opened };
}

async function hashFrame(lines: FrameLines, blocks: AsyncIterable<Buffer>): Promise<FrameSummary> {
  const hasher = new BlockHasher(lines);
  for await (const units of blocks) hasher.add(units);
  return hasher.finish();
}

/** Tells how many units have come by. */
async function* told(blocks: AsyncIterable<Buffer>, workforce: Workforce | undefined): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const block of blocks) {
    yield block;
    done += block.length / UNIT_BYTES;
    await workforce?.progress('FREEZING', done);
  }
}

/** Writes the blocks and gives them on; each is written while it is worked on. */
async function* savedBlocks(tx: Tx, drawId: string, blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const block of blocks) {
    const saved = insertBlock(tx, drawId, number, block);
    saved.catch(() => undefined); // it is awaited below, but only once this block is worked on
    yield block;
    await saved;
    number += 1;
  }
}

/** Writes the sealed blocks, with what they stand for beside them, and gives them on. */
async function* savedSealedBlocks(tx: Tx, drawId: string, seal: FrameSeal, blocks: AsyncIterable<Buffer>, workforce: Workforce | undefined): AsyncGenerator<Buffer> {
  let [number, done] = [0, 0];
  for await (const { units, objects } of sealBlocks(seal, blocks, await openPiles(tx), workforce)) {
    await insertBlock(tx, drawId, number, units);
    await insertSealedBlock(tx, drawId, number, objects);
    yield units;
    number += 1;
    done += objects.length / OBJECT_ID_BYTES;
    await workforce?.progress('SEALING', done);
  }
}
