import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { SubjectGroup } from '../inspector-draw/object-groups.rules.ts';
import type { TeamWarning } from './team.table.ts';

/** What a department drew: its members and leader by subject. */
export interface DepartmentTeams {
  readonly departmentId: string;
  readonly subjects: ReadonlyMap<string, { readonly leader: string | null; readonly members: readonly string[] }>;
}

export interface PlannedMember {
  readonly inspectorId: string;
  readonly departmentId: string;
}

export interface PlannedTeam {
  readonly leaderId: string;
  readonly members: readonly PlannedMember[];
  readonly objectIds: readonly string[];
}

export interface TeamTerms {
  readonly leadDepartmentId: string;
  readonly departmentIds: readonly string[];
  readonly groups: readonly SubjectGroup[];
  /** Whom the lead wants to lead instead of those whom the draw named. */
  readonly leaderIds: readonly string[];
  /** Inspectors whose home is the lead department; others who serve for it were lent by another region and do not lead. */
  readonly homeOfLead: ReadonlySet<string>;
}

/** Each department of the task has drawn for exactly these groups, and sends somebody to every one. CQ 8.5.3, GA art.41. */
function everyDepartmentIsRepresented(draws: readonly DepartmentTeams[], { departmentIds, groups }: TeamTerms, clause: string | null): Outcome<true> {
  const sends = ({ subjects }: DepartmentTeams): boolean => subjects.size === groups.length && groups.every(({ subjectId }) => (subjects.get(subjectId)?.members.length ?? 0) > 0);
  const missing = departmentIds.filter((id) => !draws.some((draw) => draw.departmentId === id && sends(draw)));
  const [department = null] = missing;
  return department === null ? ok(true) : refuse('DEPARTMENT_NOT_REPRESENTED', clause, { department, departments: missing });
}

function leaderOf(members: readonly PlannedMember[], drawn: string | null, { leadDepartmentId, leaderIds, homeOfLead }: TeamTerms): string | undefined {
  const leads = members.filter(({ departmentId, inspectorId }) => departmentId === leadDepartmentId && homeOfLead.has(inspectorId)).map(({ inspectorId }) => inspectorId);
  return leads.find((id) => leaderIds.includes(id)) ?? leads.find((id) => id === drawn) ?? leads[0];
}

/** Objects with the same members are one team's. */
function together(teams: readonly PlannedTeam[]): PlannedTeam[] {
  const byMembers = new Map<string, PlannedTeam>();
  for (const team of teams) {
    const key = team.members.map(({ inspectorId }) => inspectorId).toSorted().join(' ');
    const same = byMembers.get(key);
    byMembers.set(key, same === undefined ? team : { ...same, objectIds: [...same.objectIds, ...team.objectIds] });
  }
  return [...byMembers.values()];
}

/**
 * Composes the teams from what the departments drew, group by group; nobody is in a team twice, and the leader comes from the lead
 * department: the one whom its draw named, or whom it prefers among its own. CQ 8.5.3, CC art.14, GA art.35.
 */
export function planTeams(draws: readonly DepartmentTeams[], terms: TeamTerms, profile: Profile): Outcome<PlannedTeam[]> {
  const represented = everyDepartmentIsRepresented(draws, terms, clauseOf(profile.draw.inspector.drawnBy));
  if (!represented.ok) return represented;
  const clause = clauseOf(profile.team.leaderFrom);
  const ofLead = draws.find(({ departmentId }) => departmentId === terms.leadDepartmentId);
  const drawnForLead = new Set([...(ofLead?.subjects.values() ?? [])].flatMap(({ members }) => members));
  const stranger = terms.leaderIds.find((id) => !drawnForLead.has(id));
  if (stranger !== undefined) return refuse('LEADER_NOT_FROM_LEAD_DEPARTMENT', clause, { inspectorId: stranger });
  const teams: PlannedTeam[] = [];
  for (const { subjectId, objectIds } of terms.groups) {
    const all = draws.flatMap(({ departmentId, subjects }) => (subjects.get(subjectId)?.members ?? []).map((inspectorId) => ({ inspectorId, departmentId })));
    const members = all.filter(({ inspectorId }, index) => all.findIndex((each) => each.inspectorId === inspectorId) === index);
    const leaderId = leaderOf(members, ofLead?.subjects.get(subjectId)?.leader ?? null, terms);
    if (leaderId === undefined) return refuse('LEADER_NOT_FROM_LEAD_DEPARTMENT', clause, {});
    teams.push({ leaderId, members, objectIds });
  }
  return ok(together(teams));
}

/**
 * A team has inspectors enough, experts not counted (CQ 5.3.3), and not more inspectors or departments than an object can be expected to
 * bear (GA art.36): above that the profile refuses, or warns.
 */
export function teamHasItsSize(members: readonly PlannedMember[], experts: number, minimum: number, profile: Profile): Outcome<TeamWarning[]> {
  const actual = members.length;
  if (actual < minimum) return refuse('TEAM_TOO_SMALL', clauseOf(profile.team.minInspectors), { actual, min: minimum, experts });
  const departments = new Set(members.map(({ departmentId }) => departmentId)).size;
  const limits = [
    { counted: 'inspectors', actual, max: profile.team.maxInspectors, action: profile.team.maxInspectorsAction },
    { counted: 'departments', actual: departments, max: profile.joint.maxDepartments, action: profile.joint.maxDepartmentsAction },
  ];
  const warnings: TeamWarning[] = [];
  for (const { counted, actual: found, max, action } of limits) {
    if (max.value === null || found <= max.value) continue;
    if (action.value === 'REFUSE') return refuse('TEAM_TOO_LARGE', clauseOf(max), { counted, actual: found, max: max.value });
    warnings.push({ code: 'TEAM_TOO_LARGE', clause: clauseOf(max), objectId: null, inspectorIds: [] });
  }
  return ok(warnings);
}

export interface EarlierService {
  readonly objectId: string;
  readonly teamId: string;
  readonly inspectorId: string;
}

/** Objects at which two of the team were together the year before as well. SY art.14(1). */
export function pairsThatMeetAgain(team: PlannedTeam, earlier: readonly EarlierService[], clause: string | null): TeamWarning[] {
  const members = new Set(team.members.map(({ inspectorId }) => inspectorId));
  const objects = new Set(team.objectIds);
  const met = new Map<string, { readonly objectId: string; readonly inspectorIds: Set<string> }>();
  for (const { objectId, teamId, inspectorId } of earlier) {
    if (!members.has(inspectorId) || !objects.has(objectId)) continue;
    const key = `${objectId} ${teamId}`;
    const meeting = met.get(key) ?? { objectId, inspectorIds: new Set() };
    met.set(key, meeting);
    meeting.inspectorIds.add(inspectorId);
  }
  return [...met.values()].filter(({ inspectorIds }) => inspectorIds.size > 1).map(({ objectId, inspectorIds }) => ({ code: 'FIXED_ASSIGNMENT', clause, objectId, inspectorIds: [...inspectorIds] }));
}
