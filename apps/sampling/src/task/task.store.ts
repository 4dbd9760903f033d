import { and, eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { directoryConfirmation, task } from './task.table.ts';

export type TaskRow = typeof task.$inferSelect;

export async function findTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const [row] = await tx.select().from(task).where(eq(task.id, id));
  return row;
}

/** Locks the task, so that two callers cannot prepare, draw or form for it at once. */
export async function lockTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  const [row] = await tx.select().from(task).where(eq(task.id, id)).for('update');
  return row;
}

export const findTasksByIds = byKeys((tx, ids) => tx.select().from(task).where(among(task.id, ids)));

const core = (event: EventPayload<'TaskCreated'>) => ({
  id: event.taskId, taskNumber: event.taskNumber, leadDepartmentId: event.leadDepartmentId,
  departmentIds: [event.leadDepartmentId, ...event.participatingDepartmentIds], divisionCode: event.divisionCode,
  profile: event.profile, profileHash: event.profileHash, origin: event.origin, items: event.items,
});

export async function saveCreatedTask(tx: Tx, event: EventPayload<'TaskCreated'>): Promise<void> {
  await tx.insert(task).values({ ...core(event), state: 'CREATED', terms: null, schemePendingIds: null, readyAt: null }).onConflictDoNothing();
}

export async function saveReadyTask(tx: Tx, event: EventPayload<'TaskReady'>, readyAt: Date): Promise<void> {
  const { population, ratio, objectCount, strata, scheme, period } = event;
  const row = { ...core(event), state: 'READY' as const, terms: { population, ratio, objectCount, strata, scheme, period }, schemePendingIds: [], readyAt };
  await tx.insert(task).values(row).onConflictDoUpdate({ target: task.id, set: row });
}

export async function saveSchemePending(tx: Tx, event: EventPayload<'SchemeSubmitted'>): Promise<void> {
  await tx.update(task).set({ schemePendingIds: event.pendingDepartmentIds }).where(eq(task.id, event.taskId));
}

export async function cancelTask(tx: Tx, id: string): Promise<void> {
  await tx.update(task).set({ state: 'CANCELLED' }).where(eq(task.id, id));
}

export async function saveDirectoryConfirmation(tx: Tx, event: EventPayload<'DirectoryConfirmed'>): Promise<void> {
  const row = { taskId: event.taskId, departmentId: event.departmentId, state: event.state, at: new Date(event.at) };
  const updated = await tx.update(directoryConfirmation).set(row).where(and(eq(directoryConfirmation.taskId, row.taskId), eq(directoryConfirmation.departmentId, row.departmentId))).returning({ taskId: directoryConfirmation.taskId });
  if (updated.length === 0) await tx.insert(directoryConfirmation).values(row);
}

export async function departmentsThatConfirmed(tx: Tx, taskId: string): Promise<string[]> {
  const rows = await tx.select({ departmentId: directoryConfirmation.departmentId }).from(directoryConfirmation).where(and(eq(directoryConfirmation.taskId, taskId), eq(directoryConfirmation.state, 'CONFIRMED')));
  return rows.map(({ departmentId }) => departmentId);
}
