import { refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause } from './follow-up.rules.ts';

export interface AcceptTransferInput extends MutationInput {
  readonly followUpId: string;
  readonly accept: boolean;
  readonly reason?: string | null | undefined;
}

/** Only the receiver takes a case; what it sends back, it sends back with a reason. */
export async function acceptTransfer(tx: Tx, act: Act, input: AcceptTransferInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await followUpOf(tx, act, input.followUpId, ['transferredToId']);
  if (!access.ok) return access;
  if (input.accept) return moveFollowUp(tx, act, access.value, 'ACCEPTED', {});
  if (!input.reason?.trim()) return refuse('MISSING_FIELD', followUpClause(access.value.profile), { field: 'reason' });
  return moveFollowUp(tx, act, access.value, 'REFUSED', { outcome: input.reason.trim() });
}
