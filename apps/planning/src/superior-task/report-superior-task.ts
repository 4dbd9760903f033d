import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findProgressOfTasks } from '../task/task-progress.store.ts';
import { findTasksOfSuperiorTasks, type TaskRow } from '../task/task.store.ts';
import { lockSuperiorTask, updateSuperiorTask } from './superior-task.store.ts';

/** When the last of its tasks is completed, what came of a superior's task goes upward under the superior's number. SY art.5(4). */
export async function reportUpward(tx: Tx, act: Act, { superiorTaskId }: Pick<TaskRow, 'superiorTaskId'>): Promise<void> {
  const superior = superiorTaskId === null ? undefined : await lockSuperiorTask(tx, superiorTaskId);
  if (superior?.state !== 'ACCEPTED') return;
  const tasks = (await findTasksOfSuperiorTasks(tx, [superior.id])).filter(({ state }) => state !== 'CANCELLED');
  if (tasks.some(({ state }) => state !== 'COMPLETED' && state !== 'CLOSED')) return;
  const progress = await findProgressOfTasks(tx, tasks.map(({ id }) => id));
  const told = {
    superiorNumber: superior.superiorNumber, taskNumbers: tasks.map(({ taskNumber }) => taskNumber),
    objects: progress.reduce((sum, { objects }) => sum + objects, 0), itemsDone: progress.reduce((sum, { itemsDone }) => sum + itemsDone, 0),
  };
  const change = { state: 'REPORTED', report: { ...told, at: act.now.toISOString() } } as const;
  await updateSuperiorTask(tx, superior.id, change);
  recordChange(tx, { entity: 'SuperiorTask', entityId: superior.id, before: { state: superior.state }, after: change });
  await appendEvent(tx, act, 'SuperiorTaskReported', { superiorTaskId: superior.id, issuer: superior.issuer, departmentId: superior.departmentId, ...told, reportedAt: act.now.toISOString() });
}
