import { and, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { result, resultEntry, resultItem } from './result.table.ts';

export type ResultRow = typeof result.$inferSelect;
export type ResultEntryRow = typeof resultEntry.$inferSelect;
export type ResultItemRow = typeof resultItem.$inferSelect;

export const findResultsByIds = byKeys((tx, ids) => tx.select().from(result).where(among(result.id, ids)));

export const listResults = byKeys((tx, inspectionIds) => tx.select().from(result).where(among(result.inspectionId, inspectionIds)).orderBy(asc(result.id)));

export const listResultItems = byKeys((tx, resultIds) => tx.select().from(resultItem).where(among(resultItem.resultId, resultIds)).orderBy(asc(resultItem.itemId)));

export async function findResultOf(tx: Tx, inspectionId: string, departmentId: string): Promise<ResultRow | undefined> {
  const [row] = await tx.select().from(result).where(and(eq(result.inspectionId, inspectionId), eq(result.departmentId, departmentId)));
  return row;
}

export async function saveResult(tx: Tx, row: ResultRow, items: readonly ResultItemRow[]): Promise<void> {
  const { region, id, inspectionId, departmentId, ...change } = row;
  await tx.insert(result).values(row).onConflictDoUpdate({ target: [result.region, result.id], set: change });
  for (const { region: place, resultId, itemId, ...content } of items) {
    await tx.insert(resultItem).values({ region: place, resultId, itemId, ...content }).onConflictDoUpdate({ target: [resultItem.region, resultItem.resultId, resultItem.itemId], set: content });
  }
}

export const insertEntry = (tx: Tx, row: ResultEntryRow): Promise<unknown> => tx.insert(resultEntry).values(row);

export const listEntries = byKeys((tx, resultIds) => tx.select().from(resultEntry).where(among(resultEntry.resultId, resultIds)).orderBy(asc(resultEntry.entry)));

export const updateResult = (tx: Tx, row: ResultRow, change: Partial<ResultRow>): Promise<unknown> =>
  tx.update(result).set(change).where(and(eq(result.region, row.region), eq(result.id, row.id)));
