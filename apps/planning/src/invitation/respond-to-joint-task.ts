import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { reachState } from '../task/reach-state.ts';
import { taskForChange } from '../task/task-for-change.ts';
import { updateTask } from '../task/task.store.ts';
import { everybodyHasResponded } from './invitation.rules.ts';
import { findInvitation, findInvitationsOfTasks, updateInvitation } from './invitation.store.ts';

export interface RespondToJointTaskInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly accept: boolean;
  readonly itemIds?: readonly string[] | null | undefined;
  readonly reason?: string | null | undefined;
}

/** An invited department confirms its items, or says why it does not come; when all have accepted, the task goes on. GA art.36, GA art.40. */
export async function respondToJointTask(tx: Tx, act: Act, input: RespondToJointTaskInput): Promise<Outcome<{ taskId: string }>> {
  const { taskId, accept } = input;
  const found = await taskForChange(tx, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const clause = clauseOf(profile.joint.response.workingDays);
  const own = act.identity.department;
  const invitation = own === null ? undefined : await findInvitation(tx, taskId, own);
  if (own === null || invitation === undefined) return refuse('FORBIDDEN', clause, { relation: 'INVITED_DEPARTMENT', departmentId: own });
  if (task.state !== 'INVITED' || invitation.answer === 'ACCEPTED') return refuse('INVALID_TRANSITION', clause, { from: invitation.answer === 'ACCEPTED' ? 'ACCEPTED' : task.state, to: 'RESPONDED' });
  const reason = input.reason?.trim() ?? '';
  if (!accept && reason === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const ownItems = task.items.filter(({ departmentId }) => departmentId === own).map(({ itemId }) => itemId);
  const confirmed = [...new Set(input.itemIds ?? [])];
  const unconfirmed = ownItems.find((id) => !confirmed.includes(id));
  if (accept && unconfirmed !== undefined) return refuse('MISSING_FIELD', clause, { field: 'itemIds', itemId: unconfirmed });
  const foreign = confirmed.find((id) => !ownItems.includes(id));
  if (foreign !== undefined) return refuse('INVALID_VALUE', clause, { field: 'itemIds', value: foreign });

  const change = { answer: accept ? 'ACCEPTED' : 'DECLINED_WITH_REASON', itemIds: accept ? confirmed : [], reason: reason === '' ? null : reason, answeredAt: act.now } as const;
  await updateInvitation(tx, invitation, { ...change, itemIds: [...change.itemIds] });
  recordChange(tx, { entity: 'Task', entityId: taskId, before: { invitation: invitation.answer }, after: { departmentId: own, invitation: change.answer, reason: change.reason } });
  if (accept && !task.participatingDepartmentIds.includes(own)) await updateTask(tx, taskId, { participatingDepartmentIds: [...task.participatingDepartmentIds, own] });
  const answers = await findInvitationsOfTasks(tx, [taskId]);
  if (everybodyHasResponded(answers, task.participatingDepartmentIds)) await reachState(tx, act, task, 'RESPONDED', act.now);
  return ok({ taskId });
}
