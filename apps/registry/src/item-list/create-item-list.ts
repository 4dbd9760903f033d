import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { profileHash, clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import type { DepartmentRow } from '../department/department.store.ts';
import { ownDepartment } from '../department/own-department.ts';
import type { CreateItemListInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { listIsMadeAtLevel, revisionCauseIsKnown } from './item-list.rules.ts';
import { insertItemList, type ItemListRow } from './item-list.store.ts';

/** Makes the first version of a list. */
export async function createItemList(tx: Tx, act: Act, input: CreateItemListInput): Promise<Outcome<{ itemListId: string }>> {
  const own = await ownDepartment(tx, act, act.identity.roles, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const allowed = listIsMadeAtLevel(profile.value, { level: own.value.level, roles: act.identity.roles });
  if (!allowed.ok) return allowed;
  const cause = revisionCauseIsKnown(profile.value, input.cause);
  if (!cause.ok) return cause;
  const list = draftOf(profile.value, own.value, act, { name: input.name, joint: input.joint, cause: cause.value, keyMaxShare: input.keyMaxShare ?? null });
  if (!list.ok) return list;
  await insertItemList(tx, list.value);
  recordChange(tx, { entity: 'ItemList', entityId: list.value.id, before: null, after: list.value });
  return ok({ itemListId: list.value.id });
}

/** A first version in the name of a department, under the rules of the day. */
export function draftOf(profile: Profile, department: DepartmentRow, act: Act, list: Pick<ItemListRow, 'name' | 'joint' | 'cause' | 'keyMaxShare'>): Outcome<ItemListRow> {
  const { keyMaxShare } = list;
  if (list.name.trim() === '') return refuse('MISSING_FIELD', clauseOf(profile.itemList.requiredFields), { field: 'name' });
  if (keyMaxShare !== null && (keyMaxShare < 0 || keyMaxShare > 1)) return refuse('INVALID_VALUE', clauseOf(profile.itemClass.controlledCodes), { field: 'keyMaxShare' });
  return ok({
    ...list, id: newId(), lineageId: newId(), version: 1, level: department.level, divisionCode: department.divisionCode, departmentId: department.id,
    state: 'DRAFT', basedOnId: null, supersedesId: null, profile: profile.id, profileCode: profile.code, profileHash: profileHash(profile),
    keyShareJustification: null, publishedOn: null, updatedAt: act.now,
  });
}
