import { and, asc, desc, eq, gt, inArray, isNull, lte, max, ne, or, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Connection, type Tx } from '@sortition/service-kit';
import { rosterObject } from '../roster/roster.table.ts';
import { dispatchReceipt, drawnObject, inspectedObject, objectDraw, repeatOverride } from './object-draw.table.ts';

export type ObjectDrawRow = typeof objectDraw.$inferSelect;
export type DrawnObjectRow = typeof drawnObject.$inferSelect;

/** A page of a draw's list; the draw is kept for the count, which is only made when asked for. */
export type DrawnObjectPage = Connection<DrawnObjectRow> & { readonly draw: ObjectDrawRow };

/** A draw that was being frozen gets its intent; any other is new. */
export const insertObjectDraw = async (tx: Tx, row: typeof objectDraw.$inferInsert): Promise<void> => {
  await tx.insert(objectDraw).values(row).onConflictDoUpdate({ target: objectDraw.id, set: row, setWhere: eq(objectDraw.state, 'FREEZING') });
};

export const updateObjectDraw = async (tx: Tx, id: string, change: Partial<ObjectDrawRow>): Promise<void> => { await tx.update(objectDraw).set(change).where(eq(objectDraw.id, id)); };

export const findObjectDrawsByIds = byKeys((tx, ids) => tx.select().from(objectDraw).where(among(objectDraw.id, ids)));

export const findAttempts = byKeys((tx, taskIds) => tx.select().from(objectDraw).where(among(objectDraw.taskId, taskIds)).orderBy(asc(objectDraw.taskId), desc(objectDraw.attempt)));

export async function lockObjectDraw(tx: Tx, id: string): Promise<ObjectDrawRow | undefined> {
  const [row] = await tx.select().from(objectDraw).where(eq(objectDraw.id, id)).for('update');
  return row;
}

/** The draw of a task that was not voided, locked; its supplements stand beside it. */
export async function lockLiveDraw(tx: Tx, taskId: string): Promise<ObjectDrawRow | undefined> {
  const [row] = await tx.select().from(objectDraw).where(and(eq(objectDraw.taskId, taskId), ne(objectDraw.state, 'VOID'), isNull(objectDraw.continuesId))).for('update');
  return row;
}

/** The supplement that an approved change waits for, locked. */
export async function lockSupplement(tx: Tx, changeId: string): Promise<ObjectDrawRow | undefined> {
  const [row] = await tx.select().from(objectDraw).where(and(eq(objectDraw.changeId, changeId), ne(objectDraw.state, 'VOID'))).for('update');
  return row;
}

export async function insertOverrides(tx: Tx, rows: readonly (typeof repeatOverride.$inferInsert)[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 5_000) await tx.insert(repeatOverride).values(rows.slice(start, start + 5_000));
}

export const listOverrides = byKeys((tx, drawIds) => tx.select().from(repeatOverride).where(among(repeatOverride.drawId, drawIds)).orderBy(asc(repeatOverride.drawId), asc(repeatOverride.objectId)));

/** The condition on the roster that an object was not drawn, not even into the reserve. */
export const notYetDrawn = (drawId: string): SQL => sql`not exists (select from ${drawnObject} where ${drawnObject.drawId} = ${drawId} and ${drawnObject.objectId} = ${rosterObject.id})`;

export async function countAttempts(tx: Tx, taskId: string): Promise<number> {
  return tx.$count(objectDraw, and(eq(objectDraw.taskId, taskId), ne(objectDraw.intent, '')));
}

/** Populations of a task that were, or are, frozen without an intent yet. */
export async function countUnintended(tx: Tx, taskId: string): Promise<number> {
  return tx.$count(objectDraw, and(eq(objectDraw.taskId, taskId), eq(objectDraw.intent, '')));
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

/** The list in the order of the ids, which tells nothing of the draw. */
export const listByName = (tx: Tx, drawId: string, version: number, page?: { readonly first: number; readonly after: readonly string[] | null }): Promise<DrawnObjectRow[]> => {
  const [objectId] = page?.after ?? [];
  const query = tx.select().from(drawnObject).where(and(eq(drawnObject.drawId, drawId), onListAt(version), objectId === undefined ? undefined : gt(drawnObject.objectId, objectId))).orderBy(asc(drawnObject.objectId)).$dynamic();
  return page === undefined ? query : query.limit(page.first + 1);
};

export const findSupplements = byKeys((tx, drawIds) => tx.select().from(objectDraw).where(among(objectDraw.continuesId, drawIds)).orderBy(asc(objectDraw.attempt)));

export const countDrawnObjects = (tx: Tx, drawId: string, version: number): Promise<number> =>
  tx.$count(drawnObject, and(eq(drawnObject.drawId, drawId), onListAt(version)));

export async function findDrawnObject(tx: Tx, drawId: string, objectId: string): Promise<DrawnObjectRow | undefined> {
  const [row] = await tx.select().from(drawnObject).where(and(eq(drawnObject.drawId, drawId), eq(drawnObject.objectId, objectId)));
  return row;
}

/** Objects of the present list that nobody has visited, be it for this task or for the one with which they are inspected. */
export async function countWaitingObjects(tx: Tx, draw: ObjectDrawRow): Promise<number> {
  const visited = sql`exists (select from ${inspectedObject} where ${inspectedObject.objectId} = ${drawnObject.objectId} and ${inspectedObject.ended} and ${inspectedObject.taskId} in (${draw.taskId}, ${drawnObject.mergedTaskId}))`;
  return tx.$count(drawnObject, and(eq(drawnObject.drawId, draw.id), onListAt(draw.listVersion), sql`not ${visited}`));
}

/** The clues for which an object stands on the list of a task. */
export async function cluesOfVisit(tx: Tx, taskId: string, objectId: string): Promise<string[]> {
  const rows = await tx.select({ clueId: drawnObject.clueId }).from(drawnObject).innerJoin(objectDraw, eq(objectDraw.id, drawnObject.drawId)).where(and(eq(objectDraw.taskId, taskId), eq(drawnObject.objectId, objectId)));
  return rows.flatMap(({ clueId }) => clueId ?? []);
}

/** The last place of each stratum, behind which a supplement goes on. */
export async function lastOrders(tx: Tx, drawId: string): Promise<Map<string, number>> {
  const rows = await tx.select({ stratum: drawnObject.stratum, last: max(drawnObject.order) }).from(drawnObject).where(eq(drawnObject.drawId, drawId)).groupBy(drawnObject.stratum);
  return new Map(rows.map(({ stratum, last }) => [stratum, last ?? 0]));
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

export const listReceipts = byKeys((tx, drawIds) => tx.select().from(dispatchReceipt).where(among(dispatchReceipt.drawId, drawIds)).orderBy(asc(dispatchReceipt.departmentId)));

/** Objects that were inspected in a year. */
export async function objectsInspectedIn(tx: Tx, year: number): Promise<Map<string, 'REPEAT_IN_YEAR'>> {
  const rows = await tx.selectDistinct({ objectId: inspectedObject.objectId }).from(inspectedObject).where(and(eq(inspectedObject.year, year), eq(inspectedObject.ended, true)));
  return new Map(rows.map(({ objectId }) => [objectId, 'REPEAT_IN_YEAR']));
}

export interface YearOfObject {
  readonly inspected: boolean;
  readonly pendingTaskIds: readonly string[];
}

/** What was done this year to the objects of a list, and in which other tasks they still stand. GA art.34. */
export async function yearOfObjects(tx: Tx, year: number, taskId: string, objectIds: readonly string[]): Promise<Map<string, YearOfObject>> {
  const found = new Map<string, YearOfObject>();
  for (let start = 0; start < objectIds.length; start += 5_000) {
    const rows = await tx.select().from(inspectedObject).where(and(inArray(inspectedObject.objectId, objectIds.slice(start, start + 5_000)), eq(inspectedObject.year, year), ne(inspectedObject.taskId, taskId))).orderBy(asc(inspectedObject.taskId));
    for (const row of rows) {
      const before = found.get(row.objectId) ?? { inspected: false, pendingTaskIds: [] };
      found.set(row.objectId, row.ended ? { ...before, inspected: true } : { ...before, pendingTaskIds: [...before.pendingTaskIds, row.taskId] });
    }
  }
  return found;
}

export async function notePending(tx: Tx, taskId: string, year: number, objectIds: readonly string[]): Promise<void> {
  const rows = objectIds.map((objectId) => ({ objectId, taskId, year, ended: false }));
  for (let start = 0; start < rows.length; start += 5_000) await tx.insert(inspectedObject).values(rows.slice(start, start + 5_000)).onConflictDoNothing();
}

/** Objects that left the list of a task stand in it no more; without `objectIds` all that were not inspected. */
export async function forgetPending(tx: Tx, taskId: string, objectIds?: readonly string[]): Promise<void> {
  if (objectIds?.length === 0) return;
  await tx.delete(inspectedObject).where(and(eq(inspectedObject.taskId, taskId), eq(inspectedObject.ended, false), objectIds === undefined ? undefined : among(inspectedObject.objectId, objectIds)));
}

export async function noteInspected(tx: Tx, taskId: string, objectId: string, year: number): Promise<void> {
  await tx.insert(inspectedObject).values({ objectId, taskId, year, ended: true }).onConflictDoUpdate({ target: [inspectedObject.objectId, inspectedObject.taskId], set: { ended: true, year } });
}
