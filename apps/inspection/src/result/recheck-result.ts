import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { dossierMustBeOpen } from '../visit/visit-access.ts';
import { announceResult } from './form-result.ts';
import { findResult } from './find-result.ts';
import { updateResult, type ResultRow } from './result.store.ts';

export interface RecheckResultInput extends MutationInput {
  readonly resultId: string;
  readonly verdict: 'APPROVE' | 'RETURN';
  readonly comment?: string | null | undefined;
}

/** SY art.14(5): somebody else than the inspector looks at the result before it can be published. */
export async function recheckResult(tx: Tx, act: Act, input: RecheckResultInput): Promise<Outcome<{ resultId: string }>> {
  const found = await findResult(tx, input.resultId);
  if (!found.ok) return found;
  const { visit, profile, result, items } = found.value;
  const clause = clauseOf(profile.result.recheck.required);
  const unsealed = dossierMustBeOpen(visit, profile);
  if (!unsealed.ok) return unsealed;
  if (act.identity.department !== result.departmentId) return refuse('FORBIDDEN', clause, { relation: 'ITEM_DEPARTMENT' });
  if (result.enteredBySubject === act.identity.subject) return refuse('RECHECKER_MUST_DIFFER', clause, {});
  if (result.state !== 'ENTERED') return refuse('INVALID_TRANSITION', clause, { from: result.state, to: input.verdict === 'APPROVE' ? 'FORMED' : 'RETURNED' });
  const comment = input.comment?.trim() ? input.comment.trim() : null;
  if (input.verdict === 'RETURN' && comment === null) return refuse('MISSING_FIELD', clause, { field: 'comment' });
  const change: Partial<ResultRow> = {
    recheckedBySubject: act.identity.subject, recheckComment: comment,
    ...(input.verdict === 'APPROVE' ? { state: 'FORMED' as const, formedAt: act.now } : { state: 'RETURNED' as const }),
  };
  await updateResult(tx, result, change);
  recordChange(tx, { entity: 'InspectionResult', entityId: result.id, before: { state: result.state }, after: change });
  if (input.verdict === 'APPROVE') await announceResult(tx, act, visit, { ...result, ...change }, items);
  return ok({ resultId: result.id });
}
