import { and, count, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import { among, type Page, type Tx } from '@sortition/service-kit';
import { task, taskObject } from '../task/task.table.ts';
import { inspection, inspectionItem } from '../visit/visit.table.ts';
import { team, teamMember, teamObject } from '../team/team.table.ts';

export type DutyFilter = 'OPEN' | 'NOT_SCHEDULED' | 'ENDED';

/** The latest visit of the task to the object: an earlier one with its reason is history. */
const latestVisit = sql`(select i.id from inspection.inspection i where i.task_id = ${teamObject.taskId} and i.object_id = ${teamObject.objectId} order by i.ordinal desc limit 1)`;

const newestName = sql<string | null>`(select s.name from inspection.object_snapshot s where s.task_id = ${teamObject.taskId} and s.object_id = ${teamObject.objectId} order by s.taken_at desc limit 1)`;

/** Its lists are written out: as parameters they would keep the statement from having a name. */
function filtered(filter: DutyFilter): SQL | undefined {
  switch (filter) {
    case 'NOT_SCHEDULED': return or(isNull(inspection.id), eq(inspection.state, 'CANCELLED'));
    case 'ENDED': return sql`${inspection.state} in ('ENDED', 'DIRECT_ENDED')`;
    case 'OPEN': return or(isNull(inspection.id), sql`${inspection.state} not in ('ENDED', 'DIRECT_ENDED')`);
  }
}

const ofInspector = (subject: string, filter: DutyFilter): SQL | undefined =>
  and(eq(teamMember.subject, subject), sql`${teamMember.role} in ('LEADER', 'MEMBER')`, eq(taskObject.drawn, true), isNull(task.cancelledReason), filtered(filter));

/** One row more than the page asks for, soonest due first. */
export function listDuties(tx: Tx, subject: string, filter: DutyFilter, page: Page) {
  const [due, taskId, objectId] = page.after ?? [];
  const beyond = due === undefined ? undefined : sql`(${task.periodTo}, ${teamObject.taskId}, ${teamObject.objectId}) > (${due}::date, ${taskId}::uuid, ${objectId}::uuid)`;
  return tx.select({
    taskId: teamObject.taskId, taskNumber: task.number, objectId: teamObject.objectId, teamId: teamObject.teamId, inspectorId: teamMember.inspectorId,
    role: teamMember.role, dueOn: task.periodTo, inspectionId: inspection.id, state: inspection.state, objectName: newestName,
  }).from(teamMember)
    .innerJoin(team, and(eq(team.id, teamMember.teamId), eq(team.version, teamMember.version)))
    .innerJoin(teamObject, eq(teamObject.teamId, team.id))
    .innerJoin(taskObject, and(eq(taskObject.taskId, teamObject.taskId), eq(taskObject.objectId, teamObject.objectId)))
    .innerJoin(task, eq(task.id, teamObject.taskId))
    .leftJoin(inspection, eq(inspection.id, latestVisit))
    .where(and(ofInspector(subject, filter), beyond))
    .orderBy(task.periodTo, teamObject.taskId, teamObject.objectId).limit(page.first + 1);
}

export type DutyRow = Awaited<ReturnType<typeof listDuties>>[number];

export async function countDuties(tx: Tx, subject: string, filter: DutyFilter): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(teamMember)
    .innerJoin(team, and(eq(team.id, teamMember.teamId), eq(team.version, teamMember.version)))
    .innerJoin(teamObject, eq(teamObject.teamId, team.id))
    .innerJoin(taskObject, and(eq(taskObject.taskId, teamObject.taskId), eq(taskObject.objectId, teamObject.objectId)))
    .innerJoin(task, eq(task.id, teamObject.taskId))
    .leftJoin(inspection, eq(inspection.id, latestVisit))
    .where(ofInspector(subject, filter));
  return row?.count ?? 0;
}

/** The items assigned to an inspector in each of the visits. */
export const listAssignedItems = (tx: Tx, inspectionIds: readonly string[]): Promise<{ inspectionId: string; itemId: string; assigneeId: string | null }[]> =>
  tx.select({ inspectionId: inspectionItem.inspectionId, itemId: inspectionItem.itemId, assigneeId: inspectionItem.assigneeId }).from(inspectionItem).where(among(inspectionItem.inspectionId, inspectionIds));
