import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listInspectors } from '../team/team.store.ts';
import { contentHashOf } from './record-content.ts';
import { recordAsMember, recordMustBe } from './record-access.ts';
import { everyItemMustBeRecorded, everyMemberMustHaveSigned, inspecteeMustHaveSigned } from './record.rules.ts';
import { insertSignature, updateRecord, type SignatureRow } from './record.store.ts';
import { settleVisit } from './settle-visit.ts';

export interface ConfirmRecordInput extends MutationInput {
  readonly recordId: string;
}

/**
 * CQ 8.7.1: the team consolidates the items of all departments, and every member signs. The content was fixed when the
 * inspectee signed, so every signature stands under the same text.
 */
export async function confirmRecord(tx: Tx, act: Act, input: ConfirmRecordInput): Promise<Outcome<{ recordId: string }>> {
  const access = await recordAsMember(tx, act, input.recordId);
  if (!access.ok) return access;
  const { record, items, signatures, visit, profile, member } = access.value;
  const clause = clauseOf(profile.record.signatures);
  const done = everyItemMustBeRecorded(items, clause);
  if (!done.ok) return done;
  const attested = inspecteeMustHaveSigned(signatures, record.refusalNotedAt !== null, profile, visit.mode);
  if (!attested.ok) return attested;
  const open = recordMustBe(access.value, ['ATTESTED', 'SUBMITTED'], 'CONFIRMED');
  if (!open.ok) return open;
  if (signatures.some(({ inspectorId }) => inspectorId === member.inspectorId)) return refuse('INVALID_TRANSITION', clause, { from: 'CONFIRMED', to: 'CONFIRMED' });
  const row: SignatureRow = {
    region: record.region, id: newId(), recordId: record.id, party: 'TEAM_MEMBER', form: 'SIGN', inspectorId: member.inspectorId, signerNameSealed: null,
    subject: act.identity.subject, imageSha256: null, contentHash: contentHashOf(record, items), signedAt: act.now,
  };
  await insertSignature(tx, row);
  recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: null, after: { signature: row } });
  const inspectorIds = (await listInspectors(tx, visit.teamId)).map(({ inspectorId }) => inspectorId);
  if (record.state === 'SUBMITTED' && everyMemberMustHaveSigned(inspectorIds, [...signatures, row], profile).ok) {
    await updateRecord(tx, record, { state: 'CONFIRMED', confirmedAt: act.now });
    recordChange(tx, { entity: 'InspectionRecord', entityId: record.id, before: { state: record.state }, after: { state: 'CONFIRMED' } });
    await settleVisit(tx, visit, profile);
  }
  return ok({ recordId: record.id });
}
