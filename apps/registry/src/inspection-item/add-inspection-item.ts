import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { AddInspectionItemInput } from '../generated/resolvers.ts';
import { openDraftForItem } from '../item-list/open-item-list.ts';
import { itemFieldsOf, itemMayBeStored, touchItemList, warningsAbout } from './change-item.ts';
import { insertItems, type InspectionItemRow } from './inspection-item.store.ts';

export interface ChangedItem {
  readonly itemId: string;
  readonly itemListId: string;
  readonly warnings: string[];
}

/** Adds an item to a draft. CQ 5.1.3, GA art.14. */
export async function addInspectionItem(tx: Tx, act: Act, input: AddInspectionItemInput): Promise<Outcome<ChangedItem>> {
  const opened = await openDraftForItem(tx, act, input.itemListId, [input.item.leadDepartmentId ?? null]);
  if (!opened.ok) return opened;
  const { list, profile } = opened.value;
  const { localSupplement } = profile.itemList;
  if (list.basedOnId !== null && localSupplement.value === 'NOT_ALLOWED') return refuse('ITEM_NOT_IN_PARENT_LIST', clauseOf(localSupplement), { item: input.item.name ?? '' });
  const fields = itemFieldsOf(list, input.item);
  const allowed = await itemMayBeStored(tx, act, list, profile, fields);
  if (!allowed.ok) return allowed;
  const item: InspectionItemRow = { ...fields, id: newId(), listId: list.id, lineageId: newId(), locked: false, updatedAt: act.now };
  await insertItems(tx, [item]);
  await touchItemList(tx, act, list.id);
  recordChange(tx, { entity: 'InspectionItem', entityId: item.id, before: null, after: item });
  return ok({ itemId: item.id, itemListId: list.id, warnings: warningsAbout(profile, fields) });
}
