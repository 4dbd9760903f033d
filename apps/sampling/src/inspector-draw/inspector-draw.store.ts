import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { drawnInspector, inspectorDraw } from './inspector-draw.table.ts';

export type InspectorDrawRow = typeof inspectorDraw.$inferSelect;
export type DrawnInspectorRow = typeof drawnInspector.$inferSelect;

export async function insertInspectorDraw(tx: Tx, row: typeof inspectorDraw.$inferInsert, drawn: readonly (typeof drawnInspector.$inferInsert)[]): Promise<void> {
  await tx.insert(inspectorDraw).values(row);
  for (let start = 0; start < drawn.length; start += 5_000) await tx.insert(drawnInspector).values(drawn.slice(start, start + 5_000));
}

export async function findInspectorDrawOf(tx: Tx, taskId: string, departmentId: string): Promise<InspectorDrawRow | undefined> {
  const [row] = await tx.select().from(inspectorDraw).where(and(eq(inspectorDraw.taskId, taskId), eq(inspectorDraw.departmentId, departmentId)));
  return row;
}

export const findInspectorDrawsByIds = (tx: Tx, ids: readonly string[]): Promise<InspectorDrawRow[]> => tx.select().from(inspectorDraw).where(inArray(inspectorDraw.id, [...ids]));

export const findInspectorDrawsOfTasks = (tx: Tx, taskIds: readonly string[]): Promise<InspectorDrawRow[]> =>
  tx.select().from(inspectorDraw).where(inArray(inspectorDraw.taskId, [...taskIds])).orderBy(asc(inspectorDraw.drawnAt), asc(inspectorDraw.id));

export const findDrawnInspectors = (tx: Tx, drawIds: readonly string[]): Promise<DrawnInspectorRow[]> =>
  tx.select().from(drawnInspector).where(inArray(drawnInspector.drawId, [...drawIds])).orderBy(asc(drawnInspector.drawId), asc(drawnInspector.order));
