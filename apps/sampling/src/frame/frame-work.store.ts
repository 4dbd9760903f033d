import { eq, sql } from 'drizzle-orm';
import { among, enqueue, type Pool, type Tx } from '@sortition/service-kit';
import { frameWork, type FrameRequest } from './frame.table.ts';
import type { Progress } from './workforce.ts';

export type FrameWorkRow = typeof frameWork.$inferSelect;

/** The job that works on a large frame. */
export const WORK_ON_FRAME = 'workOnFrame';

/** More units than this are frozen, and drawn from, after the request that asked for it has been answered. */
export const LARGE_FRAME = 200_000;

const movedNow = sql`now()`; // of the database: business time may stand still or be shifted

/** Notes what is to be done and queues it, in the transaction that makes it necessary. */
export async function beginWork(tx: Tx, drawId: string, phase: FrameWorkRow['phase'], total: number, request: FrameRequest): Promise<void> {
  const row = { drawId, phase, done: 0, total, movedAt: movedNow, request };
  await tx.insert(frameWork).values(row).onConflictDoUpdate({ target: frameWork.drawId, set: row });
  await enqueue(tx, WORK_ON_FRAME, { drawId }, { key: `${WORK_ON_FRAME}:${drawId}` });
}

/** Tells how far the work has come, past the transaction that does it. */
export const tellProgress = (pool: Pool, drawId: string): Progress => async (phase, done) => {
  await pool.update(frameWork).set({ phase, done, movedAt: movedNow }).where(eq(frameWork.drawId, drawId));
};

export const findFrameWork = (tx: Tx | Pool, drawIds: readonly string[]): Promise<FrameWorkRow[]> => tx.select().from(frameWork).where(among(frameWork.drawId, drawIds));

export const endWork = async (tx: Tx, drawId: string): Promise<void> => { await tx.delete(frameWork).where(eq(frameWork.drawId, drawId)); };

/** Work that has not moved for a minute: whoever did it is gone. */
export const stalledWork = (tx: Tx): Promise<{ drawId: string }[]> =>
  tx.select({ drawId: frameWork.drawId }).from(frameWork).where(sql`${frameWork.movedAt} < now() - interval '1 minute'`);
