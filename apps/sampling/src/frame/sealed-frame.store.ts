import { and, eq, sql } from 'drizzle-orm';
import { copyBytes, type Tx } from '@sortition/service-kit';
import { frameBlock, sealedBlock, sealedFrame } from './frame.table.ts';
import type { Piles } from './seal-blocks.ts';

export type SealedFrameRow = typeof sealedFrame.$inferSelect;

/** Names the draw whose secret this transaction may see: a policy hides all others, so no query can come upon one by mistake. */
const unseal = (tx: Tx, drawId: string): Promise<unknown> => tx.execute(sql`select set_config('app.unsealed_draw', ${drawId}, true)`);

export async function insertSealedFrame(tx: Tx, row: SealedFrameRow): Promise<void> {
  await unseal(tx, row.drawId);
  await tx.insert(sealedFrame).values(row);
}

export async function insertSealedBlock(tx: Tx, drawId: string, number: number, objects: Buffer): Promise<void> {
  await unseal(tx, drawId);
  await tx.insert(sealedBlock).values({ drawId, number, objects });
}

export async function findSealedFrame(tx: Tx, drawId: string): Promise<SealedFrameRow | undefined> {
  await unseal(tx, drawId);
  const [row] = await tx.select().from(sealedFrame).where(eq(sealedFrame.drawId, drawId));
  return row;
}

const OPENED = sql`select ${frameBlock.units} || ${sealedBlock.objects} from ${frameBlock} join ${sealedBlock} using (draw_id, number)`;

/** Blocks of a sealed frame with what they stand for: the units, then the objects of as many. */
export async function* openedBlocks(tx: Tx, drawId: string): AsyncGenerator<Buffer> {
  await unseal(tx, drawId);
  yield* copyBytes(tx, sql`${OPENED} where draw_id = ${drawId} order by number`);
}

/** One of them; undefined behind the last. */
export async function openedBlock(tx: Tx, drawId: string, number: number): Promise<Buffer | undefined> {
  await unseal(tx, drawId);
  let block: Buffer | undefined;
  for await (const opened of copyBytes(tx, sql`${OPENED} where draw_id = ${drawId} and number = ${number}`)) block = opened;
  return block;
}

/** The block in which a leaf must stand if it stands in the frame at all: the last that does not begin after it. */
export async function findBlockOfLeaf(tx: Tx, drawId: string, leaf: Buffer): Promise<Buffer | undefined> {
  const [row] = await tx.select({ units: frameBlock.units }).from(frameBlock)
    .where(and(eq(frameBlock.drawId, drawId), sql`substring(${frameBlock.units} from 1 for ${leaf.length}) <= ${leaf}`)).orderBy(sql`${frameBlock.number} desc`).limit(1);
  return row?.units;
}

/** Piles in a table that lives as long as the transaction. */
export async function openPiles(tx: Tx): Promise<Piles> {
  await tx.execute(sql`create temporary table if not exists sealing_pile (pile integer not null, records bytea not null) on commit drop`);
  await tx.execute(sql`alter table sealing_pile alter column records set storage external`); // hashes do not compress
  await tx.execute(sql`truncate sealing_pile`);
  return {
    put: async (pile, records) => { await tx.execute(sql`insert into sealing_pile values (${pile}, ${records})`); },
    takeAll: async (pile) => {
      const parts: Buffer[] = [];
      for await (const part of copyBytes(tx, sql`select records from sealing_pile where pile = ${pile}`)) parts.push(part);
      return Buffer.concat(parts);
    },
  };
}
