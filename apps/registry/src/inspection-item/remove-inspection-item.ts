import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { RemoveInspectionItemInput } from '../generated/resolvers.ts';
import { parentItemsMayBeLeftOut } from '../item-list/item-list.rules.ts';
import { openDraftForItem } from '../item-list/open-item-list.ts';
import { touchItemList } from './change-item.ts';
import { itemIsNotLocked } from './inspection-item.rules.ts';
import { deleteItem, findItem } from './inspection-item.store.ts';

/** Takes an item out of a draft; public versions keep theirs. */
export async function removeInspectionItem(tx: Tx, act: Act, input: RemoveInspectionItemInput): Promise<Outcome<{ itemListId: string }>> {
  const item = await findItem(tx, input.itemId);
  if (item === undefined) return refuse('NOT_FOUND', null, { itemId: input.itemId });
  const opened = await openDraftForItem(tx, act, item.listId, [item.leadDepartmentId]);
  if (!opened.ok) return opened;
  const { list, profile } = opened.value;
  const free = parentItemsMayBeLeftOut(profile) ? ok(true) : itemIsNotLocked(profile, item);
  if (!free.ok) return free;
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clauseOf(profile.itemList.versioned), { field: 'reason' });
  await deleteItem(tx, item.id);
  await touchItemList(tx, act, list.id);
  recordChange(tx, { entity: 'InspectionItem', entityId: item.id, before: item, after: { removed: true, reason: input.reason } });
  return ok({ itemListId: list.id });
}
