import { and, arrayContains, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Page, Tx } from '@sortition/service-kit';
import { task, taskDraw, taskObject } from '../task/task.table.ts';
import { team, teamObject } from '../team/team.table.ts';
import { inspection } from '../visit/visit.table.ts';

/** Tasks of a department; null is whoever may read all. */
const ofDepartment = (departmentId: string | null): SQL | undefined => (departmentId === null ? undefined : arrayContains(task.departmentIds, [departmentId]));

/** The tasks for which the object was drawn, and still is. */
export const listDrawnTasks = (tx: Tx, objectId: string, departmentId: string | null) =>
  tx.select({ task, dispatchedAt: taskDraw.dispatchedAt, teamFormedAt: team.formedAt }).from(taskObject)
    .innerJoin(task, eq(task.id, taskObject.taskId)).innerJoin(taskDraw, eq(taskDraw.taskId, task.id))
    .leftJoin(teamObject, and(eq(teamObject.taskId, task.id), eq(teamObject.objectId, taskObject.objectId))).leftJoin(team, eq(team.id, teamObject.teamId))
    .where(and(eq(taskObject.objectId, objectId), eq(taskObject.drawn, true), isNull(task.cancelledReason), ofDepartment(departmentId)))
    .orderBy(task.periodTo, task.id);

export type DrawnTaskRow = Awaited<ReturnType<typeof listDrawnTasks>>[number];

/** Drawn objects without an ended visit whose task's period is over; one row more than the page asks for. */
export function listNeglected(tx: Tx, today: string, departmentId: string | null, page: Page) {
  const [due, taskId, objectId] = page.after ?? [];
  const beyond = due === undefined ? undefined : sql`(${task.periodTo}, ${taskObject.taskId}, ${taskObject.objectId}) > (${due}::date, ${taskId}::uuid, ${objectId}::uuid)`;
  const visited = tx.select({ one: sql`1` }).from(inspection).where(and(eq(inspection.taskId, taskObject.taskId), eq(inspection.objectId, taskObject.objectId), inArray(inspection.state, ['ENDED', 'DIRECT_ENDED'])));
  return tx.select({ taskId: task.id, taskNumber: task.number, objectId: taskObject.objectId, dueOn: task.periodTo }).from(taskObject).innerJoin(task, eq(task.id, taskObject.taskId))
    .where(and(eq(taskObject.drawn, true), isNull(task.cancelledReason), lt(task.periodTo, today), ofDepartment(departmentId), sql`not exists ${visited}`, beyond))
    .orderBy(task.periodTo, taskObject.taskId, taskObject.objectId).limit(page.first + 1);
}

export type NeglectedRow = Awaited<ReturnType<typeof listNeglected>>[number] & { readonly kind: string };
