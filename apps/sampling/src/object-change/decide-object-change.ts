import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, profileOfTask, type Profile } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { lockObjectDraw, listDrawnObjects, listReserve, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { changeList } from './change-list.ts';
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

/** Takes the objects off and the next of the reserve on. What the reserve does not hold waits for a supplement. */
async function applyChange(tx: Tx, act: Act, draw: ObjectDrawRow, task: TaskRow, change: ObjectChangeRow, profile: Profile): Promise<Outcome<Pick<ObjectChangeRow, 'state' | 'addedObjectIds'>>> {
  const clause = clauseOf(profile.draw.object.changeApprover);
  const list = await listDrawnObjects(tx, draw.id, draw.listVersion);
  const removed = list.filter(({ objectId }) => change.removeObjectIds.includes(objectId));
  if (removed.length < change.removeObjectIds.length) return refuse('CONFLICT', clause, { reason: 'the list has changed since the request' });
  const next = nextOfOrder(removed, await listReserve(tx, draw.id), change.addCount);
  if (next.length < change.addCount && draw.platform !== null) return refuse('INVALID_VALUE', clause, { field: 'addCount', left: next.length });
  const state = next.length < change.addCount ? 'APPROVED' as const : 'APPLIED' as const;
  if (removed.length + next.length === 0) return ok({ state, addedObjectIds: [] });
  const { added } = await changeList(tx, act, { draw, task, change, removed, added: next, approvedBy: act.identity.subject });
  return ok({ state, addedObjectIds: added });
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

  const applied = input.approve ? await applyChange(tx, act, draw, task, change, profile.value) : ok({ state: 'REJECTED' as const, addedObjectIds: [] });
  if (!applied.ok) return applied;
  const decided = { ...applied.value, decidedBy: act.identity.subject, decidedAt: act.now, opinion: input.opinion ?? null };
  await updateObjectChange(tx, change.id, decided);
  recordChange(tx, { entity: 'ObjectChange', entityId: change.id, before: { state: change.state }, after: decided });
  return ok({ changeId: change.id });
}
