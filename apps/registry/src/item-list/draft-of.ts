import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileHash, type Profile } from '@sortition/profiles';
import type { Act } from '@sortition/service-kit';
import type { DepartmentRow } from '../department/department.store.ts';
import type { ItemListRow } from './item-list.store.ts';

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
