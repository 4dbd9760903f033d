import { CODE_BYTES, LEAF_BYTES, OBJECT_ID_BYTES } from './frame-lines.ts';
import { objectIdAt, type FrameSeal } from './frame-seal.ts';

const UNIT_BYTES = OBJECT_ID_BYTES + CODE_BYTES;
const SEALED_BYTES = LEAF_BYTES + CODE_BYTES;
const RECORD_BYTES = SEALED_BYTES + OBJECT_ID_BYTES;
const RECORDS_PER_PART = 256;

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
export async function* sealBlocks(seal: FrameSeal, blocks: AsyncIterable<Buffer>, piles: Piles): AsyncGenerator<SealedBlock> {
  const open = Array.from({ length: 256 }, (): Buffer[] => []);
  const spilled = new Set<number>();
  for await (const block of blocks) {
    for (let at = 0; at < block.length; at += UNIT_BYTES) {
      const code = block.subarray(at + OBJECT_ID_BYTES, at + UNIT_BYTES);
      const leaf = seal.leaf(objectIdAt(block, at), code.readUInt32BE());
      const pile = leaf[0] ?? 0;
      const records = open[pile] ?? [];
      if (records.push(Buffer.concat([leaf, code, block.subarray(at, at + OBJECT_ID_BYTES)])) < RECORDS_PER_PART) continue;
      spilled.add(pile);
      await piles.put(pile, Buffer.concat(records.splice(0)));
    }
  }
  for (const [pile, records] of open.entries()) {
    const onDisk = spilled.has(pile) ? await piles.takeAll(pile) : Buffer.alloc(0);
    const all = Buffer.concat([onDisk, ...records.splice(0)]);
    if (all.length > 0) yield sorted(all);
  }
}

function sorted(records: Buffer): SealedBlock {
  const order = Array.from({ length: records.length / RECORD_BYTES }, (_, i) => i * RECORD_BYTES)
    .toSorted((a, b) => records.compare(records, b, b + LEAF_BYTES, a, a + LEAF_BYTES));
  const units = Buffer.allocUnsafe(order.length * SEALED_BYTES);
  const objects = Buffer.allocUnsafe(order.length * OBJECT_ID_BYTES);
  for (const [i, at] of order.entries()) {
    records.copy(units, i * SEALED_BYTES, at, at + SEALED_BYTES);
    records.copy(objects, i * OBJECT_ID_BYTES, at + SEALED_BYTES, at + RECORD_BYTES);
  }
  return { units, objects };
}
