import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { findDepartments } from '../department/department.store.ts';
import type { InspectionItemFields } from '../generated/resolvers.ts';
import type { ItemListRow } from '../item-list/item-list.store.ts';
import { updateItemList } from '../item-list/item-list.store.ts';
import { departmentsOn, groupIsHomogeneous, familyIsKept, itemIsConsistent, itemFitsJointList } from './inspection-item.rules.ts';
import { findImplementationEntries } from '../regulatory-matter/regulatory-matter.store.ts';
import { findItems, type InspectionItemRow } from './inspection-item.store.ts';

type ItemFields = Omit<InspectionItemRow, 'id' | 'listId' | 'lineageId' | 'locked' | 'updatedAt'>;

const words = (value: string | null | undefined): string | null => (value == null || value.trim() === '' ? null : value.trim());

/** The fields as they are stored; a joint list holds joint items, and a single department leads its own. */
export function itemFieldsOf(list: ItemListRow, fields: InspectionItemFields): ItemFields {
  const joint = fields.joint ?? list.joint;
  return {
    serialNo: fields.serialNo ?? null, field: words(fields.field), name: words(fields.name), itemClass: words(fields.itemClass), keyGround: words(fields.keyGround),
    objectType: words(fields.objectType), inspectingBody: words(fields.inspectingBody), modes: [...new Set(fields.modes ?? [])], legalBasis: words(fields.legalBasis),
    legalBasisRepealedOn: fields.legalBasisRepealedOn ?? null, content: words(fields.content), ratioMax: words(fields.ratioMax), frequency: words(fields.frequency),
    joint, leadDepartmentId: fields.leadDepartmentId ?? (joint ? null : list.departmentId), participatingDepartmentIds: [...new Set(fields.participatingDepartmentIds ?? [])],
    selectionGrounds: [...new Set(fields.selectionGrounds ?? [])], groupedItemIds: [...new Set(fields.groupedItemIds ?? [])],
    noticeExemption: words(fields.noticeExemption), remark: words(fields.remark), family: words(fields.family), powerDutyCode: words(fields.powerDutyCode), internetPlusCode: words(fields.internetPlusCode),
    guidanceReference: words(fields.guidanceReference), implementationEntryId: fields.implementationEntryId ?? null,
  };
}

/** All that must hold for an item to be stored in a draft. */
export async function itemMayBeStored(tx: Tx, act: Act, list: ItemListRow, profile: Profile, item: ItemFields): Promise<Outcome<true>> {
  const consistent = itemIsConsistent(profile, item);
  if (!consistent.ok) return consistent;
  const familiar = familyIsKept(profile, item.family, hasRole(act.identity, 'COORDINATOR'));
  if (!familiar.ok) return familiar;
  const fits = itemFitsJointList(profile, list, item);
  if (!fits.ok) return fits;
  const [entry] = item.implementationEntryId === null ? [] : await findImplementationEntries(tx, [item.implementationEntryId]);
  if (item.implementationEntryId !== null && entry?.departmentId !== list.departmentId && entry?.departmentId !== item.leadDepartmentId) {
    return refuse('INVALID_VALUE', clauseOf(profile.lists.itemBasedOnImplementation), { field: 'implementationEntryId' });
  }
  const named = departmentsOn(item);
  const known = named.length === 0 ? [] : await findDepartments(tx, named);
  if (known.length < named.length) return refuse('INVALID_VALUE', clauseOf(profile.itemList.requiredFields), { field: 'participatingDepartmentIds' });
  const grouped = item.groupedItemIds.length === 0 ? [] : await findItems(tx, item.groupedItemIds);
  if (grouped.length < item.groupedItemIds.length) return refuse('INVALID_VALUE', clauseOf(profile.jointItem.groupBy), { field: 'groupedItemIds' });
  return item.joint ? groupIsHomogeneous(profile, item, grouped) : ok(true);
}

/** GA art.14: a class that follows a guiding list outside should name its entry there. */
export const warningsAbout = (profile: Profile, item: ItemFields): string[] =>
  profile.itemClass.reference.value !== null && item.itemClass === 'C' && item.guidanceReference === null ? ['REFERENCE_MISSING'] : [];

/** A list shows when one of its items was last changed. CQ 5.1.4. */
export const touchItemList = (tx: Tx, act: Act, listId: string): Promise<void> => updateItemList(tx, listId, { updatedAt: act.now });
