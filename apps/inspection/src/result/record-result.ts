import { invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listEvidence } from '../evidence/evidence.store.ts';
import { everyMemberMustHaveSigned, inspecteeMustHaveSigned } from '../record/record.rules.ts';
import { listRecords, listSignatures } from '../record/record.store.ts';
import { listInspectors } from '../team/team.store.ts';
import { dossierMustBeOpen, visitAsMember, visitMustAllow, type VisitAccess } from '../visit/visit-access.ts';
import { listInspectionItems } from '../visit/visit.store.ts';
import { openAbnormalListFollowUps } from '../follow-up/open-abnormal-list-follow-ups.ts';
import { announceResult, entryIsLate } from './form-result.ts';
import { judgeItems } from './judge-items.ts';
import { gravestOf, resultMustBeUnpublished, secondEntryMustBeOpen, type ItemResult } from './result.rules.ts';
import { findResultOf, insertEntry, listResultItems, saveResult, type ResultItemRow, type ResultRow } from './result.store.ts';

export interface RecordResultInput extends MutationInput {
  readonly inspectionId: string;
  readonly items: readonly ItemResult[];
  /** The state after the correction, over the finding that was entered first. */
  readonly second?: boolean | null | undefined;
}

/** CQ 8.7.1 before 8.7.2: without the inspectee's and every member's signature there is no result. */
async function recordsMustBeSigned(tx: Tx, { visit, profile }: VisitAccess): Promise<Outcome<void>> {
  const records = await listRecords(tx, [visit.id]);
  if (records.length === 0) return ok(undefined);
  const signatures = await listSignatures(tx, records.map(({ id }) => id));
  const inspectorIds = (await listInspectors(tx, visit.teamId)).map(({ inspectorId }) => inspectorId);
  for (const record of records) {
    const own = signatures.filter(({ recordId }) => recordId === record.id);
    const attested = inspecteeMustHaveSigned(own, record.refusalNotedAt !== null, profile, visit.mode);
    if (!attested.ok) return attested;
    const signed = everyMemberMustHaveSigned(inspectorIds, own, profile);
    if (!signed.ok) return signed;
  }
  return ok(undefined);
}

const emptyResult = ({ visit }: VisitAccess, departmentId: string): ResultRow => ({
  region: visit.region, id: newId(), inspectionId: visit.id, departmentId, state: 'OPEN', code: null, label: null, problemFound: null, version: 0, entry: 1, direct: false,
  enteredById: null, enteredBySubject: null, enteredAt: null, formedAt: null, recheckedBySubject: null, recheckComment: null, publicationState: null, finalAt: null, late: false,
});

/** Evidence of the department's own items, or of the visit as a whole. */
const evidenceOf = async (tx: Tx, inspectionId: string, own: readonly { readonly itemId: string }[]) =>
  (await listEvidence(tx, [inspectionId])).filter((piece) => piece.itemId === null || own.some(({ itemId }) => itemId === piece.itemId));

/** Both entries stay to be seen, the first as it was before the second took its place. */
async function keepEntries(tx: Tx, first: ResultRow, firstItems: readonly ResultItemRow[], second: ResultRow, secondItems: readonly ResultItemRow[]): Promise<void> {
  for (const [row, items] of [[first, firstItems], [second, secondItems]] as const) {
    const { region, id: resultId, entry, code, label, problemFound, enteredById, enteredAt } = row;
    invariant(code !== null && label !== null && problemFound !== null && enteredById !== null && enteredAt !== null, 'an entered result has its code');
    await insertEntry(tx, { region, resultId, entry, code, label, problemFound, items: items.map((item) => ({ itemId: item.itemId, code: item.code, label: item.label, note: item.note })), enteredById, enteredAt });
  }
}

/** A result is entered again only where it is still open or was sent back; a change of an entered one says why (amendResult). */
function resultMustBeOpen({ state }: ResultRow, { profile }: VisitAccess): Outcome<void> {
  const unpublished = resultMustBeUnpublished(state, profile);
  if (!unpublished.ok) return unpublished;
  return state === 'OPEN' || state === 'RETURNED' ? ok(undefined) : refuse('RESULT_ALREADY_FINAL', clauseOf(profile.result.entries), { state });
}

/**
 * 谁检查、谁录入 (CQ 8.8.1): the inspectors of a department conclude its own items. The result is entered when all of them have
 * a code, and formed at once where the profile asks for no recheck.
 */
export async function recordResult(tx: Tx, act: Act, input: RecordResultInput): Promise<Outcome<{ resultId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const departmentId = member.departmentId;
  if (departmentId === null) return refuse('FORBIDDEN', clauseOf(profile.publication.principle), { relation: 'ITEM_DEPARTMENT' });
  const unsealed = dossierMustBeOpen(visit, profile);
  if (!unsealed.ok) return unsealed;
  const signed = await recordsMustBeSigned(tx, access.value);
  if (!signed.ok) return signed;
  const open = visitMustAllow(visit, profile, 'recordResult', 'recordResult');
  if (!open.ok) return open;
  const known = await findResultOf(tx, visit.id, departmentId) ?? emptyResult(access.value, departmentId);
  const second = input.second === true;
  const own = (await listInspectionItems(tx, [visit.id])).filter((item) => item.departmentId === departmentId);
  const enterable = second ? secondEntryMustBeOpen(known, await evidenceOf(tx, visit.id, own), profile) : resultMustBeOpen(known, access.value);
  if (!enterable.ok) return enterable;
  if (input.items.length === 0) return refuse('MISSING_FIELD', clauseOf(profile.result.codes), { field: 'items' });
  const judged = await judgeItems(tx, visit, profile, departmentId, known.id, input.items, second);
  if (!judged.ok) return judged;
  const before = await listResultItems(tx, [known.id]);
  const items: ResultItemRow[] = [...before.filter(({ itemId }) => !judged.value.some((item) => item.itemId === itemId)), ...judged.value];
  const whole = own.every(({ itemId }) => items.some((item) => item.itemId === itemId));
  const late = entryIsLate(visit, profile, act.now);
  if (!late.ok) return late;
  const gravest = gravestOf(items);
  const formed = whole && !profile.result.recheck.required.value;
  const row: ResultRow = {
    ...known, version: known.version + 1, entry: second ? known.entry + 1 : known.entry, enteredById: member.inspectorId, enteredBySubject: act.identity.subject, late: known.late || late.value,
    ...(whole && gravest !== undefined ? { state: formed ? 'FORMED' as const : 'ENTERED' as const, code: gravest.code, label: gravest.label, problemFound: gravest.problemFound, enteredAt: act.now } : {}),
    ...(formed ? { formedAt: act.now } : {}),
  };
  await saveResult(tx, row, judged.value);
  if (second) await keepEntries(tx, known, before, row, items);
  recordChange(tx, { entity: 'InspectionResult', entityId: row.id, before: { state: known.state, items: before }, after: { ...row, items } });
  if (formed) await announceResult(tx, act, visit, row, items);
  await openAbnormalListFollowUps(tx, act, access.value, judged.value);
  return ok({ resultId: row.id });
}
