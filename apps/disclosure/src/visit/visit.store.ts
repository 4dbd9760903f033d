import { and, eq, inArray } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { dayOf } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { listedItem } from '../directory/directory-object.table.ts';
import type { TaskRow } from '../task/task.store.ts';
import { followUp, resultItem, visit } from './visit.table.ts';

export async function saveVisit(tx: Tx, { divisionCode: region }: TaskRow, told: EventPayload<'InspectionEnded'>): Promise<void> {
  const endedAt = new Date(told.endedAt);
  const [placed] = await tx.select({ divisionCode: resultItem.divisionCode }).from(resultItem).where(and(eq(resultItem.region, region), eq(resultItem.inspectionId, told.inspectionId))).limit(1);
  await tx.insert(visit).values({
    region, id: told.inspectionId, taskId: told.taskId, objectId: told.objectId, divisionCode: placed?.divisionCode ?? region, endedAt, endedOn: dayOf(endedAt), direct: told.direct, mode: told.mode,
  }).onConflictDoNothing();
}

/** The result tells where the object lies, which the visit's end does not; it may come before or after it. */
export async function placeVisit(tx: Tx, region: string, id: string, divisionCode: string): Promise<void> {
  await tx.update(visit).set({ divisionCode }).where(and(eq(visit.region, region), eq(visit.id, id)));
}

export async function saveResultItems(tx: Tx, { divisionCode: region }: TaskRow, told: EventPayload<'ResultFormed'>): Promise<void> {
  const fields = new Map((await tx.select().from(listedItem).where(inArray(listedItem.itemId, told.items.map(({ itemId }) => itemId)))).map(({ itemId, field }) => [itemId, field]));
  for (const { itemId, itemName, departmentId, code, problemFound } of told.items) {
    const row = {
      itemName, field: fields.get(itemId) ?? null, departmentId, taskId: told.taskId, objectId: told.objectId,
      divisionCode: told.entity.divisionCode, code, problemFound, inspectedOn: told.inspectedOn,
    };
    await tx.insert(resultItem).values({ region, inspectionId: told.inspectionId, itemId, ...row })
      .onConflictDoUpdate({ target: [resultItem.region, resultItem.inspectionId, resultItem.itemId], set: row });
  }
}

/** A published correction changes what is counted, too. */
export async function correctResultItems(tx: Tx, region: string, inspectionId: string, items: readonly { readonly itemId: string; readonly code: string; readonly problemFound: boolean }[]): Promise<void> {
  for (const { itemId, code, problemFound } of items) {
    await tx.update(resultItem).set({ code, problemFound }).where(and(eq(resultItem.region, region), eq(resultItem.inspectionId, inspectionId), eq(resultItem.itemId, itemId)));
  }
}

export async function openFollowUp(tx: Tx, { divisionCode: region }: TaskRow, told: EventPayload<'FollowUpOpened'>): Promise<void> {
  await tx.insert(followUp).values({
    region, id: told.followUpId, inspectionId: told.inspectionId, itemId: told.itemId, kind: told.kind, openedAt: new Date(told.openedAt), closedAt: null,
  }).onConflictDoNothing();
}

export async function closeFollowUp(tx: Tx, { divisionCode: region }: TaskRow, told: EventPayload<'FollowUpClosed'>): Promise<void> {
  await tx.update(followUp).set({ closedAt: new Date(told.closedAt) }).where(and(eq(followUp.region, region), eq(followUp.id, told.followUpId)));
}
