import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, profileOfTask } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findTask } from '../task/task.store.ts';
import { lockTeam } from '../team/team.store.ts';
import { substitute } from './assign-substitute.ts';
import { lockReplacement, updateReplacement } from './inspector-replacement.store.ts';

export interface DecideInspectorReplacementInput extends MutationInput {
  readonly replacementId: string;
  readonly approve: boolean;
  readonly substituteId?: string | null | undefined;
  readonly outOfOrderReason?: string | null | undefined;
  readonly opinion?: string | null | undefined;
}

/** The head that the profile names decides, of the inspector's own department, and not the one who asked. CQ 8.5.2, CC art.13. */
export async function decideInspectorReplacement(tx: Tx, act: Act, input: DecideInspectorReplacementInput): Promise<Outcome<{ replacementId: string }>> {
  const replacement = await lockReplacement(tx, input.replacementId);
  const team = replacement === undefined ? undefined : await lockTeam(tx, replacement.teamId);
  const task = team === undefined ? undefined : await findTask(tx, team.taskId);
  if (replacement === undefined || team === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'InspectorReplacement', id: input.replacementId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const rules = profile.value.draw.inspector.replacement;
  const approver = demand(rules.approver);
  if (!approver.ok) return approver;
  const clause = clauseOf(rules.approver);
  const entitled = hasRole(act.identity, approver.value) && act.identity.department === replacement.departmentId && act.identity.subject !== replacement.requestedBy;
  if (!entitled) return refuse('APPROVER_NOT_AUTHORISED', clause, { role: approver.value });
  if (replacement.state !== 'REQUESTED') return refuse('INVALID_TRANSITION', clause, { from: replacement.state, to: input.approve ? 'APPROVED' : 'REJECTED' });
  if (!input.approve && (input.opinion ?? '').trim() === '') return refuse('MISSING_FIELD', clause, { field: 'opinion' });
  const decided = { state: input.approve ? 'APPROVED' as const : 'REJECTED' as const, decidedBy: act.identity.subject, decidedAt: act.now, opinion: input.opinion ?? null };
  await updateReplacement(tx, replacement.id, decided);
  recordChange(tx, { entity: 'InspectorReplacement', entityId: replacement.id, before: { state: replacement.state }, after: decided });
  const { substituteId } = input;
  if (!input.approve || substituteId === null || substituteId === undefined) return ok({ replacementId: replacement.id });
  return substitute(tx, act, { ...replacement, ...decided }, team, task, profile.value, { substituteId, outOfOrderReason: input.outOfOrderReason });
}
