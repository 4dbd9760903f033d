import { sql } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { adoptedResult } from './adopted-result.table.ts';
import type { RecognisableResult } from './adopted-result.rules.ts';

export type AdoptedResultRow = typeof adoptedResult.$inferSelect;

export const listAdoptedResults = byKeys((tx, recordIds) => tx.select().from(adoptedResult).where(among(adoptedResult.recordId, recordIds)));

export async function saveAdoptedResult(tx: Tx, row: AdoptedResultRow): Promise<void> {
  await tx.insert(adoptedResult).values(row).onConflictDoUpdate({ target: [adoptedResult.region, adoptedResult.recordId, adoptedResult.itemId], set: row });
}

/** One item of a result of any department: what a department must know of another's before it can rest on it. */
export async function findRecognisableResult(tx: Tx, resultId: string, itemId: string): Promise<RecognisableResult | undefined> {
  const { rows } = await tx.execute<{ department_id: string; object_id: string; state: string; publication_state: string | null; formed_at: Date | string | null; label: string; problem_found: boolean }>(
    sql`select * from inspection.recognisable_result(${resultId}::uuid, ${itemId}::uuid)`);
  const [row] = rows;
  return row === undefined ? undefined : {
    departmentId: row.department_id, objectId: row.object_id, state: row.state, publicationState: row.publication_state,
    formedAt: row.formed_at === null ? null : new Date(row.formed_at), label: row.label, problemFound: row.problem_found,
  };
}
