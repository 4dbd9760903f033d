import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { taskForChange } from '../task/task-for-change.ts';
import { circularIsApplicable } from './invitation.rules.ts';
import { findInvitation, updateInvitation } from './invitation.store.ts';

export interface IssueCircularInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly departmentId: string;
  readonly text: string;
}

/** 通报处理 of a department that neither answered in time nor said why. GA art.40. */
export async function issueCircular(tx: Tx, act: Act, { taskId, departmentId, text }: IssueCircularInput): Promise<Outcome<{ taskId: string }>> {
  const found = await taskForChange(tx, taskId);
  if (!found.ok) return found;
  const { profile } = found.value;
  const clause = clauseOf(profile.joint.response.overdueAction);
  const invitation = await findInvitation(tx, taskId, departmentId);
  if (invitation === undefined) return refuse('INVALID_VALUE', clause, { field: 'departmentId', value: departmentId });
  const applicable = circularIsApplicable(profile, invitation, dayOf(act.now));
  if (!applicable.ok) return applicable;
  if (text.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'text' });
  const circular = { text: text.trim(), by: act.identity.subject, at: act.now.toISOString() };
  await updateInvitation(tx, invitation, { circular });
  recordChange(tx, { entity: 'Task', entityId: taskId, before: null, after: { departmentId, circular } });
  return ok({ taskId });
}
