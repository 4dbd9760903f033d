import { dayOf, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findFollowUp, followUpOf, moveFollowUp } from './follow-up-access.ts';
import { tellDecision } from './tell-decision.ts';

export interface LinkPenaltyDecisionInput extends MutationInput {
  readonly followUpId: string;
  readonly taskNumber: string;
  readonly objectName: string;
  readonly decisionNumber: string;
  readonly decisionKind?: 'COERCION' | 'PENALTY' | null | undefined;
  readonly madeOn?: string | null | undefined;
}

/** SAMR 2.8: a decision is tied to the inspection by task number and object name; a wrong pair is refused. */
export async function linkPenaltyDecision(tx: Tx, act: Act, input: LinkPenaltyDecisionInput): Promise<Outcome<{ followUpId: string }>> {
  const access = hasRole(act.identity, 'CASE_SYSTEM') ? await findFollowUp(tx, input.followUpId) : await followUpOf(tx, act, input.followUpId, ['transferredToId', 'responsibleDepartmentId']);
  if (!access.ok) return access;
  const { followUp, profile } = access.value;
  const clause = clauseOf(profile.penaltyLink.keys);
  if (followUp.taskNumber !== input.taskNumber || followUp.objectName !== input.objectName) return refuse('LINK_MISMATCH', clause, { taskNumber: input.taskNumber, objectName: input.objectName });
  if (input.decisionNumber.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'decisionNumber' });
  const madeOn = input.madeOn ?? dayOf(act.now);
  if (madeOn > dayOf(act.now)) return refuse('INVALID_VALUE', clause, { field: 'madeOn', today: dayOf(act.now) });
  const moved = await moveFollowUp(tx, act, access.value, 'IN_HANDLING', { caseNumber: input.decisionNumber.trim() });
  const departmentId = followUp.transferredToId ?? followUp.responsibleDepartmentId;
  if (moved.ok) await tellDecision(tx, act, followUp, { kind: input.decisionKind ?? 'PENALTY', decisionNumber: input.decisionNumber.trim(), departmentId, madeOn });
  return moved;
}
