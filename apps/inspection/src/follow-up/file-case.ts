import { refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause } from './follow-up.rules.ts';

export interface FileCaseInput extends MutationInput {
  readonly followUpId: string;
  readonly caseNumber: string;
}

/** CC art.28: the own department files the case itself; its number ties it to the result. */
export async function fileCase(tx: Tx, act: Act, input: FileCaseInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await followUpOf(tx, act, input.followUpId, ['foundById', 'responsibleDepartmentId']);
  if (!access.ok) return access;
  const { followUp, profile } = access.value;
  if (followUp.kind !== 'CASE_FILING') return refuse('FOLLOW_UP_NOT_APPLICABLE', followUpClause(profile), { kind: followUp.kind });
  const caseNumber = input.caseNumber.trim();
  return caseNumber === '' ? refuse('MISSING_FIELD', followUpClause(profile), { field: 'caseNumber' }) : moveFollowUp(tx, act, access.value, 'IN_HANDLING', { caseNumber });
}
