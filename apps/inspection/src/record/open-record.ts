import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, recordNoChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listItemGuides, listOwnRules } from '../guide/guide.store.ts';
import { findSnapshot } from '../object/object.store.ts';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { listInspectionItems } from '../visit/visit.store.ts';
import { insertRecord, listRecords, type RecordRow } from './record.store.ts';

export interface OpenRecordInput extends MutationInput {
  readonly inspectionId: string;
}

/**
 * CQ 8.6.3: one joint record for object and visit; whoever of the team opens it again gets the same. Where each department
 * keeps its own (GA art.42), a second one of the same department is refused.
 */
export async function openRecord(tx: Tx, act: Act, input: OpenRecordInput): Promise<Outcome<{ recordId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const shared = profile.record.cardinality.value === 'ONE_PER_OBJECT';
  const departmentId = shared ? null : member.departmentId;
  const known = (await listRecords(tx, [visit.id])).find((record) => record.departmentId === departmentId);
  if (known !== undefined && !shared) return refuse('RECORD_EXISTS', clauseOf(profile.record.cardinality), { recordId: known.id });
  if (known !== undefined) {
    recordNoChange(tx);
    return ok({ recordId: known.id });
  }
  const open = visitMustAllow(visit, profile, 'openRecord', 'openRecord');
  if (!open.ok) return open;
  const details = await findSnapshot(tx, visit.taskId, visit.objectId);
  const row: RecordRow = {
    region: visit.region, id: newId(), inspectionId: visit.id, departmentId, form: profile.record.form.value, state: 'OPEN', counterpartNature: 'ORGANISATION',
    entityName: details?.name ?? null, uscc: details?.uscc ?? details?.responsibleUscc ?? null, district: details?.district ?? null, certificateNoSealed: null,
    legalRepresentative: details?.legalRepresentative ?? null, inspectionAddress: details?.address ?? null, contactPhoneSealed: null,
    credentialsShown: false, sourceExplained: false, limitationNote: null, refusalNote: null, refusalReason: null, refusalWitnessSealed: null, refusalNotedById: null, refusalNotedAt: null,
    submittedAt: null, confirmedAt: null, openedAt: act.now,
  };
  const items = (await listInspectionItems(tx, [visit.id])).filter((item) => shared || item.departmentId === departmentId);
  const guides = await listItemGuides(tx, items.map(({ itemId }) => itemId));
  const ownRules = await listOwnRules(tx, visit.taskId);
  await insertRecord(tx, row, items.map((item) => {
    const own = ownRules.find(({ itemId }) => itemId === item.itemId);
    const points = guides.find(({ itemId }) => itemId === item.itemId)?.checkPoints ?? [];
    return {
      region: visit.region, recordId: row.id, itemId: item.itemId, departmentId: item.departmentId, name: item.name, situation: null, inspected: null,
      problemFound: null, suspectedCrime: false, outOfCompetence: false, recordedById: null, recordedAt: null,
      checkPoints: [...points.map((text) => ({ text, source: 'GUIDE' as const, answer: null })), ...(own?.checkPoints ?? []).map((text) => ({ text, source: 'OWN_RULES' as const, answer: null }))],
      ownRules: own === undefined ? null : { title: own.title, content: own.content },
    };
  }));
  recordChange(tx, { entity: 'InspectionRecord', entityId: row.id, before: null, after: { inspectionId: visit.id, departmentId, form: row.form, state: row.state } });
  return ok({ recordId: row.id });
}
