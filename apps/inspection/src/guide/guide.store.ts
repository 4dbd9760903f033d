import { eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { itemGuide, ownRules } from './guide.table.ts';

export type ItemGuideRow = typeof itemGuide.$inferSelect;
export type OwnRulesRow = typeof ownRules.$inferSelect;

/** Takes in which guide is in force for each item, with its check points; an item without one has none. */
export async function saveItemGuides(tx: Tx, { items }: EventPayload<'ItemListPublished'>): Promise<void> {
  for (const { itemId, guideId, checkPoints } of items) {
    if (guideId === null) continue;
    await tx.insert(itemGuide).values({ itemId, guideId, checkPoints }).onConflictDoUpdate({ target: itemGuide.itemId, set: { guideId, checkPoints } });
  }
}

export const listItemGuides = byKeys((tx, itemIds) => tx.select().from(itemGuide).where(among(itemGuide.itemId, itemIds)));

export const listOwnRules = (tx: Tx, taskId: string): Promise<OwnRulesRow[]> => tx.select().from(ownRules).where(eq(ownRules.taskId, taskId));

export async function saveOwnRules(tx: Tx, row: OwnRulesRow): Promise<void> {
  await tx.insert(ownRules).values(row).onConflictDoUpdate({ target: [ownRules.taskId, ownRules.itemId], set: row });
}
