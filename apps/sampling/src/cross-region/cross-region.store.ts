import { and, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { crossRegionAgreement } from './cross-region.table.ts';

export type CrossRegionAgreementRow = typeof crossRegionAgreement.$inferSelect;

export const insertAgreement = async (tx: Tx, row: CrossRegionAgreementRow): Promise<void> => { await tx.insert(crossRegionAgreement).values(row); };

export const updateAgreement = async (tx: Tx, id: string, change: Partial<CrossRegionAgreementRow>): Promise<void> => { await tx.update(crossRegionAgreement).set(change).where(eq(crossRegionAgreement.id, id)); };

export async function lockAgreement(tx: Tx, id: string): Promise<CrossRegionAgreementRow | undefined> {
  const [row] = await tx.select().from(crossRegionAgreement).where(eq(crossRegionAgreement.id, id)).for('update');
  return row;
}

export const findAgreementsByIds = byKeys((tx, ids) => tx.select().from(crossRegionAgreement).where(among(crossRegionAgreement.id, ids)));

export const findAgreementsOfTasks = byKeys((tx, taskIds) => tx.select().from(crossRegionAgreement).where(among(crossRegionAgreement.taskId, taskIds)).orderBy(asc(crossRegionAgreement.proposedAt), asc(crossRegionAgreement.id)));

/** Departments of other regions that agreed to lend inspectors for a department's draw. */
export async function departmentsThatLend(tx: Tx, taskId: string, departmentId: string): Promise<string[]> {
  const rows = await tx.select({ id: crossRegionAgreement.otherDepartmentId }).from(crossRegionAgreement)
    .where(and(eq(crossRegionAgreement.taskId, taskId), eq(crossRegionAgreement.departmentId, departmentId), eq(crossRegionAgreement.state, 'AGREED'))).orderBy(asc(crossRegionAgreement.otherDepartmentId));
  return rows.map(({ id }) => id);
}
