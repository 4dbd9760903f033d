import { paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import { countTasks, listTasks, taskPosition, type TaskFilter, type TaskOrder, type TaskRow } from './task.store.ts';

export type TaskPage = Paged<TaskRow>;

/** One page of the tasks that the caller may see. */
export const taskConnection = (context: ServiceContext, filter: TaskFilter, order: TaskOrder, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }): TaskPage =>
  paged(context, args, { rows: (tx, page) => listTasks(tx, filter, order, page), total: (tx) => countTasks(tx, filter), positionOf: taskPosition(order) });
