import { eq, inArray, sql } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { directoryObject, listedItem, objectHolder } from './directory-object.table.ts';

const excluded = (column: string) => sql.raw(`excluded.${column}`);

/** Takes in a batch of the roster. An object that moved to another division leaves its old one. */
export async function applyObjectRoster(tx: Tx, { objects }: EventPayload<'ObjectRosterChanged'>): Promise<void> {
  if (objects.length === 0) return;
  await tx.update(directoryObject).set({ active: false }).where(inArray(directoryObject.objectId, objects.map(({ objectId }) => objectId)));
  await tx.insert(directoryObject).values(objects.map(({ divisionCode, objectId, tags, active, riskLevel, creditLevel }) => ({ divisionCode, objectId, tags, active, riskLevel, creditLevel })))
    .onConflictDoUpdate({ target: [directoryObject.divisionCode, directoryObject.objectId], set: { tags: excluded('tags'), riskLevel: excluded('risk_level'), creditLevel: excluded('credit_level'), active: excluded('active') } });
}

export async function saveObjectHolders(tx: Tx, { objects }: EventPayload<'ObjectDetailsSnapshotted'>): Promise<void> {
  for (const { divisionCode, objectId, responsibleUscc } of objects) {
    if (responsibleUscc === null) continue;
    await tx.insert(objectHolder).values({ divisionCode, objectId, responsibleUscc })
      .onConflictDoUpdate({ target: [objectHolder.divisionCode, objectHolder.objectId], set: { responsibleUscc } });
  }
}

/** The credit code of whoever answers for a product or a site; null where the directory named nobody. */
export async function responsibleUsccOf(tx: Tx, objectId: string): Promise<string | null> {
  const [row] = await tx.select().from(objectHolder).where(eq(objectHolder.objectId, objectId)).limit(1);
  return row?.responsibleUscc ?? null;
}

export async function saveListedItems(tx: Tx, { listId, divisionCode, supersedesId, items }: EventPayload<'ItemListPublished'>): Promise<void> {
  if (supersedesId !== null) await tx.update(listedItem).set({ inForce: false }).where(eq(listedItem.listId, supersedesId));
  for (const { itemId, lineageId, field, name } of items) {
    const row = { field, name, lineageId, listId, divisionCode, inForce: true };
    await tx.insert(listedItem).values({ itemId, ...row }).onConflictDoUpdate({ target: listedItem.itemId, set: row });
  }
}
