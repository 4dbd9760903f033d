import { and, asc, eq, isNotNull, isNull, lt, notInArray, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { inspectorDraw } from '../inspector-draw/inspector-draw.table.ts';
import { objectDraw } from '../object-draw/object-draw.table.ts';
import { platformSecret, randomness, randomnessCommitment } from './randomness.table.ts';

export type RandomnessRow = typeof randomness.$inferSelect;
export type CommitmentRow = typeof randomnessCommitment.$inferSelect;

export const insertCommitment = async (tx: Tx, row: typeof randomnessCommitment.$inferInsert): Promise<void> => { await tx.insert(randomnessCommitment).values(row); };

interface DrawToCome {
  readonly taskId: string;
  readonly drawKind: 'OBJECT' | 'INSPECTOR';
  readonly drawnBy: string;
}

/** Commitments that wait for the next intent of a draw, locked, in the order of their departments. */
export const lockWaitingCommitments = (tx: Tx, { taskId, drawKind, drawnBy }: DrawToCome): Promise<CommitmentRow[]> =>
  tx.select().from(randomnessCommitment)
    .where(and(eq(randomnessCommitment.taskId, taskId), eq(randomnessCommitment.drawKind, drawKind), eq(randomnessCommitment.drawnBy, drawnBy), isNull(randomnessCommitment.drawId)))
    .orderBy(asc(randomnessCommitment.departmentId)).for('update');

export async function findCommitment(tx: Tx, departmentId: string, commitment: string): Promise<CommitmentRow | undefined> {
  const [row] = await tx.select().from(randomnessCommitment).where(and(eq(randomnessCommitment.departmentId, departmentId), eq(randomnessCommitment.commitment, commitment)));
  return row;
}

export const findCommitmentsByIds = byKeys((tx, ids) => tx.select().from(randomnessCommitment).where(among(randomnessCommitment.id, ids)));

export const findCommitmentsOfTasks = byKeys((tx, taskIds) => tx.select().from(randomnessCommitment).where(among(randomnessCommitment.taskId, taskIds)).orderBy(asc(randomnessCommitment.committedAt), asc(randomnessCommitment.id)));

export async function takeCommitments(tx: Tx, drawId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.update(randomnessCommitment).set({ drawId }).where(among(randomnessCommitment.id, ids));
}

export async function insertSources(tx: Tx, rows: readonly (typeof randomness.$inferInsert)[], secret: typeof platformSecret.$inferInsert): Promise<void> {
  await tx.insert(randomness).values([...rows]);
  await tx.insert(platformSecret).values(secret);
}

/** The sources of a draw, locked, in the order of their names' bytes. */
export const lockSources = (tx: Tx, drawId: string): Promise<RandomnessRow[]> =>
  tx.select().from(randomness).where(eq(randomness.drawId, drawId)).orderBy(sql`${randomness.source} collate "C"`).for('update');

export const findSourcesOfDraws = byKeys((tx, drawIds) => tx.select().from(randomness).where(among(randomness.drawId, drawIds)).orderBy(asc(randomness.drawId), sql`${randomness.source} collate "C"`));

export const updateSource = async (tx: Tx, drawId: string, source: string, change: Partial<RandomnessRow>): Promise<void> => {
  await tx.update(randomness).set(change).where(and(eq(randomness.drawId, drawId), eq(randomness.source, source)));
};

export async function secretOf(tx: Tx, drawId: string): Promise<string | undefined> {
  const [row] = await tx.select().from(platformSecret).where(eq(platformSecret.drawId, drawId));
  return row?.value;
}

/** A draw that was given up waits for nothing any more. */
const givenUp = (tx: Tx) => union(
  tx.select({ id: objectDraw.id }).from(objectDraw).where(eq(objectDraw.state, 'VOID')),
  tx.select({ id: inspectorDraw.id }).from(inspectorDraw).where(eq(inspectorDraw.state, 'VOID')),
);
const ofLivingDraw = (tx: Tx) => notInArray(randomness.drawId, givenUp(tx));

export async function isGivenUp(tx: Tx, drawId: string): Promise<boolean> {
  const objects = await tx.$count(objectDraw, and(eq(objectDraw.id, drawId), eq(objectDraw.state, 'VOID')));
  return objects > 0 || (await tx.$count(inspectorDraw, and(eq(inspectorDraw.id, drawId), eq(inspectorDraw.state, 'VOID')))) > 0;
}

/** Departments that committed themselves and let the time pass, locked; another worker's are left to it. */
export const lockOverdue = (tx: Tx, now: Date, limit: number): Promise<RandomnessRow[]> =>
  tx.select().from(randomness).where(and(eq(randomness.kind, 'DEPARTMENT'), eq(randomness.state, 'AWAITED'), lt(randomness.dueAt, now), ofLivingDraw(tx)))
    .orderBy(asc(randomness.dueAt)).limit(limit).for('update', { skipLocked: true });

/** Beacons whose round has begun and whose signature nobody has brought yet. */
export const findBegunBeacons = (tx: Tx, now: Date, limit: number): Promise<RandomnessRow[]> =>
  tx.select().from(randomness).where(and(eq(randomness.kind, 'BEACON'), eq(randomness.state, 'AWAITED'), lt(randomness.dueAt, now), ofLivingDraw(tx))).orderBy(asc(randomness.dueAt)).limit(limit);

/** Who withheld what it had committed itself to, in a draw. */
export async function withheldSources(tx: Tx, drawId: string): Promise<string[]> {
  const rows = await tx.select({ source: randomness.source }).from(randomness).where(and(eq(randomness.drawId, drawId), eq(randomness.state, 'WITHHELD'))).orderBy(asc(randomness.source));
  return rows.map(({ source }) => source);
}

/** Whether a department has let the time pass once in any attempt of a task, whatever it gave later. */
export async function hasWithheld(tx: Tx, taskId: string, departmentId: string): Promise<boolean> {
  return (await tx.$count(randomness, and(eq(randomness.taskId, taskId), eq(randomness.source, departmentId), isNotNull(randomness.withheldAt)))) > 0;
}
