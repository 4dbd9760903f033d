import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

/** An item of a public list, as far as it says who may plan it. */
export interface PlannableItem {
  readonly id: string;
  readonly joint: boolean;
  readonly superseded: boolean;
  readonly leadDepartmentId: string;
  readonly participatingDepartmentIds: readonly string[];
  readonly listLevel: string | null;
}

export interface PlannedItem {
  readonly itemId: string;
  readonly departmentId: string;
}

/** Only items of a list that is public, and of the joint list where all work is joint. An entry keeps the items it had. */
export function itemsAreInTheList(profile: Profile, planned: readonly PlannedItem[], published: ReadonlyMap<string, PlannableItem>, kept: ReadonlySet<string>): Outcome<void> {
  const allJoint = profile.joint.required.value === 'ALL_TASKS';
  const outside = planned.find(({ itemId }) => {
    const item = published.get(itemId);
    return item === undefined || (!kept.has(itemId) && item.superseded) || (allJoint && !item.joint);
  });
  const { nothingOutside } = profile.itemList;
  return outside === undefined ? ok(undefined) : refuse('ITEM_NOT_IN_LIST', nothingOutside.value ? clauseOf(nothingOutside) : clauseOf(profile.plan.drafter), { itemId: outside.itemId });
}

/** A division of the city drafts the plan of its line from the lists of higher levels; a district from any public list (art.10). SY art.7(3). */
export function lineItemsAreOfHigherLists(profile: Profile, planLevel: string, planned: readonly PlannedItem[], published: ReadonlyMap<string, PlannableItem>): Outcome<void> {
  const { lineListLevels } = profile.plan;
  const levels: readonly string[] | null = planLevel === 'COUNTY' ? null : lineListLevels.value;
  const outside = levels === null ? undefined : planned.find(({ itemId }) => !levels.includes(published.get(itemId)?.listLevel ?? ''));
  return outside === undefined ? ok(undefined) : refuse('ITEM_NOT_IN_LIST', clauseOf(lineListLevels), { itemId: outside.itemId });
}

/** The lead plans the items that it leads in the list; what a participant inspects must be within that one's competence. */
export function departmentsMayPlanItems(profile: Profile, lead: string | null, planned: readonly PlannedItem[], published: ReadonlyMap<string, PlannableItem>): Outcome<void> {
  const { drafter } = profile.plan;
  for (const { itemId, departmentId } of planned) {
    const item = published.get(itemId);
    if (item === undefined) continue;
    if (departmentId === lead && drafter.value === 'ITEM_LEAD_DEPARTMENT' && item.leadDepartmentId !== lead) {
      return refuse('NOT_ITEM_LEAD', clauseOf(drafter), { itemId, departmentId, leadDepartmentId: item.leadDepartmentId });
    }
    if (departmentId === lead && drafter.value === 'BUSINESS_DIVISION' && item.leadDepartmentId !== lead) {
      return refuse('NOT_OWN_LINE', clauseOf(drafter), { itemId, departmentId, leadDepartmentId: item.leadDepartmentId });
    }
    if (departmentId !== item.leadDepartmentId && !item.participatingDepartmentIds.includes(departmentId)) {
      return refuse('NOT_COMPETENT', clauseOf(drafter), { itemId, departmentId });
    }
  }
  return ok(undefined);
}
