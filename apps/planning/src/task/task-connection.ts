import type { ServiceContext } from '@sortition/service-kit';
import { readPage, type CountedConnection } from '../counted-connection.ts';
import { countTasks, listTasks, taskPosition, type TaskFilter, type TaskOrder, type TaskRow } from './task.store.ts';

export type TaskPage = CountedConnection<TaskRow>;

/** One page of the tasks that the caller may see. */
export const taskConnection = (context: ServiceContext, filter: TaskFilter, order: TaskOrder, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }): Promise<TaskPage> =>
  readPage(context, args, { list: (tx, page) => listTasks(tx, filter, order, page), count: (tx) => countTasks(tx, filter), positionOf: taskPosition(order) });
