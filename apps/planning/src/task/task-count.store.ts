import { sql } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';

/** What tasks have taken of an entry. */
export interface TaskCounts extends Record<string, unknown> {
  readonly entryId: string;
  readonly tasks: number;
  /** Objects over all tasks that were not cancelled. */
  readonly assigned: number;
  /** Objects of the completed ones. */
  readonly completed: number;
}

/** Counts over the row policies, for a sum that left out what the caller may not see would let the plan be exceeded. */
export async function findTaskCountsOfEntries(tx: Tx, entryIds: readonly string[]): Promise<TaskCounts[]> {
  if (entryIds.length === 0) return [];
  const { rows } = await tx.execute<TaskCounts>(sql`select entry_id as "entryId", tasks, assigned, completed from planning.task_counts(${sql.param(entryIds)}::uuid[])`);
  return rows;
}
