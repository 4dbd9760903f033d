import type { InspectorCertificate } from '@sortition/draw';
import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, profileOfTask, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { dispatchedGroups } from '../inspector-draw/dispatched-groups.ts';
import { findInspectorDrawsOfTasks, type InspectorDrawRow } from '../inspector-draw/inspector-draw.store.ts';
import { lockLiveDraw, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { findExpert } from '../roster/roster-expert.store.ts';
import { inspectorsOf } from '../roster/roster.store.ts';
import { beyondOwnTasks } from '../task/beyond-own-tasks.store.ts';
import { lockTask, type TaskRow } from '../task/task.store.ts';
import { announceTeam } from './announce-team.ts';
import { assistantOf, occasionOf } from './engage-expert.ts';
import { expertCanAssist, helpIsAllowed, type Engagement } from './expert.rules.ts';
import { listAsItStands } from './list-as-it-stands.ts';
import { joinMergedVisits } from './merged-visits.ts';
import { pairsThatMeetAgain, planTeams, teamHasItsSize, type DepartmentTeams, type PlannedTeam } from './team.rules.ts';
import { findTeamsOfTasks, insertTeam, serviceBetween, type TeamMemberRow } from './team.store.ts';
import type { TeamWarning } from './team.table.ts';

interface TeamExpert extends Engagement {
  readonly expertId: string;
}

export interface FormTeamInput extends MutationInput {
  readonly taskId: string;
  readonly leaderIds?: readonly string[] | null | undefined;
  readonly experts?: readonly TeamExpert[] | null | undefined;
}

interface Formed extends PlannedTeam {
  readonly warnings: TeamWarning[];
  readonly assistants: (teamId: string) => TeamMemberRow[];
}

const teamsOfDepartment = ({ departmentId, certificate }: InspectorDrawRow): DepartmentTeams => {
  const { match }: InspectorCertificate = JSON.parse(certificate ?? '{"match":{"teams":[]}}');
  return { departmentId, subjects: new Map(match.teams.map(({ subjectId, leader, members }) => [subjectId, { leader, members: members.map(({ inspectorId }) => inspectorId) }])) };
};

/** The teams as the departments' certificates make them, for the list as it stands now. */
async function compose(tx: Tx, task: TaskRow, objects: ObjectDrawRow, profile: Profile, leaderIds: readonly string[]): Promise<Outcome<PlannedTeam[]>> {
  const draws = (await findInspectorDrawsOfTasks(tx, [task.id])).filter(({ state, objectDrawId }) => state === 'DRAWN' && objectDrawId === objects.id);
  const [first] = draws;
  const { groups } = await dispatchedGroups(tx, { objects, listVersion: first?.listVersion ?? objects.listVersion }, () => first?.groups ?? 1);
  const homeOfLead = new Set((await inspectorsOf(tx, task.leadDepartmentId)).map(({ id }) => id));
  const planned = planTeams(draws.map(teamsOfDepartment), { leadDepartmentId: task.leadDepartmentId, departmentIds: task.departmentIds, groups, leaderIds, homeOfLead }, profile);
  return planned.ok ? ok(await listAsItStands(tx, objects, planned.value)) : planned;
}

/** The experts who assist every team from the beginning. */
async function assistantsFor(tx: Tx, task: TaskRow, profile: Profile, experts: readonly TeamExpert[]): Promise<Outcome<(teamId: string) => TeamMemberRow[]>> {
  const makers: ((teamId: string) => TeamMemberRow)[] = [];
  for (const engagement of experts) {
    const allowed = helpIsAllowed(engagement, occasionOf(task), profile);
    if (!allowed.ok) return allowed;
    const expert = expertCanAssist(await findExpert(tx, engagement.expertId), engagement, occasionOf(task), profile);
    if (!expert.ok) return expert;
    makers.push((teamId) => assistantOf(teamId, expert.value, engagement, null));
  }
  return ok((teamId) => makers.map((make) => make(teamId)));
}

async function plan(tx: Tx, act: Act, task: TaskRow, profile: Profile, input: FormTeamInput): Promise<Outcome<Formed[]>> {
  const minimum = demand(profile.team.minInspectors);
  if (!minimum.ok) return minimum;
  const objects = await lockLiveDraw(tx, task.id);
  if (task.terms === null || objects === undefined || objects.dispatchedAt === null) return refuse('INVALID_TRANSITION', clauseOf(profile.draw.inspector.drawnBy), { from: objects?.state ?? task.state, to: 'TEAM_FORMED' });
  const teams = await compose(tx, task, objects, profile, input.leaderIds ?? []);
  if (!teams.ok) return teams;
  const assistants = await assistantsFor(tx, task, profile, input.experts ?? []);
  if (!assistants.ok) return assistants;
  const objectIds = teams.value.flatMap((team) => team.objectIds);
  const year = Number(dayOf(act.now).slice(0, 4));
  const earlier = await beyondOwnTasks(tx, act, () => serviceBetween(tx, objectIds, new Date(`${year - 1}-01-01T00:00:00+08:00`), new Date(`${year}-01-01T00:00:00+08:00`)));
  const formed: Formed[] = [];
  for (const team of teams.value) {
    const sized = teamHasItsSize(team.members, input.experts?.length ?? 0, minimum.value, profile);
    if (!sized.ok) return sized;
    formed.push({ ...team, warnings: [...sized.value, ...pairsThatMeetAgain(team, earlier, clauseOf(profile.draw.fallbackDimensions))], assistants: assistants.value });
  }
  return ok(formed);
}

/** Forms the teams of a task from the drawn inspectors. CQ 8.5.3, GA art.35. */
export async function formTeam(tx: Tx, act: Act, input: FormTeamInput): Promise<Outcome<{ taskId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  if (act.identity.department !== task.leadDepartmentId || !act.identity.roles.includes('PLANNER')) return refuse('FORBIDDEN', clauseOf(profile.value.team.leaderFrom), { relation: 'LEAD_DEPARTMENT' });
  if ((await findTeamsOfTasks(tx, [task.id])).length > 0) return refuse('DRAW_LOCKED', clauseOf(profile.value.draw.inspector.lockOn), { state: 'TEAM_FORMED' });
  const teams = await plan(tx, act, task, profile.value, input);
  if (!teams.ok) return teams;
  for (const [index, { leaderId, members, objectIds, warnings, assistants }] of teams.value.entries()) {
    const row = { id: newId(), taskId: task.id, number: index + 1, version: 1, formedAt: act.now, warnings };
    const inspectors = members.map(({ inspectorId, departmentId }): TeamMemberRow => ({
      id: newId(), teamId: row.id, inspectorId, expertId: null, departmentId, role: inspectorId === leaderId ? 'LEADER' : 'MEMBER', origin: 'DRAWN', reason: null, active: true,
      services: [], qualificationNo: null, expertDrawId: null,
    }));
    await insertTeam(tx, row, [...inspectors, ...assistants(row.id)], objectIds);
    recordChange(tx, { entity: 'Team', entityId: row.id, before: null, after: { taskId: task.id, number: row.number, members, leaderId, objects: objectIds.length, warnings } });
    await announceTeam(tx, act, row);
  }
  const joined = await joinMergedVisits(tx, act, task, profile.value);
  return joined.ok ? ok({ taskId: task.id }) : joined;
}
