import { ok, refuse, type Outcome } from '@sortition/kernel';
import { ineligibilityFor, type DirectoryInspector, type MatchTerms } from '../inspector-draw/inspector-draw.rules.ts';
import type { SubjectGroup } from '../inspector-draw/object-groups.rules.ts';

export interface Vacancy {
  /** Whose place has become free. */
  readonly replacedId: string;
  /** Who serves in the team already. */
  readonly teamIds: ReadonlySet<string>;
  /** Who serves in as many teams of the task as one may. */
  readonly busyIds: ReadonlySet<string>;
  /** The objects of the team, as one subject. */
  readonly objects: SubjectGroup;
  readonly terms: MatchTerms;
}

/** Whether an inspector may take the place: another than those in the team, active, qualified, with nobody's visit to avoid. CQ 8.5.2, CC art.13. */
export function maySubstitute(candidate: DirectoryInspector, { replacedId, teamIds, objects, terms }: Vacancy, clause: string | null): Outcome<true> {
  if (teamIds.has(candidate.id) || candidate.id === replacedId) return refuse('CONFLICT', clause, { inspectorId: candidate.id });
  const reason = ineligibilityFor(candidate, objects, terms);
  if (reason === 'RECUSED') return refuse('INSPECTOR_RECUSED', clause, { inspectorId: candidate.id });
  return reason === null ? ok(true) : refuse('INSPECTOR_NOT_QUALIFIED', clause, { inspectorId: candidate.id, reason });
}

/** The next of the pre-committed order who may take the place; undefined when it is exhausted. CQ 8.5.2. */
export const nextOfOrder = (order: readonly DirectoryInspector[], vacancy: Vacancy): DirectoryInspector | undefined =>
  order.find((candidate) => !vacancy.busyIds.has(candidate.id) && maySubstitute(candidate, vacancy, null).ok);
