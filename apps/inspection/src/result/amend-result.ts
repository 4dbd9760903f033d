import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { dossierMustBeOpen, memberOf } from '../visit/visit-access.ts';
import { announceResult } from './form-result.ts';
import { judgeItems } from './judge-items.ts';
import { findResult } from './find-result.ts';
import { gravestOf, resultMustBeUnpublished, type ItemResult } from './result.rules.ts';
import { saveResult, type ResultRow } from './result.store.ts';

export interface AmendResultInput extends MutationInput {
  readonly resultId: string;
  readonly items: readonly ItemResult[];
  readonly reason?: string | null | undefined;
}

/** Puts a result right before it is published, with a reason; the old one stays in the trail, and the new version is announced. */
export async function amendResult(tx: Tx, act: Act, input: AmendResultInput): Promise<Outcome<{ resultId: string }>> {
  const found = await findResult(tx, input.resultId);
  if (!found.ok) return found;
  const { visit, profile, result, items } = found.value;
  const clause = clauseOf(profile.correction.lockOn);
  const member = await memberOf(tx, act, visit.teamId, profile);
  if (!member.ok) return member;
  if (member.value.departmentId !== result.departmentId) return refuse('FORBIDDEN', clauseOf(profile.publication.principle), { relation: 'ITEM_DEPARTMENT' });
  const unpublished = resultMustBeUnpublished(result.state, profile);
  if (!unpublished.ok) return unpublished;
  const unsealed = dossierMustBeOpen(visit, profile);
  if (!unsealed.ok) return unsealed;
  if (result.state !== 'ENTERED' && result.state !== 'FORMED') return refuse('INVALID_TRANSITION', clause, { from: result.state, to: result.state });
  if (!input.reason?.trim()) return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const judged = await judgeItems(tx, visit, profile, result.departmentId, result.id, input.items);
  if (!judged.ok) return judged;
  const amended = [...items.filter(({ itemId }) => !judged.value.some((item) => item.itemId === itemId)), ...judged.value];
  const gravest = gravestOf(amended);
  const row: ResultRow = { ...result, version: result.version + 1, ...(gravest === undefined ? {} : { code: gravest.code, label: gravest.label, problemFound: gravest.problemFound }) };
  await saveResult(tx, row, judged.value);
  recordChange(tx, { entity: 'InspectionResult', entityId: result.id, before: { ...result, items }, after: { ...row, items: amended, reason: input.reason.trim() } });
  if (row.state === 'FORMED') await announceResult(tx, act, visit, row, amended);
  return ok({ resultId: result.id });
}
