import { loadById, paged, type Paged, type ServiceContext } from '@sortition/service-kit';
import { findTaskCountsOfEntries, type TaskCounts } from '../task/task-count.store.ts';
import { countEntries, findEntries, listEntries, type PlanEntryRow } from './plan-entry.store.ts';

export const loadEntry = (context: ServiceContext, id: string): Promise<PlanEntryRow | null> => loadById(context, 'planEntry', id, (row) => row.id, findEntries);

export async function loadTaskCounts(context: ServiceContext, entryId: string): Promise<TaskCounts> {
  const counts = await loadById(context, 'taskCountsOfEntry', entryId, (row) => row.entryId, findTaskCountsOfEntries);
  return counts ?? { entryId, tasks: 0, assigned: 0, completed: 0 };
}

export type PlanEntryPage = Paged<PlanEntryRow>;

/** One page of a plan's entries. */
export const entryConnection = (context: ServiceContext, planId: string, args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined }): PlanEntryPage =>
  paged(context, args, { rows: (tx, page) => listEntries(tx, planId, page), total: (tx) => countEntries(tx, planId), positionOf: ({ id }) => [id] });
