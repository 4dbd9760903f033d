import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { taskForChange } from '../task/task-for-change.ts';
import { findMissingResults } from '../task/task-progress.store.ts';
import { insertReminder } from './invitation.store.ts';

export interface RemindInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly departmentId: string;
  readonly text: string;
}

/** 督促响应部门完成检查结果录入: only for what is really missing. GA art.48. */
export async function remind(tx: Tx, act: Act, { taskId, departmentId, text }: RemindInput): Promise<Outcome<{ taskId: string }>> {
  const found = await taskForChange(tx, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const clause = clauseOf(profile.task.overdueAtPeriodEnd);
  const own = act.identity.department;
  const mayRemind = own === task.leadDepartmentId || (own !== null && own === task.coordinatorDepartmentId) || hasRole(act.identity, 'COORDINATOR');
  if (!mayRemind) return refuse('FORBIDDEN', clauseOf(profile.task.creator), { relation: 'LEAD_DEPARTMENT', departmentId: task.leadDepartmentId });
  if (text.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'text' });
  const items = task.items.filter((item) => item.departmentId === departmentId);
  const missing = items.length === 0 ? 0 : (await findMissingResults(tx, { ...task, items }, 1)).all;
  if (missing === 0) return refuse('INVALID_VALUE', clause, { field: 'departmentId', value: departmentId });
  const notice = { id: newId(), taskId, departmentId, text: text.trim(), missingCount: missing, by: act.identity.subject, at: act.now };
  await insertReminder(tx, notice);
  recordChange(tx, { entity: 'Task', entityId: taskId, before: null, after: { reminder: notice } });
  return ok({ taskId });
}
