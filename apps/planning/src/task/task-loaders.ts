import { loadById, type ServiceContext } from '@sortition/service-kit';
import { findTasks, type TaskRow } from './task.store.ts';

export const loadTask = (context: ServiceContext, id: string): Promise<TaskRow | null> => loadById(context, 'task', id, (row) => row.id, findTasks);
