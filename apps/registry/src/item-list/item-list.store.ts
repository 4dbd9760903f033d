import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { countAll, withinDivision } from '../division-scope.store.ts';
import { itemList, itemListReceipt, itemListReview } from './item-list.table.ts';
import type { ItemListState } from './item-list.rules.ts';

type Stored = typeof itemList.$inferSelect;
export type ItemListRow = Omit<Stored, 'state'> & { readonly state: ItemListState };
export type ReviewRow = typeof itemListReview.$inferSelect;
export type ReceiptRow = typeof itemListReceipt.$inferSelect;

export interface ItemListCriteria {
  readonly states?: readonly ItemListState[] | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly profile?: string | null | undefined;
  readonly joint?: boolean | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly lineageId?: string | null | undefined;
}

// the table's check constraint admits these states and no others
const asList = (row: Stored): ItemListRow => ({ ...row, state: row.state as ItemListState });

const matching = (criteria: ItemListCriteria) => and(
  criteria.states == null ? undefined : inArray(itemList.state, [...criteria.states]),
  criteria.divisionCode == null ? undefined : withinDivision(itemList.divisionCode, criteria.divisionCode),
  criteria.profile == null ? undefined : eq(itemList.profileCode, criteria.profile),
  criteria.joint == null ? undefined : eq(itemList.joint, criteria.joint),
  criteria.departmentId == null ? undefined : eq(itemList.departmentId, criteria.departmentId),
  criteria.lineageId == null ? undefined : eq(itemList.lineageId, criteria.lineageId),
);

export const findItemLists = async (tx: Tx, ids: readonly string[]): Promise<ItemListRow[]> =>
  (await tx.select().from(itemList).where(among(itemList.id, ids))).map(asList);

/** The list, locked: its state decides what may be done, so nobody else may change it meanwhile. */
export async function lockItemList(tx: Tx, id: string): Promise<ItemListRow | undefined> {
  const [row] = await tx.select().from(itemList).where(eq(itemList.id, id)).for('update');
  return row === undefined ? undefined : asList(row);
}

export async function listItemLists(tx: Tx, criteria: ItemListCriteria, { first, after }: Page): Promise<ItemListRow[]> {
  const beyond = after?.[0] === undefined ? undefined : lt(itemList.id, after[0]);
  return (await tx.select().from(itemList).where(and(matching(criteria), beyond)).orderBy(desc(itemList.id)).limit(first + 1)).map(asList);
}

export async function countItemLists(tx: Tx, criteria: ItemListCriteria): Promise<number> {
  const [row] = await tx.select(countAll).from(itemList).where(matching(criteria));
  return row?.total ?? 0;
}

export const versionsOf = async (tx: Tx, lineageIds: readonly string[]): Promise<ItemListRow[]> =>
  (await tx.select().from(itemList).where(among(itemList.lineageId, lineageIds)).orderBy(desc(itemList.version))).map(asList);

export async function insertItemList(tx: Tx, row: ItemListRow): Promise<void> {
  await tx.insert(itemList).values(row);
}

export async function updateItemList(tx: Tx, id: string, change: Partial<ItemListRow>): Promise<void> {
  await tx.update(itemList).set(change).where(eq(itemList.id, id));
}

export const reviewsOf = byKeys((tx, listIds) => tx.select().from(itemListReview).where(among(itemListReview.listId, listIds)).orderBy(asc(itemListReview.id)));

export async function insertReview(tx: Tx, row: ReviewRow): Promise<void> {
  await tx.insert(itemListReview).values(row);
}

export const receiptsOf = byKeys((tx, listIds) => tx.select().from(itemListReceipt).where(among(itemListReceipt.listId, listIds)).orderBy(asc(itemListReceipt.channel)));

export async function insertReceipts(tx: Tx, rows: readonly ReceiptRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(itemListReceipt).values([...rows]).onConflictDoNothing();
}
