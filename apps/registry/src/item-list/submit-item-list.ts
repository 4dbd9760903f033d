import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import type { SubmitItemListInput } from '../generated/resolvers.ts';
import { departmentsOn, itemIsComplete } from '../inspection-item/inspection-item.rules.ts';
import { itemsOfLists, putAgreements } from '../inspection-item/inspection-item.store.ts';
import { openDraft } from './open-item-list.ts';
import { moveItemList, standingOf, stateAfter } from './settle-list-state.ts';

/** Sends a complete draft to the departments on its joint items, then to review; what needs neither is approved at once. */
export async function submitItemList(tx: Tx, act: Act, input: SubmitItemListInput): Promise<Outcome<{ itemListId: string }>> {
  const opened = await openDraft(tx, act, input.itemListId);
  if (!opened.ok) return opened;
  const { list, profile } = opened.value;
  const items = await itemsOfLists(tx, [list.id]);
  for (const item of items) {
    const complete = itemIsComplete(profile, item);
    if (!complete.ok) return complete;
  }
  // who makes the list has agreed to what it says
  const own = items.filter((item) => item.joint && departmentsOn(item).includes(list.departmentId));
  await putAgreements(tx, own.map(({ id }) => ({ itemId: id, departmentId: list.departmentId, agreed: true, reason: null, by: act.identity.subject, at: act.now })));
  const standing = await standingOf(tx, opened.value);
  const moved = await moveItemList(tx, act, list, stateAfter(standing), clauseOf(profile.jointItem.agreement));
  return moved.ok ? ok({ itemListId: list.id }) : moved;
}
