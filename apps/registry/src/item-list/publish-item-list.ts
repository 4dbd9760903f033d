import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import type { PublishItemListInput } from '../generated/resolvers.ts';
import { itemIsComplete } from '../inspection-item/inspection-item.rules.ts';
import { announceItemList } from './announce-item-list.ts';
import { channelsToWaitFor, keyItemsStayWithinShare } from './item-list.rules.ts';
import { openOwnItemList, type OpenedList } from './open-item-list.ts';
import { moveItemList, standingOf, type Standing } from './settle-list-state.ts';
import { makeItemListPublic } from './make-item-list-public.ts';

/** Sends an approved list to its channels. It is public when all of them have taken it. CQ 5.1.4. */
export async function publishItemList(tx: Tx, act: Act, input: PublishItemListInput): Promise<Outcome<{ itemListId: string }>> {
  const opened = await openOwnItemList(tx, act, input.itemListId);
  if (!opened.ok) return opened;
  const { list, profile } = opened.value;
  const standing = await standingOf(tx, opened.value);
  const ready = listMayGoPublic(opened.value, standing, input.keyShareJustification ?? null);
  if (!ready.ok) return ready;
  const change = { publishedOn: dayOf(act.now), keyShareJustification: input.keyShareJustification ?? null };
  const sent = await moveItemList(tx, act, list, 'PUBLISHING', clauseOf(profile.itemList.channels), change);
  if (!sent.ok) return sent;
  const sentList = { ...list, ...change, state: 'PUBLISHING' as const };
  await announceItemList(tx, act, sentList, standing.items);
  if (channelsToWaitFor(profile).length === 0) await makeItemListPublic(tx, act, sentList);
  return ok({ itemListId: list.id });
}

/** In this order: what is missing is the maker's to add, then the departments', then the reviewers' word. */
function listMayGoPublic({ list, profile }: OpenedList, { items, notAgreed, nextStep }: Standing, justification: string | null): Outcome<true> {
  if (items.length === 0) return refuse('MISSING_FIELD', clauseOf(profile.itemList.requiredFields), { field: 'items' });
  for (const item of items) {
    const complete = itemIsComplete(profile, item);
    if (!complete.ok) return complete;
  }
  if (notAgreed.length > 0) return refuse('PARTICIPANT_NOT_AGREED', clauseOf(profile.jointItem.agreement), { departments: [...notAgreed] });
  if (nextStep !== undefined) return refuse('APPROVAL_REQUIRED', clauseOf(profile.itemList.review.chain), { role: nextStep.reviewer });
  return keyItemsStayWithinShare(profile, items, list.keyMaxShare, justification);
}
