import { UNIT_BYTES } from './even-blocks.ts';
import { BlockThreads } from './block-threads.ts';
import { CODE_BYTES, LEAF_BYTES, OBJECT_ID_BYTES } from './frame-lines.ts';
import { Sealer, type FrameSeal } from './frame-seal.ts';
import type { Workforce } from './workforce.ts';

const SEALED_BYTES = LEAF_BYTES + CODE_BYTES;
const RECORD_BYTES = SEALED_BYTES + OBJECT_ID_BYTES;
const RECORDS_PER_PART = 1_024;
const PILES = 256;

/** Where piles of leaves wait on disk until all are known. */
export interface Piles {
  put(pile: number, records: Buffer): Promise<void>;
  takeAll(pile: number): Promise<Buffer>;
}

/** A block of a sealed frame, and the objects that its leaves stand for. */
export interface SealedBlock {
  readonly units: Buffer;
  readonly objects: Buffer;
}

/**
 * Sorts a population by its leaves in bounded memory: leaves are dealt onto piles by their first byte, and as hashes spread evenly,
 * each pile is small enough to be sorted by itself. A small population never leaves memory.
 */
export async function* sealBlocks(seal: FrameSeal, blocks: AsyncIterable<Buffer>, piles: Piles, workforce?: Workforce): AsyncGenerator<SealedBlock> {
  const dealer = new Dealer(seal, piles);
  await eachSealed(seal, blocks, (block, leaves) => dealer.deal(block, leaves), workforce);
  for (let pile = 0; pile < PILES; pile++) {
    const all = await dealer.takeAll(pile);
    if (all.length > 0) yield sorted(all);
  }
}

/** Gives each block with its leaves, where there is a workforce made by its threads. The order of the blocks is lost. */
async function eachSealed(seal: FrameSeal, blocks: AsyncIterable<Buffer>, deal: (block: Buffer, leaves: Uint8Array) => Promise<void>, workforce: Workforce | undefined): Promise<void> {
  if (workforce !== undefined) {
    await using threads = await BlockThreads.open({ seal: seal.plan }, workforce.threads, workforce.warn);
    if (threads.count > 0) return await threads.take(blocks, (block, { leaves }) => deal(block, leaves));
  }
  const sealer = new Sealer(seal.plan);
  for await (const block of blocks) await deal(block, sealer.leavesOf(block));
}

/** Deals leaves with what they stand for onto piles, of which only the last part of each is in memory. */
class Dealer {
  readonly #seal: FrameSeal;
  readonly #piles: Piles;
  readonly #open: (Buffer | undefined)[] = [];
  readonly #filled = new Uint32Array(PILES);
  readonly #spilled = new Set<number>();

  constructor(seal: FrameSeal, piles: Piles) {
    this.#seal = seal;
    this.#piles = piles;
  }

  async deal(block: Buffer, leaves: Uint8Array): Promise<void> {
    const full: { readonly pile: number; readonly records: Buffer }[] = [];
    for (let from = 0, leaf = 0; from < block.length; from += UNIT_BYTES, leaf += LEAF_BYTES) {
      const pile = leaves[leaf] ?? 0;
      const records = this.#open[pile] ??= Buffer.allocUnsafeSlow(RECORDS_PER_PART * RECORD_BYTES);
      const at = this.#filled[pile] ?? 0;
      records.set(leaves.subarray(leaf, leaf + LEAF_BYTES), at);
      block.copy(records, at + LEAF_BYTES, from + OBJECT_ID_BYTES, from + UNIT_BYTES);
      block.copy(records, at + SEALED_BYTES, from, from + OBJECT_ID_BYTES);
      this.#seal.codes.add(block.readUInt32BE(from + OBJECT_ID_BYTES));
      this.#filled[pile] = at + RECORD_BYTES;
      if (at + RECORD_BYTES < records.length) continue;
      full.push({ pile, records });
      this.#open[pile] = undefined;
      this.#filled[pile] = 0;
    }
    for (const { pile, records } of full) {
      this.#spilled.add(pile);
      await this.#piles.put(pile, records);
    }
  }

  async takeAll(pile: number): Promise<Buffer> {
    const inMemory = this.#open[pile]?.subarray(0, this.#filled[pile]) ?? Buffer.alloc(0);
    this.#open[pile] = undefined;
    return this.#spilled.has(pile) ? Buffer.concat([await this.#piles.takeAll(pile), inMemory]) : inMemory;
  }
}

function sorted(records: Buffer): SealedBlock {
  const order = inOrder(records);
  const units = Buffer.allocUnsafe(order.length * SEALED_BYTES);
  const objects = Buffer.allocUnsafe(order.length * OBJECT_ID_BYTES);
  for (const [i, place] of order.entries()) {
    const at = place * RECORD_BYTES;
    records.copy(units, i * SEALED_BYTES, at, at + SEALED_BYTES);
    records.copy(objects, i * OBJECT_ID_BYTES, at + SEALED_BYTES, at + RECORD_BYTES);
  }
  return { units, objects };
}

/** The places of records in the order of their leaves: by 40 bits behind the first byte as numbers, then, of the few that are equal in these, as a whole. */
function inOrder(records: Buffer): Uint32Array {
  const keys = BigUint64Array.from({ length: records.length / RECORD_BYTES }, (_, place) => (BigInt(records.readUIntBE(place * RECORD_BYTES + 1, 5)) << 24n) | BigInt(place)).sort();
  const order = Uint32Array.from(keys, (key) => Number(key & 0xff_ffffn));
  const isBefore = (a: number, b: number): boolean => records.compare(records, b * RECORD_BYTES, b * RECORD_BYTES + LEAF_BYTES, a * RECORD_BYTES, a * RECORD_BYTES + LEAF_BYTES) < 0;
  for (let i = 1; i < order.length; i++) {
    for (let j = i; j > 0 && isBefore(order[j] ?? 0, order[j - 1] ?? 0); j--) [order[j - 1], order[j]] = [order[j] ?? 0, order[j - 1] ?? 0];
  }
  return order;
}
