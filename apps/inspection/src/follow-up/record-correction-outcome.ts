import { ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause } from './follow-up.rules.ts';
import { updateFollowUp } from './follow-up.store.ts';

export interface RecordCorrectionOutcomeInput extends MutationInput {
  readonly followUpId: string;
  readonly corrected: boolean;
  readonly outcome: string;
}

/** Whether the order was obeyed. If it was not, the follow-up stays where it is: it is transferred, or its day passes. */
export async function recordCorrectionOutcome(tx: Tx, act: Act, input: RecordCorrectionOutcomeInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await followUpOf(tx, act, input.followUpId, ['foundById', 'responsibleDepartmentId']);
  if (!access.ok) return access;
  const { followUp, profile } = access.value;
  if (input.outcome.trim() === '') return refuse('MISSING_FIELD', followUpClause(profile), { field: 'outcome' });
  if (followUp.state !== 'ORDERED' && followUp.state !== 'OVERDUE') return refuse('INVALID_TRANSITION', followUpClause(profile), { from: followUp.state, to: 'CLOSED' });
  if (input.corrected) return moveFollowUp(tx, act, access.value, 'CLOSED', { outcome: input.outcome.trim() });
  await updateFollowUp(tx, followUp, { outcome: input.outcome.trim() });
  recordChange(tx, { entity: 'FollowUp', entityId: followUp.id, before: { outcome: followUp.outcome }, after: { outcome: input.outcome.trim(), corrected: false } });
  return ok({ followUpId: followUp.id });
}
