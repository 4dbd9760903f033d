import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { recordAsMember, recordMustBe, type RecordAccess } from '../record/record-access.ts';
import { updateRecordItem } from '../record/record.store.ts';
import { documentMustBeNamed, resultMustBeAdoptable, sourceMustBeKnown } from './adopted-result.rules.ts';
import { findRecognisableResult, saveAdoptedResult, type AdoptedResultRow } from './adopted-result.store.ts';

export interface AdoptExternalResultInput extends MutationInput {
  readonly recordId: string;
  readonly itemId: string;
  readonly kind: string;
  readonly sourceResultId?: string | null | undefined;
  readonly documentNumber?: string | null | undefined;
  readonly issuer?: string | null | undefined;
  readonly issuedOn?: string | null | undefined;
  readonly conclusion?: string | null | undefined;
  readonly problemFound?: boolean | null | undefined;
}

const given = (text: string | null | undefined): string | null => (text?.trim() ? text.trim() : null);

async function findingOf(tx: Tx, act: Act, { visit, profile, member }: RecordAccess, kind: string, input: AdoptExternalResultInput): Promise<Outcome<{ readonly conclusion: string; readonly problemFound: boolean }>> {
  if (kind !== 'OTHER_DEPARTMENT_RESULT') {
    return documentMustBeNamed({ documentNumber: given(input.documentNumber), issuer: given(input.issuer), conclusion: given(input.conclusion), problemFound: input.problemFound ?? null }, profile);
  }
  if (!input.sourceResultId) return refuse('MISSING_FIELD', clauseOf(profile.result.externalSources), { field: 'sourceResultId' });
  const source = await findRecognisableResult(tx, input.sourceResultId, input.itemId);
  const adoptable = resultMustBeAdoptable(source, { objectId: visit.objectId, departmentId: member.departmentId, now: act.now }, profile);
  return adoptable.ok ? ok({ conclusion: adoptable.value.label, problemFound: adoptable.value.problemFound }) : adoptable;
}

/** What was found elsewhere stands for the item, so that it is not inspected once more (互认互用). CC art.4, SAMR 2.3, SY art.14(3). */
export async function adoptExternalResult(tx: Tx, act: Act, input: AdoptExternalResultInput): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsMember(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record, items, profile, member } = access.value;
  const open = recordMustBe(access.value, ['OPEN'], 'OPEN');
  if (!open.ok) return open;
  const item = items.find(({ itemId }) => itemId === input.itemId);
  if (item === undefined) return refuse('ITEM_NOT_IN_TASK', clauseOf(profile.record.form), { itemId: input.itemId });
  if (item.departmentId !== member.departmentId) return refuse('FORBIDDEN', clauseOf(profile.publication.principle), { relation: 'ITEM_DEPARTMENT' });
  const kind = sourceMustBeKnown(input.kind, profile);
  if (!kind.ok) return kind;
  const found = await findingOf(tx, act, access.value, kind.value, input);
  if (!found.ok) return found;
  const row: AdoptedResultRow = {
    region: record.region, recordId: record.id, itemId: item.itemId, kind: kind.value, sourceResultId: kind.value === 'OTHER_DEPARTMENT_RESULT' ? input.sourceResultId ?? null : null,
    documentNumber: given(input.documentNumber), issuer: given(input.issuer), issuedOn: input.issuedOn ?? null, ...found.value, adoptedById: member.inspectorId, adoptedAt: act.now,
  };
  await saveAdoptedResult(tx, row);
  await updateRecordItem(tx, item, { situation: `采用已有结论：${row.conclusion}`, inspected: false, problemFound: row.problemFound, recordedById: member.inspectorId, recordedAt: act.now });
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { itemId: item.itemId, situation: item.situation }, after: { adopted: row } });
  return ok({ recordId: record.id });
}
