import { and, asc, eq, isNotNull, ne, or } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { drawnObject, objectDraw } from '../object-draw/object-draw.table.ts';

/** An object of one task whose visit is made by another. */
export interface Merge {
  readonly guestTaskId: string;
  readonly hostTaskId: string;
  readonly objectId: string;
}

/** The merges in which a task is host or guest. */
export async function findMerges(tx: Tx, taskId: string): Promise<Merge[]> {
  const rows = await tx.select({ guestTaskId: objectDraw.taskId, hostTaskId: drawnObject.mergedTaskId, objectId: drawnObject.objectId }).from(drawnObject)
    .innerJoin(objectDraw, eq(objectDraw.id, drawnObject.drawId))
    .where(and(eq(drawnObject.state, 'MERGED'), isNotNull(drawnObject.mergedTaskId), ne(objectDraw.state, 'VOID'), or(eq(objectDraw.taskId, taskId), eq(drawnObject.mergedTaskId, taskId))))
    .orderBy(asc(drawnObject.objectId));
  return rows.flatMap(({ hostTaskId, ...row }) => (hostTaskId === null ? [] : [{ ...row, hostTaskId }]));
}
