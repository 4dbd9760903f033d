import { dayOf, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { readUpload } from '../evidence/read-upload.ts';
import { storeFile } from '../evidence/stored-file.store.ts';
import { dossierMustBeOpen, visitAsMember } from '../visit/visit-access.ts';
import { findMaterialsByIds, insertMaterial, updateMaterial, type PaperMaterialRow } from './archive-rule.store.ts';

export interface ListPaperMaterialInput extends MutationInput {
  readonly inspectionId: string;
  readonly name: string;
}

/** SY art.15: what there is on paper is listed, so that nothing of it is left out of the dossier. */
export async function listPaperMaterial(tx: Tx, act: Act, input: ListPaperMaterialInput): Promise<Outcome<{ materialId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const open = dossierMustBeOpen(visit, profile);
  if (!open.ok) return open;
  if (input.name.trim() === '') return refuse('MISSING_FIELD', clauseOf(profile.archive.steps), { field: 'name' });
  const row: PaperMaterialRow = { region: visit.region, id: newId(), inspectionId: visit.id, name: input.name.trim(), scanSha256: null, scannedOn: null, listedById: member.inspectorId, listedAt: act.now };
  await insertMaterial(tx, row);
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: null, after: { paperMaterial: row } });
  return ok({ materialId: row.id });
}

export interface ScanPaperMaterialInput extends MutationInput {
  readonly materialId: string;
  readonly contentBase64: string;
}

export async function scanPaperMaterial(tx: Tx, act: Act, input: ScanPaperMaterialInput): Promise<Outcome<{ materialId: string }>> {
  const [material] = await findMaterialsByIds(tx, [input.materialId]);
  if (material === undefined) return refuse('FORBIDDEN', null, { materialId: input.materialId });
  const access = await visitAsMember(tx, act, material.inspectionId);
  if (!access.ok) return access;
  const { visit, profile } = access.value;
  const open = dossierMustBeOpen(visit, profile);
  if (!open.ok) return open;
  const file = readUpload(input.contentBase64, 'contentBase64', clauseOf(profile.archive.steps));
  if (!file.ok) return file;
  await storeFile(tx, visit.region, file.value, act.now);
  const change = { scanSha256: file.value.sha256, scannedOn: dayOf(act.now) };
  await updateMaterial(tx, material, change);
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { paperMaterial: material.id, scanSha256: material.scanSha256 }, after: { paperMaterial: material.id, ...change } });
  return ok({ materialId: material.id });
}
