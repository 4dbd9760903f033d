import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import { among, byKeys, recordChange, type Tx } from '@sortition/service-kit';
import { logCheckpoint, logCosignature, logWitness } from './log-entry.table.ts';

export type CheckpointRow = typeof logCheckpoint.$inferSelect;
export type WitnessRow = typeof logWitness.$inferSelect;
export type CosignatureRow = typeof logCosignature.$inferSelect;

export async function insertCheckpoint(tx: Tx, row: CheckpointRow): Promise<void> {
  await tx.insert(logCheckpoint).values(row);
}

export async function newestCheckpoint(tx: Tx): Promise<CheckpointRow | undefined> {
  const [row] = await tx.select().from(logCheckpoint).orderBy(desc(logCheckpoint.size)).limit(1);
  return row;
}

export async function findCheckpoint(tx: Tx, size: number): Promise<CheckpointRow | undefined> {
  const [row] = await tx.select().from(logCheckpoint).where(eq(logCheckpoint.size, size));
  return row;
}

/** Checkpoints of more than `from` and at most `to` entries. */
export const checkpointsBetween = (tx: Tx, from: number, to: number): Promise<CheckpointRow[]> =>
  tx.select().from(logCheckpoint).where(and(gt(logCheckpoint.size, from), lte(logCheckpoint.size, to))).orderBy(asc(logCheckpoint.size));

/** The newest checkpoint that so many of today's witnesses have cosigned. */
export async function newestCosigned(tx: Tx, quorum: number): Promise<CheckpointRow | undefined> {
  if (quorum === 0) return newestCheckpoint(tx);
  const enough = tx.select({ size: logCosignature.size }).from(logCosignature).innerJoin(logWitness, and(eq(logWitness.id, logCosignature.witnessId), isNull(logWitness.retiredAt)))
    .groupBy(logCosignature.size).having(gte(sql`count(*)`, quorum)).orderBy(desc(logCosignature.size)).limit(1);
  const [row] = await tx.select().from(logCheckpoint).where(inArray(logCheckpoint.size, enough));
  return row;
}

export const cosignaturesOf = (tx: Tx, sizes: readonly number[]): Promise<CosignatureRow[]> =>
  tx.select().from(logCosignature).where(inArray(logCosignature.size, [...sizes])).orderBy(asc(logCosignature.cosignedAt), asc(logCosignature.witnessId));

/** Adds a cosignature; the first of a witness for a checkpoint stays. */
export async function insertCosignature(tx: Tx, row: CosignatureRow): Promise<void> {
  await tx.insert(logCosignature).values(row).onConflictDoNothing();
  recordChange(tx, { entity: 'LogCheckpoint', entityId: String(row.size), before: null, after: { witnessId: row.witnessId, line: row.line } });
}

export const witnessesInOffice = (tx: Tx): Promise<WitnessRow[]> => tx.select().from(logWitness).where(isNull(logWitness.retiredAt)).orderBy(asc(logWitness.registeredAt), asc(logWitness.id));

export const listWitnesses = (tx: Tx): Promise<WitnessRow[]> => tx.select().from(logWitness).orderBy(asc(logWitness.registeredAt), asc(logWitness.id));

export const findWitnesses = byKeys((tx, ids) => tx.select().from(logWitness).where(among(logWitness.id, ids)));

/** The largest checkpoint that each of these witnesses has cosigned. */
export async function lastSeenBy(tx: Tx, witnessIds: readonly string[]): Promise<{ witnessId: string; size: number }[]> {
  return tx.select({ witnessId: logCosignature.witnessId, size: sql<number>`max(${logCosignature.size})`.mapWith(Number) }).from(logCosignature)
    .where(among(logCosignature.witnessId, witnessIds)).groupBy(logCosignature.witnessId);
}

export async function insertWitness(tx: Tx, row: WitnessRow): Promise<void> {
  await tx.insert(logWitness).values(row);
  recordChange(tx, { entity: 'LogWitness', entityId: row.id, before: null, after: { departmentId: row.departmentId, key: row.key } });
}

/** The department's earlier key counts no more. */
export async function retireWitness(tx: Tx, before: WitnessRow, retiredAt: Date): Promise<void> {
  await tx.update(logWitness).set({ retiredAt }).where(eq(logWitness.id, before.id));
  recordChange(tx, { entity: 'LogWitness', entityId: before.id, before: { retiredAt: null }, after: { retiredAt } });
}

