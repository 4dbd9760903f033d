import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { everyDepartmentIsEligible } from '../task/task-departments.rules.ts';
import { findDepartments } from '../department/department.store.ts';
import { taskForChange } from '../task/task-for-change.ts';
import { updateTask } from '../task/task.store.ts';
import { invite } from './invite.ts';

export interface ForwardInvitationInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly departmentId: string;
}

/** 联席会议办公室作为统筹协调和任务中转部门: it passes the invitation on to a further department, whose days begin then. GA art.39. */
export async function forwardInvitation(tx: Tx, act: Act, { taskId, departmentId }: ForwardInvitationInput): Promise<Outcome<{ taskId: string }>> {
  const found = await taskForChange(tx, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const { initiationModes } = profile.joint;
  const clause = clauseOf(initiationModes);
  if (!initiationModes.value.includes('JOINT_CONFERENCE_OFFICE')) return refuse('FORBIDDEN', clause, { relation: 'JOINT_CONFERENCE_OFFICE' });
  if (task.state !== 'INVITED') return refuse('INVALID_TRANSITION', clause, { from: task.state, to: 'INVITED' });
  const eligible = everyDepartmentIsEligible(profile, [departmentId], await findDepartments(tx, [departmentId]));
  if (!eligible.ok) return eligible;
  const office = act.identity.department;
  if (office === null) return refuse('FORBIDDEN', clause, { departmentId: office });
  const invited = await invite(tx, act, profile, taskId, departmentId, office);
  if (!invited.ok) return invited;
  if (!invited.value || departmentId === task.leadDepartmentId) return refuse('INVALID_VALUE', clause, { field: 'departmentId', value: departmentId });
  await updateTask(tx, taskId, { departmentIds: [...new Set([...task.departmentIds, departmentId])] });
  return ok({ taskId });
}
