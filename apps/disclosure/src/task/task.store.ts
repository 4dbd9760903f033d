import { eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { invariant } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { drawnObject, task } from './task.table.ts';

export type TaskRow = typeof task.$inferSelect;

const BATCH = 5_000;

export async function saveTask(tx: Tx, told: EventPayload<'TaskCreated'>, createdAt: Date): Promise<void> {
  const row = {
    number: told.taskNumber, name: told.name, leadDepartmentId: told.leadDepartmentId,
    departmentIds: [...new Set([told.leadDepartmentId, ...told.participatingDepartmentIds])], divisionCode: told.divisionCode,
    periodFrom: told.period.from, periodTo: told.period.to, items: told.items, origin: told.origin, profile: told.profile, profileHash: told.profileHash,
  };
  await tx.insert(task).values({ id: told.taskId, createdAt, ...row }).onConflictDoUpdate({ target: task.id, set: row });
}

export async function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const [row] = await tx.select().from(task).where(eq(task.id, id));
  return row;
}

/** The task of an event. Feeds run side by side: one that is ahead of planning's fails here and is tried again until planning has told. */
export async function taskTold(tx: Tx, id: string): Promise<TaskRow> {
  const row = await findTask(tx, id);
  invariant(row !== undefined, `planning has told of the task ${id}`);
  return row;
}

export async function setTask(tx: Tx, id: string, change: Partial<Pick<TaskRow, 'drawnAt' | 'completedAt' | 'cancelledAt'>>): Promise<void> {
  await tx.update(task).set(change).where(eq(task.id, id));
}

export async function saveDrawnObjects(tx: Tx, { id: taskId, divisionCode: region }: TaskRow, drawId: string, objectIds: readonly string[]): Promise<void> {
  for (let start = 0; start < objectIds.length; start += BATCH) {
    await tx.insert(drawnObject).values(objectIds.slice(start, start + BATCH).map((objectId) => ({ region, taskId, objectId, drawId }))).onConflictDoNothing();
  }
}

/** The departments that have items in the task: each publishes its own results. */
export const inspectingDepartments = ({ items }: TaskRow): string[] => [...new Set(items.map(({ departmentId }) => departmentId))];
