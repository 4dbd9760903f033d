import { and, arrayContains, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Page, Tx } from '@sortition/service-kit';
import { followUp } from '../follow-up/follow-up.table.ts';
import { task, taskDraw, taskObject } from '../task/task.table.ts';
import { team, teamObject } from '../team/team.table.ts';
import { publicationDue } from './publication-due.table.ts';
import { dutyNote } from './duty-note.table.ts';
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

/**
 * Drawn objects without an ended visit whose task's period is over, and cases for the list of abnormal operations that the lead still
 * holds though their visit has ended (GA art.31), and results that are not public though their day is past (CC art.22); one row more than the page asks for.
 */
export function listNeglected(tx: Tx, today: string, departmentId: string | null, page: Page) {
  const visited = tx.select({ one: sql`1` }).from(inspection).where(and(eq(inspection.taskId, taskObject.taskId), eq(inspection.objectId, taskObject.objectId), inArray(inspection.state, ['ENDED', 'DIRECT_ENDED'])));
  const undone = tx.select({ kind: sql<string>`'DUTY_NOT_DONE'`.as('kind'), taskId: sql<string>`${task.id}`.as('task_id'), taskNumber: sql<string>`${task.number}`.as('task_number'), objectId: sql<string>`${taskObject.objectId}`.as('object_id'), dueOn: sql<string>`${task.periodTo}::text`.as('due_on') })
    .from(taskObject).innerJoin(task, eq(task.id, taskObject.taskId))
    .where(and(eq(taskObject.drawn, true), isNull(task.cancelledReason), lt(task.periodTo, today), ofDepartment(departmentId), sql`not exists ${visited}`));
  const endedOn = sql<string>`(${inspection.endedAt} at time zone 'Asia/Shanghai')::date::text`;
  const unlisted = tx.select({ kind: sql<string>`'ABNORMAL_LIST_NOT_PASSED'`.as('kind'), taskId: sql<string>`${task.id}`.as('task_id'), taskNumber: sql<string>`${task.number}`.as('task_number'), objectId: sql<string>`${followUp.objectId}`.as('object_id'), dueOn: endedOn.as('due_on') })
    .from(followUp).innerJoin(task, eq(task.id, followUp.taskId)).innerJoin(inspection, and(eq(inspection.region, followUp.region), eq(inspection.id, followUp.inspectionId)))
    .where(and(eq(followUp.kind, 'ABNORMAL_OPERATION_LIST'), eq(followUp.state, 'OPEN'), inArray(inspection.state, ['ENDED', 'DIRECT_ENDED']), lt(endedOn, today), ofDepartment(departmentId)));
  const unpublished = tx.select({ kind: sql<string>`'PUBLICATION_OVERDUE'`.as('kind'), taskId: sql<string>`${task.id}`.as('task_id'), taskNumber: sql<string>`${task.number}`.as('task_number'), objectId: sql<string>`${publicationDue.objectId}`.as('object_id'), dueOn: sql<string>`${publicationDue.dueOn}::text`.as('due_on') })
    .from(publicationDue).innerJoin(task, eq(task.id, publicationDue.taskId))
    .where(and(eq(publicationDue.final, false), lt(publicationDue.dueOn, today), departmentId === null ? undefined : eq(publicationDue.departmentId, departmentId)));
  const flags = unionAll(undone, unlisted, unpublished).as('flags');
  const [due, taskId, objectId, kind] = page.after ?? [];
  const beyond = due === undefined ? undefined : sql`(${flags.dueOn}, ${flags.taskId}, ${flags.objectId}, ${flags.kind}) > (${due}, ${taskId}::uuid, ${objectId}::uuid, ${kind})`;
  return tx.select().from(flags).where(beyond).orderBy(flags.dueOn, flags.taskId, flags.objectId, flags.kind).limit(page.first + 1);
}

export type NeglectedRow = Awaited<ReturnType<typeof listNeglected>>[number];

export type DutyNoteRow = typeof dutyNote.$inferSelect;

export const insertDutyNote = (tx: Tx, row: DutyNoteRow): Promise<unknown> => tx.insert(dutyNote).values(row);

export const listDutyNotes = (tx: Tx, taskId: string, objectId: string): Promise<DutyNoteRow[]> =>
  tx.select().from(dutyNote).where(and(eq(dutyNote.taskId, taskId), eq(dutyNote.objectId, objectId))).orderBy(dutyNote.id);
