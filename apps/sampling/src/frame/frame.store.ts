import { asc, eq, sql } from 'drizzle-orm';
import { invariant } from '@sortition/kernel';
import { copyBytes, type Tx } from '@sortition/service-kit';
import { FrameLines } from './frame-lines.ts';
import { excludedUnit, frame, frameBlock } from './frame.table.ts';

export type FrameRow = typeof frame.$inferSelect;

export const insertFrame = async (tx: Tx, row: FrameRow): Promise<void> => { await tx.insert(frame).values(row); };

export async function findFrame(tx: Tx, drawId: string): Promise<FrameRow | undefined> {
  const [row] = await tx.select().from(frame).where(eq(frame.drawId, drawId));
  return row;
}

export const insertBlock = async (tx: Tx, drawId: string, number: number, units: Buffer): Promise<void> => { await tx.insert(frameBlock).values({ drawId, number, units }); };

/** The units of one block as they are stored; undefined behind the last. */
export async function readBlock(tx: Tx, drawId: string, number: number): Promise<Buffer | undefined> {
  let block: Buffer | undefined;
  for await (const units of copyBytes(tx, sql`select ${frameBlock.units} from ${frameBlock} where ${eq(frameBlock.drawId, drawId)} and ${eq(frameBlock.number, number)}`)) block = units;
  return block;
}

/** The blocks of a frame in their order. */
export const readBlocks = (tx: Tx, drawId: string): AsyncIterable<Buffer> =>
  copyBytes(tx, sql`select ${frameBlock.units} from ${frameBlock} where ${eq(frameBlock.drawId, drawId)} order by ${frameBlock.number}`);

/** The frozen lines in their order, as bytes, each piece whole lines. */
export async function* frameBytes(tx: Tx, drawId: string): AsyncGenerator<Uint8Array> {
  const row = await findFrame(tx, drawId);
  invariant(row !== undefined, 'a frozen frame is kept');
  const lines = new FrameLines(row);
  for await (const units of readBlocks(tx, drawId)) yield lines.of(units);
}

export const listExclusions = (tx: Tx, drawId: string, first: number) =>
  tx.select().from(excludedUnit).where(eq(excludedUnit.drawId, drawId)).orderBy(asc(excludedUnit.objectId)).limit(first);
