import { dayOf } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { profileUnder } from '../stamped-profile.ts';
import { countListedObjects, findMissingResults, findProgressOfTasks, type TaskProgress } from './task-progress.store.ts';
import { taskIsOpen } from './task.rules.ts';
import { findChildrenOfTasks, findOverlappingTasks, type TaskRow } from './task.store.ts';

export interface MergeableTask {
  readonly task: TaskRow;
  readonly dimensions: readonly string[];
  readonly commonObjects: number;
}

/** Tasks that could be one, in the dimensions of the profile: time and object are the same already. GA art.33. */
export async function mergeableTasks(tx: Tx, task: TaskRow): Promise<MergeableTask[]> {
  const dimensions = profileUnder(task).task.integrationDimensions.value;
  if (dimensions.length === 0) return [];
  const items = new Set(task.items.map(({ itemId }) => itemId));
  const overlapping = await findOverlappingTasks(tx, task);
  return overlapping.map(({ task: other, commonObjects }) => ({
    task: other, commonObjects, dimensions: dimensions.filter((dimension) => dimension !== 'CONTENT' || other.items.some(({ itemId }) => items.has(itemId))),
  }));
}

export interface DelayFlag {
  readonly kind: 'TASK_DELAYED';
  readonly departmentId: string;
  readonly dueOn: string;
  readonly clause: string | null;
}

/** Past its period and open: every department whose results are missing, and the lead while there is no list. CC art.22. */
export async function delayFlags(tx: Tx, task: TaskRow, now: Date): Promise<DelayFlag[]> {
  if (!taskIsOpen(task.state) || dayOf(now) <= task.periodTo) return [];
  const clause = clauseOf(profileUnder(task).liability.grounds);
  const flag = (departmentId: string): DelayFlag => ({ kind: 'TASK_DELAYED', departmentId, dueOn: task.periodTo, clause });
  if (await countListedObjects(tx, task) === 0) return [flag(task.leadDepartmentId)];
  const flags: DelayFlag[] = [];
  for (const departmentId of new Set(task.items.map((item) => item.departmentId))) {
    const { all } = await findMissingResults(tx, { ...task, items: task.items.filter((item) => item.departmentId === departmentId) }, 1);
    if (all > 0) flags.push(flag(departmentId));
  }
  return flags.length === 0 ? [flag(task.leadDepartmentId)] : flags;
}

/** What is done of tasks and of their parts on lower levels, summed up. SAMR 3.2. */
export async function progressWithParts(tx: Tx, taskIds: readonly string[]): Promise<TaskProgress[]> {
  const parts = await findChildrenOfTasks(tx, taskIds);
  const counted = await findProgressOfTasks(tx, [...taskIds, ...parts.map(({ id }) => id)]);
  const byTask = new Map(counted.map((progress) => [progress.taskId, progress]));
  return taskIds.flatMap((taskId) => {
    const own = byTask.get(taskId);
    const ofParts = parts.filter(({ parentId }) => parentId === taskId).flatMap(({ id }) => byTask.get(id) ?? []);
    return own === undefined ? [] : [ofParts.reduce(addUp, own)];
  });
}

const addUp = (sum: TaskProgress, part: TaskProgress): TaskProgress => ({
  taskId: sum.taskId, objects: sum.objects + part.objects, objectsDone: sum.objectsDone + part.objectsDone, items: sum.items + part.items, itemsDone: sum.itemsDone + part.itemsDone,
  resultsFinal: sum.resultsFinal + part.resultsFinal, dossiersArchived: sum.dossiersArchived + part.dossiersArchived,
});
