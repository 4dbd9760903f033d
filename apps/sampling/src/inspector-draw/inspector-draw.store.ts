import { and, asc, eq, ne } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { drawnInspector, inspectorDraw } from './inspector-draw.table.ts';

export type InspectorDrawRow = typeof inspectorDraw.$inferSelect;
export type DrawnInspectorRow = typeof drawnInspector.$inferSelect;

export const insertInspectorDraw = async (tx: Tx, row: InspectorDrawRow): Promise<void> => { await tx.insert(inspectorDraw).values(row); };

export const updateInspectorDraw = async (tx: Tx, id: string, change: Partial<InspectorDrawRow>): Promise<void> => { await tx.update(inspectorDraw).set(change).where(eq(inspectorDraw.id, id)); };

export async function insertDrawnInspectors(tx: Tx, drawn: readonly DrawnInspectorRow[]): Promise<void> {
  for (let start = 0; start < drawn.length; start += 5_000) await tx.insert(drawnInspector).values(drawn.slice(start, start + 5_000));
}

/** The draw of a department for a task that was not given up, locked. */
export async function lockInspectorDrawOf(tx: Tx, taskId: string, departmentId: string): Promise<InspectorDrawRow | undefined> {
  const [row] = await tx.select().from(inspectorDraw).where(and(eq(inspectorDraw.taskId, taskId), eq(inspectorDraw.departmentId, departmentId), ne(inspectorDraw.state, 'VOID'))).for('update');
  return row;
}

export async function lockInspectorDraw(tx: Tx, id: string): Promise<InspectorDrawRow | undefined> {
  const [row] = await tx.select().from(inspectorDraw).where(eq(inspectorDraw.id, id)).for('update');
  return row;
}

export const countInspectorDraws = (tx: Tx, taskId: string, departmentId: string): Promise<number> =>
  tx.$count(inspectorDraw, and(eq(inspectorDraw.taskId, taskId), eq(inspectorDraw.departmentId, departmentId)));

export const findInspectorDrawsByIds = byKeys((tx, ids) => tx.select().from(inspectorDraw).where(among(inspectorDraw.id, ids)));

export const findInspectorDrawsOfTasks = byKeys((tx, taskIds) => tx.select().from(inspectorDraw).where(among(inspectorDraw.taskId, taskIds)).orderBy(asc(inspectorDraw.intendedAt), asc(inspectorDraw.id)));

export const findDrawnInspectors = byKeys((tx, drawIds) => tx.select().from(drawnInspector).where(among(drawnInspector.drawId, drawIds)).orderBy(asc(drawnInspector.drawId), asc(drawnInspector.order)));
