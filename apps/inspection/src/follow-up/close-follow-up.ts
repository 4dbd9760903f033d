import { refuse, type Outcome } from '@sortition/kernel';
import { hasRole, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findFollowUp, followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause } from './follow-up.rules.ts';

export interface CloseFollowUpInput extends MutationInput {
  readonly followUpId: string;
  readonly outcome?: string | null | undefined;
}

/** CQ 9: a follow-up stays open, and visible, until somebody writes down what came of it. */
export async function closeFollowUp(tx: Tx, act: Act, input: CloseFollowUpInput): Promise<Outcome<{ followUpId: string }>> {
  const access = hasRole(act.identity, 'CASE_SYSTEM') ? await findFollowUp(tx, input.followUpId) : await followUpOf(tx, act, input.followUpId, ['foundById', 'responsibleDepartmentId', 'transferredToId']);
  if (!access.ok) return access;
  if (!input.outcome?.trim()) return refuse('OUTCOME_MISSING', followUpClause(access.value.profile), {});
  return moveFollowUp(tx, act, access.value, 'CLOSED', { outcome: input.outcome.trim() });
}
