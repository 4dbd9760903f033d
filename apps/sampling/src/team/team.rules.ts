import { ok, refuse, type Outcome } from '@sortition/kernel';

export interface DrawnFor {
  readonly departmentId: string;
  /** Those who serve, in the order of the draw. */
  readonly inspectorIds: readonly string[];
}

export interface PlannedTeam {
  readonly leaderId: string;
  readonly members: readonly { readonly inspectorId: string; readonly departmentId: string }[];
  readonly objectIds: readonly string[];
}

export interface TeamTerms {
  readonly leadDepartmentId: string;
  readonly departmentIds: readonly string[];
  readonly teamCount: number;
  /** Objects in the order of their tickets. */
  readonly objectIds: readonly string[];
  readonly leaderIds: readonly string[];
  readonly minimum: number;
  readonly clauses: { readonly represented: string | null; readonly leader: string | null; readonly minimum: string | null };
}

/** Every n-th of a list, beginning at an offset: deals a random order out evenly, the loads differ by one at most. */
export const dealtTo = <T>(list: readonly T[], team: number, teams: number): T[] => list.filter((_, index) => index % teams === team);

/** Each department of the task has drawn, and sends somebody to every team. CQ 8.5.3. */
function everyDepartmentIsRepresented(draws: readonly DrawnFor[], terms: TeamTerms): Outcome<true> {
  const missing = terms.departmentIds.filter((id) => (draws.find(({ departmentId }) => departmentId === id)?.inspectorIds.length ?? 0) < terms.teamCount);
  return missing.length === 0 ? ok(true) : refuse('DEPARTMENT_NOT_REPRESENTED', terms.clauses.represented, { departments: missing });
}

/**
 * Plans the teams: each department's drawn inspectors are dealt out in the order of the draw, the objects in the order of their
 * tickets; the leader comes from the lead department. CQ 8.5.3, CC art.14, GA art.35.
 */
export function planTeams(draws: readonly DrawnFor[], terms: TeamTerms): Outcome<PlannedTeam[]> {
  const represented = everyDepartmentIsRepresented(draws, terms);
  if (!represented.ok) return represented;
  const ofLead = draws.find(({ departmentId }) => departmentId === terms.leadDepartmentId)?.inspectorIds ?? [];
  const stranger = terms.leaderIds.find((id) => !ofLead.includes(id));
  if (stranger !== undefined) return refuse('LEADER_NOT_FROM_LEAD_DEPARTMENT', terms.clauses.leader, { inspectorId: stranger });
  const teams: PlannedTeam[] = [];
  for (let number = 0; number < terms.teamCount; number += 1) {
    const members = draws.flatMap(({ departmentId, inspectorIds }) => dealtTo(inspectorIds, number, terms.teamCount).map((inspectorId) => ({ inspectorId, departmentId })));
    if (members.length < terms.minimum) return refuse('TEAM_TOO_SMALL', terms.clauses.minimum, { members: members.length, min: terms.minimum });
    const leads = members.filter(({ departmentId }) => departmentId === terms.leadDepartmentId);
    const leader = leads.find(({ inspectorId }) => terms.leaderIds.includes(inspectorId)) ?? leads[0];
    if (leader === undefined) return refuse('LEADER_NOT_FROM_LEAD_DEPARTMENT', terms.clauses.leader, {});
    teams.push({ leaderId: leader.inspectorId, members, objectIds: dealtTo(terms.objectIds, number, terms.teamCount) });
  }
  return ok(teams);
}
