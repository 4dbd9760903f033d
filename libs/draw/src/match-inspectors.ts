import { hexToBytes, utf8ToBytes, bytesToHex } from '@noble/hashes/utils';
import { err, invariant, ok, refusal, type Outcome, type Refusal } from '@sortition/kernel';
import { ineligibilityOf } from './eligibility.ts';
import type { Hasher } from './hash.ts';
import { INELIGIBILITIES, type DepartmentDemand, type Ineligibility, type InspectorCandidate, type MatchConstraints, type TeamDemand } from './inspector-demand.ts';
import { blockedSubjects, matchDepartment, type Vacancy } from './match-department.ts';
import { compareUtf8 } from './plain-text.ts';

export interface MatchInput {
  readonly seed: string;
  readonly hasher: Hasher;
  readonly candidates: readonly InspectorCandidate[];
  readonly demands: readonly TeamDemand[];
  readonly constraints: MatchConstraints;
}

/** A team (检查小组) as matched. The leader (组长) is the first qualified member of the lead department; null when that has no part in this draw. */
export interface MatchedTeam {
  readonly subjectId: string;
  readonly leader: string | null;
  readonly members: readonly { readonly department: string; readonly inspectorId: string }[];
}

export interface MatchedDepartment {
  readonly department: string;
  /** All its candidates in their random order, which leaders and substitutes follow. */
  readonly order: readonly string[];
  /** Those who may go to none of the subjects, each with the reason at the first. */
  readonly ineligible: readonly { readonly inspectorId: string; readonly reason: Ineligibility }[];
  /** The fewest and the most teams that one of its eligible inspectors is in. */
  readonly least: number;
  readonly greatest: number;
}

export interface InspectorMatch {
  readonly teams: readonly MatchedTeam[];
  readonly departments: readonly MatchedDepartment[];
}

/**
 * Matches inspectors to subjects at random under all constraints. If any assignment satisfies them one is found, and
 * each that spreads the load as evenly is found for some seed.
 * @errors NO_ELIGIBLE_INSPECTOR names a department, the subjects that cannot all be served, and why its people cannot go.
 */
export function matchInspectors(input: MatchInput, clause: string | null): Outcome<InspectorMatch> {
  const blocked = whoBlocks(input, clause);
  if (blocked !== null) return err(blocked);
  const departments: MatchedDepartment[] = [];
  const members = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const department of departmentsOf(input)) {
    const vacancies = vacanciesOf(input, department);
    const match = matchDepartment(vacancies, maxTeamsOf(input, vacancies));
    members.set(department, match.members);
    departments.push({ department, order: orderOf(input, department), ineligible: idleOf(input, department, vacancies), least: match.least, greatest: match.greatest });
  }
  const leads = departments.find(({ department }) => department === input.constraints.leadDepartment)?.order ?? [];
  const teams = input.demands.map((demand) => teamOf(demand, members, input, leads));
  return ok({ teams, departments });
}

/** Why no assignment is possible; null when one is. No seed changes the answer, so it can be given before any randomness exists. */
export function whoBlocks(input: Omit<MatchInput, 'seed'> & { readonly seed?: string }, clause: string | null): Refusal | null {
  const asked = { ...input, seed: input.seed ?? NO_SEED };
  for (const department of departmentsOf(asked)) {
    const vacancies = vacanciesOf(asked, department);
    const blocked = blockedSubjects(vacancies, maxTeamsOf(asked, vacancies));
    if (blocked.length > 0) return blockage(asked, department, vacancies, blocked, clause);
  }
  return null;
}

/** Candidates who may go to none of their department's subjects, with the reason at the first; no seed changes it. */
export const whoMayNotGo = (input: Omit<MatchInput, 'seed' | 'hasher'>): MatchedDepartment['ineligible'] =>
  departmentsOf(input).flatMap((department) => {
    const subjects = input.demands.filter(({ departments }) => departments.some((demand) => demand.department === department)).map(({ subjectId }) => subjectId);
    return [...reasonsOf(input, department, new Set(subjects))].map(([inspectorId, reason]) => ({ inspectorId, reason }));
  });

/** Who follows in the pre-committed order when a member of a team has to be replaced: eligible, and not in the team. */
export function substitutesFor(input: MatchInput, match: InspectorMatch, subjectId: string, department: string): string[] {
  const team = match.teams.find((one) => one.subjectId === subjectId);
  const vacancy = vacanciesOf(input, department).find((one) => one.subjectId === subjectId);
  const order = match.departments.find((one) => one.department === department)?.order ?? [];
  return order.filter(
    (inspectorId) => vacancy?.eligible.some((one) => one.inspectorId === inspectorId) === true && team?.members.some((one) => one.inspectorId === inspectorId) === false,
  );
}

const NO_SEED = '00'.repeat(32);

const departmentsOf = ({ demands }: Pick<MatchInput, 'demands'>): string[] =>
  [...new Set(demands.flatMap(({ departments }) => departments.map(({ department }) => department)))].toSorted(compareUtf8);

const maxTeamsOf = ({ constraints }: MatchInput, vacancies: readonly Vacancy[]): number => constraints.maxTeams ?? vacancies.length;

function vacanciesOf(input: MatchInput, department: string): Vacancy[] {
  const candidates = input.candidates.filter((candidate) => candidate.department === department);
  const vacancies = input.demands.flatMap((team) =>
    team.departments
      .filter((demand) => demand.department === department)
      .map((demand) => {
        invariant(demand.members >= 1 && demand.qualifiedMinimum >= 0 && demand.qualifiedMinimum <= demand.members, 'a department sends at least one member');
        return vacancyOf(input, team, demand, candidates);
      }),
  );
  return byTicket(input, ['subject', department], vacancies, ({ subjectId }) => subjectId);
}

function vacancyOf(input: MatchInput, team: TeamDemand, demand: DepartmentDemand, candidates: readonly InspectorCandidate[]): Vacancy {
  const eligible = candidates.filter((candidate) => ineligibilityOf(candidate, team, demand) === null);
  const { subjectId } = team;
  const { members, qualifiedMinimum } = demand;
  return { subjectId, members, qualifiedMinimum, eligible: byTicket(input, ['pair', subjectId], eligible, ({ inspectorId }) => inspectorId) };
}

const orderOf = (input: MatchInput, department: string): string[] =>
  byTicket(input, ['order', department], input.candidates.filter((candidate) => candidate.department === department), ({ inspectorId }) => inspectorId).map(
    ({ inspectorId }) => inspectorId,
  );

/** Orders by `H(seed ‖ 0x1f ‖ purpose ‖ 0x1f ‖ within ‖ 0x1f ‖ id)`, ties by the bytes of the ids. */
function byTicket<T>({ seed, hasher }: MatchInput, purpose: readonly [string, string], items: readonly T[], idOf: (item: T) => string): T[] {
  const ticketed = items.map((item) => {
    const text = utf8ToBytes(`\u001f${purpose.join('\u001f')}\u001f${idOf(item)}`);
    const data = new Uint8Array(32 + text.length);
    data.set(hexToBytes(seed));
    data.set(text, 32);
    return { item, ticket: bytesToHex(hasher(data)) };
  });
  return ticketed.toSorted((a, b) => compareUtf8(a.ticket, b.ticket) || compareUtf8(idOf(a.item), idOf(b.item))).map(({ item }) => item);
}

function teamOf(demand: TeamDemand, matched: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>, input: MatchInput, leads: readonly string[]): MatchedTeam {
  const { subjectId } = demand;
  const { leadDepartment } = input.constraints;
  const members = demand.departments.flatMap(({ department }) => (matched.get(department)?.get(subjectId) ?? []).map((inspectorId) => ({ department, inspectorId })));
  const ownLeads = leads.filter((inspectorId) => members.some((member) => member.department === leadDepartment && member.inspectorId === inspectorId));
  const qualified = ownLeads.find((inspectorId) => input.candidates.some((one) => one.inspectorId === inspectorId && one.qualified));
  return { subjectId, leader: qualified ?? ownLeads[0] ?? null, members };
}

function reasonsOf(input: Pick<MatchInput, 'candidates' | 'demands'>, department: string, subjects: ReadonlySet<string>): Map<string, Ineligibility> {
  const reasons = new Map<string, Ineligibility>();
  for (const candidate of input.candidates.filter((one) => one.department === department)) {
    const found = input.demands
      .filter(({ subjectId }) => subjects.has(subjectId))
      .flatMap((team) => team.departments.filter((demand) => demand.department === department).map((demand) => ineligibilityOf(candidate, team, demand)));
    const [first] = found;
    if (first !== undefined && first !== null && !found.includes(null)) reasons.set(candidate.inspectorId, first);
  }
  return reasons;
}

const idleOf = (input: MatchInput, department: string, vacancies: readonly Vacancy[]): MatchedDepartment['ineligible'] =>
  [...reasonsOf(input, department, new Set(vacancies.map(({ subjectId }) => subjectId)))].map(([inspectorId, reason]) => ({ inspectorId, reason }));

function blockage(input: MatchInput, department: string, vacancies: readonly Vacancy[], blocked: readonly string[], clause: string | null): Refusal {
  const starved = vacancies.filter(({ subjectId }) => blocked.includes(subjectId));
  const reasons = [...reasonsOf(input, department, new Set(blocked)).values()];
  const eligible = new Set(starved.flatMap((vacancy) => vacancy.eligible.map(({ inspectorId }) => inspectorId)));
  return refusal('NO_ELIGIBLE_INSPECTOR', clause, {
    department,
    subjects: blocked,
    needed: starved.reduce((sum, { members }) => sum + members, 0),
    eligible: eligible.size,
    maxTeams: input.constraints.maxTeams,
    reasons: INELIGIBILITIES.filter((reason) => reasons.includes(reason)).map((reason) => `${reason}=${reasons.filter((one) => one === reason).length}`),
  });
}
