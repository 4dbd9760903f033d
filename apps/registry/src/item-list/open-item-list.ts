import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { rulesOf } from '../rules-of.ts';
import { isEditable } from './item-list.rules.ts';
import { lockItemList, type ItemListRow } from './item-list.store.ts';

export interface OpenedList {
  readonly list: ItemListRow;
  readonly profile: Profile;
}

const MAKERS = ['LIST_MANAGER', 'COUNTY_GOVERNMENT'] as const;

/** The list, locked, for the department that makes it; FORBIDDEN for everybody else. */
export async function openOwnItemList(tx: Tx, act: Act, itemListId: string): Promise<Outcome<OpenedList>> {
  const list = await lockItemList(tx, itemListId);
  if (list === undefined) return refuse('NOT_FOUND', null, { itemListId });
  const profile = rulesOf(list.profile);
  if (list.departmentId !== act.identity.department || !hasRole(act.identity, ...MAKERS)) {
    return refuse('FORBIDDEN', list.basedOnId === null ? clauseOf(profile.itemList.creatorLevel) : clauseOf(profile.itemList.localSupplement), { department: act.identity.department });
  }
  return ok({ list, profile });
}

/** The same for a version whose items may still be changed. */
export async function openDraft(tx: Tx, act: Act, itemListId: string): Promise<Outcome<OpenedList>> {
  const opened = await openOwnItemList(tx, act, itemListId);
  if (!opened.ok || isEditable(opened.value.list.state)) return opened;
  return refuse('INVALID_TRANSITION', clauseOf(opened.value.profile.itemList.versioned), { from: opened.value.list.state, to: 'DRAFT' });
}
