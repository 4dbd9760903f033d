import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { profileUnder } from '../stamped-profile.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { lockTask, type TaskRow } from './task.store.ts';

export interface TaskAndProfile {
  readonly task: TaskRow;
  /** The rules under which the task was created. CQ 4.5. */
  readonly profile: Profile;
}

export async function taskForChange(tx: Tx, taskId: string): Promise<Outcome<TaskAndProfile>> {
  const task = await lockTask(tx, taskId);
  return task === undefined ? refuseUnseen(tx, 'Task', taskId) : ok({ task, profile: profileUnder(task) });
}

/** The task for its lead department; a participant learns that it is forbidden. CQ 3.2, CQ 8.3.1. */
export async function ledTaskForChange(tx: Tx, act: Act, taskId: string): Promise<Outcome<TaskAndProfile>> {
  const found = await taskForChange(tx, taskId);
  if (!found.ok || found.value.task.leadDepartmentId === act.identity.department) return found;
  return refuse('FORBIDDEN', clauseOf(found.value.profile.task.creator), { relation: 'LEAD_DEPARTMENT', departmentId: found.value.task.leadDepartmentId });
}
