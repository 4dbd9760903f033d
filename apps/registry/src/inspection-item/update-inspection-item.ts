import { ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { UpdateInspectionItemInput } from '../generated/resolvers.ts';
import { openDraftForItem } from '../item-list/open-item-list.ts';
import type { ChangedItem } from './add-inspection-item.ts';
import { itemFieldsOf, itemMayBeStored, touchItemList, warningsAbout } from './change-item.ts';
import { itemIsNotLocked } from './inspection-item.rules.ts';
import { dropAgreements, findItem, putItem } from './inspection-item.store.ts';

/** Replaces the fields of an item of a draft; whoever agreed to it agreed to another item. */
export async function updateInspectionItem(tx: Tx, act: Act, input: UpdateInspectionItemInput): Promise<Outcome<ChangedItem>> {
  const before = await findItem(tx, input.itemId);
  if (before === undefined) return refuse('NOT_FOUND', null, { itemId: input.itemId });
  const opened = await openDraftForItem(tx, act, before.listId, [before.leadDepartmentId, input.item.leadDepartmentId ?? null]);
  if (!opened.ok) return opened;
  const { list, profile } = opened.value;
  const free = itemIsNotLocked(profile, before);
  if (!free.ok) return free;
  const fields = itemFieldsOf(list, input.item);
  const allowed = await itemMayBeStored(tx, act, list, profile, fields);
  if (!allowed.ok) return allowed;
  const after = { ...before, ...fields, updatedAt: act.now };
  await putItem(tx, after);
  await dropAgreements(tx, before.id);
  await touchItemList(tx, act, list.id);
  recordChange(tx, { entity: 'InspectionItem', entityId: before.id, before, after });
  return ok({ itemId: before.id, itemListId: list.id, warnings: warningsAbout(profile, fields) });
}
