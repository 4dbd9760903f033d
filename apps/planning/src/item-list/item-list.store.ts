import { eq, getTableColumns } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, type Tx } from '@sortition/service-kit';
import { itemList, listItem } from './item-list.table.ts';

/** An item of the graph; its facts are the registry's. */
export interface ItemReference {
  readonly id: string;
}

/** An item of a public list, and what became of that list. */
export type PublishedItem = typeof listItem.$inferSelect & { readonly joint: boolean; readonly superseded: boolean };

export const findPublishedItems = (tx: Tx, ids: readonly string[]): Promise<PublishedItem[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.select({ ...getTableColumns(listItem), joint: itemList.joint, superseded: itemList.superseded })
      .from(listItem).innerJoin(itemList, eq(itemList.id, listItem.listId)).where(among(listItem.id, ids));

/** A version became public; the one before it is superseded, and its items stay readable for the plans that name them. */
export async function savePublishedList(tx: Tx, told: EventPayload<'ItemListPublished'>): Promise<void> {
  const { listId, lineageId, version, name, joint, divisionCode, publishedOn } = told;
  await tx.insert(itemList).values({ id: listId, lineageId, version, name, joint, divisionCode, publishedOn, superseded: false }).onConflictDoNothing();
  if (told.supersedesId !== null) await tx.update(itemList).set({ superseded: true }).where(eq(itemList.id, told.supersedesId));
  for (const { itemId, ...item } of told.items) {
    const row = { id: itemId, listId, ...item };
    await tx.insert(listItem).values(row).onConflictDoUpdate({ target: listItem.id, set: row });
  }
}
