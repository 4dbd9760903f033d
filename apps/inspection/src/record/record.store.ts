import { and, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { expertOpinion, record, recordItem, signature } from './record.table.ts';

export type RecordRow = typeof record.$inferSelect;
export type RecordItemRow = typeof recordItem.$inferSelect;
export type SignatureRow = typeof signature.$inferSelect;
export type ExpertOpinionRow = typeof expertOpinion.$inferSelect;

export const findRecordsByIds = byKeys((tx, ids) => tx.select().from(record).where(among(record.id, ids)));

export const listRecords = byKeys((tx, inspectionIds) => tx.select().from(record).where(among(record.inspectionId, inspectionIds)).orderBy(asc(record.id)));

export const listRecordItems = byKeys((tx, recordIds) => tx.select().from(recordItem).where(among(recordItem.recordId, recordIds)).orderBy(asc(recordItem.itemId)));

export const listSignatures = byKeys((tx, recordIds) => tx.select().from(signature).where(among(signature.recordId, recordIds)).orderBy(asc(signature.id)));

export const listExpertOpinions = byKeys((tx, recordIds) => tx.select().from(expertOpinion).where(among(expertOpinion.recordId, recordIds)).orderBy(asc(expertOpinion.id)));

/** What was recorded of the visit, over all its records. */
export async function listItemsOfVisit(tx: Tx, inspectionId: string): Promise<RecordItemRow[]> {
  const records = await listRecords(tx, [inspectionId]);
  return records.length === 0 ? [] : listRecordItems(tx, records.map(({ id }) => id));
}

export async function insertRecord(tx: Tx, row: RecordRow, items: readonly RecordItemRow[]): Promise<void> {
  await tx.insert(record).values(row);
  if (items.length > 0) await tx.insert(recordItem).values([...items]);
}

export const updateRecord = (tx: Tx, row: RecordRow, change: Partial<RecordRow>): Promise<unknown> =>
  tx.update(record).set(change).where(and(eq(record.region, row.region), eq(record.id, row.id)));

export const updateRecordItem = (tx: Tx, row: RecordItemRow, change: Partial<RecordItemRow>): Promise<unknown> =>
  tx.update(recordItem).set(change).where(and(eq(recordItem.region, row.region), eq(recordItem.recordId, row.recordId), eq(recordItem.itemId, row.itemId)));

export const insertSignature = (tx: Tx, row: SignatureRow): Promise<unknown> => tx.insert(signature).values(row);

export const insertExpertOpinion = (tx: Tx, row: ExpertOpinionRow): Promise<unknown> => tx.insert(expertOpinion).values(row);
