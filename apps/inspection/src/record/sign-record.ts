import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { readUpload } from '../evidence/read-upload.ts';
import { storeFile } from '../evidence/stored-file.store.ts';
import { memberOf, findVisit } from '../visit/visit-access.ts';
import { contentHashOf, headingOf } from './record-content.ts';
import { recordMustBe } from './record-access.ts';
import { everyCheckPointMustBeAnswered, everyItemMustBeRecorded, formMustBeComplete } from './record.rules.ts';
import { findRecordsByIds, insertSignature, listRecordItems, updateRecord } from './record.store.ts';

export interface SignRecordInput extends MutationInput {
  readonly recordId: string;
  readonly form: 'SIGN' | 'SEAL';
  readonly signerName: string;
  readonly imageBase64?: string | null | undefined;
}

/**
 * CQ 8.6.5: after all items are done the inspectee signs or seals. With its own account the credit code must be that of the
 * inspected entity (the row policy hides the visit from any other); on the spot a member of the team takes the signature as an image.
 */
export async function signRecord(tx: Tx, act: Act, input: SignRecordInput, personalData: PersonalData): Promise<Outcome<{ recordId: string }>> {
  const [known] = await findRecordsByIds(tx, [input.recordId]);
  const found = known === undefined ? refuse('FORBIDDEN', null, { recordId: input.recordId }) : await findVisit(tx, known.inspectionId);
  if (!found.ok) return found;
  const { visit, profile } = found.value;
  const clause = clauseOf(profile.record.signatures);
  const byInspectee = hasRole(act.identity, 'INSPECTEE');
  if (byInspectee && act.identity.uscc !== visit.inspecteeUscc) return refuse('FORBIDDEN', clause, { relation: 'INSPECTEE' });
  const member = byInspectee ? ok(null) : await memberOf(tx, act, visit.teamId, profile);
  if (!member.ok) return member;
  const [record] = await findRecordsByIds(tx, [input.recordId]);
  if (record === undefined) return refuse('FORBIDDEN', null, { recordId: input.recordId });
  const open = recordMustBe({ record, visit, profile }, ['OPEN'], 'ATTESTED');
  if (!open.ok) return open;
  const items = await listRecordItems(tx, [record.id]);
  const done = everyItemMustBeRecorded(items, clause);
  if (!done.ok) return done;
  const answered = everyCheckPointMustBeAnswered(items, clauseOf(profile.guide.requiredPerItem));
  if (!answered.ok) return answered;
  const complete = formMustBeComplete(headingOf(record), items, profile);
  if (!complete.ok) return complete;
  if (!profile.record.signatureForms.value.includes(input.form)) return refuse('INVALID_VALUE', clauseOf(profile.record.signatureForms), { field: 'form' });
  if (input.signerName.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'signerName' });
  if (!byInspectee && !input.imageBase64) return refuse('MISSING_FIELD', clause, { field: 'imageBase64' });
  const image = input.imageBase64 ? readUpload(input.imageBase64, 'imageBase64', clause) : ok(null);
  if (!image.ok) return image;
  if (image.value !== null) await storeFile(tx, visit.region, image.value, act.now);
  const row = {
    region: record.region, id: newId(), recordId: record.id, party: 'INSPECTEE' as const, form: input.form, inspectorId: null, signerNameSealed: personalData.seal(input.signerName.trim()),
    subject: act.identity.subject, imageSha256: image.value?.sha256 ?? null, contentHash: contentHashOf(record, items), signedAt: act.now,
  };
  await insertSignature(tx, row);
  await updateRecord(tx, record, { state: 'ATTESTED' });
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { state: record.state }, after: { state: 'ATTESTED', signature: { ...row, signerNameSealed: 'sealed' } } });
  return ok({ recordId: record.id });
}
