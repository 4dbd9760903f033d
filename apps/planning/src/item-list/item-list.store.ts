import { and, eq, getTableColumns, or, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, type Tx } from '@sortition/service-kit';
import { itemList, listItem } from './item-list.table.ts';

/** An item of the graph; its facts are the registry's. */
export interface ItemReference {
  readonly id: string;
}

/** An item of a public list, and what became of that list. */
export type PublishedItem = typeof listItem.$inferSelect & { readonly joint: boolean; readonly superseded: boolean; readonly listVersion: number; readonly listLevel: string | null };

export const findPublishedItems = (tx: Tx, ids: readonly string[]): Promise<PublishedItem[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.select({ ...getTableColumns(listItem), joint: itemList.joint, superseded: itemList.superseded, listVersion: itemList.version, listLevel: itemList.level })
      .from(listItem).innerJoin(itemList, eq(itemList.id, listItem.listId)).where(among(listItem.id, ids));

const names = (departmentId: string): SQL => sql`exists (select from ${listItem} where ${listItem.listId} = ${itemList.id} and (${listItem.leadDepartmentId} = ${departmentId} or ${departmentId}::uuid = any (${listItem.participatingDepartmentIds})))`;
const covers = (divisionCode: string): SQL => sql`${divisionCode} like regexp_replace(${itemList.divisionCode}, '(00){1,2}$', '') || '%'`;

/** Whether a joint list in force covers the department's area, or names the department. */
export async function jointListIsPublic(tx: Tx, { id, divisionCode }: { readonly id: string; readonly divisionCode: string }): Promise<boolean> {
  const found = await tx.select({ id: itemList.id }).from(itemList)
    .where(and(eq(itemList.joint, true), eq(itemList.superseded, false), or(covers(divisionCode), names(id)))).limit(1);
  return found.length > 0;
}

/** Those of the fields in which items of a class are drawn by lot, by the lists in force. */
export async function findFieldsWithClass(tx: Tx, fields: readonly string[], itemClass: string): Promise<string[]> {
  if (fields.length === 0) return [];
  const rows = await tx.selectDistinct({ field: listItem.field }).from(listItem).innerJoin(itemList, eq(itemList.id, listItem.listId))
    .where(and(sql`${listItem.field} = any(${sql.param(fields)}::text[])`, eq(listItem.itemClass, itemClass), eq(itemList.superseded, false)));
  return rows.map(({ field }) => field);
}

/** A version became public; the one before it is superseded, and its items stay readable for the plans that name them. */
export async function savePublishedList(tx: Tx, told: EventPayload<'ItemListPublished'>): Promise<void> {
  const { listId, lineageId, version, name, joint, level, divisionCode, publishedOn } = told;
  await tx.insert(itemList).values({ id: listId, lineageId, version, name, joint, level, divisionCode, publishedOn, superseded: false }).onConflictDoNothing();
  if (told.supersedesId !== null) await tx.update(itemList).set({ superseded: true }).where(eq(itemList.id, told.supersedesId));
  for (const { itemId, ...item } of told.items) {
    const row = { id: itemId, listId, ...item, legalBasisRepealedOn: item.legalBasisRepealedOn ?? null, family: item.family ?? null };
    await tx.insert(listItem).values(row).onConflictDoUpdate({ target: listItem.id, set: row });
  }
}
