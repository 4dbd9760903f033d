import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask } from '../task/task.store.ts';
import { announceTeam } from './announce-team.ts';
import { findMembers, insertMember, lockTeam, updateTeam } from './team.store.ts';

export interface EngageExpertInput extends MutationInput {
  readonly teamId: string;
  readonly expertId: string;
  readonly reason: string;
}

/** Engages an expert who assists; inspectors must already be as many as the rules ask. CQ 8.5.4. */
export async function engageExpert(tx: Tx, act: Act, input: EngageExpertInput): Promise<Outcome<{ teamId: string }>> {
  const team = await lockTeam(tx, input.teamId);
  const task = team === undefined ? undefined : await findTask(tx, team.taskId);
  if (team === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'Team', id: input.teamId });
  const found = profileOfTask(task);
  if (!found.ok) return found;
  const profile = found.value;
  const clause = clauseOf(profile.team.expertAllowed);
  if (act.identity.department !== task.leadDepartmentId || !act.identity.roles.includes('PLANNER')) return refuse('FORBIDDEN', clause, { relation: 'LEAD_DEPARTMENT' });
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const minimum = demand(profile.team.minInspectors);
  if (!minimum.ok) return minimum;
  const members = await findMembers(tx, [team.id]);
  const inspectors = members.filter(({ role, active }) => active && role !== 'ASSISTING').length;
  if (inspectors < minimum.value) return refuse('TEAM_TOO_SMALL', clauseOf(profile.team.minInspectors), { members: inspectors, min: minimum.value });
  if (members.some(({ expertId, active }) => active && expertId === input.expertId)) return refuse('CONFLICT', clause, { expertId: input.expertId });
  const member = { id: newId(), teamId: team.id, inspectorId: null, expertId: input.expertId, departmentId: null, role: 'ASSISTING' as const, origin: 'ENGAGED' as const, reason: input.reason, active: true };
  await insertMember(tx, member);
  const changed = { ...team, version: team.version + 1 };
  await updateTeam(tx, team.id, { version: changed.version });
  recordChange(tx, { entity: 'Team', entityId: team.id, before: { version: team.version }, after: { version: changed.version, expertId: input.expertId, reason: input.reason } });
  await announceTeam(tx, act, changed);
  return ok({ teamId: team.id });
}
