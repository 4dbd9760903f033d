import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { listInspectionItems } from '../visit/visit.store.ts';
import { captureMustBePlausible, kindMustBeKnown } from './evidence.rules.ts';
import { insertEvidence, type EvidenceRow } from './evidence.store.ts';
import { readUpload } from './read-upload.ts';
import { storeFile } from './stored-file.store.ts';

export interface AddEvidenceInput extends MutationInput {
  readonly inspectionId: string;
  readonly itemId?: string | null | undefined;
  readonly kind: string;
  readonly mimeType: string;
  readonly contentBase64: string;
  readonly sha256?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly capturedAt: Date;
  readonly location?: { readonly latitude: number; readonly longitude: number; readonly accuracy?: number | null | undefined } | null | undefined;
}

/** CQ 4.4: photo, video, audio or file with hash, time, author and place. What the device hashed must be what arrived. */
export async function addEvidence(tx: Tx, act: Act, input: AddEvidenceInput): Promise<Outcome<{ evidenceId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const open = visitMustAllow(visit, profile, 'addEvidence', 'addEvidence');
  if (!open.ok) return open;
  const kind = kindMustBeKnown(input.kind, profile);
  if (!kind.ok) return kind;
  const items = await listInspectionItems(tx, [visit.id]);
  const itemId = input.itemId ?? null;
  if (itemId !== null && !items.some((item) => item.itemId === itemId)) return refuse('ITEM_NOT_IN_TASK', clauseOf(profile.record.form), { itemId });
  const plausible = captureMustBePlausible(input.capturedAt, input.location ?? null, act.now, profile);
  if (!plausible.ok) return plausible;
  const clause = clauseOf(profile.evidence.kinds);
  const file = readUpload(input.contentBase64, 'contentBase64', clause);
  if (!file.ok) return file;
  const { sha256, bytes } = file.value;
  if (input.sha256 && input.sha256.toLowerCase() !== sha256) return refuse('INVALID_VALUE', clause, { field: 'sha256', sha256 });
  const row: EvidenceRow = {
    region: visit.region, id: newId(), inspectionId: visit.id, itemId, kind: kind.value, mimeType: input.mimeType, size: bytes.length, sha256,
    description: input.description ?? null, capturedAt: input.capturedAt, capturedById: member.inspectorId,
    latitude: input.location?.latitude ?? null, longitude: input.location?.longitude ?? null, accuracy: input.location?.accuracy ?? null, registeredAt: act.now,
  };
  await storeFile(tx, visit.region, file.value, act.now);
  await insertEvidence(tx, row);
  recordChange(tx, { entity: 'Evidence', entityId: row.id, before: null, after: row });
  return ok({ evidenceId: row.id });
}
