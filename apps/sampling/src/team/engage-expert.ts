import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, profileOfTask, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findExpert, type RosterExpertRow } from '../roster/roster-expert.store.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { announceTeam } from './announce-team.ts';
import { expertCanAssist, helpIsAllowed, type Engagement } from './expert.rules.ts';
import { findMembers, insertMember, lockTeam, updateTeam, type TeamMemberRow, type TeamRow } from './team.store.ts';

export interface EngageExpertInput extends MutationInput, Engagement {
  readonly teamId: string;
  readonly expertId: string;
}

export interface Assisted {
  readonly team: TeamRow;
  readonly task: TaskRow;
  readonly profile: Profile;
  readonly members: readonly TeamMemberRow[];
}

export const occasionOf = ({ terms }: TaskRow) => ({ specialItemIds: terms?.scheme.specialItemIds ?? [], until: terms?.period.to ?? '' });

/** A member who assists; a reason stands with every one. */
export const assistantOf = (teamId: string, expert: RosterExpertRow, { reason, services }: Engagement, expertDrawId: string | null): TeamMemberRow => ({
  id: newId(), teamId, inspectorId: null, expertId: expert.id, departmentId: null, role: 'ASSISTING', origin: 'ENGAGED', reason, active: true,
  services: [...(services ?? [])], qualificationNo: expert.qualificationNo, expertDrawId,
});

/** A team that the lead may give help to: its inspectors are already as many as the rules ask. CQ 8.5.4. */
export async function assistedTeam(tx: Tx, act: Act, teamId: string, engagement: Engagement): Promise<Outcome<Assisted>> {
  const team = await lockTeam(tx, teamId);
  const task = team === undefined ? undefined : await findTask(tx, team.taskId);
  if (team === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'Team', id: teamId });
  const found = profileOfTask(task);
  if (!found.ok) return found;
  const profile = found.value;
  if (act.identity.department !== task.leadDepartmentId || !act.identity.roles.includes('PLANNER')) return refuse('FORBIDDEN', clauseOf(profile.team.expertAllowed), { relation: 'LEAD_DEPARTMENT' });
  const allowed = helpIsAllowed(engagement, occasionOf(task), profile);
  if (!allowed.ok) return allowed;
  const minimum = demand(profile.team.minInspectors);
  if (!minimum.ok) return minimum;
  const members = await findMembers(tx, [team.id]);
  const actual = members.filter(({ role, active }) => active && role !== 'ASSISTING').length;
  return actual < minimum.value ? refuse('TEAM_TOO_SMALL', clauseOf(profile.team.minInspectors), { actual, min: minimum.value }) : ok({ team, task, profile, members });
}

/** Puts assistants into a team and tells the other services. */
export async function letAssist(tx: Tx, act: Act, { team }: Assisted, assistants: readonly TeamMemberRow[]): Promise<void> {
  for (const member of assistants) await insertMember(tx, member);
  const changed = { ...team, version: team.version + 1 };
  await updateTeam(tx, team.id, { version: changed.version });
  recordChange(tx, { entity: 'Team', entityId: team.id, before: { version: team.version }, after: { version: changed.version, experts: assistants.map(({ expertId, reason, services }) => ({ expertId, reason, services })) } });
  await announceTeam(tx, act, changed);
}

/** Engages an expert or entrusts a body, who assists. CQ 8.5.4, CC art.13, SY art.3. */
export async function engageExpert(tx: Tx, act: Act, input: EngageExpertInput): Promise<Outcome<{ teamId: string }>> {
  const assisted = await assistedTeam(tx, act, input.teamId, input);
  if (!assisted.ok) return assisted;
  const { task, profile, members } = assisted.value;
  const expert = expertCanAssist(await findExpert(tx, input.expertId), input, occasionOf(task), profile);
  if (!expert.ok) return expert;
  if (members.some(({ expertId, active }) => active && expertId === input.expertId)) return refuse('CONFLICT', clauseOf(profile.team.expertAllowed), { expertId: input.expertId });
  await letAssist(tx, act, assisted.value, [assistantOf(input.teamId, expert.value, input, null)]);
  return ok({ teamId: input.teamId });
}
