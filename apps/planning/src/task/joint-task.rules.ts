import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type JointInitiation, type Profile } from '@sortition/profiles';
import type { DepartmentGroupRow } from '../department-group/department-group.store.ts';
import type { TaskDepartment } from './task-departments.rules.ts';

type Given<T> = T | null | undefined;

/** What a caller says of how departments come together. */
export interface JointSaid {
  readonly jointKind?: Given<string>;
  readonly jointMode?: Given<JointInitiation>;
  readonly instructionRef?: Given<string>;
  readonly overlappingObjects?: Given<readonly { readonly departmentId: string; readonly objectIds: readonly string[] }[]>;
}

const isSaid = (text: Given<string>): text is string => typeof text === 'string' && text.trim() !== '';

/** The way a joint task comes about: as said, else the ordinary one where the profile has it. GA art.39, SY art.14(4). */
export function jointModeOf(profile: Profile, asked: Given<JointInitiation>, isJoint: boolean, byOffice: boolean): Outcome<JointInitiation | null> {
  const { initiationModes } = profile.joint;
  const clause = clauseOf(initiationModes);
  const modes: readonly JointInitiation[] = initiationModes.value;
  const ordinary: JointInitiation = byOffice ? 'JOINT_CONFERENCE_OFFICE' : 'GENERAL_BY_LEAD';
  if (asked === null || asked === undefined) return !isJoint ? ok(null) : modes.includes(ordinary) ? ok(ordinary) : refuse('MISSING_FIELD', clause, { field: 'jointMode', allowed: modes });
  if (!modes.includes(asked)) return refuse('INVALID_VALUE', clause, { field: 'jointMode', value: asked, allowed: modes });
  return asked === 'JOINT_CONFERENCE_OFFICE' && !byOffice ? refuse('FORBIDDEN', clause, { roles: ['COORDINATOR'] }) : ok(asked);
}

/** The campaign's lead leads, and only its members take part (专项整治工作成员单位). SY art.14(4). */
function campaignInspects(clause: string | null, group: DepartmentGroupRow, departments: readonly TaskDepartment[]): Outcome<readonly TaskDepartment[]> {
  const stranger = departments.find(({ departmentId }) => departmentId !== group.leadDepartmentId && !group.memberIds.includes(departmentId));
  if (stranger !== undefined) return refuse('NOT_CAMPAIGN_MEMBER', clause, { department: stranger.departmentId });
  const lead = departments.find(({ role }) => role === 'LEAD');
  return lead === undefined || lead.departmentId === group.leadDepartmentId ? ok(departments) : refuse('INVALID_LEAD_DEPARTMENT', clause, { departmentId: lead.departmentId, leadDepartmentId: group.leadDepartmentId });
}

/** Every member of a standing group takes part, and any of them may lead (分别由不同主管部门牵头). SY art.14(4). */
function groupInspects(clause: string | null, group: DepartmentGroupRow, departments: readonly TaskDepartment[]): Outcome<readonly TaskDepartment[]> {
  const all = [...new Set([group.leadDepartmentId, ...group.memberIds])];
  const stranger = departments.find(({ departmentId }) => !all.includes(departmentId));
  if (stranger !== undefined) return refuse('INVALID_VALUE', clause, { field: 'departments', value: stranger.departmentId });
  const missing = all.filter((id) => !departments.some(({ departmentId }) => departmentId === id));
  return ok([...departments, ...missing.map((departmentId) => ({ departmentId, role: 'PARTICIPANT' as const }))]);
}

/** Who inspects, by the way the task came about: one of the three ways of Shenyang has what it rests on. SY art.14(4). */
export function departmentsByMode(profile: Profile, mode: JointInitiation | null, group: DepartmentGroupRow | null, departments: readonly TaskDepartment[], instructionRef: Given<string>): Outcome<readonly TaskDepartment[]> {
  const clause = clauseOf(profile.joint.initiationModes);
  if (mode === 'GOVERNMENT_DESIGNATED') return isSaid(instructionRef) ? ok(departments) : refuse('MISSING_FIELD', clause, { field: 'instructionRef' });
  if (mode !== 'CAMPAIGN' && mode !== 'STANDING_GROUP') return ok(departments);
  if (group?.kind !== mode) return refuse('MISSING_FIELD', clause, { field: 'groupId' });
  return mode === 'CAMPAIGN' ? campaignInspects(clause, group, departments) : groupInspects(clause, group, departments);
}

/** Only kinds of the profile; what is not planned rests on a superior's instruction and on objects that every department has. GA art.37. */
export function jointKindStands(profile: Profile, { jointKind, instructionRef, overlappingObjects }: JointSaid, departmentIds: readonly string[]): Outcome<string | null> {
  const { kinds, unplannedRequires } = profile.joint;
  if (jointKind === null || jointKind === undefined) return ok(null);
  const known: readonly string[] = kinds.value ?? [];
  if (!known.includes(jointKind)) return refuse('INVALID_VALUE', clauseOf(kinds), { field: 'jointKind', value: jointKind, allowed: known });
  if (jointKind !== 'UNPLANNED') return ok(jointKind);
  const required = unplannedRequires.value;
  const sets = departmentIds.map((id) => new Set(overlappingObjects?.find(({ departmentId }) => departmentId === id)?.objectIds));
  const common = [...sets[0] ?? []].filter((objectId) => sets.every((objects) => objects.has(objectId)));
  const missing = [
    ...(required.includes('SUPERIOR_INSTRUCTION') && !isSaid(instructionRef) ? ['SUPERIOR_INSTRUCTION'] : []),
    ...(required.includes('OVERLAPPING_OBJECTS') && common.length === 0 ? ['OVERLAPPING_OBJECTS'] : []),
  ];
  return missing.length === 0 ? ok(jointKind) : refuse('UNPLANNED_JOINT_NOT_ALLOWED', clauseOf(unplannedRequires), { missing });
}

/** 牵头部门由各行业主管部门担任: the lead leads at least one of the items in the list. GA art.36, SAMR 3.1. */
export function leadIsOfTheIndustry(profile: Profile, lead: string, departments: number, items: readonly { readonly listLeadId: string }[]): Outcome<void> {
  const asked = profile.joint.lead.value === 'INDUSTRY_DEPARTMENT' && departments > 1;
  return !asked || items.some(({ listLeadId }) => listLeadId === lead) ? ok(undefined) : refuse('INVALID_LEAD_DEPARTMENT', clauseOf(profile.joint.lead), { departmentId: lead });
}

/** 以跨部门联合检查为原则、部门单独检查为例外: in a marked field inspecting alone needs a reason. SAMR 3.1. */
export function aloneForAReason(profile: Profile, departments: number, markedField: string | undefined, reason: Given<string>): Outcome<void> {
  const { required } = profile.joint;
  const isRefused = required.value === 'MARKED_FIELDS' && departments < 2 && markedField !== undefined && !isSaid(reason);
  return isRefused ? refuse('JOINT_INSPECTION_REQUIRED', clauseOf(required), { field: markedField }) : ok(undefined);
}

/** 不定向抽查原则上每年进行一次, those of the province counted; a further one needs a reason. SY art.12(4). */
export function undirectedOncePerYear(profile: Profile, drawMode: string | null, before: number, reason: Given<string>): Outcome<void> {
  const { undirectedMaxPerYear } = profile.plan;
  const isRefused = drawMode === 'UNDIRECTED' && undirectedMaxPerYear.value !== null && before >= undirectedMaxPerYear.value && !isSaid(reason);
  return isRefused ? refuse('UNDIRECTED_LIMIT_REACHED', clauseOf(undirectedMaxPerYear), { limit: undirectedMaxPerYear.value, before }) : ok(undefined);
}
