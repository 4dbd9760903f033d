import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { reportUpward } from '../superior-task/report-superior-task.ts';
import { closeWhenNothingIsLeft } from './close-task.ts';
import { reachState } from './reach-state.ts';
import { ledTaskForChange } from './task-for-change.ts';
import { countListedObjects, findMissingResults } from './task-progress.store.ts';
import { taskMayBecome } from './task.rules.ts';
import { updateTask } from './task.store.ts';

export interface TaskInput {
  readonly idempotencyKey: string;
  readonly taskId: string;
}

const NAMED_MISSING = 200;

/** Declares the task done when each item of each object has its result; the publication clock of some profiles starts here. CQ 3.2, CQ 8.8.1. */
export async function completeTask(tx: Tx, act: Act, { taskId }: TaskInput): Promise<Outcome<{ taskId: string }>> {
  const found = await ledTaskForChange(tx, act, taskId);
  if (!found.ok) return found;
  const { task, profile } = found.value;
  const possible = taskMayBecome(task.state, 'COMPLETED');
  if (!possible.ok) return possible;
  const { missing, all } = await findMissingResults(tx, task, NAMED_MISSING);
  if (all > 0 || await countListedObjects(tx, task) === 0) {
    return refuse('ITEMS_INCOMPLETE', clauseOf(profile.task.requiresPublishedPlan), { missing: missing.map(({ objectId, itemId }) => `${objectId}:${itemId}`), missingCount: all });
  }
  const late = dayOf(act.now) > task.periodTo;
  await updateTask(tx, taskId, { late });
  recordChange(tx, { entity: 'Task', entityId: taskId, before: { late: task.late }, after: { late } });
  const completed = await reachState(tx, act, { ...task, late }, 'COMPLETED', act.now);
  await appendEvent(tx, act, 'TaskCompleted', { taskId, completedAt: act.now.toISOString() });
  await reportUpward(tx, act, completed);
  await closeWhenNothingIsLeft(tx, act, completed);
  return ok({ taskId });
}
