import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Connection, Tx } from '@sortition/service-kit';
import { dispatchReceipt, drawnObject, inspectedObject, objectDraw } from './object-draw.table.ts';

export type ObjectDrawRow = typeof objectDraw.$inferSelect;
export type DrawnObjectRow = typeof drawnObject.$inferSelect;

/** A page of a draw's list; the draw is kept for the count, which is only made when asked for. */
export type DrawnObjectPage = Connection<DrawnObjectRow> & { readonly draw: ObjectDrawRow };

export const insertObjectDraw = async (tx: Tx, row: typeof objectDraw.$inferInsert): Promise<void> => { await tx.insert(objectDraw).values(row); };

export const updateObjectDraw = async (tx: Tx, id: string, change: Partial<ObjectDrawRow>): Promise<void> => { await tx.update(objectDraw).set(change).where(eq(objectDraw.id, id)); };

export const findObjectDrawsByIds = (tx: Tx, ids: readonly string[]): Promise<ObjectDrawRow[]> => tx.select().from(objectDraw).where(inArray(objectDraw.id, [...ids]));

export const findAttempts = (tx: Tx, taskIds: readonly string[]): Promise<ObjectDrawRow[]> =>
  tx.select().from(objectDraw).where(inArray(objectDraw.taskId, [...taskIds])).orderBy(asc(objectDraw.taskId), desc(objectDraw.attempt));

export async function lockObjectDraw(tx: Tx, id: string): Promise<ObjectDrawRow | undefined> {
  const [row] = await tx.select().from(objectDraw).where(eq(objectDraw.id, id)).for('update');
  return row;
}

/** The attempt of a task that was not voided, locked. */
export async function lockLiveDraw(tx: Tx, taskId: string): Promise<ObjectDrawRow | undefined> {
  const [row] = await tx.select().from(objectDraw).where(and(eq(objectDraw.taskId, taskId), ne(objectDraw.state, 'VOID'))).for('update');
  return row;
}

export async function countAttempts(tx: Tx, taskId: string): Promise<number> {
  return tx.$count(objectDraw, eq(objectDraw.taskId, taskId));
}

export async function insertDrawnObjects(tx: Tx, rows: readonly (typeof drawnObject.$inferInsert)[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 2_000) await tx.insert(drawnObject).values(rows.slice(start, start + 2_000));
}

/** On the list at a version: it came in by then and had not left. */
const onListAt = (version: number) => and(lte(drawnObject.sinceVersion, version), or(isNull(drawnObject.untilVersion), gt(drawnObject.untilVersion, version)));

export const listDrawnObjects = (tx: Tx, drawId: string, version: number, page?: { readonly first: number; readonly after: readonly string[] | null }): Promise<DrawnObjectRow[]> => {
  const [stratum, order] = page?.after ?? [];
  const further = stratum === undefined || order === undefined ? undefined : sql`(${drawnObject.stratum}, ${drawnObject.order}) > (${stratum}, ${Number(order)})`;
  const query = tx.select().from(drawnObject).where(and(eq(drawnObject.drawId, drawId), onListAt(version), further)).orderBy(asc(drawnObject.stratum), asc(drawnObject.order)).$dynamic();
  return page === undefined ? query : query.limit(page.first + 1);
};

export const countDrawnObjects = (tx: Tx, drawId: string, version: number): Promise<number> =>
  tx.$count(drawnObject, and(eq(drawnObject.drawId, drawId), onListAt(version)));

export async function findDrawnObject(tx: Tx, drawId: string, objectId: string): Promise<DrawnObjectRow | undefined> {
  const [row] = await tx.select().from(drawnObject).where(and(eq(drawnObject.drawId, drawId), eq(drawnObject.objectId, objectId)));
  return row;
}

/** The reserve of a draw in its order: what an approved change takes in next. */
export const listReserve = (tx: Tx, drawId: string): Promise<DrawnObjectRow[]> =>
  tx.select().from(drawnObject).where(and(eq(drawnObject.drawId, drawId), eq(drawnObject.state, 'RESERVE'))).orderBy(asc(drawnObject.stratum), asc(drawnObject.order));

export const updateDrawnObject = async (tx: Tx, drawId: string, objectId: string, change: Partial<DrawnObjectRow>): Promise<void> => {
  await tx.update(drawnObject).set(change).where(and(eq(drawnObject.drawId, drawId), eq(drawnObject.objectId, objectId)));
};

export const insertReceipts = async (tx: Tx, rows: readonly (typeof dispatchReceipt.$inferInsert)[]): Promise<void> => {
  await tx.insert(dispatchReceipt).values([...rows]).onConflictDoNothing();
};

export const listReceipts = (tx: Tx, drawIds: readonly string[]) => tx.select().from(dispatchReceipt).where(inArray(dispatchReceipt.drawId, [...drawIds])).orderBy(asc(dispatchReceipt.departmentId));

/** Objects that were inspected in a year, or stand in another open task of it. */
export async function objectsOfYear(tx: Tx, year: number): Promise<Map<string, 'REPEAT_IN_YEAR' | 'PENDING_IN_ANOTHER_TASK'>> {
  const rows = await tx.select().from(inspectedObject).where(eq(inspectedObject.year, year));
  return new Map(rows.toSorted((a, b) => Number(a.ended) - Number(b.ended)).map(({ objectId, ended }) => [objectId, ended ? 'REPEAT_IN_YEAR' : 'PENDING_IN_ANOTHER_TASK']));
}

export async function notePending(tx: Tx, taskId: string, year: number, objectIds: readonly string[]): Promise<void> {
  const rows = objectIds.map((objectId) => ({ objectId, taskId, year, ended: false }));
  for (let start = 0; start < rows.length; start += 5_000) await tx.insert(inspectedObject).values(rows.slice(start, start + 5_000)).onConflictDoNothing();
}

export async function noteInspected(tx: Tx, taskId: string, objectId: string, year: number): Promise<void> {
  await tx.insert(inspectedObject).values({ objectId, taskId, year, ended: true }).onConflictDoUpdate({ target: [inspectedObject.objectId, inspectedObject.taskId], set: { ended: true, year } });
}
