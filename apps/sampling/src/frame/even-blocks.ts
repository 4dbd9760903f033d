import { CODE_BYTES, OBJECT_ID_BYTES } from './frame-lines.ts';

/** A unit as it is packed: its id, then its code. */
export const UNIT_BYTES = OBJECT_ID_BYTES + CODE_BYTES;
export const UNITS_PER_BLOCK = 65_536;

/** Pieces of units in their order as blocks of the same size, the last as it comes out. */
export async function* evenBlocks(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(UNITS_PER_BLOCK * UNIT_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const taken = piece.copy(block, filled, from);
      [from, filled] = [from + taken, filled + taken];
      if (filled < block.length) continue;
      yield block;
      [block, filled] = [Buffer.allocUnsafe(block.length), 0];
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** Pieces of units without those left out, whose ids come in the same order. */
export async function* withoutThose(leftOut: AsyncIterable<Buffer>, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = leftOut[Symbol.asyncIterator]();
  let [ids, at] = [await following(source), 0];
  for await (const piece of pieces) {
    let kept = 0;
    for (let unit = 0; unit < piece.length; unit += UNIT_BYTES) {
      let order = ids === undefined ? -1 : compareBytes(piece, unit, ids, at, OBJECT_ID_BYTES);
      while (order > 0) {
        at += OBJECT_ID_BYTES;
        if (at === ids?.length) [ids, at] = [await following(source), 0];
        order = ids === undefined ? -1 : compareBytes(piece, unit, ids, at, OBJECT_ID_BYTES);
      }
      if (order === 0) continue;
      if (kept < unit) piece.copyWithin(kept, unit, unit + UNIT_BYTES);
      kept += UNIT_BYTES;
    }
    if (kept > 0) yield piece.subarray(0, kept);
  }
}

async function following(source: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  const { value, done } = await source.next();
  return done === true ? undefined : value;
}

/** Below zero when so many bytes of one, four at a time, come before as many of another. */
export function compareBytes(a: Buffer, i: number, b: Buffer, j: number, length: number): number {
  for (let k = 0; k < length; k += 4) {
    const difference = a.readUInt32BE(i + k) - b.readUInt32BE(j + k);
    if (difference !== 0) return difference;
  }
  return 0;
}
