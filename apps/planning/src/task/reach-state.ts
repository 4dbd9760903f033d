import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { furthest, type TaskState } from './task.rules.ts';
import { insertStep, updateTask, type TaskRow } from './task.store.ts';

/** Notes that a task reached a state, and moves it there unless it stands further already. A cancelled task goes nowhere. */
export async function reachState(tx: Tx, act: Act, task: TaskRow, reached: TaskState, at: Date): Promise<TaskRow> {
  if (task.state === 'CANCELLED') return task;
  await insertStep(tx, { taskId: task.id, state: reached, at, by: act.identity.subject });
  const state = furthest(task.state, reached);
  if (state === task.state) return task;
  await updateTask(tx, task.id, { state });
  recordChange(tx, { entity: 'Task', entityId: task.id, before: { state: task.state }, after: { state } });
  return { ...task, state };
}
