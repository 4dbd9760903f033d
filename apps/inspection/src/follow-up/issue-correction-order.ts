import { dayOf, refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause, orderMustHaveDueDay } from './follow-up.rules.ts';
import { tellDecision } from './tell-decision.ts';

export interface IssueCorrectionOrderInput extends MutationInput {
  readonly followUpId: string;
  readonly orderText: string;
  readonly dueOn?: string | null | undefined;
}

/** 责令限期改正: the department that inspected orders what is to be put right, and by when. */
export async function issueCorrectionOrder(tx: Tx, act: Act, input: IssueCorrectionOrderInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await followUpOf(tx, act, input.followUpId, ['foundById']);
  if (!access.ok) return access;
  const { profile } = access.value;
  const due = orderMustHaveDueDay(input.dueOn ?? null, act.now, profile);
  if (!due.ok) return due;
  if (input.orderText.trim() === '') return refuse('MISSING_FIELD', followUpClause(profile), { field: 'orderText' });
  const moved = await moveFollowUp(tx, act, access.value, 'ORDERED', { orderText: input.orderText.trim(), dueOn: due.value });
  if (moved.ok) await tellDecision(tx, act, access.value.followUp, { kind: 'ORDER', decisionNumber: null, departmentId: access.value.followUp.foundById, madeOn: dayOf(act.now) });
  return moved;
}
