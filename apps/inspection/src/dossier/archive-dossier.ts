import { dayOf, invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findMarketSupervisionOf } from '../department/department.store.ts';
import { listEvidence } from '../evidence/evidence.store.ts';
import { listFollowUpsOfVisit } from '../follow-up/follow-up.store.ts';
import { listItemsOfVisit, listRecords } from '../record/record.store.ts';
import { listResults } from '../result/result.store.ts';
import { findTask } from '../task/task.store.ts';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { listInspectionItems, updateInspection } from '../visit/visit.store.ts';
import { findArchiveRule, listMaterials } from './archive-rule.store.ts';
import { archivingIsLate, dossierMustBeComplete, retentionUntil } from './dossier.rules.ts';
import { insertDossier, listDossiers, type DossierRow } from './dossier.store.ts';
import { hashOf, listManifest } from './list-manifest.ts';

export interface ArchiveDossierInput extends MutationInput {
  readonly inspectionId: string;
}

/** SY art.15: kept by the market supervision department where the object is; elsewhere, and where none is there, by the lead. */
async function custodianOf(tx: Tx, division: string, leadDepartmentId: string, profile: Profile): Promise<string> {
  if (profile.archive.custodian.value !== 'AMR_OF_OBJECT_LOCATION') return leadDepartmentId;
  return (await findMarketSupervisionOf(tx, division))?.id ?? leadDepartmentId;
}

/** CQ 8.7.3: one dossier for the visit, complete and sealed: from here on nothing of the visit can change. */
export async function archiveDossier(tx: Tx, act: Act, input: ArchiveDossierInput): Promise<Outcome<{ dossierId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile } = access.value;
  if ((await listDossiers(tx, [visit.id])).length > 0) return refuse('DOSSIER_EXISTS', clauseOf(profile.archive.required), { inspectionId: visit.id });
  const records = await listRecords(tx, [visit.id]);
  const evidence = await listEvidence(tx, [visit.id]);
  const results = await listResults(tx, [visit.id]);
  const formed = results.filter(({ state }) => state === 'FORMED' || state === 'FINAL');
  const departments = new Set((await listInspectionItems(tx, [visit.id])).map(({ departmentId }) => departmentId));
  const problemFound = (await listItemsOfVisit(tx, visit.id)).some((item) => item.problemFound === true) || formed.some((result) => result.problemFound === true);
  const materials = await listMaterials(tx, [visit.id]);
  const complete = dossierMustBeComplete({ records, direct: visit.direct, evidence: evidence.length, problemFound, resultsMissing: departments.size - formed.length, unscanned: materials.filter(({ scanSha256 }) => scanSha256 === null).length }, profile);
  if (!complete.ok) return complete;
  const open = visitMustAllow(visit, profile, 'archiveDossier', 'archiveDossier');
  if (!open.ok) return open;
  const task = await findTask(tx, visit.taskId);
  invariant(task !== undefined && visit.endedAt !== null, 'an ended visit has its task');
  const entries = await listManifest(tx, { inspectionId: visit.id, records, evidence, results: formed, followUps: await listFollowUpsOfVisit(tx, [visit.id]), materials });
  const custodianId = await custodianOf(tx, visit.region, task.leadDepartmentId, profile);
  const rule = await findArchiveRule(tx, custodianId);
  const row: DossierRow = {
    region: visit.region, id: newId(), inspectionId: visit.id, number: `${visit.taskNumber}/${visit.objectId}/${visit.ordinal}`, kind: profile.archive.dossierKind.value,
    entries, manifestHash: hashOf(entries), custodianId,
    retentionUntil: rule === undefined ? null : retentionUntil(dayOf(act.now), rule.retentionYears), late: archivingIsLate(visit.endedAt, act.now, profile), archivedAt: act.now,
  };
  await insertDossier(tx, row);
  await updateInspection(tx, visit, { sealedAt: act.now });
  recordChange(tx, { entity: 'Dossier', entityId: row.id, before: null, after: { inspectionId: visit.id, number: row.number, manifestHash: row.manifestHash } });
  await appendEvent(tx, act, 'DossierArchived', { dossierId: row.id, inspectionId: visit.id, taskId: visit.taskId, archivedAt: act.now.toISOString(), manifestHash: row.manifestHash });
  return ok({ dossierId: row.id });
}
