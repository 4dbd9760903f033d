import { dayOf, invariant, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import { appendEvent, hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { lockObjectDraw, listDrawnObjects, listReserve, notePending, updateDrawnObject, updateObjectDraw, type DrawnObjectRow, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { followInTeams } from '../team/follow-in-teams.ts';
import { nextOfOrder } from './object-change.rules.ts';
import { lockObjectChange, updateObjectChange, type ObjectChangeRow } from './object-change.store.ts';

export interface DecideObjectChangeInput extends MutationInput {
  readonly changeId: string;
  readonly approve: boolean;
  readonly opinion?: string | null | undefined;
}

/** The principal head of the lead department decides, and not the one who asked. CQ 8.4.3. */
function mayDecide(act: Act, change: ObjectChangeRow, task: TaskRow, profile: Profile): Outcome<true> {
  const approver = demand(profile.draw.object.changeApprover);
  if (!approver.ok) return approver;
  const entitled = hasRole(act.identity, approver.value) && act.identity.department === task.leadDepartmentId && act.identity.subject !== change.requestedBy;
  return entitled ? ok(true) : refuse('APPROVER_NOT_AUTHORISED', clauseOf(profile.draw.object.changeApprover), { role: approver.value });
}

async function applyChange(tx: Tx, act: Act, draw: ObjectDrawRow, task: TaskRow, change: ObjectChangeRow, profile: Profile): Promise<Outcome<string[]>> {
  const list = await listDrawnObjects(tx, draw.id, draw.listVersion);
  const removed = list.filter(({ objectId }) => change.removeObjectIds.includes(objectId));
  if (removed.length < change.removeObjectIds.length) return refuse('CONFLICT', clauseOf(profile.draw.object.changeApprover), { reason: 'the list has changed since the request' });
  const added: DrawnObjectRow[] | undefined = nextOfOrder(removed, await listReserve(tx, draw.id), change.addCount);
  if (added === undefined) return refuse('INVALID_VALUE', clauseOf(profile.draw.object.changeApprover), { field: 'addCount' });
  const version = draw.listVersion + 1;
  for (const { objectId } of removed) await updateDrawnObject(tx, draw.id, objectId, { state: 'REMOVED', untilVersion: version, reason: change.reason });
  for (const { objectId } of added) await updateDrawnObject(tx, draw.id, objectId, { state: 'ADDED', sinceVersion: version, reason: change.reason });
  await updateObjectDraw(tx, draw.id, { state: 'CHANGED', listVersion: version });
  await notePending(tx, task.id, Number(dayOf(draw.preparedAt).slice(0, 4)), added.map(({ objectId }) => objectId));
  await followInTeams(tx, act, task.id, removed.map(({ objectId }) => objectId), added.map(({ objectId }) => objectId));
  invariant(draw.certificateHash !== null, 'a confirmed list has a certificate');
  await appendEvent(tx, act, 'ObjectListChanged', {
    drawId: draw.id, taskId: task.id, taskNumber: task.taskNumber, leadDepartmentId: task.leadDepartmentId, certificateHash: draw.certificateHash,
    changedAt: act.now.toISOString(), version, removedObjectIds: removed.map(({ objectId }) => objectId),
    added: added.map(({ objectId, order, stratum, probability }) => ({ objectId, order, stratum, probability })), reason: change.reason, approvedBy: act.identity.subject,
  });
  return ok(added.map(({ objectId }) => objectId));
}

/** Decides on a change of a confirmed list; approval changes it at once, by the next of the drawn order. CQ 8.4.3. */
export async function decideObjectChange(tx: Tx, act: Act, input: DecideObjectChangeInput): Promise<Outcome<{ changeId: string }>> {
  const change = await lockObjectChange(tx, input.changeId);
  const draw = change === undefined ? undefined : await lockObjectDraw(tx, change.drawId);
  const task = draw === undefined ? undefined : await findTask(tx, draw.taskId);
  if (change === undefined || draw === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'ObjectChange', id: input.changeId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const permitted = mayDecide(act, change, task, profile.value);
  if (!permitted.ok) return permitted;
  const clause = clauseOf(profile.value.draw.object.changeApprover);
  if (change.state !== 'REQUESTED') return refuse('INVALID_TRANSITION', clause, { from: change.state, to: input.approve ? 'APPLIED' : 'REJECTED' });
  if (!input.approve && (input.opinion ?? '').trim() === '') return refuse('MISSING_FIELD', clause, { field: 'opinion' });

  const added = input.approve ? await applyChange(tx, act, draw, task, change, profile.value) : ok([]);
  if (!added.ok) return added;
  const decided = { state: input.approve ? 'APPLIED' as const : 'REJECTED' as const, addedObjectIds: added.value, decidedBy: act.identity.subject, decidedAt: act.now, opinion: input.opinion ?? null };
  await updateObjectChange(tx, change.id, decided);
  recordChange(tx, { entity: 'ObjectChange', entityId: change.id, before: { state: change.state }, after: decided });
  return ok({ changeId: change.id });
}
