import { refuse, type Outcome } from '@sortition/kernel';
import type { Act, MutationInput, Tx } from '@sortition/service-kit';
import { listItemsOfVisit } from '../record/record.store.ts';
import { followUpOf, moveFollowUp } from './follow-up-access.ts';
import { followUpClause, measureMustBeAllowed } from './follow-up.rules.ts';

export interface RecordMeasureInput extends MutationInput {
  readonly followUpId: string;
  readonly measure: string;
  readonly note: string;
}

/** A minor matter that was put right on the spot, or met with guidance, is closed by that. */
export async function recordMeasure(tx: Tx, act: Act, input: RecordMeasureInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await followUpOf(tx, act, input.followUpId, ['foundById', 'responsibleDepartmentId']);
  if (!access.ok) return access;
  const { followUp, profile } = access.value;
  const finding = (await listItemsOfVisit(tx, followUp.inspectionId)).find(({ itemId }) => itemId === followUp.itemId);
  const allowed = measureMustBeAllowed(input.measure, followUp.state, finding, profile);
  if (!allowed.ok) return allowed;
  if (input.note.trim() === '') return refuse('MISSING_FIELD', followUpClause(profile), { field: 'note' });
  return moveFollowUp(tx, act, access.value, 'CLOSED', { outcome: `${input.measure}: ${input.note.trim()}` });
}
