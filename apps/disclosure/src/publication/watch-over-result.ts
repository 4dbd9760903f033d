import type { EventPayload } from '@sortition/events';
import { dayOf, newId } from '@sortition/kernel';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { responsibleUsccOf } from '../directory/directory-object.store.ts';
import { rulesOf } from '../rules-of.ts';
import type { TaskRow } from '../task/task.store.ts';
import { limitCountedFrom, limitStartsWith } from './due-date.rules.ts';
import { OPEN_STATES, stateOnceFormed } from './publication.rules.ts';
import { changePublication, insertPublication, lockPublicationOf, lockPublicationsOfTask, lockUncountedPublications, type PublicationRow } from './publication.store.ts';
import type { FormedResult } from './publication.table.ts';

type Visit = Pick<EventPayload<'InspectionEnded'>, 'inspectionId' | 'objectId'>;

function newDuty(task: TaskRow, { inspectionId, objectId }: Visit, departmentId: string): PublicationRow {
  return {
    region: task.divisionCode, id: newId(), inspectionId, taskId: task.id, taskNumber: task.number, objectId, departmentId,
    departmentIds: task.departmentIds, divisionCode: task.divisionCode, state: 'DUE', profile: task.profile, profileHash: task.profileHash,
    endedAt: null, triggeredOn: null, dueDate: null, dueProblem: null, resultId: null, result: null, uscc: null, approvedBy: null, approvedAt: null,
    redactedFields: [], optionalChannels: [], publishedBy: null, publishRequestedAt: null, publishedAt: null, late: null,
    withheldGround: null, withheldBasis: null, withheldReason: null, revision: 0, corrected: false,
  };
}

const dayOrNull = (instant: Date | string | null | undefined): string | null => (instant === null || instant === undefined ? null : dayOf(new Date(instant)));

/** When the limit begins and ends, from all that is known by now. CQ 8.8.1. */
function limitOf(row: Pick<PublicationRow, 'profile' | 'endedAt' | 'result'>, completedAt: Date | null): Pick<PublicationRow, 'triggeredOn' | 'dueDate' | 'dueProblem'> {
  const profile = rulesOf(row.profile);
  const trigger = limitStartsWith(profile, { completedOn: dayOrNull(completedAt), endedOn: dayOrNull(row.endedAt), formedOn: dayOrNull(row.result?.formedAt) });
  if (trigger === undefined) return { triggeredOn: null, dueDate: null, dueProblem: null };
  const { start, date, problem } = limitCountedFrom(profile, trigger);
  return { triggeredOn: start, dueDate: date, dueProblem: problem };
}

/** Inspection flags what is not public though this day is past. CC art.22. */
async function tellDue(tx: Tx, act: Act, { id: publicationId, inspectionId, taskId, objectId, departmentId, dueDate: dueOn }: PublicationRow): Promise<void> {
  if (dueOn !== null) await appendEvent(tx, act, 'PublicationDue', { publicationId, inspectionId, taskId, objectId, departmentId, dueOn });
}

/** Events of a visit come in either order: whichever is first makes the duty, the other completes it. */
async function completeDuty(tx: Tx, act: Act, task: TaskRow, visit: Visit, departmentId: string, told: Partial<PublicationRow>): Promise<void> {
  const known = await lockPublicationOf(tx, task.divisionCode, visit.inspectionId, departmentId);
  const facts = { ...(known ?? newDuty(task, visit, departmentId)), ...told };
  const row = { ...facts, ...limitOf(facts, task.completedAt) };
  if (known === undefined) await insertPublication(tx, row);
  else await changePublication(tx, known, { ...told, ...limitOf(facts, task.completedAt) });
  if (row.dueDate !== (known?.dueDate ?? null)) await tellDue(tx, act, row);
}

/** A visit ended: every department with items in the task owes a result to the public, whether it forms one or not. CQ 3.2. */
export async function expectResults(tx: Tx, act: Act, task: TaskRow, told: EventPayload<'InspectionEnded'>, departmentIds: readonly string[]): Promise<void> {
  for (const departmentId of departmentIds) await completeDuty(tx, act, task, told, departmentId, { endedAt: new Date(told.endedAt) });
}

/** A result was formed, or amended before publication. What stands in public already is never touched by it. CQ 8.8.2. */
export async function takeInResult(tx: Tx, act: Act, task: TaskRow, told: EventPayload<'ResultFormed'>): Promise<void> {
  const known = await lockPublicationOf(tx, task.divisionCode, told.inspectionId, told.departmentId);
  const open: readonly string[] = OPEN_STATES.filter((state) => state !== 'PUBLISHING');
  if (known !== undefined && (!open.includes(known.state) || (known.result?.version ?? 0) >= told.version)) return;
  const { entity, items, code, labelZh, problemFound, inspectedOn, formedAt, version, rechecked, enteredById } = told;
  const result: FormedResult = { entity, items, code, labelZh, problemFound, inspectedOn, formedAt, version, rechecked, enteredById };
  await completeDuty(tx, act, task, told, told.departmentId, {
    resultId: told.resultId, result, divisionCode: entity.divisionCode, state: stateOnceFormed(rulesOf(task.profile), rechecked),
    uscc: entity.uscc ?? await responsibleUsccOf(tx, told.objectId), approvedBy: null, approvedAt: null,
  });
}

/** The task was completed: limits that are counted from there begin. CQ 8.8.1. */
export async function startLimitsOfTask(tx: Tx, act: Act, taskId: string, completedAt: Date): Promise<void> {
  for (const row of await lockPublicationsOfTask(tx, taskId)) {
    const limit = limitOf(row, completedAt);
    if (limit.dueDate === row.dueDate && limit.triggeredOn === row.triggeredOn) continue;
    await tellDue(tx, act, await changePublication(tx, row, limit));
  }
}

/** Counts again what could not be counted before, such as for a year whose calendar was missing. Answers how many were counted. */
export async function recountLimits(tx: Tx, act: Act, completedAtOf: (taskId: string) => Promise<Date | null>): Promise<number> {
  let counted = 0;
  for (const row of await lockUncountedPublications(tx, 500)) {
    const limit = limitOf(row, await completedAtOf(row.taskId));
    if (limit.dueDate === null) continue;
    await tellDue(tx, act, await changePublication(tx, row, limit));
    counted += 1;
  }
  return counted;
}
