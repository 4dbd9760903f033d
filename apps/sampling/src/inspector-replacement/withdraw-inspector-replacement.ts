import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findTask } from '../task/task.store.ts';
import { lockTeam } from '../team/team.store.ts';
import { lockReplacement, updateReplacement } from './inspector-replacement.store.ts';

export interface WithdrawInspectorReplacementInput extends MutationInput {
  readonly replacementId: string;
}

/** Whoever asked takes the request back before it is decided. CQ 8.5.2. */
export async function withdrawInspectorReplacement(tx: Tx, act: Act, input: WithdrawInspectorReplacementInput): Promise<Outcome<{ replacementId: string }>> {
  const replacement = await lockReplacement(tx, input.replacementId);
  const team = replacement === undefined ? undefined : await lockTeam(tx, replacement.teamId);
  const task = team === undefined ? undefined : await findTask(tx, team.taskId);
  if (replacement === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'InspectorReplacement', id: input.replacementId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.inspector.replacement.reasons);
  if (act.identity.subject !== replacement.requestedBy) return refuse('FORBIDDEN', clause, { relation: 'REQUESTER' });
  if (replacement.state !== 'REQUESTED') return refuse('INVALID_TRANSITION', clause, { from: replacement.state, to: 'WITHDRAWN' });
  await updateReplacement(tx, replacement.id, { state: 'WITHDRAWN' });
  recordChange(tx, { entity: 'InspectorReplacement', entityId: replacement.id, before: { state: replacement.state }, after: { state: 'WITHDRAWN' } });
  return ok({ replacementId: replacement.id });
}
