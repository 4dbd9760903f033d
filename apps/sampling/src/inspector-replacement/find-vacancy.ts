import { invariant } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import type { Tx } from '@sortition/service-kit';
import type { InspectorIntent } from '@sortition/draw';
import { findDrawnInspectors, lockInspectorDrawOf } from '../inspector-draw/inspector-draw.store.ts';
import type { DirectoryInspector } from '../inspector-draw/inspector-draw.rules.ts';
import { matchTermsOf } from '../inspector-draw/match-terms.ts';
import { commonDivision, gridsOf } from '../inspector-draw/object-groups.rules.ts';
import { findRosterObjects } from '../roster/roster-lookup.store.ts';
import { findInspectors } from '../roster/roster.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { findMembers, findObjectIds, findTeamsOfTasks, type TeamRow } from '../team/team.store.ts';
import type { ReplacementRow } from './inspector-replacement.store.ts';
import type { Vacancy } from './substitution.rules.ts';

export interface FoundVacancy {
  readonly vacancy: Vacancy;
  /** Those who could be drawn, in the pre-committed order. */
  readonly order: readonly DirectoryInspector[];
}

/** Those in as many teams of the task as the draw let one be in. */
async function busyIn(tx: Tx, taskId: string, maxTeams: number | null): Promise<Set<string>> {
  const teams = await findTeamsOfTasks(tx, [taskId]);
  const serving = (await findMembers(tx, teams.map(({ id }) => id))).flatMap(({ inspectorId, active }) => (active && inspectorId !== null ? [inspectorId] : []));
  return new Set(maxTeams === null ? [] : serving.filter((id) => serving.filter((each) => each === id).length >= maxTeams));
}

/** The place of a member who cannot serve, under the rules by which it was filled. */
export async function findVacancy(tx: Tx, replacement: ReplacementRow, team: TeamRow, task: TaskRow, profile: Profile): Promise<FoundVacancy> {
  invariant(task.terms !== null, 'a team has the terms of its task');
  const draw = await lockInspectorDrawOf(tx, task.id, replacement.departmentId);
  const intent: Pick<InspectorIntent, 'scheme' | 'constraints'> | null = draw === undefined ? null : JSON.parse(draw.intent);
  const way = profile.draw.inspector.schemes.value?.find(({ name, version }) => name === intent?.scheme.name && version === intent.scheme.version);
  const drawn = draw === undefined ? [] : await findDrawnInspectors(tx, [draw.id]);
  const people = new Map((await findInspectors(tx, drawn.map(({ inspectorId }) => inspectorId))).map((row) => [row.id, row]));
  const members = (await findMembers(tx, [team.id])).filter(({ active }) => active);
  const objectIds = (await findObjectIds(tx, [team.id])).map(({ objectId }) => objectId);
  const places = await findRosterObjects(tx, objectIds);
  const area = commonDivision(places.map(({ divisionCode }) => divisionCode));
  const objects = { subjectId: team.id, objectIds, area, grid: gridsOf(places[0]?.tags ?? [])[0] ?? area };
  return {
    order: drawn.flatMap(({ inspectorId }) => people.get(inspectorId) ?? []),
    vacancy: {
      replacedId: replacement.replacedId, objects, terms: matchTermsOf(task, task.terms, replacement.departmentId, way ?? { constraints: [] }, profile),
      teamIds: new Set(members.flatMap(({ inspectorId }) => inspectorId ?? [])), busyIds: await busyIn(tx, task.id, intent?.constraints.maxTeams ?? null),
    },
  };
}
