import type { InspectorCertificate } from '@sortition/draw';
import { newId, ok, type Outcome } from '@sortition/kernel';
import { demand, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { dispatchedGroups } from '../inspector-draw/dispatched-groups.ts';
import { findInspectorDrawsOfTasks } from '../inspector-draw/inspector-draw.store.ts';
import { findObjectDrawsByIds } from '../object-draw/object-draw.store.ts';
import { beyondOwnTasks } from '../task/beyond-own-tasks.store.ts';
import type { TaskRow } from '../task/task.store.ts';
import { announceTeam } from './announce-team.ts';
import { findMerges, type Merge } from './merge.store.ts';
import { teamHasItsSize, type PlannedMember } from './team.rules.ts';
import { findMembers, findMergedVisits, findObjectIds, findTeamsOfTasks, insertMember, insertMergedVisits, insertTeam, updateTeam, withdrawObject, type TeamMemberRow, type TeamRow } from './team.store.ts';

/** Those whom the departments of a task drew for the group of an object. */
async function drawnFor(tx: Tx, taskId: string, objectId: string): Promise<PlannedMember[]> {
  const draws = (await findInspectorDrawsOfTasks(tx, [taskId])).filter(({ state }) => state === 'DRAWN');
  const [first] = draws;
  const [objects] = first === undefined ? [] : await findObjectDrawsByIds(tx, [first.objectDrawId]);
  if (first === undefined || objects === undefined) return [];
  const { groups } = await dispatchedGroups(tx, { objects, listVersion: first.listVersion }, () => first.groups);
  const subject = groups.find(({ objectIds }) => objectIds.includes(objectId))?.subjectId;
  return draws.flatMap(({ departmentId, certificate }) => {
    const { match }: InspectorCertificate = JSON.parse(certificate ?? '{"match":{"teams":[]}}');
    return match.teams.filter(({ subjectId }) => subjectId === subject).flatMap(({ members }) => members.map(({ inspectorId }) => ({ inspectorId, departmentId })));
  });
}

interface Host {
  readonly team: TeamRow;
  readonly members: readonly TeamMemberRow[];
  readonly objectIds: readonly string[];
  readonly number: number;
}

async function hostOf(tx: Tx, { hostTaskId, objectId }: Merge): Promise<Host | undefined> {
  const teams = await findTeamsOfTasks(tx, [hostTaskId]);
  const held = await findObjectIds(tx, teams.map(({ id }) => id));
  const team = teams.find(({ id }) => held.some((each) => each.teamId === id && each.objectId === objectId));
  if (team === undefined) return undefined;
  const members = (await findMembers(tx, [team.id])).filter(({ active }) => active);
  return { team, members, objectIds: held.filter(({ teamId }) => teamId === team.id).map((each) => each.objectId), number: Math.max(...teams.map(({ number }) => number)) + 1 };
}

const joining = (teamId: string, { inspectorId, departmentId }: PlannedMember): TeamMemberRow => ({
  id: newId(), teamId, inspectorId, expertId: null, departmentId, role: 'MEMBER', origin: 'DRAWN', reason: null, active: true, services: [], qualificationNo: null, expertDrawId: null,
});

/** A team of its own for the object, when others come to it who have no part in the rest of the team's objects. */
async function splitOff(tx: Tx, act: Act, { team, members, number }: Host, objectId: string, added: readonly PlannedMember[]): Promise<TeamRow> {
  const own: TeamRow = { ...team, id: newId(), number, version: 1, formedAt: act.now };
  await withdrawObject(tx, objectId, [team.id]);
  await insertTeam(tx, own, [...members.map((member) => ({ ...member, id: newId(), teamId: own.id })), ...added.map((member) => joining(own.id, member))], [objectId]);
  const rest = { ...team, version: team.version + 1 };
  await updateTeam(tx, team.id, { version: rest.version });
  await announceTeam(tx, act, rest);
  return own;
}

async function widen(tx: Tx, { team }: Host, added: readonly PlannedMember[]): Promise<TeamRow> {
  for (const member of added) await insertMember(tx, joining(team.id, member));
  const wider = { ...team, version: team.version + 1 };
  await updateTeam(tx, team.id, { version: wider.version });
  return wider;
}

async function join(tx: Tx, act: Act, merge: Merge, profile: Profile): Promise<Outcome<true>> {
  const host = await hostOf(tx, merge);
  const guestHasFormed = (await findTeamsOfTasks(tx, [merge.guestTaskId])).length > 0;
  if (host === undefined || !guestHasFormed) return ok(true); // whichever task forms its teams later joins them
  if ((await findMergedVisits(tx, [host.team.id])).some(({ taskId, objectId }) => taskId === merge.guestTaskId && objectId === merge.objectId)) return ok(true);
  const present = new Set(host.members.map(({ departmentId }) => departmentId));
  const serving = new Set(host.members.map(({ inspectorId }) => inspectorId));
  const added = (await drawnFor(tx, merge.guestTaskId, merge.objectId)).filter(({ departmentId, inspectorId }) => !present.has(departmentId) && !serving.has(inspectorId));
  const inspectors = [...host.members.flatMap(({ inspectorId, departmentId, role }) => (inspectorId === null || departmentId === null || role === 'ASSISTING' ? [] : [{ inspectorId, departmentId }])), ...added];
  const minimum = demand(profile.team.minInspectors);
  if (!minimum.ok) return minimum;
  const sized = teamHasItsSize(inspectors, 0, minimum.value, profile);
  if (!sized.ok) return sized;
  const team = added.length > 0 && host.objectIds.length > 1 ? await splitOff(tx, act, host, merge.objectId, added) : await widen(tx, host, added);
  await insertMergedVisits(tx, [{ taskId: merge.guestTaskId, objectId: merge.objectId, teamId: team.id }]);
  recordChange(tx, { entity: 'Team', entityId: team.id, before: { version: host.team.version }, after: { version: team.version, mergedTaskId: merge.guestTaskId, objectId: merge.objectId, added } });
  await announceTeam(tx, act, team);
  return ok(true);
}

/** One team covers all that several tasks want of one object: it takes in whoever is missing of the other task's departments, and nobody twice. GA art.35. */
export const joinMergedVisits = (tx: Tx, act: Act, task: TaskRow, profile: Profile): Promise<Outcome<true>> => beyondOwnTasks(tx, act, async () => {
  for (const merge of await findMerges(tx, task.id)) {
    const joined = await join(tx, act, merge, profile);
    if (!joined.ok) return joined;
  }
  return ok(true);
});
