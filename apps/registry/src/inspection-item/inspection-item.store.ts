import { and, asc, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { countAll } from '../division-scope.store.ts';
import { itemList } from '../item-list/item-list.table.ts';
import { inspectionItem, itemAgreement } from './inspection-item.table.ts';

export type InspectionItemRow = typeof inspectionItem.$inferSelect;
export type AgreementRow = typeof itemAgreement.$inferSelect;

export const findItems = byKeys((tx, ids) => tx.select().from(inspectionItem).where(among(inspectionItem.id, ids)));

export async function findItem(tx: Tx, id: string): Promise<InspectionItemRow | undefined> {
  const [row] = await findItems(tx, [id]);
  return row;
}

export const itemsOfLists = byKeys((tx, listIds) => tx.select().from(inspectionItem).where(among(inspectionItem.listId, listIds)).orderBy(asc(inspectionItem.serialNo), asc(inspectionItem.id)));

const order = sql`coalesce(${inspectionItem.serialNo}, 2147483647)`;

export function pageOfItems(tx: Tx, listId: string, { first, after }: Page): Promise<InspectionItemRow[]> {
  const [serial, id] = after ?? [];
  const beyond = serial === undefined || id === undefined ? undefined : or(gt(order, Number(serial)), and(eq(order, Number(serial)), gt(inspectionItem.id, id)));
  return tx.select().from(inspectionItem).where(and(eq(inspectionItem.listId, listId), beyond)).orderBy(order, asc(inspectionItem.id)).limit(first + 1);
}

export const positionOfItem = (row: InspectionItemRow): string[] => [String(row.serialNo ?? 2_147_483_647), row.id];

export async function countItems(tx: Tx, listId: string): Promise<number> {
  const [row] = await tx.select(countAll).from(inspectionItem).where(eq(inspectionItem.listId, listId));
  return row?.total ?? 0;
}

/** The items of a lineage as they stand in the newest version that is public, else in the newest of all. */
export const newestOfLineages = async (tx: Tx, lineageIds: readonly string[]): Promise<InspectionItemRow[]> =>
  (await tx.selectDistinctOn([inspectionItem.lineageId], { item: inspectionItem }).from(inspectionItem).innerJoin(itemList, eq(itemList.id, inspectionItem.listId))
    .where(among(inspectionItem.lineageId, lineageIds))
    .orderBy(asc(inspectionItem.lineageId), sql`${itemList.state} = 'PUBLISHED' desc`, desc(itemList.version))).map(({ item }) => item);

const MOST_SHOWN = 200;

/** Items of a list that a column leaves unlinked. */
export const itemsWithout = (tx: Tx, listId: string, link: 'powerDutyCode' | 'internetPlusCode'): Promise<InspectionItemRow[]> =>
  tx.select().from(inspectionItem).where(and(eq(inspectionItem.listId, listId), isNull(inspectionItem[link]))).orderBy(order, asc(inspectionItem.id)).limit(MOST_SHOWN);

export interface SourceLevel {
  readonly lineageId: string;
  readonly level: string;
}

/** Where each lineage began: of all lists that hold it, the one that did not take it over. */
export const sourceLevels = (tx: Tx, lineageIds: readonly string[]): Promise<SourceLevel[]> =>
  tx.selectDistinctOn([inspectionItem.lineageId], { lineageId: inspectionItem.lineageId, level: itemList.level }).from(inspectionItem).innerJoin(itemList, eq(itemList.id, inspectionItem.listId))
    .where(and(among(inspectionItem.lineageId, lineageIds), eq(inspectionItem.locked, false))).orderBy(asc(inspectionItem.lineageId), desc(itemList.version));

export async function insertItems(tx: Tx, rows: readonly InspectionItemRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) await tx.insert(inspectionItem).values(rows.slice(start, start + 500));
}

export async function putItem(tx: Tx, row: InspectionItemRow): Promise<void> {
  await tx.update(inspectionItem).set(row).where(eq(inspectionItem.id, row.id));
}

export async function deleteItem(tx: Tx, id: string): Promise<void> {
  await tx.delete(inspectionItem).where(eq(inspectionItem.id, id));
}

export const agreementsOf = (tx: Tx, itemIds: readonly string[]): Promise<AgreementRow[]> =>
  itemIds.length === 0 ? Promise.resolve([]) : tx.select().from(itemAgreement).where(among(itemAgreement.itemId, itemIds)).orderBy(asc(itemAgreement.at));

export async function putAgreements(tx: Tx, rows: readonly AgreementRow[]): Promise<void> {
  for (const row of rows) {
    await tx.insert(itemAgreement).values(row).onConflictDoUpdate({ target: [itemAgreement.itemId, itemAgreement.departmentId], set: row });
  }
}

/** What was agreed to is another item now. */
export async function dropAgreements(tx: Tx, itemId: string): Promise<void> {
  await tx.delete(itemAgreement).where(eq(itemAgreement.itemId, itemId));
}

