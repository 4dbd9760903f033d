import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import type { TaskInput } from '../task/complete-task.ts';
import { reachState } from '../task/reach-state.ts';
import { ledTaskForChange } from '../task/task-for-change.ts';
import { taskMayBecome } from '../task/task.rules.ts';
import { invite } from './invite.ts';

/** 谁发起、谁组织、谁负责: the lead pushes the task to everybody who is to respond. GA art.39. */
export async function pushJointTask(tx: Tx, act: Act, { taskId }: TaskInput): Promise<Outcome<{ taskId: string }>> {
  const found = await ledTaskForChange(tx, act, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const possible = taskMayBecome(task.state, 'INVITED');
  if (!possible.ok) return possible;
  if (task.participatingDepartmentIds.length === 0) return refuse('JOINT_TASK_NEEDS_PARTICIPANT', clauseOf(profile.joint.initiationModes), { departments: 1 });
  for (const departmentId of task.participatingDepartmentIds) {
    const invited = await invite(tx, act, profile, taskId, departmentId, task.leadDepartmentId);
    if (!invited.ok) return invited;
  }
  await reachState(tx, act, task, 'INVITED', act.now);
  return ok({ taskId });
}
