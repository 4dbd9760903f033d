import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type JointInitiation, type Profile } from '@sortition/profiles';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { findGroups } from '../department-group/department-group.store.ts';
import { findDepartments, type DepartmentRow } from '../department/department.store.ts';
import type { PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { departmentsByMode, jointModeOf, type JointSaid } from './joint-task.rules.ts';
import { coordinatorOf, departmentsAreOfAJointTask, everyDepartmentIsEligible, type TaskDepartment } from './task-departments.rules.ts';

export interface Cast {
  readonly lead: DepartmentRow;
  readonly participants: readonly DepartmentRow[];
  readonly mode: JointInitiation | null;
  readonly groupId: string | null;
  readonly coordinatorId: string | null;
}

interface JointTask extends JointSaid {
  readonly groupId?: string | null | undefined;
}

interface Together {
  readonly mode: JointInitiation | null;
  readonly groupId: string | null;
  readonly departments: readonly TaskDepartment[];
}

/** Whether the caller is the office that may start joint tasks for others. GA art.39. */
export const isJointOffice = (act: Act, profile: Profile): boolean => hasRole(act.identity, 'COORDINATOR') && profile.task.creator.value.includes('JOINT_CONFERENCE_OFFICE');

/** How the departments come together, and with it who they are; a campaign inspects the items of the campaign only. */
async function togetherBy(tx: Tx, act: Act, profile: Profile, said: JointTask, named: readonly TaskDepartment[], itemIds: readonly string[]): Promise<Outcome<Together>> {
  const mode = jointModeOf(profile, said.jointMode, named.length > 1, isJointOffice(act, profile));
  if (!mode.ok) return mode;
  const [group] = typeof said.groupId === 'string' ? await findGroups(tx, [said.groupId]) : [];
  const departments = departmentsByMode(profile, mode.value, group ?? null, named, said.instructionRef);
  if (!departments.ok) return departments;
  const foreign = mode.value === 'CAMPAIGN' ? itemIds.find((id) => group?.itemIds.includes(id) !== true) : undefined;
  if (foreign !== undefined) return refuse('INVALID_VALUE', clauseOf(profile.joint.initiationModes), { field: 'itemIds', value: foreign });
  return ok({ mode: mode.value, groupId: mode.value === 'CAMPAIGN' || mode.value === 'STANDING_GROUP' ? group?.id ?? null : null, departments: departments.value });
}

/** The departments of the task: eligible, one lead who is the caller and leads the entry, participants of the entry or below them. */
export async function castOf(tx: Tx, act: Act, profile: Profile, entry: PlanEntryRow, said: JointTask & { readonly itemIds?: readonly string[] | null | undefined }, named: readonly TaskDepartment[]): Promise<Outcome<Cast>> {
  const coordinator = coordinatorOf(profile, named);
  if (!coordinator.ok) return coordinator;
  const coordinatorId = coordinator.value;
  const inspecting = named.filter(({ role }) => role !== 'COORDINATOR');
  const together = await togetherBy(tx, act, profile, said, inspecting, said.itemIds ?? entry.items.map(({ itemId }) => itemId));
  if (!together.ok) return together;
  const { mode, groupId, departments } = together.value;
  const joint = departmentsAreOfAJointTask(profile, departments);
  if (!joint.ok) return joint;
  const ids = [joint.value.lead, ...joint.value.participants];
  const known = await findDepartments(tx, ids);
  const all = coordinatorId === null ? ids : [...ids, coordinatorId];
  const eligible = everyDepartmentIsEligible(profile, all, await findDepartments(tx, all));
  if (!eligible.ok) return eligible;
  const lead = known.find(({ id }) => id === entry.leadDepartmentId && id === joint.value.lead && (isJointOffice(act, profile) || id === act.identity.department));
  if (lead === undefined) return refuse('FORBIDDEN', clauseOf(profile.task.creator), { relation: 'LEAD_DEPARTMENT', departmentId: entry.leadDepartmentId });
  const participants = known.filter(({ id }) => id !== lead.id);
  const belongs = ({ id, parentId }: DepartmentRow): boolean => entry.participatingDepartmentIds.includes(id) || (parentId !== null && entry.participatingDepartmentIds.includes(parentId));
  const stranger = participants.find((department) => !belongs(department));
  return stranger === undefined ? ok({ lead, participants, mode, groupId, coordinatorId }) : refuse('INVALID_VALUE', clauseOf(profile.task.creator), { field: 'departments', value: stranger.id });
}
