import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask } from '../task/task.store.ts';
import { followUpClause, transitionIsDefined } from './follow-up.rules.ts';
import { lockFollowUp, updateFollowUp, type FollowUpRow } from './follow-up.store.ts';
import type { FollowUpState } from './follow-up.table.ts';

export interface FollowUpAccess {
  readonly followUp: FollowUpRow;
  readonly leadDepartmentId: string;
  readonly profile: Profile;
}

export async function findFollowUp(tx: Tx, followUpId: string): Promise<Outcome<FollowUpAccess>> {
  const followUp = await lockFollowUp(tx, followUpId);
  const task = followUp === undefined ? undefined : await findTask(tx, followUp.taskId);
  return followUp === undefined || task === undefined ? refuse('FORBIDDEN', null, { followUpId }) : ok({ followUp, leadDepartmentId: task.leadDepartmentId, profile: profileOfTask(task) });
}

/** CQ 9: handled by the department that found the problem, the one with jurisdiction over it, or the one that received it. */
export async function followUpOf(tx: Tx, act: Act, followUpId: string, relations: readonly ('foundById' | 'responsibleDepartmentId' | 'transferredToId')[]): Promise<Outcome<FollowUpAccess>> {
  const found = await findFollowUp(tx, followUpId);
  if (!found.ok) return found;
  const { followUp, profile } = found.value;
  const own = relations.some((relation) => followUp[relation] !== null && followUp[relation] === act.identity.department);
  return own ? found : refuse('FORBIDDEN', followUpClause(profile), { relation: 'FOLLOW_UP_DEPARTMENT' });
}

/** Moves the follow-up, or refuses the undefined transition; closing tells the others. */
export async function moveFollowUp(tx: Tx, act: Act, { followUp, profile }: Pick<FollowUpAccess, 'followUp' | 'profile'>, to: FollowUpState, change: Partial<FollowUpRow>): Promise<Outcome<{ followUpId: string }>> {
  const moved = transitionIsDefined(followUp.state, to, profile);
  if (!moved.ok) return moved;
  const whole = { ...change, state: to, ...(to === 'CLOSED' ? { closedAt: act.now } : {}) };
  await updateFollowUp(tx, followUp, whole);
  const before = Object.fromEntries(Object.entries(followUp).filter(([field]) => field in whole));
  recordChange(tx, { entity: 'FollowUp', entityId: followUp.id, before, after: whole });
  if (to === 'CLOSED') {
    await appendEvent(tx, act, 'FollowUpClosed', { followUpId: followUp.id, inspectionId: followUp.inspectionId, taskId: followUp.taskId, objectId: followUp.objectId, closedAt: act.now.toISOString(), outcome: change.outcome ?? followUp.outcome ?? '' });
  }
  return ok({ followUpId: followUp.id });
}
