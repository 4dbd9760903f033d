import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { findDepartment } from '../department/department.store.ts';
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

/**
 * For changes of its items where a bureau works by lines: a division (处室) of it, which is a department below it, keeps the items that it leads, and the
 * division that coordinates keeps all. SY art.7(1), 7(3).
 */
export async function openDraftForItem(tx: Tx, act: Act, itemListId: string, leads: readonly (string | null)[]): Promise<Outcome<OpenedList>> {
  const list = await lockItemList(tx, itemListId);
  const profile = list === undefined ? undefined : rulesOf(list.profile);
  if (list === undefined || profile?.organisation.businessLines.value !== true || list.departmentId === act.identity.department) return openDraft(tx, act, itemListId);
  const { coordinator } = profile.roles;
  const division = act.identity.department === null ? undefined : await findDepartment(tx, act.identity.department);
  const ownLine = hasRole(act.identity, 'COORDINATOR') || leads.every((lead) => lead === division?.id);
  if (division?.parentId !== list.departmentId || !hasRole(act.identity, 'LIST_MANAGER') || !ownLine) return refuse('FORBIDDEN', clauseOf(coordinator), { department: act.identity.department });
  return isEditable(list.state) ? ok({ list, profile }) : refuse('INVALID_TRANSITION', clauseOf(profile.itemList.versioned), { from: list.state, to: 'DRAFT' });
}

/** The same for a version whose items may still be changed. */
export async function openDraft(tx: Tx, act: Act, itemListId: string): Promise<Outcome<OpenedList>> {
  const opened = await openOwnItemList(tx, act, itemListId);
  if (!opened.ok || isEditable(opened.value.list.state)) return opened;
  return refuse('INVALID_TRANSITION', clauseOf(opened.value.profile.itemList.versioned), { from: opened.value.list.state, to: 'DRAFT' });
}
