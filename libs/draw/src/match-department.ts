import { Circulation } from './circulation.ts';

/** What one subject asks of one department, with those who may go, in the random order of this subject. */
export interface Vacancy {
  readonly subjectId: string;
  readonly members: number;
  readonly qualifiedMinimum: number;
  readonly eligible: readonly { readonly inspectorId: string; readonly qualified: boolean }[];
}

export interface DepartmentMatch {
  /** The members by subject, in the order in which they were found. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** The fewest and the most teams that an eligible inspector is in. */
  readonly least: number;
  readonly greatest: number;
}

interface Network {
  readonly circulation: Circulation;
  readonly subjects: ReadonlyMap<string, number>;
  /** The edge of a subject and an inspector, by the place of both in the vacancies. */
  readonly edges: readonly (readonly number[])[];
}

/** Each inspector is in `least` to `greatest` teams; a subject takes no more unqualified members than its minimum leaves. */
function networkOf(vacancies: readonly Vacancy[], least: number, greatest: number): Network {
  const circulation = new Circulation();
  const hub = circulation.addNode();
  const inspectors = new Map<string, number>();
  const subjects = new Map<string, number>();
  const edges = vacancies.map(({ subjectId, members, qualifiedMinimum, eligible }) => {
    const subject = circulation.addNode();
    const unqualified = circulation.addNode();
    subjects.set(subjectId, subject);
    circulation.addEdge(hub, subject, members, members);
    circulation.addEdge(subject, unqualified, 0, members - qualifiedMinimum);
    return eligible.map(({ inspectorId, qualified }) => {
      const inspector = inspectors.get(inspectorId) ?? circulation.addNode();
      inspectors.set(inspectorId, inspector);
      return circulation.addEdge(qualified ? subject : unqualified, inspector, 0, 1);
    });
  });
  for (const inspector of inspectors.values()) circulation.addEdge(inspector, hub, least, greatest);
  return { circulation, subjects, edges };
}

/** The subjects that cannot all be served however the inspectors are spread; empty when they can. */
export function blockedSubjects(vacancies: readonly Vacancy[], maxTeams: number): string[] {
  const { circulation, subjects } = networkOf(vacancies, 0, maxTeams);
  const { feasible, starved } = circulation.solve();
  return feasible ? [] : [...subjects].filter(([, node]) => starved(node)).map(([subjectId]) => subjectId);
}

/**
 * Matches a department that is not blocked: the greatest load is made as small as it can be, then the least as large;
 * within that, subject by subject, the first inspectors in the subject's order that leave the rest possible.
 */
export function matchDepartment(vacancies: readonly Vacancy[], maxTeams: number): DepartmentMatch {
  const inspectors = new Set(vacancies.flatMap(({ eligible }) => eligible.map(({ inspectorId }) => inspectorId)));
  const seats = vacancies.reduce((sum, { members }) => sum + members, 0);
  const isFeasible = (least: number, greatest: number): boolean => networkOf(vacancies, least, greatest).circulation.solve().feasible;
  const greatest = smallestWhere(Math.ceil(seats / inspectors.size), maxTeams, (bound) => isFeasible(0, bound));
  const most = Math.floor(seats / inspectors.size);
  const least = most - smallestWhere(0, most, (less) => isFeasible(most - less, greatest));
  return { members: firstPossible(vacancies, networkOf(vacancies, least, greatest)), least, greatest };
}

/** The smallest number in a range where a property holds that, once true, stays true; it holds at the end. */
function smallestWhere(from: number, to: number, holds: (value: number) => boolean): number {
  if (from >= to || holds(from)) return from;
  let [no, yes] = [from, to];
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

function firstPossible(vacancies: readonly Vacancy[], { circulation, edges }: Network): Map<string, string[]> {
  circulation.solve();
  const found = new Map<string, string[]>();
  for (const [i, { subjectId, members, eligible }] of vacancies.entries()) {
    const team: string[] = [];
    for (const [j, { inspectorId }] of eligible.entries()) {
      if (team.length === members) break;
      if (circulation.force(edges[i]?.[j] ?? 0)) team.push(inspectorId);
    }
    found.set(subjectId, team);
  }
  return found;
}
