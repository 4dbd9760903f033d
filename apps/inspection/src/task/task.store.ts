import { and, eq, inArray } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { task, taskDraw, taskItem, taskObject } from './task.table.ts';

export type TaskRow = typeof task.$inferSelect;
export type TaskItemRow = typeof taskItem.$inferSelect;

export async function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const [row] = await tx.select().from(task).where(eq(task.id, id));
  return row;
}

export const findTasksByIds = byKeys((tx, ids) => tx.select().from(task).where(among(task.id, ids)));

export const listTaskItems = (tx: Tx, taskId: string): Promise<TaskItemRow[]> => tx.select().from(taskItem).where(eq(taskItem.taskId, taskId));

/** Takes in what planning says of a task; items are those of the newest word. */
export async function saveTask(tx: Tx, told: EventPayload<'TaskCreated'>, modes: readonly string[] | null): Promise<void> {
  const row = {
    id: told.taskId, number: told.taskNumber, name: told.name, leadDepartmentId: told.leadDepartmentId,
    departmentIds: [...new Set([told.leadDepartmentId, ...told.participatingDepartmentIds])], divisionCode: told.divisionCode,
    periodFrom: told.period.from, periodTo: told.period.to, profile: told.profile, profileHash: told.profileHash,
    origin: told.origin, ...(modes === null ? {} : { modes: [...modes] }),
  };
  await tx.insert(task).values(row).onConflictDoUpdate({ target: task.id, set: row });
  for (const { itemId, departmentId, name, noticeExemption } of told.items) {
    const item = { departmentId, name, noticeExemption };
    await tx.insert(taskItem).values({ taskId: told.taskId, itemId, ...item }).onConflictDoUpdate({ target: [taskItem.taskId, taskItem.itemId], set: item });
  }
}

export const markTaskCompleted = (tx: Tx, taskId: string, completedAt: Date): Promise<unknown> => tx.update(task).set({ completedAt }).where(eq(task.id, taskId));

/** Chance entered in the circumstances of a task, or a reason against it is on record. */
export const saveCircumstances = (tx: Tx, told: EventPayload<'CircumstancesDrawn'>): Promise<unknown> => tx.update(task).set({ circumstancesId: told.circumstancesId }).where(eq(task.id, told.taskId));

export const markTaskCancelled = (tx: Tx, taskId: string, cancelledReason: string): Promise<unknown> => tx.update(task).set({ cancelledReason }).where(eq(task.id, taskId));

/** Whether the task has a dispatched draw, and whether the object is on its list. */
export async function findDrawnObject(tx: Tx, taskId: string, objectId: string): Promise<{ readonly draw: boolean; readonly drawn: boolean }> {
  const [draw] = await tx.select().from(taskDraw).where(eq(taskDraw.taskId, taskId));
  const [object] = await tx.select().from(taskObject).where(and(eq(taskObject.taskId, taskId), eq(taskObject.objectId, objectId)));
  return { draw: draw !== undefined, drawn: object?.drawn === true };
}

async function addDrawnObjects(tx: Tx, taskId: string, objectIds: readonly string[]): Promise<void> {
  for (let start = 0; start < objectIds.length; start += 5_000) {
    const rows = objectIds.slice(start, start + 5_000).map((objectId) => ({ taskId, objectId, drawn: true }));
    await tx.insert(taskObject).values(rows).onConflictDoUpdate({ target: [taskObject.taskId, taskObject.objectId], set: { drawn: true } });
  }
}

/** The list as it was dispatched: it alone says which objects may be visited. */
export async function saveDispatchedList(tx: Tx, told: EventPayload<'ObjectListDispatched'>): Promise<void> {
  const row = { drawId: told.drawId, dispatchedAt: new Date(told.dispatchedAt) };
  await tx.insert(taskDraw).values({ taskId: told.taskId, version: 0, ...row }).onConflictDoUpdate({ target: taskDraw.taskId, set: row });
  await tx.update(taskObject).set({ drawn: false }).where(eq(taskObject.taskId, told.taskId));
  await addDrawnObjects(tx, told.taskId, told.objectIds);
}

/** An approved change: objects left the list, and the next of the drawn order came in. */
export async function saveListChange(tx: Tx, told: EventPayload<'ObjectListChanged'>): Promise<void> {
  await tx.insert(taskDraw).values({ taskId: told.taskId, drawId: told.drawId, version: told.version, dispatchedAt: new Date(told.changedAt) })
    .onConflictDoUpdate({ target: taskDraw.taskId, set: { version: told.version } });
  await addDrawnObjects(tx, told.taskId, told.added.map(({ objectId }) => objectId));
  if (told.removedObjectIds.length > 0) await tx.update(taskObject).set({ drawn: false }).where(and(eq(taskObject.taskId, told.taskId), inArray(taskObject.objectId, told.removedObjectIds)));
}
