import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { EventPayload } from '@sortition/events';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import type { DepartmentRow } from '../department/department.store.ts';
import { findBundles } from '../inspection-field/inspection-field.store.ts';
import { findPublishedItems } from '../item-list/item-list.store.ts';
import type { PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { familyIsCoordinated, itemsMayBeInspected } from './task-departments.rules.ts';

type TaskItem = EventPayload<'TaskReady'>['items'][number];

/** A department below a participant of the entry inspects that one's items. */
const inspectorOf = (planned: string, departments: readonly DepartmentRow[]): DepartmentRow | undefined =>
  departments.find(({ id }) => id === planned) ?? departments.find(({ parentId }) => parentId === planned);

/** 清单之外无事项, where the profile says so; elsewhere its list is one that is not public yet. CC art.4, GA art.3, CQ 3.2. */
function notInAnyList({ itemList: { nothingOutside }, task }: Profile, itemId: string): Outcome<never> {
  return nothingOutside.value ? refuse('ITEM_NOT_IN_LIST', clauseOf(nothingOutside), { itemId }) : refuse('LIST_NOT_PUBLISHED', clauseOf(task.requiresPublishedList), { itemId });
}

/** 一业一查: every item of the industry's bundle. SAMR 3.2. */
export async function bundledItemIds(tx: Tx, { task: { modes } }: Profile, bundleId: string | null | undefined): Promise<Outcome<readonly string[] | null>> {
  if (typeof bundleId !== 'string') return ok(null);
  const [bundle] = await findBundles(tx, [bundleId]);
  const isKnown = bundle !== undefined && modes.value?.includes('ONE_INDUSTRY_ONE_CHECK') === true;
  return isKnown ? ok(bundle.itemIds) : refuse('INVALID_VALUE', clauseOf(modes), { field: 'bundleId', value: bundleId });
}

/** The items that the task's departments inspect: those named, else all of the entry that fall to them. CQ 3.2, CQ 6.2. */
export async function taskItems(tx: Tx, act: Act, profile: Profile, entry: PlanEntryRow, departments: readonly DepartmentRow[], named: readonly string[] | null | undefined): Promise<Outcome<TaskItem[]>> {
  const published = new Map((await findPublishedItems(tx, [...entry.items.map(({ itemId }) => itemId), ...(named ?? [])])).map((item) => [item.id, item]));
  const unlisted = named?.find((itemId) => !published.has(itemId));
  if (unlisted !== undefined) return notInAnyList(profile, unlisted);
  const unplanned = named?.find((itemId) => !entry.items.some((item) => item.itemId === itemId));
  if (unplanned !== undefined) return refuse('NOT_IN_PLAN', clauseOf(profile.task.requiresPublishedPlan), { itemId: unplanned });

  const chosen = entry.items.flatMap((item) => {
    const department = inspectorOf(item.departmentId, departments);
    const facts = published.get(item.itemId);
    return department === undefined || facts === undefined || named?.includes(item.itemId) === false ? [] : [{ ...facts, itemId: item.itemId, departmentId: department.id }];
  });
  const idle = departments.find(({ id }) => !chosen.some(({ departmentId }) => departmentId === id));
  if (idle !== undefined) return refuse('MISSING_FIELD', clauseOf(profile.task.creator), { field: 'items', departmentId: idle.id });
  const allowed = itemsMayBeInspected(profile, chosen, departments, dayOf(act.now));
  if (!allowed.ok) return allowed;
  const coordinated = familyIsCoordinated(profile, chosen, { coordinates: hasRole(act.identity, 'COORDINATOR') }, departments.slice(1));
  if (!coordinated.ok) return coordinated;
  return ok(chosen.map(({ itemId, departmentId, name, itemClass, objectType, noticeExemption }) => ({ itemId, departmentId, name, itemClass, objectType, noticeExemption })));
}
