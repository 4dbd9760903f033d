import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findDrawnInspectors, findInspectorDrawsOfTasks } from '../inspector-draw/inspector-draw.store.ts';
import { listDrawnObjects, lockLiveDraw } from '../object-draw/object-draw.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { lockTask, type TaskRow } from '../task/task.store.ts';
import { announceTeam } from './announce-team.ts';
import { planTeams, type DrawnFor, type PlannedTeam } from './team.rules.ts';
import { findTeamsOfTasks, insertTeam } from './team.store.ts';

export interface FormTeamInput extends MutationInput {
  readonly taskId: string;
  readonly leaderIds?: readonly string[] | null | undefined;
}

async function drawsOf(tx: Tx, taskId: string): Promise<DrawnFor[]> {
  const draws = await findInspectorDrawsOfTasks(tx, [taskId]);
  const drawn = await findDrawnInspectors(tx, draws.map(({ id }) => id));
  return draws.map(({ id, departmentId }) => ({ departmentId, inspectorIds: drawn.filter(({ drawId, serves }) => drawId === id && serves === 'YES').map(({ inspectorId }) => inspectorId) }));
}

async function plan(tx: Tx, task: TaskRow, profile: Profile, leaderIds: readonly string[]): Promise<Outcome<PlannedTeam[]>> {
  const minimum = demand(profile.team.minInspectors);
  if (!minimum.ok) return minimum;
  const objects = await lockLiveDraw(tx, task.id);
  if (task.terms === null || objects === undefined || objects.dispatchedAt === null) return refuse('INVALID_TRANSITION', clauseOf(profile.draw.inspector.drawnBy), { from: objects?.state ?? task.state, to: 'TEAM_FORMED' });
  const list = await listDrawnObjects(tx, objects.id, objects.listVersion);
  const byTicket = list.toSorted((a, b) => (a.ticket < b.ticket ? -1 : 1));
  return planTeams(await drawsOf(tx, task.id), {
    leadDepartmentId: task.leadDepartmentId, departmentIds: task.departmentIds, teamCount: task.terms.scheme.teamCount, objectIds: byTicket.map(({ objectId }) => objectId), leaderIds,
    minimum: minimum.value, clauses: { represented: clauseOf(profile.draw.inspector.drawnBy), leader: clauseOf(profile.team.leaderFrom), minimum: clauseOf(profile.team.minInspectors) },
  });
}

/** Forms the teams of a task from the drawn inspectors. CQ 8.5.3. */
export async function formTeam(tx: Tx, act: Act, input: FormTeamInput): Promise<Outcome<{ taskId: string }>> {
  const task = await lockTask(tx, input.taskId);
  if (task === undefined) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  if (act.identity.department !== task.leadDepartmentId || !act.identity.roles.includes('PLANNER')) return refuse('FORBIDDEN', clauseOf(profile.value.team.leaderFrom), { relation: 'LEAD_DEPARTMENT' });
  if ((await findTeamsOfTasks(tx, [task.id])).length > 0) return refuse('DRAW_LOCKED', clauseOf(profile.value.draw.inspector.lockOn), { state: 'TEAM_FORMED' });
  const teams = await plan(tx, task, profile.value, input.leaderIds ?? []);
  if (!teams.ok) return teams;
  for (const [index, { leaderId, members, objectIds }] of teams.value.entries()) {
    const row = { id: newId(), taskId: task.id, number: index + 1, version: 1, formedAt: act.now };
    await insertTeam(tx, row, members.map(({ inspectorId, departmentId }) => ({
      id: newId(), teamId: row.id, inspectorId, expertId: null, departmentId, role: inspectorId === leaderId ? 'LEADER' as const : 'MEMBER' as const, origin: 'DRAWN' as const, reason: null, active: true,
    })), objectIds);
    recordChange(tx, { entity: 'Team', entityId: row.id, before: null, after: { taskId: task.id, number: row.number, members, leaderId, objects: objectIds.length } });
    await announceTeam(tx, act, row);
  }
  return ok({ taskId: task.id });
}
