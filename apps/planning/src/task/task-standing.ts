import { dayOf } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import { profileUnder } from '../stamped-profile.ts';
import { findProgressOfTasks, type TaskProgress } from './task-progress.store.ts';
import { taskIsOpen } from './task.rules.ts';
import { findChildrenOfTasks, type TaskRow } from './task.store.ts';

export interface MergeableTask {
  readonly task: TaskRow;
  readonly dimensions: readonly string[];
  readonly commonObjects: number;
}

/** Tasks that could be one, in the dimensions of the profile: time and object are the same already. GA art.33. */
export function mergeableTasks(task: TaskRow, overlapping: readonly { readonly task: TaskRow; readonly commonObjects: number }[]): MergeableTask[] {
  const dimensions = profileUnder(task).task.integrationDimensions.value;
  if (dimensions.length === 0) return [];
  const items = new Set(task.items.map(({ itemId }) => itemId));
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

export const isPastItsPeriod = (task: TaskRow, now: Date): boolean => taskIsOpen(task.state) && dayOf(now) > task.periodTo;

/** Past its period and open: every department whose results are missing, and the lead where none are, or no list is drawn. CC art.22. */
export function delayFlags(task: TaskRow, missing: readonly { readonly departmentId: string }[]): DelayFlag[] {
  const clause = clauseOf(profileUnder(task).liability.grounds);
  const departments = missing.length === 0 ? [task.leadDepartmentId] : missing.map(({ departmentId }) => departmentId);
  return departments.map((departmentId) => ({ kind: 'TASK_DELAYED', departmentId, dueOn: task.periodTo, clause }));
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
