import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Page, Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { publicTask } from './public-task.table.ts';

export type PublicTaskRow = typeof publicTask.$inferSelect;

export interface PublicTaskCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly taskNumber?: string | null | undefined;
}

const matching = ({ divisionCode, taskNumber }: PublicTaskCriteria): SQL | undefined => and(
  divisionCode == null ? undefined : withinDivision(publicTask.divisionCode, divisionCode),
  taskNumber == null ? undefined : eq(publicTask.taskNumber, taskNumber),
);

export function listPublicTasks(tx: Tx, criteria: PublicTaskCriteria, { first, after }: Page): Promise<PublicTaskRow[]> {
  const beyond = after?.[1] === undefined ? undefined : sql`(${publicTask.startedAt}, ${publicTask.taskId}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  return tx.select().from(publicTask).where(and(matching(criteria), beyond)).orderBy(desc(publicTask.startedAt), desc(publicTask.taskId)).limit(first + 1);
}

export const countPublicTasks = (tx: Tx, criteria: PublicTaskCriteria): Promise<number> => tx.$count(publicTask, matching(criteria));

/** The allow-list of a started task. A second draw changes the number of objects only. */
export async function showTask(tx: Tx, task: TaskRow, objectCount: number, startedAt: Date): Promise<void> {
  await tx.insert(publicTask).values({
    divisionCode: task.divisionCode, taskId: task.id, taskNumber: task.number, name: task.name, leadDepartmentId: task.leadDepartmentId,
    participatingDepartmentIds: task.departmentIds.filter((id) => id !== task.leadDepartmentId), periodFrom: task.periodFrom, periodTo: task.periodTo,
    items: task.items.map(({ itemId, name }) => ({ itemId, name })), objectCount, startedAt, completedAt: task.completedAt,
  }).onConflictDoUpdate({ target: [publicTask.divisionCode, publicTask.taskId], set: { objectCount } });
}

export async function showTaskCompleted(tx: Tx, taskId: string, completedAt: Date): Promise<void> {
  await tx.update(publicTask).set({ completedAt }).where(eq(publicTask.taskId, taskId));
}
