import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { departmentIsEligible, itemLiesInAuthority, type DepartmentFacts } from '../department/department.rules.ts';

export interface TaskDepartment {
  readonly departmentId: string;
  /** A coordinator reads and reminds, and inspects nothing. SAMR 3.1. */
  readonly role: 'LEAD' | 'PARTICIPANT' | 'COORDINATOR';
}

/** An item of the entry with what the list says of it. */
export interface TaskItemFacts {
  readonly itemId: string;
  readonly name: string;
  readonly departmentId: string;
  readonly lineageId: string;
  readonly itemClass: string | null;
  readonly guideId: string | null;
  /** The day from which its legal basis does not hold any more. */
  readonly legalBasisRepealedOn: string | null;
  readonly family: string | null;
}

/** Exactly one lead; and where joint work is meant, somebody to work with. */
export function departmentsAreOfAJointTask(profile: Profile, departments: readonly TaskDepartment[]): Outcome<{ readonly lead: string; readonly participants: readonly string[] }> {
  const clause = clauseOf(profile.joint.leadTerm) ?? clauseOf(profile.task.creator);
  const [lead, ...others] = departments.filter(({ role }) => role === 'LEAD').map(({ departmentId }) => departmentId);
  if (lead === undefined || others.length > 0) return refuse('INVALID_LEAD_DEPARTMENT', clause, { leads: others.length + (lead === undefined ? 0 : 1) });
  const participants = departments.filter(({ role }) => role === 'PARTICIPANT').map(({ departmentId }) => departmentId);
  if (new Set([lead, ...participants]).size !== departments.length) return refuse('INVALID_VALUE', clause, { field: 'departments' });
  const { minDepartments } = profile.task;
  if (departments.length < minDepartments.value) return refuse('JOINT_TASK_NEEDS_PARTICIPANT', clauseOf(minDepartments), { departments: departments.length, minDepartments: minDepartments.value });
  return ok({ lead, participants });
}

/** 市场监管部门协调: at most one, where the profile knows the role, and none of those that inspect. SAMR 3.1. */
export function coordinatorOf(profile: Profile, departments: readonly TaskDepartment[]): Outcome<string | null> {
  const { roles } = profile.joint;
  const [coordinator, ...others] = departments.filter(({ role }) => role === 'COORDINATOR').map(({ departmentId }) => departmentId);
  if (coordinator === undefined) return ok(null);
  const inspects = departments.some(({ departmentId, role }) => departmentId === coordinator && role !== 'COORDINATOR');
  const isKnown = others.length === 0 && !inspects && roles.value?.includes('COORDINATOR') === true;
  return isKnown ? ok(coordinator) : refuse('INVALID_VALUE', clauseOf(roles), { field: 'departments', value: coordinator });
}

/** Every department that is named is one that may take part at all. */
export function everyDepartmentIsEligible(profile: Profile, named: readonly string[], known: readonly DepartmentFacts[]): Outcome<void> {
  for (const id of named) {
    const department = known.find((each) => each.id === id);
    const eligible = department === undefined ? refuse('DEPARTMENT_NOT_ELIGIBLE', clauseOf(profile.department.minLevel), { departmentId: id }) : departmentIsEligible(profile, department);
    if (!eligible.ok) return eligible;
  }
  return ok(undefined);
}

/** Each item has a legal basis that holds and its guide, lies inside the authority of the department that inspects it, and is run by as many as its class says. */
export function itemsMayBeInspected(profile: Profile, items: readonly TaskItemFacts[], departments: readonly DepartmentFacts[], today: Day): Outcome<void> {
  for (const item of items) {
    const department = departments.find(({ id }) => id === item.departmentId);
    const inScope = department === undefined ? ok(undefined) : itemLiesInAuthority(profile, department, item);
    if (!inScope.ok) return inScope;
    if (item.legalBasisRepealedOn !== null && item.legalBasisRepealedOn <= today) return refuse('ITEM_BASIS_EXPIRED', clauseOf(profile.itemList.versioned), { item: item.name, itemId: item.itemId, repealedOn: item.legalBasisRepealedOn });
    if (profile.guide.requiredPerItem.value === true && item.guideId === null) return refuse('GUIDE_MISSING', clauseOf(profile.guide.requiredPerItem), { itemId: item.itemId });
    const execution = profile.itemClass.execution.value?.find(({ code }) => code === item.itemClass)?.execution;
    const mismatch = (execution === 'SINGLE' && departments.length > 1) || (execution === 'JOINT' && departments.length < 2);
    if (mismatch) return refuse('CLASS_EXECUTION_MISMATCH', clauseOf(profile.itemClass.execution), { itemId: item.itemId, itemClass: item.itemClass, departments: departments.length });
  }
  return ok(undefined);
}

/** SY art.7(1): tasks on the items of a family are given out by the division that coordinates, and districts carry them out. */
export function familyIsCoordinated(profile: Profile, items: readonly Pick<TaskItemFacts, 'itemId' | 'family'>[], caller: { readonly coordinates: boolean }, participants: readonly DepartmentFacts[]): Outcome<void> {
  const item = items.find(({ family }) => family !== null);
  if (item === undefined) return ok(undefined);
  const clause = clauseOf(profile.itemFamilies.kinds);
  if (!caller.coordinates) return refuse('FORBIDDEN', clause, { roles: ['COORDINATOR'], itemId: item.itemId });
  const receives = participants.some(({ level }) => level === 'COUNTY' || level === 'DEVELOPMENT_ZONE');
  return receives ? ok(undefined) : refuse('MISSING_FIELD', clause, { field: 'departments', level: 'COUNTY', itemId: item.itemId });
}

/** One plan entry, many tasks, but never more objects than were planned. CQ 8.3.2. */
export function quantityIsPlanned(profile: Profile, planned: number, assigned: number, requested: number): Outcome<void> {
  if (requested >= 1 && assigned + requested <= planned) return ok(undefined);
  return refuse('PLAN_QUANTITY_EXCEEDED', clauseOf(profile.task.perPlan), { planned, assigned, requested });
}
