import { groupIdOf, type Hasher } from '@sortition/draw';

/** A drawn object on a dispatched list, and where it is. */
export interface ListedObject {
  readonly objectId: string;
  readonly ticket: string;
  readonly divisionCode: string;
  readonly tags: readonly string[];
}

/** Objects that one team serves: a subject of the matching. */
export interface SubjectGroup {
  readonly subjectId: string;
  readonly objectIds: readonly string[];
  /** The smallest division that holds all its objects. */
  readonly area: string;
  /** What the grids of its objects have in common; their area where one of them has no grid. */
  readonly grid: string;
}

export interface Grouping {
  readonly certificateHash: string;
  readonly listVersion: number;
  readonly count: number;
}

/** Every n-th of a list, beginning at an offset: deals a random order out evenly, the loads differ by one at most. */
export const dealtTo = <T>(list: readonly T[], team: number, teams: number): T[] => list.filter((_, index) => index % teams === team);

function commonPrefix(texts: readonly string[]): string {
  const [first = '', ...rest] = texts;
  let length = first.length;
  for (const text of rest) while (!text.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

/** 500112 and 500113 lie in 500100, 500112 and 510104 in no smaller division than the country. */
export function commonDivision(codes: readonly string[]): string {
  const prefix = commonPrefix(codes);
  return prefix.length === 6 ? prefix : prefix.slice(0, prefix.length - (prefix.length % 2)).padEnd(6, '0');
}

const GRID = 'GRID:';

/** The codes of the grids (网格) among tags. */
export const gridsOf = (tags: readonly string[]): string[] => tags.filter((tag) => tag.startsWith(GRID)).map((tag) => tag.slice(GRID.length));

/**
 * Cuts a list into groups, in the order of the tickets. The certificate of the objects and the number of groups fix everything, so that
 * each department that draws for the list finds the same groups.
 */
export function groupsOf(list: readonly ListedObject[], { certificateHash, listVersion, count }: Grouping, hasher: Hasher): SubjectGroup[] {
  const inOrder = list.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
  return Array.from({ length: count }, (_, index) => {
    const objects = dealtTo(inOrder, index, count);
    const objectIds = objects.map(({ objectId }) => objectId);
    const area = commonDivision(objects.map(({ divisionCode }) => divisionCode));
    const grids = objects.map(({ tags }) => gridsOf(tags)[0]);
    const grid = commonPrefix(grids.flatMap((code) => code ?? []));
    return { subjectId: groupIdOf({ certificateHash, listVersion, number: index + 1, objectIds }, hasher), objectIds, area, grid: grid === '' || grids.includes(undefined) ? area : grid };
  });
}

/** As many groups as teams, but none without an object; every object is its own where each gets members of its own. */
export const groupCount = (objects: number, unit: 'GROUP' | 'OBJECT', teamCount: number): number => Math.max(1, unit === 'OBJECT' ? objects : Math.min(teamCount, objects));
