import { and, eq, type SQL } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { declinedTask } from './declined-task.table.ts';

export type DeclinedTaskRow = typeof declinedTask.$inferSelect;

const ofDepartment = (taskId: string, departmentId: string): SQL | undefined => and(eq(declinedTask.taskId, taskId), eq(declinedTask.departmentId, departmentId));

/** False where the department has declined the task already. */
export async function insertDeclined(tx: Tx, row: DeclinedTaskRow): Promise<boolean> {
  const made = await tx.insert(declinedTask).values(row).onConflictDoNothing().returning({ taskId: declinedTask.taskId });
  return made.length > 0;
}

export async function lockDeclined(tx: Tx, taskId: string, departmentId: string): Promise<DeclinedTaskRow | undefined> {
  const [row] = await tx.select().from(declinedTask).where(ofDepartment(taskId, departmentId)).for('update');
  return row;
}

export const updateDeclined = (tx: Tx, { taskId, departmentId }: DeclinedTaskRow, change: Partial<DeclinedTaskRow>): Promise<unknown> => tx.update(declinedTask).set(change).where(ofDepartment(taskId, departmentId));
