import { and, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { superiorTask } from './superior-task.table.ts';

export type SuperiorTaskRow = typeof superiorTask.$inferSelect;
export type SentReport = NonNullable<SuperiorTaskRow['report']>;

/** False when the department has the task already. */
export async function insertSuperiorTask(tx: Tx, row: SuperiorTaskRow): Promise<boolean> {
  const made = await tx.insert(superiorTask).values(row).onConflictDoNothing().returning({ id: superiorTask.id });
  return made.length === 1;
}

export const findSuperiorTasks = byKeys((tx, ids) => tx.select().from(superiorTask).where(among(superiorTask.id, ids)));

export const findChildrenOfSuperiorTasks = byKeys((tx, parentIds) => tx.select().from(superiorTask).where(among(superiorTask.parentId, parentIds)).orderBy(asc(superiorTask.id)));

export async function findSuperiorTaskByNumber(tx: Tx, departmentId: string, superiorNumber: string): Promise<SuperiorTaskRow | undefined> {
  const [row] = await tx.select().from(superiorTask).where(and(eq(superiorTask.departmentId, departmentId), eq(superiorTask.superiorNumber, superiorNumber)));
  return row;
}

/** Undirected draws that superiors ordered of a department in a year. SY art.12(4). */
export const findUndirectedSuperiorTasks = (tx: Tx, departmentId: string, year: number): Promise<SuperiorTaskRow[]> =>
  tx.select().from(superiorTask).where(and(eq(superiorTask.departmentId, departmentId), eq(superiorTask.year, year), eq(superiorTask.drawMode, 'UNDIRECTED')));

export async function lockSuperiorTask(tx: Tx, id: string): Promise<SuperiorTaskRow | undefined> {
  const [row] = await tx.select().from(superiorTask).where(eq(superiorTask.id, id)).for('update');
  return row;
}

export async function updateSuperiorTask(tx: Tx, id: string, change: Partial<SuperiorTaskRow>): Promise<void> {
  await tx.update(superiorTask).set(change).where(eq(superiorTask.id, id));
}
