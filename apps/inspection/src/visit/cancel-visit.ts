import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { visitAsLeader, visitMustAllow } from './visit-access.ts';
import { updateInspection } from './visit.store.ts';

export interface CancelVisitInput extends MutationInput {
  readonly inspectionId: string;
  readonly reason: string;
}

/** Gives up a visit that has not begun; the object stays on the list and can be scheduled again. */
export async function cancelVisit(tx: Tx, act: Act, input: CancelVisitInput): Promise<Outcome<{ inspectionId: string }>> {
  const access = await visitAsLeader(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile } = access.value;
  const open = visitMustAllow(visit, profile, 'cancelVisit', 'CANCELLED');
  if (!open.ok) return open;
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clauseOf(profile.team.leaderFrom), { field: 'reason' });
  await updateInspection(tx, visit, { state: 'CANCELLED', cancelReason: input.reason });
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state: 'CANCELLED', cancelReason: input.reason } });
  return ok({ inspectionId: visit.id });
}
