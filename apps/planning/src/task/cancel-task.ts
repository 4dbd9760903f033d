import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ledTaskForChange } from './task-for-change.ts';
import { taskMayBecome } from './task.rules.ts';
import { insertStep, updateTask } from './task.store.ts';

export interface CancelTaskInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
  readonly reason?: string | null | undefined;
}

/** Gives a task up before inspection began; its objects can be planned again. SAMR 2.2. */
export async function cancelTask(tx: Tx, act: Act, { taskId, reason }: CancelTaskInput): Promise<Outcome<{ taskId: string }>> {
  const found = await ledTaskForChange(tx, act, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const possible = taskMayBecome(task.state, 'CANCELLED');
  if (!possible.ok) return possible;
  const cancelReason = reason?.trim() ?? '';
  if (cancelReason === '') return refuse('MISSING_FIELD', clauseOf(profile.plan.adjustment.publish), { field: 'reason' });
  await updateTask(tx, taskId, { state: 'CANCELLED', cancelReason });
  await insertStep(tx, { taskId, state: 'CANCELLED', at: act.now, by: act.identity.subject });
  recordChange(tx, { entity: 'Task', entityId: taskId, before: { state: task.state }, after: { state: 'CANCELLED', cancelReason } });
  await appendEvent(tx, act, 'TaskCancelled', { taskId, reason: cancelReason });
  return ok({ taskId });
}
