import { ineligibilityOf, type DepartmentDemand, type Ineligibility, type InspectorCandidate, type MatchedDepartment, type TeamDemand } from '@sortition/draw';
import type { InspectorConstraint } from '@sortition/profiles';
import { gridsOf, type SubjectGroup } from './object-groups.rules.ts';

/** An inspector as the directory has them. */
export interface DirectoryInspector {
  readonly id: string;
  readonly departmentId: string;
  readonly divisionCode: string;
  readonly active: boolean;
  readonly qualified: boolean;
  readonly certificateExpiresOn: string | null;
  readonly specialties: readonly string[];
  readonly modes: readonly string[];
  readonly recusedObjectIds: readonly string[];
}

/** What a task asks of the inspectors of one department. */
export interface MatchTerms {
  readonly departmentId: string;
  /** The division of the task: the agreement of another region reaches so far. */
  readonly divisionCode: string;
  /** How many the department sends to each group. */
  readonly members: number;
  readonly specialties: readonly string[];
  /** The modes of the visit; empty where the directory is not tagged by them. */
  readonly modes: readonly string[];
  /** The day on which certificates must be valid: the last of the task. */
  readonly on: string;
  readonly constraints: readonly InspectorConstraint[];
}

const NO_GRID = 'no grid';

/** All modes of a visit as one tag, which whoever has all of them has. */
const modeTagOf = (modes: readonly string[]): string | null => (modes.length === 0 ? null : modes.toSorted().join('+'));

function divisionsOf(inspector: DirectoryInspector, { constraints, departmentId, divisionCode }: MatchTerms): string[] {
  if (constraints.includes('GRID')) {
    const grids = gridsOf(inspector.specialties);
    return grids.length === 0 ? [NO_GRID] : grids;
  }
  if (!constraints.includes('AREA')) return [];
  // another region's inspector may act where the task is, by agreement
  return inspector.departmentId === departmentId ? [inspector.divisionCode] : [...new Set([inspector.divisionCode, divisionCode])];
}

/** An inspector as the matching sees them. Whoever has to avoid an object has to avoid its group. SAMR 2.1, CQ 8.5.1, GA art.23, SY art.11(1). */
export function candidateOf(inspector: DirectoryInspector, groups: readonly SubjectGroup[], terms: MatchTerms): InspectorCandidate {
  const { id, active, qualified, certificateExpiresOn, specialties, modes, recusedObjectIds } = inspector;
  const recused = new Set(recusedObjectIds);
  const tag = modeTagOf(terms.modes);
  const hasAll = tag !== null && terms.modes.every((mode) => modes.includes(mode));
  return {
    inspectorId: id, department: terms.departmentId, active, qualified, certificateExpires: certificateExpiresOn, specialties: [...specialties],
    modeTags: [...new Set([...modes, ...(hasAll ? [tag] : [])])], divisions: divisionsOf(inspector, terms),
    recusedFrom: groups.filter(({ objectIds }) => objectIds.some((objectId) => recused.has(objectId))).map(({ subjectId }) => subjectId),
  };
}

const departmentDemandOf = ({ departmentId, members, specialties }: MatchTerms): DepartmentDemand => ({ department: departmentId, members, qualifiedMinimum: members, specialties: [...specialties] });

/** What a group asks of the department. Every member is qualified: nobody without qualification takes the place of an inspector. CQ 5.3.2. */
export const demandOf = (group: SubjectGroup, terms: MatchTerms): TeamDemand => ({
  subjectId: group.subjectId, on: terms.on, modeTag: modeTagOf(terms.modes), departments: [departmentDemandOf(terms)],
  division: terms.constraints.includes('GRID') ? group.grid : terms.constraints.includes('AREA') ? group.area : null,
});

/** Why an inspector cannot serve a group; null for one who can. */
export const ineligibilityFor = (inspector: DirectoryInspector, group: SubjectGroup, terms: MatchTerms): Ineligibility | null =>
  ineligibilityOf(candidateOf(inspector, [group], terms), demandOf(group, terms), departmentDemandOf(terms));

/** How many could not be drawn, by reason. */
export function countedByReason(ineligible: MatchedDepartment['ineligible']): { reason: Ineligibility; count: number }[] {
  const counts = new Map<Ineligibility, number>();
  for (const { reason } of ineligible) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}
