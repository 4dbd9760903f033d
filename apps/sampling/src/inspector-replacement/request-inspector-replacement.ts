import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, profileOfTask, type ReplacementReason } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findInspectors } from '../roster/roster.store.ts';
import { findTask } from '../task/task.store.ts';
import { findMembers, lockTeam } from '../team/team.store.ts';
import { insertReplacement } from './inspector-replacement.store.ts';

export interface RequestInspectorReplacementInput extends MutationInput {
  readonly teamId: string;
  readonly inspectorId: string;
  readonly reason?: ReplacementReason | null | undefined;
  readonly text?: string | null | undefined;
}

/** Asks that a drawn inspector be replaced, for one of the reasons of the profile. CQ 8.5.2. */
export async function requestInspectorReplacement(tx: Tx, act: Act, input: RequestInspectorReplacementInput): Promise<Outcome<{ replacementId: string }>> {
  const team = await lockTeam(tx, input.teamId);
  const task = team === undefined ? undefined : await findTask(tx, team.taskId);
  if (team === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'Team', id: input.teamId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const rules = profile.value.draw.inspector.replacement;
  const members = await findMembers(tx, [team.id]);
  const member = members.find(({ inspectorId, active }) => active && inspectorId === input.inspectorId);
  const [inspector] = await findInspectors(tx, [input.inspectorId]);
  if (member?.departmentId === undefined || member.departmentId === null || inspector === undefined) return refuse('INVALID_VALUE', clauseOf(rules.reasons), { field: 'inspectorId' });
  const leaderSubjects = await findInspectors(tx, members.filter(({ role, active }) => active && role === 'LEADER').flatMap(({ inspectorId }) => inspectorId ?? []));
  const { subject, department } = act.identity;
  const entitled = department === member.departmentId || inspector.subject === subject || leaderSubjects.some((leader) => leader.subject === subject);
  if (!entitled) return refuse('FORBIDDEN', clauseOf(rules.reasons), { relation: 'OWN_DEPARTMENT' });
  const reasons = demand(rules.reasons);
  if (!reasons.ok) return reasons;
  const { reason } = input;
  if (reason === null || reason === undefined || !reasons.value.includes(reason) || (reason === 'OTHER' && (input.text ?? '').trim() === '')) {
    return refuse('REPLACEMENT_REASON_REQUIRED', clauseOf(rules.reasons), { expected: [...reasons.value] });
  }
  const row = { id: newId(), teamId: team.id, state: 'REQUESTED' as const, replacedId: inspector.id, departmentId: member.departmentId, reason, text: input.text ?? null, requestedBy: subject, requestedAt: act.now };
  await insertReplacement(tx, row);
  recordChange(tx, { entity: 'InspectorReplacement', entityId: row.id, before: null, after: row });
  return ok({ replacementId: row.id });
}
